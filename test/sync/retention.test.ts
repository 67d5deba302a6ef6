// Retention between a lead, a colleague, a supervisor and a records manager: listed, explained, stated, compared.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerOf } from '#main/data/registers.ts'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { registerHeads } from '#main/ledger/register-entries.ts'
import type { Input } from '#shared/contract.ts'
import { type Member, Organisation, personOf, settle } from '../fixtures/organisation.ts'
import { lighthouses, shipped } from '../fixtures/policy/packs.ts'
import { aNote, larkfield, ledgerOf, saveNote } from '../fixtures/world.ts'

const day = 86_400_000
const send = { ...larkfield, title: 'the southern area', remit: 'local-area-send', setting: 'local-area' }
type Said = Input<'retention.state'>['said']

let organisation: Organisation
let ada: Member
let bo: Member
let sam: Member
let rex: Member
let area: string
let home: string

const everybody = (): readonly Member[] => [ada, bo, sam, rex]
const published = (...days: readonly string[]): Said => ({
  event: 'report-published',
  happenings: days.map((on) => ({ on, reopened: null })),
})
const answered = (circumstance: string, answer: boolean | null, people: string[] | null = null): Said => ({
  circumstance,
  people,
  answer,
})
const read = ({ world }: Member, inspection: string, asOf: string | null = null) =>
  world.call('retention.read', { inspection, asOf })
const listed = async ({ world }: Member, inspection: string, asOf: string | null = null) =>
  (await world.call('retention.list', { asOf })).inspections.find((one) => one.inspection === inspection)
const standing = async (member: Member, inspection: string) =>
  (await read(member, inspection)).statements.filter(({ stands }) => stands).map(({ said }) => said)

/** As the page does it: on top of what stands about the same. */
async function state(member: Member, inspection: string, said: Said): Promise<void> {
  const { statements } = await read(member, inspection)
  const key = (one: Said) => JSON.stringify({ ...one, happenings: 0, reviews: 0, answer: 0 })
  const heads = statements.filter((one) => one.stands && key(one.said) === key(said)).map(({ entry }) => entry)
  await member.world.call('retention.state', { inspection, heads, said })
}

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  sam = await organisation.enrol('Sam Okafor', ['supervisor'])
  rex = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  await settle([ada], 1)
  area = (await ada.world.call('inspection.open', send)).inspection
  home = (await ada.world.call('inspection.open', larkfield)).inspection
  for (const inspection of [area, home]) {
    await ada.world.call('team.add', { inspection, people: [personOf(bo), personOf(sam)] })
    const person = { inspection, person: null, heads: [], family: '' }
    const child = (await ada.world.call('person.save', { ...person, initials: 'AB', role: 'child' })).person
    const manager = (await ada.world.call('person.save', { ...person, initials: 'CD', role: 'manager' })).person
    await saveNote(ada.world, inspection, aNote('Sleeps badly.', { people: [child], categories: ['health'] }))
    await saveNote(ada.world, inspection, aNote('Leads well.', { people: [manager], categories: ['performance'] }))
    await saveNote(ada.world, inspection, aNote('The rota was read.', { categories: ['employment'] }))
  }
  await settle(everybody(), 3)
})
afterAll(() => organisation.close())

