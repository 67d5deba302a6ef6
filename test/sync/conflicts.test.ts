// Two people at one note without a connection: both versions reach both, and what the fold rule keeps is kept on both.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { NoteContent } from '#shared/domain/note.ts'
import { evidenceOf, type Member, notesOf, Organisation, personOf, settle } from '../fixtures/organisation.ts'
import { aNote, type OpenedInspection, openLarkfield, saveNote } from '../fixtures/world.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let larkfield: OpenedInspection
let note: string

const read = ({ world }: Member) => world.call('note.read', { note })

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  larkfield = await openLarkfield(ada.world)
  await settle([ada, bo], 1)
  await ada.world.call('team.add', { inspection: larkfield.inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
})
afterAll(() => organisation.close())

/** A note that both have, each without a connection. */
beforeEach(async () => {
  const content = aNote('The door was locked.', { people: [larkfield.people.AB], flags: ['special-category'] })
  note = (await saveNote(ada.world, larkfield.inspection, content)).note
  await settle([ada, bo], 2)
  for (const member of [ada, bo]) member.online = false
})

async function change(member: Member, about: Partial<NoteContent>, words?: string): Promise<void> {
  const { content, heads } = await read(member)
  const text = words === undefined ? content.text : { ...content.text, words }
  await saveNote(member.world, larkfield.inspection, { ...content, ...about, text }, { note, heads })
}

async function meet(): Promise<void> {
  for (const member of [ada, bo]) member.online = true
  await settle([ada, bo], 3)
  expect(evidenceOf(bo, larkfield.inspection)).toEqual(evidenceOf(ada, larkfield.inspection))
  expect(await statesOf(bo)).toEqual(await statesOf(ada))
}

async function statesOf(member: Member): Promise<unknown> {
  const { content, heads, conflicts, history } = await read(member)
  return { content, heads, conflicts, history: history.map(({ entry, content: by }) => ({ entry, by })) }
}

test('both revisions of the text are heads on both vaults; a revision that names both settles it', async () => {
  await change(ada, {}, 'The door was locked at nine.')
  await change(bo, {}, 'The door was locked at ten.')
  await meet()
  const both = await read(bo)
  expect(both.heads).toHaveLength(2)
  expect(both.conflicts).toMatchObject([{ field: 'text', entries: { length: 2 } }])
  expect(both.history.map(({ content }) => content.text.words).toSorted()).toEqual([
    'The door was locked at nine.',
    'The door was locked at ten.',
    'The door was locked.',
  ])
  for (const member of [ada, bo]) {
    const listed = (await notesOf(member, larkfield.inspection)).find((one) => one.note === note)
    expect(listed?.conflict).toBe(true)
  }

  await change(bo, {}, 'One says nine, I noted ten.')
  await meet()
  const settled = await read(ada)
  expect(settled).toMatchObject({ conflicts: [], content: { text: { words: 'One says nine, I noted ten.' } } })
  expect(settled.history.find(({ entry }) => settled.heads.includes(entry))?.parents).toEqual(both.heads.toSorted())
})

test('a flag set by one while the other revises the text survives, without a conflict', async () => {
  await change(ada, { flags: ['special-category', 'safeguarding'] })
  await change(bo, {}, 'The door was open.')
  await meet()
  expect(await read(bo)).toMatchObject({ conflicts: [], content: { text: { words: 'The door was open.' } } })
  expect((await read(bo)).content.flags.toSorted()).toEqual(['safeguarding', 'special-category'])
})

test('tags that both add are there, and one that was taken off while another added it again is there too', async () => {
  const { AB, AB2, CD } = larkfield.people
  await change(ada, { people: [AB, AB2] })
  await change(bo, { people: [AB, CD] })
  await meet()
  expect((await read(ada)).content.people.toSorted()).toEqual([AB, AB2, CD].toSorted())

  for (const member of [ada, bo]) member.online = false
  await change(ada, { people: [AB2, CD], flags: [] })
  await change(bo, { people: [AB2] })
  await change(bo, { people: [AB, AB2] })
  await meet()
  // Ada took off the tag that she saw, not the one that Bo set meanwhile; Bo took off CD.
  expect((await read(ada)).content.people.toSorted()).toEqual([AB, AB2].toSorted())
  expect((await read(bo)).content.flags).toEqual([])
})

test('deleting against editing is a conflict, the text is shown, and keeping it settles it', async () => {
  await change(ada, { deleted: true })
  await change(bo, {}, 'The door was open after all.')
  await meet()
  for (const member of [ada, bo]) {
    const { content, conflicts } = await read(member)
    expect(conflicts.length, member.name).toBeGreaterThan(0)
    expect(content.text.words).toBe('The door was open after all.')
    expect((await notesOf(member, larkfield.inspection)).map((one) => one.note)).toContain(note)
  }
  await change(ada, { deleted: false })
  await meet()
  expect(await read(bo)).toMatchObject({ conflicts: [], content: { deleted: false } })
})
