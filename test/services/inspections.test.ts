// An inspection: opened under a remit that the policy pack has, listed, and told to the register without evidence.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allCompartments, keysOf } from '#main/data/compartments.ts'
import { entriesOfCompartment } from '#main/data/entries.ts'
import { createdSchema } from '#shared/domain/control.ts'
import { aNote, larkfield, ledgerOf, openLarkfield, openWorld, saveNote, type World } from '../fixtures/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.remove())

/** What was written into the compartments of an inspection of this type, in the order of its chain. */
function entriesIn(inspection: string, type: string) {
  const ledger = ledgerOf(world)
  const compartment = allCompartments(ledger.reader).find((row) => row.inspection === inspection && row.type === type)
  return entriesOfCompartment(ledger.reader, compartment?.id ?? '')
    .toSorted((one, other) => one.seq - other.seq)
    .flatMap((row) => ledger.opened(row) ?? [])
}

describe('opening an inspection', () => {
  test('shows it in the list with its facts, empty, opened by its inspector', async () => {
    const { inspection } = await world.call('inspection.open', larkfield)
    const { inspections } = await world.call('inspection.list', {})
    const { team: _, confirmed: __, ...facts } = larkfield
    expect(inspections.find((one) => one.inspection === inspection)).toMatchObject({
      ...facts,
      openedBy: { name: 'Ada Ferris', me: true },
      notes: 0,
      drafts: 0,
      conflicts: 0,
    })
    expect(await world.call('inspection.read', { inspection })).toMatchObject({ people: [], enquiries: [] })
  })

  test('makes its evidence and its register, each with a key of its own, self-certified', async () => {
    const { inspection } = await world.call('inspection.open', larkfield)
    const rows = allCompartments(ledgerOf(world).reader).filter((row) => row.inspection === inspection)
    expect(rows.map(({ type }) => type).toSorted()).toEqual(['evidence', 'register'])
    expect(rows.find(({ type }) => type === 'evidence')?.id).toBe(inspection)
    const keys = rows.flatMap(({ id }) => keysOf(ledgerOf(world).reader, id).map(({ id: key }) => key))
    expect(new Set(keys).size).toBe(2)
    for (const type of ['evidence', 'register']) {
      const [created, introduced] = entriesIn(inspection, type)
      expect(createdSchema.parse(created?.payload.data).type).toBe(type)
      expect(created).toMatchObject({
        header: { seq: 1, prev: null, key: null, seen: { directory: 0, epoch: 0, size: 0 } },
      })
      expect(introduced).toMatchObject({ header: { seq: 2, prev: created?.hash, seen: null } })
      expect(introduced?.payload).toMatchObject({ kind: 'key.introduced', data: { generation: 1 } })
    }
  })

  test('tells the register its remit, dates and retention rules, and never a word of evidence or a title', async () => {
    const { inspection } = await openLarkfield(world)
    await saveNote(world, inspection, aNote('evidence'))
    const register = entriesIn(inspection, 'register')
    expect(register.map(({ payload }) => payload.kind)).toEqual([
      'compartment.created',
      'key.introduced',
      'inspection.registered',
    ])
    const { title, team: _, confirmed: __, ...facts } = larkfield
    const remit = world.application.pack.remits.find(({ id }) => id === larkfield.remit)
    const retention = remit?.retention.map(({ id }) => id)
    expect(register.at(-1)?.payload.data).toEqual({ inspection, ...facts, retention })
    expect(JSON.stringify(register)).not.toContain(title)
  })

  test('is possible under every remit of the pack, in every kind of setting', async () => {
    for (const { id: remit, settings } of world.application.pack.remits) {
      for (const { id: setting } of settings.slice(0, 2))
        await world.call('inspection.open', { ...larkfield, remit, setting })
    }
  })

  test.each([
    ['a remit that the pack does not have', { remit: 'lighthouses' }, 'policy.unknown-term'],
    ['a setting that the remit does not have', { setting: 'lighthouse' }, 'policy.unknown-term'],
    ['an end before its beginning', { ends: '2026-03-09' }, 'application.input-refused'],
    ['no title', { title: '  ' }, 'application.input-refused'],
    ['a day that is none', { begins: '2026-13-01' }, 'application.input-refused'],
  ])('with %s is refused, and nothing is written', async (_, over, code) => {
    const before = (await world.call('vault.verify', {})).entries
    expect(await world.problemOf('inspection.open', { ...larkfield, ...over })).toBe(code)
    expect((await world.call('vault.verify', {})).entries).toBe(before)
  })

  test('that nobody knows cannot be read, nor a register as if it were one', async () => {
    const { inspection } = await world.call('inspection.open', larkfield)
    const register = allCompartments(ledgerOf(world).reader).find(
      (row) => row.inspection === inspection && row.type === 'register',
    )
    for (const unknown of ['d'.repeat(64), register?.id]) {
      expect(await world.problemOf('inspection.read', { inspection: unknown })).toBe('inspection.unknown')
    }
  })
})