describe('while nobody has said what an inspection holds', () => {
  test('a records manager sees that it is there, and that it is kept until then', async () => {
    expect(await listed(rex, area)).toMatchObject({
      title: null,
      remit: 'local-area-send',
      notes: null,
      stands: {
        state: 'cannot-say',
        notice: 'none',
        findings: expect.arrayContaining([{ code: 'retention.not-summarised', about: '' }]),
      },
    })
  })

  test('its team knows from the evidence itself', async () => {
    const { title, notes, stands, register, kinds, mayState } = await read(ada, area)
    expect({ title, notes, register, mayState }).toEqual({
      title: 'the southern area',
      notes: 3,
      register: true,
      mayState: true,
    })
    expect(stands.findings.map(({ code }) => code)).not.toContain('retention.not-summarised')
    expect(kinds.map(({ people }) => people)).toEqual([['child'], ['manager'], []])
  })

  test('a colleague has no register: what was stated is not known there, and nothing can be', async () => {
    expect(await read(bo, area)).toMatchObject({ register: false, statements: [], mayState: false, notes: 3 })
    const input = { inspection: area, heads: [], said: published('2026-03-20') }
    expect(await bo.world.problemOf('retention.state', input)).toBe('inspection.unknown')
  })

  test('only records managers list and compare; a supervisor reads and does not state', async () => {
    for (const { world } of [ada, sam]) {
      expect(await world.problemOf('retention.list', { asOf: null })).toBe('application.role-missing')
      expect(await world.problemOf('retention.compare', { files: [], asOf: null })).toBe('application.role-missing')
    }
    expect(await read(sam, area)).toMatchObject({ register: true, mayState: false })
    const input = { inspection: area, heads: [], said: published('2026-03-20') }
    expect(await sam.world.problemOf('retention.state', input)).toBe('application.role-missing')
  })
})

describe('once its last day is over', () => {
  beforeAll(async () => {
    for (const { world } of everybody()) world.clock.pass(60 * day)
    await settle(everybody(), 2)
  })

  test('what is awaited is named; once it is stated, the days follow with rule, source and assumption', async () => {
    expect((await listed(rex, area))?.stands).toMatchObject({
      state: 'cannot-say',
      awaited: ['report-published', 'used-in-research'],
    })
    await state(rex, area, published('2026-04-30'))
    await state(rex, area, answered('used-in-research', false))
    expect((await listed(rex, area))?.stands).toMatchObject({
      state: 'keep',
      mayGoFrom: '2029-05-01',
      falls: '2029-05-01',
      what: 'may-go',
      notice: 'later',
      awaited: [],
      findings: [],
    })
    const { outcomes, assumptions, version, notes } = await read(rex, area)
    expect(notes).toBe(3)
    expect(version).toBe('2')
    expect(assumptions).toContainEqual({
      assumption: 'start-of-evidence-period',
      value: 'report-published',
      byDefault: true,
    })
    // The same follows for all of them; of a child there is a rule of others beside it, which binds nobody here.
    expect(outcomes).toMatchObject([{ notes: 3, people: ['child', 'manager'] }])
    expect(outcomes[0]?.verdicts.map(({ controller, own }) => [controller, own])).toEqual([
      ['ofsted', true],
      ['school-trust', false],
    ])
    const [ofsted] = outcomes[0]?.verdicts ?? []
    expect(ofsted).toMatchObject({ controller: 'ofsted', own: true, mayGoFrom: '2029-05-01' })
    expect(ofsted?.rules.find(({ role }) => role === 'decides')).toMatchObject({
      rule: 'inspection-evidence',
      event: 'report-published',
      on: '2026-04-30',
      assumptions: ['start-of-evidence-period'],
    })
  })

  test('the lead’s device says the same, by whom it was stated and when', async () => {
    await settle([rex, ada], 2)
    const [rexs, adas] = [await read(rex, area), await read(ada, area)]
    expect(adas.stands).toEqual(rexs.stands)
    expect(adas.statements.map(({ by, stands }) => [by.name, stands])).toEqual([
      ['Rex Moorcroft', true],
      ['Rex Moorcroft', true],
    ])
  })

  test('another day can be asked about, and changes nothing', async () => {
    const [before, on, gone] = [
      await listed(rex, area, '2029-02-01'),
      await listed(rex, area, '2029-04-01'),
      await listed(rex, area, '2029-05-01'),
    ]
    expect([before, on, gone].map((one) => one?.stands.notice)).toEqual(['in-90-days', 'in-30-days', 'now'])
    expect(gone?.stands.state).toBe('may-be-destroyed')
    const { today, asOf } = await rex.world.call('retention.list', { asOf: '2029-05-01' })
    expect([today < asOf, asOf]).toEqual([true, '2029-05-01'])
    expect((await listed(rex, area))?.stands.state).toBe('keep')
    for (const name of ['retention.list', 'retention.compare'] as const) {
      expect(await rex.world.problemOf(name, { files: [], asOf: '2029-02-30' })).toBe(
        name === 'retention.list' ? 'application.input-refused' : 'retention.date-impossible',
      )
    }
    expect(await rex.world.problemOf('retention.list', { asOf: '2029-02-30' })).toBe('retention.date-impossible')
  })

  test('a question can be answered for the notes with just these people; the longest keeps the whole', async () => {
    await state(rex, home, answered('bears-on-suitability', false))
    await state(rex, home, published('2026-04-30'))
    expect((await listed(rex, home))?.stands).toMatchObject({ state: 'keep', mayGoFrom: '2029-05-01' })
    await state(rex, home, answered('bears-on-suitability', true, ['manager']))
    await state(rex, home, answered('concerns-raised', true))
    expect((await listed(rex, home))?.stands).toMatchObject({ state: 'until-event', awaited: ['registration-ended'] })
    await state(rex, home, { event: 'registration-ended', happenings: [{ on: '2026-05-02', reopened: null }] })
    expect((await listed(rex, home))?.stands).toMatchObject({ state: 'keep', what: 'review' })
    const { falls } = (await listed(rex, home, '2030-01-01'))?.stands ?? {}
    expect(falls).toBe('2029-05-01')
  })

  test('a reopening moves nothing by itself: it is kept until somebody has decided, and then as decided', async () => {
    const first = { on: '2026-04-30', reopened: { on: '2026-05-04', period: 'undecided' as const } }
    await state(rex, area, { event: 'report-published', happenings: [first] })
    expect((await listed(rex, area))?.stands).toMatchObject({ state: 'until-event', awaited: ['report-published'] })
    const again = { on: '2026-05-06', reopened: null }
    await state(rex, area, { event: 'report-published', happenings: [first, again] })
    expect((await listed(rex, area))?.stands).toMatchObject({
      state: 'cannot-say',
      findings: [{ code: 'retention.reopening-undecided', about: 'report-published' }],
    })
    for (const [period, from] of [
      ['runs-on', '2029-05-01'],
      ['begins-anew', '2029-05-07'],
    ] as const) {
      const decided = { ...first, reopened: { ...first.reopened, period } }
      await state(rex, area, { event: 'report-published', happenings: [decided, again] })
      expect((await listed(rex, area))?.stands.mayGoFrom).toBe(from)
    }
  })
})

