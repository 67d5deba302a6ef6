// Who comes later reads everything from the first entry on; every key reaches recovery; a records manager gets no key.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addKey, allCompartments, keysOf } from '#main/data/compartments.ts'
import { treeOf } from '#main/data/trees.ts'
import { addMember } from '#main/ledger/compartments.ts'
import { grantsFor, recoveryFor } from '#main/ledger/grants.ts'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { random, sha256 } from '#main/platform/crypto.ts'
import { entriesFrom, type TravellingEntry } from '#shared/central-api.ts'
import { grantedSchema, introducedSchema } from '#shared/domain/control.ts'
import { recoveryId } from '#shared/domain/directory.ts'
import { keyId, parseHeader } from '#shared/domain/entry.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import {
  type Bend,
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
import { aNote, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let inspection: string
/** The first push of each compartment that Ada's application ever made, as it travelled. */
const firstPushes = new Map<string, readonly TravellingEntry[]>()

const recordingPushes: Bend = (fetch) => async (url, init) => {
  const compartment = /compartments\/([0-9a-f]{64})\//.exec(url)?.[1]
  if (init.method === 'POST' && compartment !== undefined && !firstPushes.has(compartment)) {
    firstPushes.set(compartment, entriesFrom(new Uint8Array(init.body as Uint8Array)))
  }
  return fetch(url, init)
}

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.open('Ada Ferris', recordingPushes)
  inspection = (await openLarkfield(ada.world)).inspection
  for (let index = 0; index < 300; index += 1) {
    await saveNote(ada.world, inspection, aNote(`Written before the organisation was known, ${index}.`))
  }
  await organisation.join(ada, ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  await settle([ada, bo], 2)
  ada.bend = straight
})
afterAll(() => organisation.close())

function payloadsIn(entries: readonly TravellingEntry[]): readonly Payload[] {
  return entries.flatMap(({ header, body }) =>
    parseHeader(header).key === null && body !== null ? [clearPayload(body)] : [],
  )
}

/** Keys introduced in a log, each with everybody it was granted to. */
function grantsIn(entries: readonly TravellingEntry[]): ReadonlyMap<string, ReadonlySet<string>> {
  const granted = new Map<string, Set<string>>()
  for (const { kind, data } of payloadsIn(entries)) {
    const schema = kind === 'key.introduced' ? introducedSchema : kind === 'key.granted' ? grantedSchema : null
    const stated = schema?.safeParse(data).data
    if (stated === undefined) continue
    const to = stated.grants.map((grant) => grant.to)
    granted.set(stated.key, new Set([...(granted.get(stated.key) ?? []), ...to]))
  }
  return granted
}

const logOf = async (compartment: string) =>
  organisation.store.storage.entries(compartment, 0, { entries: 10_000, bytes: 1e9 })

test('compartments made before joining were granted to recovery before their first push, from seq 1 on', async () => {
  const recovery = recoveryId(sha256, organisation.store.recovery('ordinary'))
  const own = allCompartments(ledgerOf(ada.world).reader).filter(({ type }) => type !== 'directory')
  expect([...firstPushes.keys()].toSorted()).toEqual(own.map(({ id }) => id).toSorted())
  for (const [compartment, sent] of firstPushes) {
    expect(parseHeader(sent[0]?.header ?? new Uint8Array()).seq).toBe(1)
    // More than one push holds has the grant behind its first page; nothing sealed under a stated directory goes before it.
    const log = await logOf(compartment)
    const granting = log.findIndex(
      ({ header, body }) =>
        parseHeader(header).key === null &&
        body !== null &&
        grantedSchema.safeParse(clearPayload(body).data).data?.grants.some(({ to }) => to === recovery) === true,
    )
    expect(granting).toBeGreaterThan(0)
    expect(parseHeader(log[granting]?.header ?? new Uint8Array()).seen?.directory).toBeGreaterThan(0)
    const before = log.slice(0, granting).map(({ header }) => parseHeader(header))
    expect(before.filter(({ seen }) => (seen?.directory ?? 0) > 0)).toEqual([])
  }
})

