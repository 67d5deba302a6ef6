// Corrections that reach a device late, in pieces, or while it goes on as a new one: nothing that was removed comes back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allSetAside } from '#main/data/set-aside.ts'
import { isScrubAsked } from '#main/data/settings.ts'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { sha256 } from '#main/platform/crypto.ts'
import { pulledBytes, pulledFrom } from '#shared/central-api.ts'
import { entryHash } from '#shared/domain/entry.ts'
import {
  type Bend,
  type Member,
  Organisation,
  personOf,
  settle,
  startAgain,
  statusOf,
} from '../fixtures/organisation.ts'
import { aNote, anId, ledgerOf, saveNote } from '../fixtures/world.ts'
import {
  after,
  ask,
  before,
  enrolPeople,
  faultsOf,
  freshTurn,
  hasBody,
  inspectionOf,
  type Note,
  noteWithSlip,
  order,
  type People,
  timesLeft,
} from './corrections.ts'
import { putBackAfter } from './old-copies.ts'
import { altered, isPull, withBytes } from './ways.ts'

let organisation: Organisation
let people: People
let inspection: string

beforeEach(async () => {
  organisation = await Organisation.found()
  people = await enrolPeople(organisation)
  inspection = await inspectionOf(people)
})
afterEach(() => organisation.close())

const words = async ({ world }: Member, { note }: Pick<Note, 'note'>) =>
  (await world.call('note.read', { note })).content.text.words

/** The bodies of these entries as they lie in a vault, by hash. */
function bodiesIn({ world }: Member, hashes: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const rows = ledgerOf(world).reader.all<{ hash: string; bytes: Uint8Array }>(
    'select hash, bytes from entry join body on entry = arrival where hash in (select value from json_each(?))',
    JSON.stringify(hashes),
  )
  return new Map(rows.map(({ hash, bytes }) => [hash, bytes]))
}

/** A store that has not carried out the correction: it still gives these bodies. */
function stillGiving(bodies: ReadonlyMap<string, Uint8Array>): Bend {
  return altered(isPull, (bytes, reply) => {
    const { head, entries } = pulledFrom(bytes)
    const whole = entries.map((entry) => ({
      ...entry,
      body: entry.body ?? bodies.get(entryHash(sha256, entry.header)) ?? null,
    }))
    return withBytes(reply, pulledBytes(head, whole))
  })
}

test('a device that was killed in the middle of it, and one that had no connection, carry it out once and leave no trace', async () => {
  const { ada, bo } = people
  const slip = await noteWithSlip(ada, inspection)
  await settle([ada, bo], 2)
  bo.online = false
  await ask(ada, slip)
  await order(people, inspection, ada)
  await settle([ada], 2)
  // Nobody has written the file anew yet: somebody called a moment ago.
  expect(isScrubAsked(ledgerOf(ada.world).reader)).toBe(true)
  await startAgain(ada)
  expect(await timesLeft(ada)).toBe(0)

  expect(hasBody(bo, slip.first)).toBe(true)
  bo.online = true
  await freshTurn(bo)
  await startAgain(bo)
  await settle([bo, ada], 2)
  for (const member of [ada, bo]) {
    expect(await words(member, slip)).toBe(after)
    expect(hasBody(member, slip.first)).toBe(false)
    expect(await timesLeft(member)).toBe(0)
    expect(await faultsOf(member)).toEqual([])
  }
})

test('whoever joins afterwards gets none of it, from a store that has not carried it out either', async () => {
  const { ada, officers } = people
  const [rex] = officers
  const slip = await noteWithSlip(ada, inspection)
  const bodies = bodiesIn(ada, [slip.first, slip.second])
  expect(bodies.size).toBe(2)
  const bundle = anId()
  await ada.world.call('bundle.seal', { inspection, bundle })
  await ask(ada, slip)
  await order(people, inspection, ada)
  const cy = await organisation.enrol('Cy Hollis', ['inspector'])
  const eve = await organisation.enrol('Eve Tarn', ['inspector'])
  await settle([ada], 2)
  for (const member of [cy, rex]) member.bend = stillGiving(bodies)
  // Rex was an officer and held the headers; the bodies that he may read now are fetched for him.
  await ada.world.call('team.add', { inspection, people: [cy, eve, rex].map(personOf) })
  await settle([ada, cy, eve, rex], 3)
  for (const member of [cy, eve, rex]) {
    expect(await words(member, slip), member.name).toBe(after)
    expect(
      [slip.first, slip.second].map((hash) => hasBody(member, hash)),
      member.name,
    ).toEqual([false, false])
    expect(await statusOf(member), member.name).toMatchObject({ waitingForKey: 0, alarms: [] })
    const sealed = await member.world.call('bundle.read', { inspection, bundle })
    expect(sealed, member.name).toMatchObject({ missing: 0, notes: [], removed: [{ note: slip.note, revisions: 2 }] })
    expect(await timesLeft(member), member.name).toBe(0)
    expect(await faultsOf(member), member.name).toEqual([])
  }
})