describe('what cannot be stated', () => {
  test.each<readonly [string, Said]>([
    ['policy.unknown-term', { event: 'ship-sank', happenings: [] }],
    ['retention.date-impossible', published('2026-02-30')],
    ['retention.date-ahead', published('2062-04-30')],
    ['retention.dates-at-odds', published('2026-04-30', '2026-05-01')],
  ])('is answered %s, and what stood stands', async (code, said) => {
    const before = await read(rex, area)
    expect(await rex.world.problemOf('retention.state', { inspection: area, heads: [], said })).toBe(code)
    expect(await read(rex, area)).toEqual(before)
  })

  test('is what was chosen before somebody else stated something; the same again writes nothing', async () => {
    const { statements } = await read(rex, home)
    const heads = statements.filter(({ said }) => 'event' in said && said.event === 'report-published')
    const entries = heads.map(({ entry }) => entry)
    await state(rex, home, published('2026-04-29'))
    const stale = { inspection: home, heads: entries, said: published('2026-04-28') }
    expect(await rex.world.problemOf('retention.state', stale)).toBe('retention.overtaken')
    const count = (await read(rex, home)).statements.length
    await rex.world.call('retention.state', { inspection: home, heads: entries, said: published('2026-04-29') })
    expect((await read(rex, home)).statements).toHaveLength(count)
  })
})

