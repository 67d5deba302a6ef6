// Whose name may be recorded, by the policy pack, and that a repeated request records one name once.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import {
  anId,
  larkfield,
  ledgerOf,
  type OpenedInspection,
  openLarkfield,
  openWorld,
  type World,
} from '../fixtures/world.ts'

const name = 'Wilhelmina Quarrendon'

let world: World
let opened: OpenedInspection

beforeEach(async () => {
  world = await openWorld()
  opened = await openLarkfield(world)
})
afterEach(() => world.remove())

const compartments = () => allCompartments(ledgerOf(world).reader).filter(({ type }) => type === 'identities')

test('a name is refused where the pack does not allow it, on whatever ground, and nothing is made for it', async () => {
  const asked = { inspection: opened.inspection, person: opened.people.AB, identity: anId(), heads: [], name }
  for (const ground of ['registered-person', 'staff', 'child']) {
    expect(await world.problemOf('identity.save', { ...asked, ground })).toBe('identity.not-allowed')
  }
  for (const { id, settings, names } of world.application.pack.remits.filter(({ names }) => names.rule !== 'some')) {
    const facts = { ...larkfield, remit: id, setting: settings[0]?.id ?? '' }
    const { inspection } = await world.call('inspection.open', facts)
    for (const role of ['manager', 'staff-member', 'child']) {
      const about = { inspection, person: null, heads: [], initials: 'EF', role, family: '' }
      const { person } = await world.call('person.save', about)
      for (const ground of ['registered-person', 'staff', 'suspect', names.assumption ?? 'witness']) {
        const wanted = { inspection, person, identity: anId(), heads: [], name, ground }
        expect(await world.problemOf('identity.save', wanted)).toBe('identity.not-allowed')
      }
    }
  }
  expect(compartments()).toEqual([])
})

test('a repeated request records one name, in one compartment, and it is read from its entry after a reason', async () => {
  const { inspection } = opened
  const about = { inspection, person: opened.people.CD, identity: anId(), heads: [], ground: 'registered-person', name }
  await world.call('identity.save', about)
  await world.call('identity.save', about)
  await world.call('identity.save', { ...about, identity: anId(), name: 'Second Quarrendon' })
  expect(compartments()).toHaveLength(1)
  const { identities, mayRecord, readings } = await world.call('identity.list', { inspection })
  expect({ count: identities.length, mayRecord, readings }).toEqual({ count: 2, mayRecord: true, readings: [] })
  const reading = { inspection, identities: [about.identity], reason: 'To write to the registered person.' }
  const given = await world.call('identity.open', reading)
  expect(given.opened).toEqual([{ identity: about.identity, label: 'CD', names: [name] }])
  await world.lock()
  await world.unlock()
  expect((await world.call('identity.list', { inspection })).readings).toMatchObject([
    { reason: reading.reason, labels: ['CD'], by: { me: true } },
  ])
})
