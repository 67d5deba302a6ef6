// People of an inspection: under initials, told apart by a number where two would collide, and never renumbered.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { fromNothing, writePerson } from '#main/ledger/writing.ts'
import { chosenLabel } from '#shared/domain/people.ts'
import { addColleague, aNote, anId, larkfield, ledgerOf, openWorld, saveNote, type World } from '../fixtures/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.remove())

async function anInspection(): Promise<string> {
  return (await world.call('inspection.open', larkfield)).inspection
}

function save(
  inspection: string,
  initials: string,
  on: { person?: string; heads?: readonly string[]; role?: string } = {},
) {
  const { person = null, heads = [], role = 'child' } = on
  return world.call('person.save', { inspection, person, heads: [...heads], initials, role, family: '' })
}

const people = async (inspection: string) => (await world.call('inspection.read', { inspection })).people

async function headsOf(inspection: string, person: string): Promise<readonly string[]> {
  return (await people(inspection)).find((one) => one.person === person)?.heads ?? []
}

describe('a label', () => {
  test('is the initials, and a number from 2 on where they are taken', async () => {
    const inspection = await anInspection()
    const labels = []
    for (const initials of ['AB', 'CD', 'AB', 'AB', 'CD']) labels.push((await save(inspection, initials)).label)
    expect(labels).toEqual(['AB', 'CD', 'AB2', 'AB3', 'CD2'])
    expect((await people(inspection)).map(({ label }) => label)).toEqual(['AB', 'AB2', 'AB3', 'CD', 'CD2'])
    expect((await people(inspection)).some(({ sameLabel }) => sameLabel)).toBe(false)
  })

  test('is taken within its inspection only', async () => {
    await save(await anInspection(), 'AB')
    expect((await save(await anInspection(), 'AB')).label).toBe('AB')
  })

  test('stays when role or family change, and when others come and go around it', async () => {
    const inspection = await anInspection()
    const [first, second] = [await save(inspection, 'AB'), await save(inspection, 'AB')]
    await save(inspection, 'XY', { ...first, heads: await headsOf(inspection, first.person) })
    const change = { ...second, heads: await headsOf(inspection, second.person), role: 'staff-member' }
    expect((await save(inspection, 'AB', change)).label).toBe('AB2')
    expect((await people(inspection)).map(({ label, role }) => [label, role])).toEqual([
      ['AB2', 'staff-member'],
      ['XY', 'child'],
    ])
  })

  test('changes with the initials, to one that is free', async () => {
    const inspection = await anInspection()
    await save(inspection, 'AB')
    const person = await save(inspection, 'CD')
    const renamed = await save(inspection, 'AB', { ...person, heads: await headsOf(inspection, person.person) })
    expect(renamed).toEqual({ person: person.person, label: 'AB2' })
    const back = await save(inspection, 'CD', { ...renamed, heads: await headsOf(inspection, person.person) })
    expect(back.label).toBe('CD')
  })

  test('that two devices gave at once stands twice, and both are marked until a person settles it', async () => {
    const inspection = await anInspection()
    const bo = await addColleague(world, inspection)
    const { person } = await save(inspection, 'EF')
    const ledger = ledgerOf(world)
    ledger.write((writer) => {
      const wanted = { initials: 'EF', label: 'EF', role: 'child', family: '' }
      writePerson(ledger, writer, knownCompartment(writer, inspection), anId(), wanted, { ...fromNothing, signer: bo })
    })
    expect((await people(inspection)).map(({ label, sameLabel }) => [label, sameLabel])).toEqual([
      ['EF', true],
      ['EF', true],
    ])
    const heads = await headsOf(inspection, person)
    await save(inspection, 'EG', { person, heads })
    expect((await people(inspection)).some(({ sameLabel }) => sameLabel)).toBe(false)
  })

  test('is chosen from the least number that is free', () => {
    expect(chosenLabel('AB', new Set())).toBe('AB')
    expect(chosenLabel('AB', new Set(['AB', 'AB3']))).toBe('AB2')
    expect(chosenLabel('AB', new Set(['AB2']))).toBe('AB')
  })
})

