// What is left in the files of a vault and of a store, byte by byte, and whether they verify.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fieldbook } from './fieldbook.ts'
import { passphrase } from './steps.ts'
import { filesBelow } from './traces.ts'

interface Contents {
  /** All that stands in the files of the vault, in clear. */
  readonly bytes: Buffer
  /** Of one inspection. */
  readonly keys: readonly { readonly id: string; readonly key: Buffer }[]
  /** Encrypted bodies of the inspection, as the store has them too. */
  readonly sealed: readonly Buffer[]
}

/** Of a copy of the files, because nobody else may open a vault that is in use. `title`: of the inspection asked about. */
export function contentsOf({ home }: Fieldbook, title: string): Contents {
  const copy = mkdtempSync(join(tmpdir(), 'fieldbook-copy-'))
  cpSync(vaultFolder(home), copy, { recursive: true })
  const reading = ['test/fixtures/vaults/contents.ts', copy, title]
  const { stdout, stderr } = spawnSync(process.execPath, reading, {
    input: passphrase,
    encoding: 'utf8',
    maxBuffer: 1e9,
  })
  rmSync(copy, { recursive: true })
  if (stdout === '') throw new Error(stderr)
  const { bytes, keys, sealed } = JSON.parse(stdout) as {
    bytes: string
    keys: { id: string; key: string }[]
    sealed: string[]
  }
  const binary = (text: string): Buffer => Buffer.from(text, 'base64')
  return {
    bytes: binary(bytes),
    keys: keys.map(({ id, key }) => ({ id, key: binary(key) })),
    sealed: sealed.map(binary),
  }
}

export function bytesBelow(folder: string): Buffer {
  return Buffer.concat(filesBelow([folder], () => true).map((path) => readFileSync(path)))
}

/** The only vault of a home, checked by the command that everybody has. */
export function verify({ home }: Fieldbook) {
  const words = ['src/main/verify.ts', '--vault', join(vaultFolder(home), 'vault.db')]
  const env = { ...process.env, FIELDBOOK_HOME: home }
  return spawnSync(process.execPath, words, { env, input: `${passphrase}\n`, encoding: 'utf8' })
}

function vaultFolder(home: string): string {
  const vaults = join(home, 'data', 'vaults')
  return join(vaults, readdirSync(vaults)[0] ?? '')
}