test('a member whose adder knew none of their devices is granted the keys by another member; nothing waits at the end', async () => {
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
  const cy = await organisation.enrol('Cy Adeyemi', ['inspector'])
  await turn(ada)
  // All devices wait before they grant: in between, Ada goes away.
  organisation.chance = 0.5
  const ledger = ledgerOf(ada.world)
  const evidence = knownCompartment(ledger.reader, inspection)
  ledger.write((writer) => addMember(ledger, writer, evidence, { person: personOf(cy), right: 'member' }, []))
  await turn(ada)
  ada.online = false
  await settle([cy, bo], 1)
  await turn(cy)
  // All headers from the first on, and not one word.
  expect((await statusOf(cy)).waitingForKey).toBeGreaterThan(300)
  expect(keysOf(ledgerOf(cy.world).reader, inspection)).toEqual([])

  await turn(bo)
  organisation.pass(60_000)
  await settle([bo, cy], 2)
  expect(await statusOf(cy)).toMatchObject({ waitingForKey: 0, alarms: [] })
  expect(await notesOf(cy, inspection)).toHaveLength(300)
  expect(evidenceOf(cy, inspection)).toEqual(evidenceOf(bo, inspection))

  ada.online = true
  organisation.chance = 0
  await settle([ada, bo, cy], 2)
  expect(controlStateOf(cy, inspection)).toEqual(controlStateOf(ada, inspection))
})

test('every key ever introduced reaches recovery and whoever joins later', async () => {
  const ledger = ledgerOf(ada.world)
  const evidence = knownCompartment(ledger.reader, inspection)
  const key = random(32)
  const id = keyId(sha256, inspection, key)
  // A second key that its maker granted to recovery alone.
  const grants = [...(await grantsFor(recoveryFor(ledger, 'evidence'), key))]
  ledger.write((writer) => {
    addKey(writer, inspection, { id, key })
    const data = { key: id, generation: 2, grants: grants.map((grant) => ({ ...grant })) }
    const parents = ledger.controlHeads(inspection)
    ledger.append(writer, evidence, { kind: 'key.introduced', of: inspection, parents, data })
  })
  await saveNote(ada.world, inspection, aNote('Under the second key.'))
  const dee = await organisation.enrol('Dee Marsh', ['inspector'])
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(dee)] })
  await settle([ada, bo, dee], 3)
  expect(await notesOf(dee, inspection)).toHaveLength(301)
  expect((await statusOf(dee)).waitingForKey).toBe(0)

  const recovery = recoveryId(sha256, organisation.store.recovery('ordinary'))
  const granted = grantsIn(await logOf(inspection))
  expect(granted.size).toBe(2)
  for (const [key_, to] of granted) {
    expect(to, key_).toContain(recovery)
    for (const member of [ada, bo, dee]) expect(to, member.name).toContain(ledgerOf(member.world).me.device)
  }
})

test('a records manager sees headers and control entries of the evidence, holds no key of it, and waits for none', async () => {
  const rae = await organisation.enrol('Rae Quinn', ['records-manager'])
  await settle([ada, rae], 2)
  const { reader } = ledgerOf(rae.world)
  const held = treeOf(reader, inspection)?.held ?? 0
  expect(held).toBeGreaterThan(300)
  expect(keysOf(reader, inspection)).toEqual([])
  const pulled = await logOf(inspection)
  const bodies = reader.all<{ readonly count: number }>(
    'select count(*) as count from entry e join body b on b.entry = e.arrival where e.compartment = ?',
    inspection,
  )
  expect(bodies).toEqual([{ count: pulled.filter(({ control }) => control).length }])
  expect(await statusOf(rae)).toMatchObject({ state: 'received', waitingForKey: 0, alarms: [] })
  expect((await rae.world.call('inspection.list', {})).inspections).toEqual([])
})

test('a records manager who is added to the team reads everything, also what they had as headers only', async () => {
  const rae = organisation.members.find(({ name }) => name === 'Rae Quinn')
  if (rae === undefined) throw new Error('the test before enrols Rae')
  await ada.world.call('team.add', { inspection, people: [personOf(rae)] })
  await settle([ada, rae], 3)
  expect(await statusOf(rae)).toMatchObject({ waitingForKey: 0, alarms: [] })
  expect(await notesOf(rae, inspection)).toHaveLength(301)
  expect(evidenceOf(rae, inspection)).toEqual(evidenceOf(ada, inspection))
  expect((await rae.world.call('vault.verify', {})).findings).toEqual([])
})
