// Disposal from proposal to certificate, on real vaults with a real store between them (docs/protocol.md section 11).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allCompartments, keysOf } from '#main/data/compartments.ts'
import type { Writer } from '#main/data/handles.ts'
import { isScrubAsked } from '#main/data/settings.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { verifyVault } from '#main/ledger/verify.ts'
import { certificateOf } from '#main/services/orders/certificates.ts'
import { Disposals } from '#main/services/orders/disposals.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem, problems } from '#shared/problems.ts'
import { decrypted, timesIn } from '../fixtures/decrypted.ts'
import {
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
import { projectionsOf } from '../fixtures/tables.ts'
import { aNote, anId, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'

const said = 'unmistakable words of a child'
const rule = {
  pack: '1',
  remit: 'registered-care',
  rule: 'inspection-evidence',
  controller: 'ofsted',
  due: '2026-01-01',
}
const ground = 'legal-proceedings'

let organisation: Organisation
let ada: Member
let bo: Member
let rex: Member
let roz: Member
let everybody: readonly Member[]
let inspection: Hash

beforeEach(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  rex = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  roz = await organisation.enrol('Roz Tindall', ['records-manager'])
  everybody = [ada, bo, rex, roz]
  inspection = (await openLarkfield(ada.world)).inspection
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await saveNote(ada.world, inspection, aNote(said))
  await settle(everybody, 4)
})
afterEach(() => organisation.close())

/** The rule that lets it go is another part's to say. */
function disposalsOf({ world }: Member): Disposals {
  return new Disposals(ledgerOf(world), () => rule)
}

function codeOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem) return error.code
    throw error
  }
  return 'no problem'
}

async function propose(by: Member): Promise<void> {
  disposalsOf(by).propose({ inspection })
  await settle([by, ...everybody], 2)
}

async function approve(by: Member): Promise<void> {
  disposalsOf(by).approve({ inspection })
  await settle([by, ...everybody], 2)
}

async function commit(): Promise<void> {
  await organisation.store.afterUndoWindow()
}

/** Destroyed is said only once the files were written anew, which each engine does when nobody is at work. */
async function settleUntilScrubbed(members: readonly Member[]): Promise<void> {
  await settle(members, 2)
  // Asking through the application counts as being at work.
  const readers = members.map(({ world }) => ledgerOf(world).reader)
  for (const reader of readers) await expect.poll(() => isScrubAsked(reader), { timeout: 20_000 }).toBe(false)
  await settle(members, 2)
}

async function stateSeenBy({ world }: Member): Promise<string | null> {
  const { inspections } = await world.call('order.list', {})
  return inspections.find((one) => one.inspection === inspection)?.disposal?.state ?? null
}

function vaultBytes({ world }: Member): Buffer {
  const { vault } = world.application.open
  return decrypted(vault.paths.database, vault.vaultKey)
}

function storeBytes(): string {
  const { folder } = organisation.store
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1')).join('\n')
}

async function verifiesEverywhere(): Promise<void> {
  for (const { world } of everybody) expect((await world.call('vault.verify', {})).findings).toEqual([])
}

