// Correction with a real store: a member asks, two records managers order, and the wordings go from every replica.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { evidenceOf, Organisation, settle } from '../fixtures/organisation.ts'
import { projectionsOf, searchesOf } from '../fixtures/tables.ts'
import { ledgerOf } from '../fixtures/world.ts'
import {
  after,
  ask,
  enrolPeople,
  faultsOf,
  hasBody,
  inspectionOf,
  noteWithSlip,
  order,
  type People,
  slipped,
  timesLeft,
} from './corrections.ts'

let organisation: Organisation
let people: People

beforeAll(async () => {
  organisation = await Organisation.found()
  people = await enrolPeople(organisation)
})
afterAll(() => organisation.close())

describe('earlier wordings that two records managers ordered to be removed', () => {
  test('go from every device, with every trace of them, and what stands stays as it was', async () => {
    const { ada, bo, all } = people
    const inspection = await inspectionOf(people)
    const slip = await noteWithSlip(ada, inspection, { flags: ['safeguarding'], place: 'Hall' })
    await settle([ada, bo], 2)
    const stood = (await bo.world.call('note.read', { note: slip.note })).content
    await ask(ada, slip)
    expect((await ada.world.call('note.read', { note: slip.note })).content).toEqual(stood)
    await order(people, inspection, ada)
    await settle(all, 2)

    for (const member of [ada, bo]) {
      const read = await member.world.call('note.read', { note: slip.note })
      expect(read.content, member.name).toEqual(stood)
      expect(read.history.map(({ content, reason }) => [content.text.words, reason])).toEqual([[after, '']])
      expect([hasBody(member, slip.first), hasBody(member, slip.second)]).toEqual([false, false])
      expect(searchesOf(ledgerOf(member.world), [slipped, 'neighbour'])).toMatchObject([
        [slipped, { matching: 0 }],
        ['neighbour', { matching: 1 }],
      ])
      expect(await timesLeft(member), member.name).toBe(0)
    }
    for (const member of all) expect(await faultsOf(member), member.name).toEqual([])
    expect(evidenceOf(ada, inspection)).toEqual(evidenceOf(bo, inspection))
    const rows = projectionsOf(ledgerOf(bo.world).reader)
    rebuildProjections(ledgerOf(bo.world))
    expect(projectionsOf(ledgerOf(bo.world).reader)).toEqual(rows)
  })
})
