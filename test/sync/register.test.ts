// The register between a lead, a colleague and a records manager: told without a seal too, and heard from both sides.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allCompartments, compartmentOf } from '#main/data/compartments.ts'
import { allStatements, registerOf } from '#main/data/registers.ts'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { registerEntries, registerHeads } from '#main/ledger/register-entries.ts'
import { type Member, Organisation, personOf, settle, turn } from '../fixtures/organisation.ts'
import { aNote, anId, larkfield, ledgerOf, type OpenedInspection, openLarkfield, saveNote } from '../fixtures/world.ts'

const day = 86_400_000

let organisation: Organisation
let ada: Member
let bo: Member
let rex: Member
let opened: OpenedInspection
let inspection: string

const row = ({ world }: Member) => registerOf(ledgerOf(world).reader, inspection)
const groups = (member: Member): unknown => JSON.parse(row(member)?.groups ?? 'null')

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  rex = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  await settle([ada], 1)
  opened = await openLarkfield(ada.world)
  inspection = opened.inspection
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  const { AB, CD } = opened.people
  await saveNote(ada.world, inspection, aNote('The night door stays locked.', { people: [AB], categories: ['health'] }))
  await saveNote(ada.world, inspection, aNote('Nobody asked.', { people: [AB, CD] }))
  await settle([ada, bo, rex], 3)
})
afterAll(() => organisation.close())

function state(member: Member, data: object): void {
  const ledger = ledgerOf(member.world)
  const register = row(member)?.id ?? ''
  const parents = registerHeads(ledger, register)
  ledger.write((writer) => {
    const statement = { kind: 'retention.stated', of: register, parents, data: { ...data } }
    ledger.append(writer, knownCompartment(writer, register), statement)
  })
}

const stated = ({ world }: Member) =>
  allStatements(ledgerOf(world).reader).map(({ said }) => JSON.parse(said) as object)

describe('while an inspection goes on', () => {
  test('a records manager knows that it is there, and nothing of what it holds', async () => {
    const { remit, setting, begins, ends } = larkfield
    expect(row(rex)).toMatchObject({ inspection, remit, setting, begins, ends, summarised: '', groups: '[]' })
    const { id, inspection: named } = row(rex) ?? {}
    expect(compartmentOf(ledgerOf(rex.world).reader, id ?? '')).toMatchObject({ type: 'register', inspection: named })
    expect(await rex.world.call('inspection.list', {})).toEqual({ inspections: [] })
  })
})

describe('once its last day is over', () => {
  test('the lead’s device tells the register in kinds and numbers, without a seal', async () => {
    ada.world.clock.pass(2 * day)
    await settle([ada, rex], 2)
    expect(groups(rex)).toEqual([
      { people: ['child', 'manager'], categories: ['views'], notes: 1 },
      { people: ['child'], categories: ['health'], notes: 1 },
    ])
    const entries = registerEntries(ledgerOf(rex.world), row(rex)?.id ?? '')
    expect(entries.filter(({ payload }) => payload.kind === 'inspection.summarised')).toHaveLength(1)
    expect(JSON.stringify(entries)).not.toMatch(/Larkfield|night|locked|"AB"/)
  })

  test('again when the evidence has changed, but not twice in a day, and never when it has not', async () => {
    const before = row(rex)?.summarised
    await saveNote(bo.world, inspection, aNote('The rota shows one worker.', { categories: ['employment'] }))
    await settle([bo, ada, rex], 2)
    expect(row(rex)?.summarised).toBe(before)
    ada.world.clock.pass(day)
    await settle([ada, rex], 2)
    expect(groups(rex)).toContainEqual({ people: [], categories: ['employment'], notes: 1 })
    const told = row(rex)?.summarised
    ada.world.clock.pass(2 * day)
    await settle([ada, rex], 2)
    expect(row(rex)?.summarised).toBe(told)
  })

  test('a colleague’s seal, whose vault has no register, is told of by the lead’s device', async () => {
    const other = await openLarkfield(ada.world)
    await ada.world.call('team.add', { inspection: other.inspection, people: [personOf(bo)] })
    ada.world.clock.pass(-30 * day)
    await saveNote(ada.world, other.inspection, aNote('Written at once.'))
    await settle([ada, bo], 2)
    const register = () => registerOf(ledgerOf(ada.world).reader, other.inspection)
    expect(register()?.summarised).toBe('')
    await bo.world.call('bundle.seal', { inspection: other.inspection, bundle: anId() })
    await settle([bo, ada], 2)
    expect(allCompartments(ledgerOf(bo.world).reader).map(({ type }) => type)).not.toContain('register')
    expect(register()?.summarised).not.toBe('')
    ada.world.clock.pass(30 * day)
  })
})

describe('what is stated', () => {
  test('by a records manager has effect with the lead, and the other way round', async () => {
    const published = { event: 'report-published', happenings: [{ on: '2026-05-01', reopened: null }] }
    state(rex, published)
    await settle([rex, ada], 2)
    expect(stated(ada)).toEqual([published])
    const corrected = { ...published, happenings: [{ on: '2026-05-04', reopened: null }] }
    state(ada, corrected)
    await settle([ada, rex], 2)
    expect(stated(rex)).toEqual([corrected])
  })

  test('by two at once without a connection stands twice on both sides, until somebody settles it', async () => {
    const on = (text: string) => ({ event: 'registration-ended', happenings: [{ on: text, reopened: null }] })
    ada.online = false
    state(ada, on('2026-06-01'))
    state(rex, on('2026-07-01'))
    await turn(rex)
    ada.online = true
    await settle([ada, rex], 2)
    const both = [on('2026-06-01'), on('2026-07-01')]
    for (const member of [ada, rex]) expect(stated(member)).toEqual(expect.arrayContaining(both))
    state(rex, on('2026-07-01'))
    await settle([rex, ada], 2)
    for (const member of [ada, rex]) {
      expect(stated(member)).toContainEqual(on('2026-07-01'))
      expect(stated(member)).not.toContainEqual(on('2026-06-01'))
    }
  })

  test('by a supervisor of the team is kept, and has no effect', async () => {
    const sam = await organisation.enrol('Sam Okafor', ['supervisor'])
    await settle([ada], 1)
    await ada.world.call('team.add', { inspection, people: [personOf(sam)] })
    await settle([ada, sam], 3)
    const before = stated(ada)
    state(sam, { event: 'report-published', happenings: [] })
    await settle([sam, ada, rex], 2)
    for (const member of [ada, rex, sam]) expect(stated(member)).toEqual(before)
  })
})