describe('a disposal by two records managers', () => {
  test('destroys text and keys on every device and in the store, is certified, and everything still verifies', async () => {
    const ledger = ledgerOf(ada.world)
    const keys = allCompartments(ledger.reader)
      .filter((row) => row.inspection === inspection)
      .flatMap(({ id }) => keysOf(ledger.reader, id))
    expect(keys.length).toBeGreaterThanOrEqual(2)
    expect(timesIn(vaultBytes(ada), said)).toBeGreaterThan(0)
    expect(timesIn(vaultBytes(bo), said)).toBeGreaterThan(0)
    const sealed = ledger.reader.all<{ bytes: Uint8Array }>(
      `select bytes from body join entry on arrival = entry where compartment = ? and instr(cast(header as text), '"key":null') = 0`,
      inspection,
    )
    expect(sealed.some(({ bytes }) => storeBytes().includes(Buffer.from(bytes).toString('latin1')))).toBe(true)

    await propose(rex)
    expect(await stateSeenBy(roz)).toBe('proposed')
    expect(codeOf(() => disposalsOf(rex).approve({ inspection }))).toBe('order.same-person')
    await approve(roz)
    expect(await stateSeenBy(rex)).toBe('approved')
    expect(await notesOf(ada, inspection)).toHaveLength(1)
    await commit()
    await settleUntilScrubbed(everybody)

    for (const member of everybody) {
      const bytes = vaultBytes(member)
      expect(timesIn(bytes, said)).toBe(0)
      for (const { key } of keys) expect(bytes.includes(Buffer.from(key))).toBe(false)
      expect(await statusOf(member)).toMatchObject({ alarms: [], notReceived: 0 })
    }
    const store = storeBytes()
    for (const { bytes } of sealed) expect(store.includes(Buffer.from(bytes).toString('latin1'))).toBe(false)
    await verifiesEverywhere()
    expect((await ada.world.call('inspection.list', {})).inspections).toEqual([])
    expect(await stateSeenBy(rex)).toBe('disposed')

    const certificate = certificateOf(ledgerOf(rex.world), inspection)
    expect(certificate).toMatchObject({
      rule,
      outstanding: [],
      proposal: { by: { name: 'Rex Moorcroft' } },
      approval: { by: { name: 'Roz Tindall' } },
    })
    expect(certificate.parts.map(({ type }) => type)).toEqual(['evidence', 'register'])
    const carriedOut = certificate.parts.map((part) => part.carriedOut.map(({ by }) => by.name).toSorted())
    // Bo is in the team and does not read the register.
    expect(carriedOut).toEqual([
      ['Ada Ferris', 'Bo Lindgren', 'Rex Moorcroft', 'Roz Tindall'],
      ['Ada Ferris', 'Rex Moorcroft', 'Roz Tindall'],
    ])
    for (const { left } of certificate.parts.flatMap((part) => part.carriedOut)) expect(left).toBe(0)
  })

  test('of which one part goes before the other is not held by what never covered it, and the rest can go later', async () => {
    const elsewhere = { remits: [], settings: [], from: null, to: '2000-01-01' }
    await rex.world.call('hold.placeWide', { scope: elsewhere, ground, review: null })
    await settle(everybody, 2)
    await propose(rex)
    disposalsOf(roz).approve({ inspection })
    // Of the approval only what stands in the register reaches the store.
    const { sentence, next } = problems['central.pull-first']
    const refusal = { problem: { code: 'central.pull-first', sentence, next, fields: [] } }
    roz.bend = (fetch) => async (url, init) =>
      init.method === 'POST' && url.includes(inspection) ? Response.json(refusal, { status: 409 }) : fetch(url, init)
    await settle([roz, ...everybody], 2)
    await commit()
    await settle(everybody, 2)
    const ordersSeenBy = async ({ world }: Member) => (await world.call('order.list', {})).inspections[0]
    expect(await ordersSeenBy(rex)).toMatchObject({ gone: ['register'], facts: null, holds: [], toCome: [] })
    expect(codeOf(() => certificateOf(ledgerOf(rex.world), inspection))).toBe('order.not-known')

    roz.bend = straight
    disposalsOf(rex).withdraw({ inspection })
    await settle(everybody, 2)
    expect(await notesOf(ada, inspection)).toHaveLength(1)
    // What the rule asks for went with the register.
    new Disposals(ledgerOf(roz.world), () => null).propose({ inspection })
    await settle([roz, ...everybody], 2)
    await approve(rex)
    await commit()
    await settleUntilScrubbed(everybody)
    for (const member of [rex, roz]) expect(await stateSeenBy(member)).toBe('disposed')
    const { parts, outstanding } = certificateOf(ledgerOf(rex.world), inspection)
    expect([parts.map(({ type }) => type), outstanding]).toEqual([['evidence', 'register'], []])
    await verifiesEverywhere()
  })

  test('destroys grants of keys too that were written after it was proposed', async () => {
    const cy = await organisation.enrol('Cy Okafor', ['inspector'])
    await propose(rex)
    await ada.world.call('team.add', { inspection, people: [personOf(cy)] })
    await settle([ada, cy, rex, roz], 2)
    const granting = `select bytes from body join entry on arrival = body.entry join entry_of_object o on o.entry = arrival
      where compartment = ? and kind in ('key.introduced', 'key.granted')`
    const grantsIn = ({ world }: Member) => ledgerOf(world).reader.all<{ bytes: Uint8Array }>(granting, inspection)
    const grants = grantsIn(ada).flatMap(({ bytes }) =>
      [
        ...Buffer.from(bytes)
          .toString('utf8')
          .matchAll(/"sealed":"([^"]{80,})"/g),
      ].map(([, sealed = '']) => sealed),
    )
    expect(grants.length).toBeGreaterThan(3)
    // A body may lie on several pages of the store's file, so that only pieces of it stand there in one.
    const pieces = grants.flatMap((sealed) => sealed.match(/.{64}/g) ?? [])
    const inStore = (): number => {
      const store = storeBytes()
      return pieces.filter((piece) => store.includes(piece)).length
    }
    expect(inStore()).toBeGreaterThan(pieces.length / 2)

    await approve(roz)
    await commit()
    await settleUntilScrubbed([...everybody, cy])
    for (const member of [...everybody, cy]) {
      expect(grantsIn(member)).toEqual([])
      for (const sealed of grants) expect(timesIn(vaultBytes(member), sealed)).toBe(0)
      expect((await member.world.call('vault.verify', {})).findings).toEqual([])
    }
    expect(inStore()).toBe(0)
  })

  test('does nothing before the undo window is over, and nothing at all when either takes it back', async () => {
    await propose(rex)
    await approve(roz)
    disposalsOf(rex).withdraw({ inspection })
    await settle(everybody, 2)
    await commit()
    await settle(everybody, 2)
    expect(await stateSeenBy(roz)).toBe(null)
    expect(await notesOf(bo, inspection)).toHaveLength(1)
    await verifiesEverywhere()
  })

  test('is carried out at its next contact by a device that was away, which keeps what it wrote meanwhile', async () => {
    bo.online = false
    await saveNote(bo.world, inspection, aNote('written too late'))
    const drafted = { note: anId(), inspection, heads: [], content: aNote('begun too late'), typed: null }
    await bo.world.call('draft.keep', drafted)
    await propose(rex)
    await approve(roz)
    await commit()
    await settleUntilScrubbed([ada, rex, roz])
    expect(timesIn(vaultBytes(bo), said)).toBeGreaterThan(0)
    expect(certificateOf(ledgerOf(rex.world), inspection).outstanding.map(({ by }) => by.name)).toEqual(['Bo Lindgren'])

    bo.online = true
    await settleUntilScrubbed(everybody)
    expect(timesIn(vaultBytes(bo), said)).toBe(0)
    expect(await statusOf(bo)).toMatchObject({ alarms: [], notReceived: 0 })
    await verifiesEverywhere()
    const certificate = certificateOf(ledgerOf(rex.world), inspection)
    expect(certificate.outstanding).toEqual([])
    expect(certificate.parts[0]?.carriedOut.find(({ by }) => by.name === 'Bo Lindgren')).toMatchObject({ left: 2 })

    const { late } = await bo.world.call('late.list', {})
    expect(late.map(({ words, draft }) => [words, draft])).toEqual([
      ['written too late', false],
      ['begun too late', true],
    ])
    const other = (await openLarkfield(bo.world)).inspection
    const note = anId()
    await bo.world.call('late.enter', { late: late[0]?.late ?? '', inspection: other, note })
    expect(await bo.world.call('draft.read', { note })).toMatchObject({
      inspection: other,
      content: { text: { words: 'written too late' } },
    })
    await bo.world.call('late.discard', { late: late[1]?.late ?? '' })
    expect(await bo.world.call('late.list', {})).toEqual({ late: [] })
    await verifiesEverywhere()
  })
})