describe('two who differ', () => {
  test('are both shown, the inspection is kept, and one of them settles it', async () => {
    await settle(everybody(), 2)
    const before = (await listed(rex, home))?.stands
    ada.online = false
    await state(ada, home, published('2026-04-01'))
    await state(rex, home, published('2026-04-02'))
    await settle([rex], 1)
    ada.online = true
    await settle([ada, rex], 2)
    expect((await listed(rex, home))?.stands).toMatchObject({
      state: 'cannot-say',
      falls: null,
      findings: expect.arrayContaining([{ code: 'retention.statements-differ', about: 'report-published' }]),
    })
    expect(await standing(ada, home)).toEqual(
      expect.arrayContaining([published('2026-04-01'), published('2026-04-02')]),
    )
    await state(ada, home, published('2026-04-02'))
    await settle([ada, rex], 2)
    expect((await listed(rex, home))?.stands.state).toBe(before?.state)
    expect(await standing(rex, home)).not.toContainEqual(published('2026-04-01'))
  })
})

describe('what a newer version wrote', () => {
  /** As a program of a later version would, in the register of an inspection. */
  function write(member: Member, inspection: string, kind: string, data: object): void {
    const ledger = ledgerOf(member.world)
    const register = registerOf(ledger.reader, inspection)?.id ?? ''
    const parents = registerHeads(ledger, register)
    ledger.write((writer) =>
      ledger.append(writer, knownCompartment(writer, register), { kind, of: register, parents, data: { ...data } }),
    )
  }

  test('a category that the pack does not know keeps the inspection, is named, and the notes stay readable', async () => {
    const counts = { notes: 1, deleted: 0, people: 1, enquiries: 0 }
    const groups = [{ people: ['child'], categories: ['moonlight'], notes: 1 }]
    const summary = { inspection: area, sealed: null, counts, categories: ['moonlight'], groups, retention: [] }
    write(ada, area, 'inspection.summarised', { ...summary, phases: 4 })
    await settle([ada, rex], 2)
    expect((await listed(rex, area))?.stands).toMatchObject({
      state: 'not-understood',
      falls: null,
      findings: [{ code: 'retention.not-understood', about: 'moonlight' }],
    })
    const outcomes = (await read(rex, area)).outcomes
    expect(outcomes).toMatchObject([{ notes: 1, categories: ['moonlight'], verdicts: [] }])
    expect((await ada.world.call('inspection.read', { inspection: area })).notes).toBe(3)
  })

  test('so does a statement in a form that nobody here knows', async () => {
    write(rex, home, 'retention.stated', { event: 'report-published', happenings: [], colour: 'blue' })
    expect((await listed(rex, home))?.stands).toMatchObject({
      state: 'not-understood',
      findings: expect.arrayContaining([{ code: 'retention.newer-version', about: '' }]),
    })
  })
})

