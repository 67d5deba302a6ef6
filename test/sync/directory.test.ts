// The directory on everybody's laptop: never shorter than it was verified, never another one, and only what was authorised counts.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256 } from '#main/platform/crypto.ts'
import { newsSchema } from '#shared/central-api.ts'
import { codeText } from '#shared/domain/enrolment.ts'
import { TestStore } from '../central/store.ts'
import {
  address,
  type Member,
  Organisation,
  personOf,
  settle,
  statusOf,
  straight,
  turn,
} from '../fixtures/organisation.ts'
import { aNote, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'
import { administratorOf, giveRole } from './administrator.ts'
import { altered, type Copy, copyOf, isNews, isPull, leadingTo, withBytes } from './ways.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let inspection: string
/** The store as it was before Bo enrolled: its directory is shorter. */
let earlier: Copy

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  inspection = (await openLarkfield(ada.world)).inspection
  await settle([ada], 2)
  earlier = await copyOf(organisation.store)
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  await settle([ada, bo], 2)
})
afterAll(async () => {
  await earlier.close()
  await organisation.close()
})

const rolesOf = ({ world }: Member, member: Member) => [...(ledgerOf(world).directory?.rolesOf(personOf(member)) ?? [])]
const sizeAt = ({ world }: Member): number => ledgerOf(world).directory?.size ?? 0

/** Pulls in which the byte this far from the end is another one. */
const flipped = (back: number) =>
  altered(isPull, (bytes, reply) => {
    bytes[bytes.length - back] = (bytes[bytes.length - back] ?? 0) ^ 1
    return withBytes(reply, bytes)
  })

test('a shorter one, with the right signatures, is refused and said in words; the right store is believed again', async () => {
  const before = sizeAt(ada)
  await saveNote(ada.world, inspection, aNote('Written while the store is an old one.'))
  ada.bend = leadingTo(earlier)
  await turn(ada)
  const { state, reason, notReceived } = await statusOf(ada)
  expect({ state, code: reason?.code, notReceived }).toEqual({
    state: 'stopped',
    code: 'directory.differs',
    notReceived: 1,
  })
  expect(sizeAt(ada)).toBe(before)
  ada.bend = straight
  await turn(ada)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', notReceived: 0, reason: null, alarms: [] })
})

test('a shorter one that hides behind larger news is refused too', async () => {
  const larger = altered(isNews, (bytes, reply) => {
    const news = newsSchema.parse(JSON.parse(bytes.toString()))
    const changed = { ...news, directory: { ...news.directory, size: 99 } }
    return withBytes(reply, Buffer.from(JSON.stringify(changed)))
  })
  ada.bend = (fetch) => larger((url, init) => (isNews(url) ? fetch(url, init) : earlier.fetch(url, init)))
  const before = sizeAt(ada)
  await turn(ada)
  expect((await statusOf(ada)).state).toBe('stopped')
  expect(sizeAt(ada)).toBe(before)
  ada.bend = straight
  await turn(ada)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', reason: null, alarms: [] })
})

test('one in which an entry was altered is refused whole, at joining and afterwards', async () => {
  const cy = await organisation.open('Cy Adeyemi')
  const code = organisation.codeFor('Cy Adeyemi', ['inspector'])
  for (const back of [10, 200, 1_500]) {
    cy.bend = flipped(back)
    const problem = await cy.world.problemOf('enrolment.join', { code })
    expect(problem).toMatch(/^(entry\.|central\.not-the-store|directory\.differs|checkpoint\.refused)/)
    expect((await statusOf(cy)).organisation).toBe(null)
    expect(ledgerOf(cy.world).directory).toBe(null)
  }
  cy.bend = straight
  await cy.world.call('enrolment.join', { code })

  const before = sizeAt(ada)
  ada.bend = flipped(100)
  await turn(ada)
  expect((await statusOf(ada)).state).toBe('stopped')
  expect(sizeAt(ada)).toBe(before)
  ada.bend = straight
  await turn(ada)
  expect(sizeAt(ada)).toBe(before + 1)
})

test('a code of another root, or of another store, joins nothing', async () => {
  const other = await TestStore.open()
  const dee = await organisation.open('Dee Marsh')
  const secret = organisation.store.leaveCode('Dee Marsh', ['inspector'])
  const { store, root } = organisation.store.facts
  const codes = [
    { store, root: other.facts.root },
    { store: other.facts.store, root },
    { store: other.facts.store, root: other.facts.root },
  ].map((keys) => codeText({ address, ...keys, secret }, sha256))
  for (const code of codes) {
    for (const name of ['enrolment.look', 'enrolment.join'] as const) {
      expect(await dee.world.problemOf(name, { code })).toBe('central.not-the-store')
    }
  }
  expect(ledgerOf(dee.world).directory).toBe(null)
  await other.remove()
})

test('an entry whose signer had no right to it is stored, and counts on nobody’s laptop', async () => {
  const { device } = await organisation.store.enrol('Zed Omar', ['inspector', 'supervisor'])
  await settle([ada, bo], 2)
  const before = sizeAt(ada)
  expect(await giveRole(organisation.store, device, bo, 'whistleblowing-lead')).toMatchObject({ refused: [] })
  await settle([ada, bo], 2)
  expect(sizeAt(ada)).toBe(before + 1)
  for (const member of [ada, bo]) {
    expect(rolesOf(member, bo)).toEqual(['inspector'])
    expect(await statusOf(member)).toMatchObject({ state: 'received', alarms: [], reason: null })
  }
})

test('an entry that was not written on top of all before it has been moved on from; written again, it counts', async () => {
  const administrator = await administratorOf(organisation.store)
  const late = await giveRole(organisation.store, administrator, bo, 'supervisor', sizeAt(ada) - 1)
  expect(late.movedOn).toEqual([0])
  await settle([ada, bo], 2)
  expect(rolesOf(ada, bo)).toEqual(['inspector'])

  expect((await giveRole(organisation.store, administrator, bo, 'supervisor')).movedOn).toEqual([])
  await settle([ada, bo], 2)
  for (const member of [ada, bo]) expect(rolesOf(member, bo).toSorted()).toEqual(['inspector', 'supervisor'])
})

test('pages are told when somebody joins, and not again when nothing more has changed', async () => {
  await settle([ada], 2)
  const toldSince = (from: number) => ada.world.events.slice(from).filter(({ type }) => type === 'sync.changed').length
  const before = ada.world.events.length
  await turn(ada)
  expect(toldSince(before)).toBe(0)
  const kit = await organisation.enrol('Kit Sorrel', ['inspector'])
  await turn(ada)
  expect(toldSince(before)).toBe(1)
  const { people } = await ada.world.call('directory.people', {})
  expect(people.map(({ person }) => person)).toContain(personOf(kit))
  await turn(ada)
  expect(toldSince(before)).toBe(1)
})
