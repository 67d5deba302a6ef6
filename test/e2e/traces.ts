// Looks for typed words in files: as UTF-8, UTF-16, base64 and hex, in whatever was written outside the vault.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Trace {
  readonly word: string
  readonly spelling: string
  readonly file: string
}

/** Every file below these folders that `counts` accepts. */
export function filesBelow(folders: readonly string[], counts: (path: string) => boolean): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true && counts(path)),
  )
}

/** Where any of the words stands in any of the files, in any spelling. */
export function tracesOf(words: readonly string[], files: readonly string[]): readonly Trace[] {
  const spellings = words.flatMap((word) => spellingsOf(word).map((spelling) => ({ word, ...spelling })))
  return files.flatMap((file) => {
    const bytes = readFileSync(file)
    return spellings.flatMap(({ word, spelling, sought }) => (bytes.includes(sought) ? [{ word, spelling, file }] : []))
  })
}

function spellingsOf(word: string): readonly { readonly spelling: string; readonly sought: Buffer }[] {
  const utf8 = Buffer.from(word, 'utf8')
  return [
    { spelling: 'UTF-8', sought: utf8 },
    { spelling: 'UTF-16', sought: Buffer.from(word, 'utf16le') },
    { spelling: 'hex', sought: Buffer.from(utf8.toString('hex')) },
    ...[0, 1, 2].map((offset) => ({ spelling: `base64 at ${offset}`, sought: base64At(utf8, offset) })),
  ]
}

/** The characters of base64 that depend on the word alone when it begins at this offset of a group of three bytes. */
function base64At(word: Buffer, offset: number): Buffer {
  const spelled = Buffer.concat([Buffer.alloc(offset), word])
    .toString('base64')
    .replaceAll('=', '')
  const whole = Math.floor(((offset + word.length) * 8) / 6)
  return Buffer.from(spelled.slice(Math.ceil((offset * 8) / 6), whole))
}
