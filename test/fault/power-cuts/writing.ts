// An inspector at work in a vault of their own: types, keeps drafts, saves, revises and discards by chance, and says what was acknowledged.
import { dirname } from 'node:path'
import type { NoteContent } from '#shared/domain/note.ts'
import { aNote, anId, openLarkfield, passphrase, saveNote, secret, type World } from '../../fixtures/world.ts'
import type { Chance } from '../chance.ts'
import { holdingsOf } from './holdings.ts'
import { type Changes, type Holdings, print, tells } from './marks.ts'

const vocabulary =
  'the kitchen door was open and two children said that nobody listens at night while staff wrote in the log every hour'.split(
    ' ',
  )

/** Text of up to so many words, which no other text equals. */
export function text(chance: Chance, most: number): string {
  const words = Array.from({ length: 1 + chance.below(most) }, () => vocabulary[chance.below(vocabulary.length)] ?? '')
  // Digits would look like part of a postcode or a telephone number.
  const mark = Array.from({ length: 8 }, () => String.fromCharCode(97 + chance.below(26)))
  return `${words.join(' ')} ${mark.join('')}`
}

interface Writing {
  readonly note: string
  content: NoteContent
  heads: readonly string[]
  /** The draft that is kept of it. */
  draft: NoteContent | null
}

/** The folder that holds those of data and state. */
export function folderOf(world: World): string {
  return dirname(world.folders.data)
}

/** What the open vault holds. */
export function holdingsIn({ application }: World): Holdings {
  return { vault: 'made', passphrase, ...holdingsOf(application.open.vault.ledger, application.pack) }
}

/** From here on cuts are of this vault, which holds this, and on whose disk everything lay before. */
export function beginWith(world: World, holds: Holdings = holdingsIn(world)): void {
  print({ mark: 'vault', folder: folderOf(world), holds, given: true })
}

/** Makes the vault as a first act, power cuts while it is made included. */
export async function makeVault(world: World): Promise<void> {
  await tells('making a vault', { vault: 'made', passphrase }, () =>
    world.call('vault.create', { name: 'Ada Ferris', passphrase: secret() }),
  )
}

export async function openInspection(world: World): Promise<string> {
  const opened = { 'inspection Larkfield House': 'opened' }
  return tells('opening an inspection', opened, async () => (await openLarkfield(world)).inspection, { stepwise: true })
}

export class Writer {
  readonly #world: World
  readonly #inspection: string
  readonly #chance: Chance
  readonly #writings: Writing[] = []

  constructor(world: World, inspection: string, chance: Chance) {
    this.#world = world
    this.#inspection = inspection
    this.#chance = chance
  }

  /** A note, saved as it is. */
  async save(): Promise<string> {
    const writing = this.#begin()
    await this.#save(writing, this.#newContent(writing))
    return writing.note
  }

  /** Another version of a note that was saved. */
  async revise(): Promise<void> {
    const writing = this.#any(({ heads, draft }) => heads.length > 0 && draft === null)
    await (writing === undefined ? this.save() : this.#save(writing, this.#newContent(writing)))
  }

  /** Keystrokes: a draft of a new note or of one that was saved, or more words of one being written. */
  async type(): Promise<void> {
    const writing = this.#chance.happens(0.3) ? this.#begin() : (this.#any(() => true) ?? this.#begin())
    const content = this.#newContent(writing)
    const { note } = writing
    const input = { note, inspection: this.#inspection, heads: [...writing.heads], content, typed: null }
    await tells('keeping a draft', { [`draft ${note}`]: content.text.words }, () =>
      this.#world.call('draft.keep', input),
    )
    writing.draft = content
  }

  /** A draft becomes an entry, or is let go. */
  async finish(): Promise<void> {
    const writing = this.#any(({ draft }) => draft !== null)
    if (writing === undefined || writing.draft === null) return this.type()
    const { note, draft } = writing
    if (this.#chance.happens(0.75)) return this.#save(writing, draft)
    await tells('discarding a draft', { [`draft ${note}`]: null, [`receipt ${note}`]: null }, () =>
      this.#world.call('draft.discard', { note }),
    )
    writing.draft = null
  }

  /** Locks, which saves every draft, and unlocks. */
  async lockAndUnlock(words: string = passphrase): Promise<void> {
    const drafts = this.#writings.filter(({ draft }) => draft !== null)
    const saved = drafts.flatMap(({ note, draft }) => Object.entries(savedAs(note, draft?.text.words ?? '')))
    await tells('locking', Object.fromEntries(saved), () => this.#world.lock(), { stepwise: true })
    await tells('unlocking', {}, () => this.#world.unlock(words))
    for (const writing of drafts) await this.#readAgain(writing)
  }

  async #save(writing: Writing, content: NoteContent): Promise<void> {
    const { note, heads } = writing
    const saved = await tells('saving a note', savedAs(note, content.text.words), () =>
      saveNote(this.#world, this.#inspection, content, { note, heads }),
    )
    Object.assign(writing, { content, heads: saved.heads, draft: null })
  }

  async #readAgain(writing: Writing): Promise<void> {
    const { content, heads } = await this.#world.call('note.read', { note: writing.note })
    Object.assign(writing, { content, heads, draft: null })
  }

  #begin(): Writing {
    const writing = { note: anId(), content: aNote(''), heads: [], draft: null }
    this.#writings.push(writing)
    return writing
  }

  #any(fits: (writing: Writing) => boolean): Writing | undefined {
    const fitting = this.#writings.filter(fits)
    return fitting[this.#chance.below(Math.max(1, fitting.length))]
  }

  /** Mostly a few lines, now and then more than a page of the database holds. */
  #newContent({ content, draft }: Writing): NoteContent {
    const before = draft ?? content
    return { ...before, text: { ...before.text, words: text(this.#chance, this.#chance.happens(0.1) ? 1_500 : 60) } }
  }
}

/** What a save changes: the note says this, its draft is gone, and no receipt covers it yet. */
function savedAs(note: string, words: string): Changes {
  return { [`note ${note}`]: words, [`draft ${note}`]: null, [`receipt ${note}`]: null }
}
