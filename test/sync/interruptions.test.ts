// A kill at any request of a turn or of joining, before it or after it, ends where an undisturbed one ends.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { countUnread } from '#main/data/trees.ts'
import {
  controlStateOf,
  evidenceOf,
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
import { brokenAt } from './ways.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let inspection: string

// Turns of themselves would come between those that are interrupted.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())
beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  inspection = (await openLarkfield(ada.world)).inspection
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
})
afterAll(() => organisation.close())

async function expectSettled(members: readonly Member[], notes: number): Promise<void> {
  const [first] = members
  if (first === undefined) return
  for (const member of members) {
    const received = { state: 'received', notReceived: 0, waitingForKey: 0, reason: null, alarms: [] }
    expect(await statusOf(member)).toMatchObject(received)
    expect(countUnread(ledgerOf(member.world).reader)).toBe(0)
    expect((await member.world.call('vault.verify', {})).findings).toEqual([])
    expect(evidenceOf(member, inspection)).toEqual(evidenceOf(first, inspection))
    expect(controlStateOf(member, inspection)).toEqual(controlStateOf(first, inspection))
  }
  const { inspections } = await first.world.call('inspection.list', {})
  expect(inspections.find((one) => one.inspection === inspection)).toMatchObject({ notes })
}

let notes = 0

/** Both wrote; Ada pulls, grants and pushes in one turn, in which her application is killed. False once there was no such request. */
async function killedAt(number: number, when: 'before' | 'after', written = 1): Promise<boolean> {
  await saveNote(bo.world, inspection, aNote('seen by the colleague'))
  await turn(bo)
  for (let note = 0; note < written; note += 1) await saveNote(ada.world, inspection, aNote(`seen ${note}`))
  await ada.world.call('inspection.open', { ...larkfield, title: `Another house ${number}` })
  notes += 1 + written
  let killed = false
  ada.bend = brokenAt(number, when, () => {
    killed = true
    ada.world.startAgain()
  })
  await turn(ada)
  ada.bend = straight
  if (killed) await ada.world.unlock()
  await settle([ada, bo], 3)
  await expectSettled([ada, bo], notes)
  return killed
}

test.each(['before', 'after'] as const)(
  'a kill %s any request of a turn changes nothing of its end',
  async (when) => {
    let number = 0
    while (await killedAt(number, when)) number += 1
    // News, the directory's and the log's pages, and what was pushed: evidence and register of two inspections.
    expect(number).toBeGreaterThan(4)
  },
  120_000,
)

test.each(['before', 'after'] as const)(
  'a kill %s any request of a push of several pages, the next of which is under way while a reply is filed',
  async (when) => {
    let number = 0
    while (await killedAt(number, when, 160)) number += 1
    expect(number).toBeGreaterThan(6)
  },
  120_000,
)

test.each(['before', 'after'] as const)(
  'a kill %s any request of joining: the same code joins afterwards, and nothing was lost',
  async (when) => {
    for (let number = 0; ; number += 1) {
      const member = await organisation.open(`Kit ${when} ${number}`)
      const own = (await openLarkfield(member.world)).inspection
      await saveNote(member.world, own, aNote('written before joining'))
      const code = organisation.codeFor(member.name, ['inspector'])
      let killed = false
      member.bend = brokenAt(number, when, () => {
        killed = true
        member.world.startAgain()
      })
      const joined = member.world.call('enrolment.join', { code })
      await joined.catch(() => {})
      member.bend = straight
      if (killed) await member.world.unlock()
      if ((await statusOf(member)).organisation === null) await member.world.call('enrolment.join', { code })
      await settle([member], 2)
      expect(await statusOf(member)).toMatchObject({ state: 'received', notReceived: 0, alarms: [] })
      expect(await notesOf(member, own)).toMatchObject([{ state: 'received' }])
      expect((await member.world.call('vault.verify', {})).findings).toEqual([])
      if (!killed) {
        expect(number).toBeGreaterThan(2)
        return
      }
    }
  },
  120_000,
)