test('what the store takes only after it was ordered to go is kept by nobody, its writer included once it was sent', async () => {
  const { ada, bo, officers } = people
  bo.online = false
  const { note, heads } = await saveNote(bo.world, inspection, aNote(before))
  const said = await saveNote(bo.world, inspection, aNote('said on top of it'), { note, heads, reason: 'more' })
  const lone = await saveNote(bo.world, inspection, aNote('said once'))
  const child = { inspection, person: null, heads: [], initials: 'QR', role: 'child', family: '' }
  const { person } = await bo.world.call('person.save', child)
  const asking = { inspection, enquiry: null, heads: [], question: 'What was that?' }
  const { enquiry } = await bo.world.call('enquiry.save', asking)
  const known = await bo.world.call('inspection.read', { inspection })
  const going = [
    ...heads,
    ...lone.heads,
    ...known.people.filter((one) => one.person === person).flatMap((one) => one.heads),
    ...known.enquiries.filter((one) => one.enquiry === enquiry).flatMap((one) => one.heads),
  ]
  expect(going).toHaveLength(4)
  // Nobody can know these hashes yet; officers who did could order what they name to go before it comes.
  const ordered: string[] = []
  for (const { world } of officers) {
    await settle(officers, 2)
    const ledger = ledgerOf(world)
    const parents = [...new Set([...ledger.controlHeads(inspection), ...ordered])]
    const statement = { kind: 'correction.ordered', of: inspection, parents, data: { bodies: going } }
    ordered.push(ledger.write((writer) => ledger.append(writer, knownCompartment(writer, inspection), statement)))
  }
  await settle([...officers, ada], 2)
  bo.online = true
  await settle([bo, ada, bo], 2)
  for (const member of [ada, bo]) {
    expect(
      going.filter((hash) => hasBody(member, hash)),
      member.name,
    ).toEqual([])
    expect(hasBody(member, said.heads[0] ?? ''), member.name).toBe(true)
    expect(await member.world.problemOf('note.read', { note: lone.note }), member.name).toBe('note.unknown')
    const { people: persons, enquiries } = await member.world.call('inspection.read', { inspection })
    expect(persons.map((one) => one.person)).not.toContain(person)
    expect(enquiries.map((one) => one.enquiry)).not.toContain(enquiry)
    expect(await statusOf(member), member.name).toMatchObject({ notReceived: 0, waitingForKey: 0, alarms: [] })
    expect(await faultsOf(member), member.name).toEqual([])
  }
})

/** The vault is found to be older than it was: its device ends, and what it had not sent waits to be entered again. */
function loses(member: Member): Promise<void> {
  return putBackAfter(member, async () => {
    await saveNote(member.world, inspection, aNote('lost with the files'))
  })
}

test('entering again brings nothing back that was removed under the name of its copy', async () => {
  const { ada, bo } = people
  ada.online = false
  const { note, heads: first } = await saveNote(ada.world, inspection, aNote(before))
  await saveNote(ada.world, inspection, aNote('nothing wrong with this one'))
  const copy = await organisation.copy(ada)
  for (const member of [ada, copy]) await loses(member)

  copy.online = true
  await organisation.approve(copy)
  await settle([copy, bo], 2)
  const { heads } = await copy.world.call('note.read', { note })
  expect(heads).not.toEqual(first)
  const edited = await saveNote(copy.world, inspection, aNote(after), { note, heads, reason: 'without it' })
  await ask(copy, { inspection, note, first: heads[0] ?? '', second: edited.heads[0] ?? '' })
  await order(people, inspection, copy)
  await settle([copy, bo], 2)
  // What was set aside when it was entered again said it too.
  const aside = allSetAside(ledgerOf(copy.world).reader).filter(({ hash }) => first.includes(hash))
  expect(aside.map(({ body }) => body.length)).toEqual([0])

  ada.online = true
  await organisation.approve(ada)
  await settle([ada, copy, bo], 3)
  for (const member of [ada, copy, bo]) {
    const { content, history } = await member.world.call('note.read', { note })
    expect([content.text.words, history.length], member.name).toEqual([after, 1])
    expect(await timesLeft(member), member.name).toBe(0)
    expect(await statusOf(member), member.name).toMatchObject({ state: 'received', notReceived: 0, alarms: [] })
    expect(await faultsOf(member), member.name).toEqual([])
  }
  const sealed = organisation.members.flatMap((member) => [...bodiesIn(member, [...first, ...heads]).keys()])
  expect(sealed).toEqual([])
})