describe('carrying out', () => {
  const disposed = async (): Promise<void> => {
    await propose(rex)
    await approve(roz)
    await commit()
  }
  const entriesIn = ({ world }: Member): number => {
    const { reader } = ledgerOf(world)
    return reader.get<{ count: number }>('select count(*) as count from entry')?.count ?? 0
  }

  test('goes on after a kill where it was, is told once, and does nothing when it is asked again', async () => {
    await disposed()
    await settle([ada], 1)
    const killed = ledgerOf(ada.world)
    expect(isScrubAsked(killed.reader)).toBe(true)
    expect(killed.orders(inspection).carriedOut).toEqual([])
    await startAgain(ada)
    await settleUntilScrubbed([ada])
    expect(timesIn(vaultBytes(ada), said)).toBe(0)
    const told = ledgerOf(ada.world).orders(inspection).carriedOut
    expect(told).toHaveLength(1)

    const entries = entriesIn(ada)
    await startAgain(ada)
    await settle([ada], 3)
    expect(entriesIn(ada)).toBe(entries)
    expect((await ada.world.call('vault.verify', {})).findings).toEqual([])
  })

  test('leaves the same rows when everything is computed anew', async () => {
    await disposed()
    await settleUntilScrubbed(everybody)
    for (const { world } of everybody) {
      const before = projectionsOf(ledgerOf(world).reader)
      rebuildProjections(ledgerOf(world))
      expect(projectionsOf(ledgerOf(world).reader)).toEqual(before)
    }
  })

  test('is checked: a body that should be gone is found, and so is one that only somebody’s word says was ordered away', async () => {
    const ledger = ledgerOf(ada.world)
    const [row] = ledger.reader.all<{ arrival: number; bytes: Uint8Array }>(
      `select arrival, bytes from entry join body on entry = arrival where compartment = ? and instr(cast(header as text), '"key":null') = 0`,
      inspection,
    )
    if (row === undefined) throw new Error('nothing was written')
    const findingsAfter = (change: (writer: Writer) => void): readonly string[] => {
      const undo = new Error('undone')
      let faults: readonly string[] = []
      try {
        ledger.write((writer) => {
          change(writer)
          faults = verifyVault(writer, null).findings.map(({ fault }) => fault)
          throw undo
        })
      } catch (error) {
        if (error !== undo) throw error
      }
      return faults
    }
    const forged = findingsAfter((writer) => {
      writer.run("insert into disposed values (?, 'nobody', 1000, '', 0, '[]', 0)", inspection)
      writer.run('delete from body where entry = ?', row.arrival)
    })
    expect(forged).toContain('body-missing')
    await disposed()
    await settleUntilScrubbed([ada])
    const kept = findingsAfter((writer) =>
      writer.run('insert into body (entry, bytes) values (?, ?)', row.arrival, row.bytes),
    )
    expect(kept).toEqual(['body-kept'])
  })

  test('reaches a device that comes back as a new one from an old copy, and nothing returns with it', async () => {
    const copy = await organisation.copy(bo)
    copy.online = false
    await saveNote(copy.world, inspection, aNote('written on the copy'))
    await saveNote(bo.world, inspection, aNote('written by Bo'))
    await settle(everybody, 2)
    await disposed()
    await settleUntilScrubbed(everybody)
    await bo.world.lock()
    copy.online = true
    await settle([copy], 2)
    await startAgain(copy)
    await organisation.approve(copy)
    await settleUntilScrubbed([copy])
    expect(timesIn(vaultBytes(copy), said)).toBe(0)
    const { late } = await copy.world.call('late.list', {})
    expect(late.map(({ words }) => words)).toEqual(['written on the copy'])
    expect((await copy.world.call('vault.verify', {})).findings).toEqual([])
    expect(await statusOf(copy)).toMatchObject({ alarms: [], notReceived: 0 })
  })
})

