// What a person is told when the store refuses their device, or one log of it.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { type ProblemCode, problems } from '#shared/problems.ts'
import {
  type Bend,
  type Member,
  notesOf,
  Organisation,
  personOf,
  settle,
  statusOf,
  straight,
  turn,
} from '../fixtures/organisation.ts'
import { aNote, larkfield, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'
import { revoke } from './administrator.ts'
import { expectTrue } from './truth.ts'
import { isPush } from './ways.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let first: string
let second: string

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  await settle([ada], 2)
  first = (await openLarkfield(ada.world)).inspection
  second = (await ada.world.call('inspection.open', { ...larkfield, title: 'Meadow View' })).inspection
  for (const inspection of [first, second]) await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
})
afterEach(() => {
  for (const member of [ada, bo]) member.bend = straight
})
afterAll(() => organisation.close())

/** Pushes to one log are refused; `count` is told of each. */
function refusing(compartment: string, code: ProblemCode = 'central.disk-full', count: () => void = () => {}): Bend {
  return (fetch) => async (url, init) => {
    if (!isPush(url, init) || !url.includes(compartment)) return fetch(url, init)
    count()
    const { sentence, next, status } = problems[code]
    return Response.json({ problem: { code, sentence, next, fields: [] } }, { status })
  }
}

test('one log is refused: its inspection is named in words, all others go on, and it goes on when it is taken again', async () => {
  ada.bend = refusing(first)
  for (const inspection of [first, second]) await saveNote(ada.world, inspection, aNote('One for each.'))
  await turn(ada)
  const { sentence, next } = problems['central.disk-full']
  const alarm = { code: 'central.disk-full', sentence, next, inspection: first }
  expect(await statusOf(ada)).toMatchObject({ state: 'sending', notReceived: 1, reason: null, alarms: [alarm] })
  expect((await notesOf(ada, first))[0]?.state).toBe('saved')
  expect((await notesOf(ada, second))[0]?.state).toBe('received')

  ada.bend = straight
  await ada.world.call('sync.now', {})
  await turn(ada)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', notReceived: 0, alarms: [] })
  expect((await notesOf(ada, first))[0]?.state).toBe('received')
})

test('a log that was refused is tried again by itself after a minute, not at every turn', async () => {
  let pushes = 0
  ada.bend = refusing(first, 'central.disk-full', () => {
    pushes += 1
  })
  await saveNote(ada.world, first, aNote('Refused for a while.'))
  await turn(ada)
  await turn(ada)
  expect(pushes).toBe(1)
  ada.bend = straight
  organisation.pass(60_000)
  await turn(ada)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', notReceived: 0, alarms: [] })
})

/** What a page is told at an inspection. */
const alarmOf = (code: ProblemCode, inspection: string) => {
  const { sentence, next } = problems[code]
  return { code, sentence, next, inspection }
}

describe('somebody who is no member any more', () => {
  const openings = async (member: Member) => (await notesOf(member, first)).map(({ opening }) => opening)
  const stateOf = async (words: string, inspection = first) =>
    (await notesOf(bo, inspection)).find(({ opening }) => opening === words)?.state

  /** What Bo cannot see any more lies between what Bo knows and what Bo sends. */
  beforeAll(async () => {
    await saveNote(ada.world, first, aNote('Not for Bo any more.'))
    const ledger = ledgerOf(ada.world)
    const evidence = knownCompartment(ledger.reader, first)
    ledger.write((writer) => {
      const parents = ledger.controlHeads(first)
      ledger.append(writer, evidence, { kind: 'member.removed', of: first, parents, data: { person: personOf(bo) } })
    })
    await settle([ada, bo], 1)
  })

  test('hears no warning as long as they write nothing', async () => {
    expect(await statusOf(bo)).toMatchObject({ state: 'received', alarms: [] })
  })

  test('goes on sending what they write, is told where they stand, and gets nothing more', async () => {
    await saveNote(bo.world, first, aNote('Written after leaving.'))
    await settle([bo], 1)
    for (const inspection of [first, second]) await saveNote(bo.world, inspection, aNote('And one more.'))
    await settle([ada, bo, ada], 1)
    expect(await statusOf(bo)).toMatchObject({
      state: 'received',
      notReceived: 0,
      reason: null,
      alarms: [alarmOf('team.left', first)],
    })
    expect([await stateOf('And one more.'), await stateOf('And one more.', second)]).toEqual(['received', 'received'])
    expect(await openings(ada)).toEqual(expect.arrayContaining(['Written after leaving.', 'And one more.']))
    expect(await openings(bo)).not.toContain('Not for Bo any more.')
    await expectTrue(bo, organisation.store)
  })

  test('is told where the store does not take it, and their other work goes on', async () => {
    bo.bend = refusing(first, 'compartment.unknown')
    for (const inspection of [first, second]) await saveNote(bo.world, inspection, aNote('Not taken at first.'))
    await settle([bo], 1)
    expect(await statusOf(bo)).toMatchObject({ reason: null, alarms: [alarmOf('team.left-unsent', first)] })
    const states = [await stateOf('Not taken at first.'), await stateOf('Not taken at first.', second)]
    expect(states).toEqual(['saved', 'received'])
    bo.bend = straight
    organisation.pass(60_000)
    await settle([bo], 1)
    expect(await stateOf('Not taken at first.')).toBe('received')
    expect((await statusOf(bo)).alarms).toEqual([alarmOf('team.left', first)])
  })

  test('sees everything again once a lead has added them again', async () => {
    await ada.world.call('team.add', { inspection: first, people: [personOf(bo)] })
    await settle([ada, bo, ada], 2)
    expect(await statusOf(bo)).toMatchObject({ state: 'received', alarms: [] })
    expect((await openings(bo)).toSorted()).toEqual((await openings(ada)).toSorted())
    expect(await openings(bo)).toContain('Not for Bo any more.')
    await expectTrue(bo, organisation.store)
  })
})

test('a revoked device is refused at once, in words; everything stays on it, and others go on', async () => {
  await saveNote(bo.world, second, aNote('Written before it was lost.'))
  await revoke(organisation.store, bo)
  await turn(bo)
  const { state, reason, notReceived } = await statusOf(bo)
  const { sentence, next } = problems['device.unknown']
  expect({ state, reason }).toEqual({ state: 'stopped', reason: { code: 'device.unknown', sentence, next } })
  expect(notReceived).toBeGreaterThan(0)
  const written = (await notesOf(bo, second)).find(({ opening }) => opening === 'Written before it was lost.')
  expect(written?.state).toBe('saved')

  await saveNote(ada.world, second, aNote('Others go on.'))
  await settle([ada], 2)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', notReceived: 0, alarms: [] })
  expect((await notesOf(ada, second)).map(({ opening }) => opening)).not.toContain('Written before it was lost.')
})
