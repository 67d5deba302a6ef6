// Full names: allowed by the pack, read by few, each reading told, and gone with their inspection (docs/protocol.md sections 3, 4, 9).
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { isScrubAsked } from '#main/data/settings.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { certificateOf } from '#main/services/orders/certificates.ts'
import { Disposals } from '#main/services/orders/disposals.ts'
import type { Output } from '#shared/contract.ts'
import { decrypted, timesIn } from '../fixtures/decrypted.ts'
import { type Member, notesOf, Organisation, personOf, settle } from '../fixtures/organisation.ts'
import { aNote, anId, ledgerOf, type OpenedInspection, openLarkfield, saveNote } from '../fixtures/world.ts'

const name = 'Wilhelmina Quarrendon'
const why = 'The register of managers is to be compared.'

let organisation: Organisation
let ada: Member
let bo: Member
let cy: Member
let rex: Member
let everybody: readonly Member[]
let opened: OpenedInspection
let inspection: string
let identity: string

beforeEach(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  cy = await organisation.enrol('Cy Marlowe', ['inspector'])
  rex = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  everybody = [ada, bo, cy, rex]
  opened = await openLarkfield(ada.world)
  inspection = opened.inspection
  await settle([ada], 1)
  await ada.world.call('team.add', { inspection, people: [personOf(bo), personOf(cy)] })
  await saveNote(ada.world, inspection, aNote('CD was there.', { people: [opened.people.CD] }))
  identity = await record(ada)
  await settle(everybody, 3)
})
afterEach(() => organisation.close())

/** The only ground on which the pack lets a manager of a registered service be named. */
async function record(by: Member, about: { identity?: string; heads?: string[]; name?: string } = {}): Promise<string> {
  const said = { person: opened.people.CD, ground: 'registered-person', heads: [], name, identity: anId(), ...about }
  await by.world.call('identity.save', { inspection, ...said })
  return said.identity
}

const listOf = ({ world }: Member): Promise<Output<'identity.list'>> => world.call('identity.list', { inspection })
const openBy = ({ world }: Member) => world.call('identity.open', { inspection, identities: [identity], reason: why })
const addReader = (person: Member) => ada.world.call('identity.addReaders', { inspection, people: [personOf(person)] })

function namesCompartment({ world }: Member): string | undefined {
  const rows = allCompartments(ledgerOf(world).reader)
  return rows.find((row) => row.type === 'identities' && row.inspection === inspection)?.id
}

function timesInVault({ world }: Member): number {
  const { vault } = world.application.open
  return timesIn(decrypted(vault.paths.database, vault.vaultKey), name)
}

