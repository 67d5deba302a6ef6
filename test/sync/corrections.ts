// An inspection with two records managers, and a note in which a word slipped through; asking, ordering, and looking for it.
import { vi } from 'vitest'
import { isScrubAsked } from '#main/data/settings.ts'
import type { NoteContent } from '#shared/domain/note.ts'
import { decrypted, timesIn } from '../fixtures/decrypted.ts'
import { type Member, type Organisation, personOf, settle, turn } from '../fixtures/organisation.ts'
import { aNote, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'

/** A word of small letters that stands nowhere else: with a capital it would be taken for a name, and not let in. */
export const slipped = 'zyxquorblatt'

export interface People {
  readonly ada: Member
  readonly bo: Member
  readonly officers: readonly [Member, Member]
  readonly all: readonly Member[]
}

export async function enrolPeople(organisation: Organisation): Promise<People> {
  const ada = await organisation.enrol('Ada Ferris', ['inspector'])
  const bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  const rex = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  const dee = await organisation.enrol('Dee Okafor', ['records-manager'])
  return { ada, bo, officers: [rex, dee], all: [ada, bo, rex, dee] }
}

/** Ada's inspection with Bo in its team, known to everybody. */
export async function inspectionOf({ ada, bo, all }: People): Promise<string> {
  const { inspection } = await openLarkfield(ada.world)
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle(all, 2)
  return inspection
}

export interface Note {
  readonly inspection: string
  readonly note: string
  /** The first wording, which holds the word. */
  readonly first: string
  /** The wording that says what it should. */
  readonly second: string
}

export const before = `A neighbour called ${slipped} saw the door.`
export const after = 'A neighbour saw the door.'

/** A note whose first wording holds the word and whose second does not. */
export async function noteWithSlip(
  { world }: Member,
  inspection: string,
  about: Partial<NoteContent> = {},
): Promise<Note> {
  const tags = { categories: ['views'], areas: [], ...about }
  const { note, heads } = await saveNote(world, inspection, aNote(before, tags))
  const edited = await saveNote(world, inspection, aNote(after, tags), { note, heads, reason: `without ${slipped}` })
  return { inspection, note, first: heads[0] ?? '', second: edited.heads[0] ?? '' }
}

export function ask({ world }: Member, { inspection, note, second }: Note) {
  return world.call('correction.ask', { inspection, of: 'note', id: note, heads: [second] })
}

/** A turn that begins now: the first one may have been under way since before somebody else sent something. */
export async function freshTurn(member: Member): Promise<void> {
  await turn(member)
  await turn(member)
}

/** Both records managers order what waits in an inspection; each as soon as they know of it. */
export async function order({ officers }: People, inspection: string, asker: Member): Promise<void> {
  await freshTurn(asker)
  for (const officer of officers) {
    await freshTurn(officer)
    const { corrections } = await officer.world.call('correction.list', {})
    const waiting = corrections.filter((one) => one.inspection === inspection && one.at === null)
    for (const { entry } of waiting) {
      await officer.world.call('correction.order', { inspection, entry })
      await freshTurn(officer)
    }
  }
}

/** How often the word stands in the files of a vault once nothing is left to be scrubbed. */
export async function timesLeft({ world }: Member, word = slipped): Promise<number> {
  const { database, paths, vaultKey } = world.application.open.vault
  await vi.waitFor(
    () => {
      if (isScrubAsked(database.reader)) throw new Error('not scrubbed yet')
    },
    { timeout: 15_000, interval: 50 },
  )
  return timesIn(decrypted(paths.database, vaultKey), word)
}

/** Whether the body of an entry is in a vault. */
export function hasBody({ world }: Member, hash: string): boolean {
  const sql = 'select 1 from entry join body on entry = arrival where hash = ?'
  return ledgerOf(world).reader.get(sql, hash) !== undefined
}

export async function faultsOf({ world }: Member): Promise<readonly string[]> {
  return (await world.call('vault.verify', {})).findings.map(({ fault }) => fault)
}