describe('a hold', () => {
  test('placed by one stops a disposal before it is approved and after; two lift it, one alone does not', async () => {
    await propose(rex)
    await roz.world.call('hold.place', { inspection, ground, review: '2027-01-01' })
    expect(codeOf(() => disposalsOf(roz).approve({ inspection }))).toBe('hold.in-force')
    await settle(everybody, 2)
    const hold = async (member: Member) => (await member.world.call('order.list', {})).inspections[0]?.holds[0]
    await rex.world.call('hold.lift', { inspection, hold: (await hold(rex))?.hold ?? '' })
    await settle(everybody, 2)
    expect(await hold(roz)).toMatchObject({ lifted: false, lifting: { name: 'Rex Moorcroft' } })
    expect(await rex.world.problemOf('hold.lift', { inspection, hold: (await hold(rex))?.hold ?? '' })).toBe(
      'order.same-person',
    )
    await roz.world.call('hold.lift', { inspection, hold: (await hold(roz))?.hold ?? '' })
    await settle(everybody, 2)
    expect(await hold(rex)).toMatchObject({ lifted: true })

    await approve(roz)
    expect(await stateSeenBy(rex)).toBe('approved')
    await rex.world.call('hold.place', { inspection, ground, review: null })
    await settle(everybody, 2)
    await commit()
    await settle(everybody, 2)
    expect(await stateSeenBy(roz)).toBe('approved')
    expect(await notesOf(ada, inspection)).toHaveLength(1)
    await verifiesEverywhere()
  })

  test('in the directory is taken up by the inspections that it covers and by no other', async () => {
    const { remit } = (await rex.world.call('order.list', {})).inspections[0]?.facts ?? { remit: '' }
    const scope = { remits: [remit], settings: [], from: '2026-01-01', to: null }
    await rex.world.call('hold.placeWide', { scope, ground, review: null })
    await rex.world.call('hold.placeWide', { scope: { ...scope, to: '2026-01-02' }, ground, review: null })
    await settle(everybody, 3)
    const { wide, inspections } = await roz.world.call('order.list', {})
    expect(wide).toHaveLength(2)
    expect(inspections[0]?.holds.map(({ because }) => because)).toEqual([wide[0]?.hold])
    expect(codeOf(() => disposalsOf(rex).propose({ inspection }))).toBe('hold.in-force')

    await rex.world.call('hold.lift', { inspection: null, hold: wide[0]?.hold ?? '' })
    await settle(everybody, 2)
    expect(codeOf(() => disposalsOf(rex).propose({ inspection }))).toBe('hold.in-force')
    await roz.world.call('hold.lift', { inspection: null, hold: wide[0]?.hold ?? '' })
    await settle(everybody, 2)
    await propose(rex)
    expect(await stateSeenBy(roz)).toBe('proposed')
  })

  test('that a device knows keeps what it has, although the store has committed, and says so', async () => {
    await propose(rex)
    await approve(roz)
    roz.online = false
    await roz.world.call('hold.place', { inspection, ground, review: null })
    await commit()
    await settleUntilScrubbed([ada, bo, rex])
    expect(timesIn(vaultBytes(ada), said)).toBe(0)
    roz.online = true
    await settle(everybody, 2)
    expect(await stateSeenBy(roz)).toBe('kept')
  })
})
