// A long log on its way in: what is cut off while its key's backlog is read goes on, and pages taken ahead harm nothing.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { countUnread, treeOf } from '#main/data/trees.ts'
import {
  type Bend,
  evidenceOf,
  type Member,
  notesOf,
  Organisation,
  personOf,
  settle,
  startAgain,
  statusOf,
  straight,
  turn,
} from '../fixtures/organisation.ts'
import { aNote, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'

/** Several pages, and several steps of reading what waited for its key. */
const written = 480

let organisation: Organisation
let ada: Member
let inspection: string

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  inspection = (await openLarkfield(ada.world)).inspection
  for (let index = 0; index < written; index += 1) await saveNote(ada.world, inspection, aNote(`Note ${index}.`))
  await settle([ada], 2)
})
afterAll(() => organisation.close())

/** Somebody whose key comes last of all. */
async function latecomer(name: string): Promise<Member> {
  const member = await organisation.enrol(name, ['inspector'])
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(member)] })
  await turn(ada)
  return member
}

/** Resolves when some of what waited for its key has been read and some has not. */
function halfRead(member: Member): Promise<void> {
  const ledger = ledgerOf(member.world)
  let most = 0
  return new Promise((resolve) => {
    const look = (): void => {
      const left = countUnread(ledger.reader)
      most = Math.max(most, left)
      if (left > 0 && left < most) {
        ledger.committed.delete(look)
        resolve()
      }
    }
    ledger.committed.add(look)
  })
}

test('what was cut off while it was read is read after the next start', async () => {
  const bo = await latecomer('Bo Lindgren')
  const half = halfRead(bo)
  const cutOff = turn(bo)
  await half
  await startAgain(bo)
  await cutOff
  expect(countUnread(ledgerOf(bo.world).reader)).toBeGreaterThan(0)
  await turn(bo)
  expect(await notesOf(bo, inspection)).toHaveLength(written)
  expect(await statusOf(bo)).toMatchObject({ waitingForKey: 0, reason: null, alarms: [] })
  expect(evidenceOf(bo, inspection)).toEqual(evidenceOf(ada, inspection))
})

test('a page that was asked for ahead and is cut off fails the turn; the pages before it stay', async () => {
  const cy = await latecomer('Cy Marsden')
  const asked: number[] = []
  const cutThird: Bend = (fetch) => async (url, init) => {
    if (url.includes(`${inspection}/entries?`) && init.method === 'GET') {
      asked.push(Number(new URL(url).searchParams.get('most')))
    }
    if (asked.length >= 3) throw new TypeError('cut off')
    return fetch(url, init)
  }
  cy.bend = cutThird
  await turn(cy)
  expect(await statusOf(cy)).toMatchObject({ state: 'offline', reason: { code: 'central.unreachable' } })
  const [first = 0, second = 0] = asked
  expect(second).toBeGreaterThan(first)
  expect(treeOf(ledgerOf(cy.world).reader, inspection)?.held).toBe(first + second)
  cy.bend = straight
  await turn(cy)
  expect(evidenceOf(cy, inspection)).toEqual(evidenceOf(ada, inspection))
})