describe('a name that the pack allows', () => {
  test('is given to readers alone, and each reading is an entry that the others see', async () => {
    const id = namesCompartment(ada) ?? ''
    expect(namesCompartment(bo)).toBeUndefined()
    // An officer opens nothing and knows from the register which compartment it is, also when rows are computed anew.
    expect(ledgerOf(rex.world).state(id).members.get(personOf(rex))).toBe('officer')
    expect(await listOf(rex)).toMatchObject({ mayRecord: false, identities: [], readings: [] })
    rebuildProjections(ledgerOf(rex.world))
    expect(namesCompartment(rex)).toBe(id)
    for (const { world } of [bo, rex]) {
      expect(await world.problemOf('identity.open', { inspection, identities: [identity], reason: why })).toBe(
        'identity.not-reader',
      )
    }
    expect(await listOf(bo)).toMatchObject({ mayRecord: false, identities: [], readers: [], readings: [] })

    await addReader(bo)
    await settle(everybody, 3)
    const listed = await listOf(bo)
    expect(listed.identities).toMatchObject([{ identity, label: 'CD', role: 'manager', ground: 'registered-person' }])
    expect(listed.readers.map((reader) => reader.name).toSorted()).toEqual(['Ada Ferris', 'Bo Lindgren'])
    expect(JSON.stringify(listed)).not.toContain(name)
    expect(listed.readings).toEqual([])

    expect(await openBy(bo)).toEqual({ opened: [{ identity, label: 'CD', names: [name] }] })
    await settle(everybody, 3)
    expect((await listOf(ada)).readings).toMatchObject([{ by: { name: 'Bo Lindgren' }, reason: why, labels: ['CD'] }])

    expect((await listOf(cy)).readings).toEqual([])
    const unknown = { inspection, identities: [anId()], reason: why }
    expect(await bo.world.problemOf('identity.open', unknown)).toBe('identity.unknown')
    expect((await listOf(bo)).readings).toHaveLength(1)
  })

  test('stands in clear in no vault: neither a member’s, an officer’s, a reader’s nor the writer’s; and in nothing that is listed', async () => {
    await addReader(bo)
    await settle(everybody, 3)
    await openBy(bo)
    await settle(everybody, 2)
    for (const member of everybody) expect([member.name, timesInVault(member)]).toEqual([member.name, 0])

    for (const member of [ada, bo]) {
      const { world } = member
      const found = await world.call('search.find', { inspection: null, words: 'Quarrendon', limit: 10 })
      expect(found).toEqual({ found: [], matching: 0 })
      const bundle = anId()
      if (member === ada) await world.call('bundle.seal', { inspection, bundle })
      const shown = [
        await notesOf(member, inspection),
        await world.call('inspection.read', { inspection }),
        await world.call('inspection.list', {}),
        await world.call('bundle.list', { inspection }),
        await world.call('draft.list', {}),
        await listOf(member),
      ]
      expect(JSON.stringify(shown)).not.toContain('Quarrendon')
    }
    expect((await ada.world.call('vault.verify', {})).findings).toEqual([])
    // The scan finds what is there: the same words in a note stand in the vault of whoever reads it.
    await ada.world.call('identifier.confirm', { inspection, kind: 'name', words: name, reason: 'A building.' })
    await saveNote(ada.world, inspection, aNote(`${name} Hall is a building.`))
    expect(timesInVault(ada)).toBeGreaterThan(0)
  })

  test('is recorded at first by the lead alone, later by any reader, and differing names both stand', async () => {
    const again = {
      inspection,
      person: opened.people.CD,
      ground: 'registered-person',
      heads: [],
      name,
      identity: anId(),
    }
    expect(await bo.world.problemOf('identity.save', again)).toBe('identity.not-lead')
    expect(await bo.world.problemOf('identity.addReaders', { inspection, people: [personOf(bo)] })).toBe(
      'identity.not-lead',
    )
    const outside = { inspection, people: [personOf(rex)] }
    expect(await ada.world.problemOf('identity.addReaders', outside)).toBe('identity.reader-outside')

    await addReader(bo)
    await settle(everybody, 3)
    const heads = (await listOf(bo)).identities[0]?.heads ?? []
    await record(bo, { identity, heads, name: 'Wilhelmina Quarrington' })
    await record(ada, { identity, heads, name: 'Willa Quarrendon' })
    await settle(everybody, 3)
    for (const member of [ada, bo]) expect((await listOf(member)).identities).toMatchObject([{ conflict: true }])
    expect((await openBy(ada)).opened[0]?.names.toSorted()).toEqual(['Wilhelmina Quarrington', 'Willa Quarrendon'])
    expect(allCompartments(ledgerOf(bo.world).reader).filter(({ type }) => type === 'identities')).toHaveLength(1)
  })
})

describe('a disposal', () => {
  const rule = { pack: '1', remit: 'r', rule: 'inspection-evidence', controller: 'ofsted', due: '2026-01-01' }
  const disposalsOf = ({ world }: Member) => new Disposals(ledgerOf(world), () => rule)

  test('destroys the names with their inspection, on every device', async () => {
    await addReader(bo)
    await settle(everybody, 3)
    await openBy(bo)
    const roz = await organisation.enrol('Roz Tindall', ['records-manager'])
    everybody = [...everybody, roz]
    await settle(everybody, 3)
    disposalsOf(rex).propose({ inspection })
    await settle(everybody, 2)
    disposalsOf(roz).approve({ inspection })
    await settle(everybody, 2)
    // What is recorded too late is not kept beside its compartment either.
    ada.online = false
    await record(ada, { name: 'Too Late Quarrendon' })
    await organisation.store.afterUndoWindow()
    ada.online = true
    await settle(everybody, 2)
    for (const { world } of everybody) {
      const { reader } = ledgerOf(world)
      await expect.poll(() => isScrubAsked(reader), { timeout: 20_000 }).toBe(false)
    }
    await settle(everybody, 2)

    const id = namesCompartment(ada) ?? ''
    for (const { world } of [ada, bo]) {
      const { reader } = ledgerOf(world)
      expect(reader.all('select id from compartment_key where compartment = ?', id)).toEqual([])
      expect(reader.all("select hash from late_entry where payload like '%Quarrendon%'")).toEqual([])
      expect((await world.call('late.list', {})).late).toEqual([])
      expect((await world.call('identity.list', { inspection })).identities).toEqual([])
    }
    const { parts, outstanding } = certificateOf(ledgerOf(rex.world), inspection)
    expect(parts.map(({ type }) => type)).toEqual(['evidence', 'register', 'identities'])
    expect(outstanding).toEqual([])
    for (const { world } of everybody) expect((await world.call('vault.verify', {})).findings).toEqual([])
  })
})