describe('another pack', () => {
  const file = (name: string, folder = shipped) => ({
    name: name.split('/').at(-1) ?? '',
    text: readFileSync(join(folder, name), 'utf8'),
  })
  const compare = (files: Input<'retention.compare'>['files'], asOf: string | null = null) =>
    rex.world.call('retention.compare', { files, asOf })
  let third: string

  beforeAll(async () => {
    third = (await ada.world.call('inspection.open', { ...send, title: 'the northern area' })).inspection
    await saveNote(ada.world, third, aNote('Anything.'))
    await settle([ada, rex], 3)
    await state(rex, third, published('2026-04-30'))
    await state(rex, third, answered('used-in-research', false))
  })

  test('that says the same changes nothing', async () => {
    const { refused, comparison } = await compare([file('lists.json'), file('remits/local-area-send.json')])
    expect(refused).toEqual([])
    expect(comparison).toMatchObject({ version: '2', inspections: 3, changes: [] })
  })

  test('shows for each inspection what would change, before it is adopted, and adopts nothing', async () => {
    const answers = [
      { assumption: 'start-of-evidence-period', value: 'inspection-ended', decided: '2026-11', by: 'Head of records' },
    ]
    const before = await listed(rex, third)
    const { comparison } = await compare([{ name: 'answers.json', text: JSON.stringify(answers) }])
    expect(comparison?.changes.find(({ inspection }) => inspection === third)).toMatchObject({
      effect: 'sooner',
      before: { state: 'keep', falls: '2029-05-01', what: 'may-go' },
      after: { state: 'keep', falls: '2029-03-12', what: 'may-go' },
    })
    const remit = file('remits/local-area-send.json')
    const longer = { ...remit, text: remit.text.replace('"P3Y"', '"P10Y"') }
    const later = await compare([longer], '2030-01-01')
    expect(later.comparison?.changes).toContainEqual(
      expect.objectContaining({
        inspection: third,
        effect: 'stays',
        after: { state: 'keep', falls: '2036-05-01', what: 'may-go' },
      }),
    )
    // Whose record it is, and who somebody is, follows from the other pack as well.
    const elsewhere = { ...remit, text: remit.text.replace('"of": "shared-systems"', '"of": "own-gathering"') }
    const { comparison: others } = await compare([elsewhere])
    expect(others?.changes.find(({ inspection }) => inspection === third)?.after.state).toBe('cannot-say')
    expect(await listed(rex, third)).toEqual(before)
  })

  test.each<readonly [string, () => Input<'retention.compare'>['files'], string, RegExp]>([
    ['is no JSON', () => [{ name: 'lists.json', text: '{' }], 'lists.json', /is not JSON/],
    ['is of another pack', () => [file('lists.json', lighthouses)], 'remits/cafcass.json', /is in no list/],
    ['has another form', () => [{ name: 'pack.json', text: '{"version":"3"}' }], 'pack.json', /documents/],
    ['is no file of a pack', () => [{ name: '../../evil.json', text: '{}' }], 'remits/evil.json', /./],
    [
      'answers what nobody asked',
      () => [
        { name: 'answers.json', text: '[{"assumption":"shoe-size","value":"P1Y","decided":"2026","by":"Nobody"}]' },
      ],
      'answers.json',
      /shoe-size/,
    ],
  ])('that %s is refused, and says where it is wrong', async (_, files, where, what) => {
    const { refused, comparison } = await compare(files())
    expect(comparison).toBeNull()
    expect(refused.map((one) => one.file)).toContain(where)
    expect(refused.find((one) => one.file === where)?.what).toMatch(what)
    expect((await listed(rex, third))?.stands.state).toBe('keep')
  })
})

describe('a proposal to destroy an inspection', () => {
  test('is refused while a rule keeps it, and names the rule that lets it go once its days are over', async () => {
    const { inspection } = await ada.world.call('inspection.open', { ...send, title: 'the northern area', team: [] })
    await saveNote(ada.world, inspection, aNote('The rota was read.', { categories: ['employment'] }))
    await settle([ada, rex], 3)
    await state(rex, inspection, published('2026-04-30'))
    await state(rex, inspection, answered('used-in-research', false))
    const now = Date.parse(rex.world.clock.now())
    rex.world.clock.pass(Date.parse('2029-04-30T12:00:00.000Z') - now)
    expect(await rex.world.problemOf('disposal.propose', { inspection })).toBe('disposal.not-due')
    rex.world.clock.pass(day)
    await settle([rex, ada, rex], 1)
    await rex.world.call('disposal.propose', { inspection })
    const { inspections } = await rex.world.call('order.list', {})
    expect(inspections.find((one) => one.inspection === inspection)?.disposal).toMatchObject({
      state: 'proposed',
      rule: { remit: 'local-area-send', rule: 'inspection-evidence', controller: 'ofsted', due: '2029-05-01' },
    })
  })
})