describe('a person', () => {
  test('is saved once: the same again writes nothing', async () => {
    const inspection = await anInspection()
    const person = await save(inspection, 'AB')
    const heads = await headsOf(inspection, person.person)
    const before = (await world.call('vault.verify', {})).entries
    await save(inspection, 'AB', { ...person, heads })
    await save(inspection, 'AB', { ...person, heads: [] })
    expect((await world.call('vault.verify', {})).entries).toBe(before)
  })

  test('counts the notes that name them, deleted ones aside', async () => {
    const inspection = await anInspection()
    const { person } = await save(inspection, 'AB')
    await saveNote(world, inspection, aNote('one', { people: [person] }))
    const second = await saveNote(world, inspection, aNote('two', { people: [person] }))
    expect((await people(inspection))[0]?.notes).toBe(2)
    await saveNote(world, inspection, aNote('two', { people: [person], deleted: true }), second)
    expect((await people(inspection))[0]?.notes).toBe(1)
  })

  test.each([
    ['a role that the pack does not have', { role: 'ghost' }, 'policy.unknown-term'],
    ['a name', { initials: 'Anna' }, 'application.input-refused'],
    ['initials in small letters', { initials: 'ab' }, 'application.input-refused'],
    ['no initials', { initials: '' }, 'application.input-refused'],
    ['five letters', { initials: 'ABCDE' }, 'application.input-refused'],
    ['a number', { initials: 'AB2' }, 'application.input-refused'],
    ['an id that nobody has', { person: 'd'.repeat(32) }, 'person.unknown'],
    ['heads that the person does not have', { heads: ['d'.repeat(64)] }, 'application.input-refused'],
    ['an inspection that nobody knows', { inspection: 'd'.repeat(64) }, 'inspection.unknown'],
  ])('with %s is refused', async (_, over, code) => {
    const inspection = await anInspection()
    const input = { inspection, person: null, heads: [], initials: 'AB', role: 'child', family: '', ...over }
    expect(await world.problemOf('person.save', input)).toBe(code)
    expect(await people(inspection)).toEqual([])
  })

  test.each(['Ä', 'ÉLØ', 'Ж'])('may have initials of any alphabet: %s', async (initials) => {
    expect((await save(await anInspection(), initials)).label).toBe(initials)
  })
})

describe('a line of enquiry', () => {
  test('is saved, revised and counted', async () => {
    const inspection = await anInspection()
    const question = 'Are children listened to?'
    const { enquiry } = await world.call('enquiry.save', { inspection, enquiry: null, heads: [], question })
    await saveNote(world, inspection, aNote('yes', { enquiry, bearing: 'supports' }))
    const [saved] = (await world.call('inspection.read', { inspection })).enquiries
    expect(saved).toMatchObject({ enquiry, question, notes: 1 })
    const revised = { inspection, enquiry, heads: saved?.heads ?? [], question: 'Are children heard?' }
    await world.call('enquiry.save', revised)
    await world.call('enquiry.save', revised)
    const { enquiries } = await world.call('inspection.read', { inspection })
    expect(enquiries).toMatchObject([{ enquiry, question: 'Are children heard?', notes: 1 }])
    expect(enquiries[0]?.heads).toHaveLength(1)
  })

  test.each([
    ['that nobody has', { enquiry: 'd'.repeat(32) }, 'enquiry.unknown'],
    ['with heads that it does not have', { heads: ['d'.repeat(64)] }, 'application.input-refused'],
    ['without a word', { question: '  ' }, 'application.input-refused'],
    ['of an inspection that nobody knows', { inspection: 'd'.repeat(64) }, 'inspection.unknown'],
  ])('%s is refused', async (_, over, code) => {
    const inspection = await anInspection()
    const input = { inspection, enquiry: null, heads: [], question: 'Why?', ...over }
    expect(await world.problemOf('enquiry.save', input)).toBe(code)
  })
})
