// Officers see who wrote when, not what was said: their vaults hold headers, and the check of them knows what they lack rightly.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { verifyVault } from '#main/ledger/verify.ts'
import { type Member, Organisation, personOf, settle, statusOf, turn } from '../fixtures/organisation.ts'
import { aNote, anId, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let officer: Member
let inspection: string

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  officer = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  inspection = (await openLarkfield(ada.world)).inspection
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await saveNote(ada.world, inspection, aNote('what somebody said'))
  await settle([ada, bo, officer], 4)
})
afterAll(() => organisation.close())

/** The faults of a vault in which bodies of the inspection were taken out by hand; everything is undone again. */
function faultsWithout({ world }: Member, which: 'sealed' | 'clear'): readonly string[] {
  const undo = new Error('undone')
  let faults: readonly string[] = []
  try {
    world.application.open.vault.database.write((writer) => {
      writer.run('drop trigger body_is_never_removed')
      const keyed = which === 'sealed' ? 'is not null' : 'is null'
      writer.run(
        `delete from body where entry in (
           select arrival from entry where compartment = ? and json_extract(cast(header as text), '$.key') ${keyed})`,
        inspection,
      )
      faults = verifyVault(writer, null).findings.map(({ fault }) => fault)
      throw undo
    })
  } catch (error) {
    if (error !== undo) throw error
  }
  return faults
}

test('an officer’s vault has every entry, lacks the sealed bodies, and verifies', async () => {
  expect(await statusOf(officer)).toMatchObject({ notReceived: 0, waitingForKey: 0, alarms: [] })
  const [whole, headers] = await Promise.all([ada, officer].map(({ world }) => world.call('vault.verify', {})))
  expect(headers).toMatchObject({ entries: whole?.entries, findings: [] })
  expect(headers?.bodies).toBeLessThan(whole?.bodies ?? 0)
})

test('a body that is missing where it was given is found: what is in clear in an officer’s vault, and everything in a member’s', () => {
  expect(faultsWithout(officer, 'sealed')).toEqual([])
  expect(faultsWithout(officer, 'clear')).toContain('body-missing')
  for (const which of ['clear', 'sealed'] as const) {
    expect(faultsWithout(ada, which)).toContain('body-missing')
    expect(faultsWithout(bo, which)).toContain('body-missing')
  }
})

test('a member who is made an officer gets headers from then on; what they wrote themselves must still be there', async () => {
  await saveNote(bo.world, inspection, aNote('what a member wrote'))
  await settle([bo, ada], 2)
  await saveNote(ada.world, inspection, aNote('what the officer is not given'))
  const ledger = ledgerOf(ada.world)
  ledger.write((writer) => {
    const data = { person: personOf(bo), right: 'officer' }
    const parents = ledger.controlHeads(inspection)
    ledger.append(writer, knownCompartment(writer, inspection), { kind: 'member.added', of: inspection, parents, data })
  })
  await settle([ada, bo], 2)
  const { entries, bodies, findings } = await bo.world.call('vault.verify', {})
  expect(findings).toEqual([])
  expect(entries - bodies).toBe(1)
  expect(faultsWithout(bo, 'sealed')).toEqual(['body-missing'])
})

test('who may write is told before anybody writes: nothing for an officer, whose draft stays; nothing under a key that an officer has', async () => {
  const read = async ({ world }: Member) => (await world.call('inspection.read', { inspection })).writing
  const draft = { note: anId(), inspection, heads: [], content: aNote('begun as a member'), typed: null }
  await bo.world.call('draft.keep', draft)
  expect([await read(ada), await read(bo)]).toEqual(['no-key', 'officer'])
  for (const { world } of [ada, bo]) {
    expect(await world.problemOf('note.save', { ...draft, reason: '' })).toBe('entry.compartment-closed')
  }
  const { content } = await bo.world.call('draft.read', { note: draft.note })
  expect(content.text.words).toBe('begun as a member')
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
  expect([await read(ada), await read(bo)]).toEqual(['allowed', 'allowed'])
  await bo.world.call('note.save', { ...draft, reason: '' })
})

test('a supervisor of the team is told that their role does not write', async () => {
  const supervisor = await organisation.enrol('Sam Okafor', ['supervisor'])
  await settle([ada], 1)
  await ada.world.call('team.add', { inspection, people: [personOf(supervisor)] })
  await settle([ada, supervisor], 2)
  expect((await supervisor.world.call('inspection.read', { inspection })).writing).toBe('role')
})
