// A disclosure is destroyed on the word of its whistleblowing lead and of a records manager who never reads it (docs/protocol.md section 11).
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isScrubAsked } from '#main/data/settings.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { disclosureContent } from '../contract/procedures.ts'
import { decrypted, timesIn } from '../fixtures/decrypted.ts'
import { type Member, Organisation, personOf, settle, turn } from '../fixtures/organisation.ts'
import { anId, ledgerOf, openLarkfield } from '../fixtures/world.ts'

const concern = 'unmistakable words of a whistleblower'

let organisation: Organisation
let ada: Member
let lin: Member
let rex: Member
let everybody: readonly Member[]
let inspection: Hash
let disclosure: Hash

beforeEach(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  lin = await organisation.enrol('Lin Okafor', ['whistleblowing-lead'])
  rex = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  everybody = [ada, lin, rex]
  inspection = (await openLarkfield(ada.world)).inspection
  await turn(ada)
  disclosure = await saveDisclosure(ada, null, { ...disclosureContent, concern })
  await settle(everybody, 4)
})
afterEach(() => organisation.close())

async function saveDisclosure(by: Member, known: Hash | null, content: typeof disclosureContent): Promise<Hash> {
  const heads = known === null ? [] : (await by.world.call('disclosure.read', { disclosure: known })).heads
  const about = { draft: anId(), disclosure: known, inspection, heads, typed: null, reason: 'heard again' }
  return (await by.world.call('disclosure.save', { ...about, content })).disclosure
}

const ruleNamed = () => {
  const remit = lin.world.application.pack.remits.find(({ retention }) => retention.length > 0)
  return { remit: remit?.id ?? '', rule: remit?.retention[0]?.id ?? '', due: '2026-01-02' }
}

const propose = async (): Promise<void> => {
  await lin.world.call('disclosure.proposeDisposal', { disclosure, officer: personOf(rex), ...ruleNamed() })
  await settle(everybody, 2)
}

async function approve(): Promise<void> {
  await rex.world.call('disposal.approve', { inspection: disclosure })
  await settle(everybody, 2)
}

async function commit(): Promise<void> {
  await organisation.store.afterUndoWindow()
  await settle(everybody, 2)
  const readers = everybody.map(({ world }) => ledgerOf(world).reader)
  for (const reader of readers) await expect.poll(() => isScrubAsked(reader), { timeout: 20_000 }).toBe(false)
  await settle(everybody, 2)
}

function bytesOf({ world }: Member): Buffer {
  const { vault } = world.application.open
  return decrypted(vault.paths.database, vault.vaultKey)
}

const listedBy = async ({ world }: Member) =>
  (await world.call('order.list', {})).inspections.filter((one) => one.disclosure)

describe('the disposal of a disclosure', () => {
  test('is proposed by its whistleblowing lead, approved by a records manager who reads no word, and leaves nothing', async () => {
    expect(await listedBy(rex)).toEqual([])
    await propose()
    expect(await listedBy(rex)).toMatchObject([
      { inspection: disclosure, facts: null, disposal: { state: 'proposed' } },
    ])
    expect(timesIn(bytesOf(rex), concern)).toBe(0)
    expect(ledgerOf(rex.world).holdsWriteKey(disclosure)).toBe(false)
    const read = await lin.world.call('disclosure.read', { disclosure })
    expect(read.readers.map(({ name }) => name).toSorted()).toEqual(['Ada Ferris', 'Lin Okafor'])

    await approve()
    expect(await lin.world.call('disclosure.disposal', { disclosure })).toMatchObject({
      disposal: { state: 'approved' },
    })
    await commit()
    for (const { world } of [ada, lin]) expect((await world.call('disclosure.list', {})).disclosures).toEqual([])
    for (const member of everybody) {
      expect(timesIn(bytesOf(member), concern)).toBe(0)
      expect((await member.world.call('vault.verify', {})).findings).toEqual([])
    }
    const certificate = await rex.world.call('disposal.certificate', { inspection: disclosure })
    expect(certificate).toMatchObject({ parts: [{ type: 'restricted' }], outstanding: [], rule: ruleNamed() })
    expect([certificate.proposal.by.name, certificate.approval.by.name]).toEqual(['Lin Okafor', 'Rex Moorcroft'])
    // Clear statements of a disclosure say no time (section 1).
    expect([certificate.proposal.at, certificate.approval.at, certificate.committed]).toEqual([null, null, null])
    expect(await ada.world.call('inspection.list', {})).toMatchObject({ inspections: [{ inspection }] })
  })

  test('does not happen while a hold is in force that the records manager placed on it', async () => {
    await propose()
    await rex.world.call('hold.place', { inspection: disclosure, ground: 'legal-proceedings', review: null })
    expect(await rex.world.problemOf('disposal.approve', { inspection: disclosure })).toBe('hold.in-force')
    await settle(everybody, 2)
    expect(await lin.world.call('disclosure.disposal', { disclosure })).toMatchObject({ held: true })
    await lin.world.call('disclosure.withdrawDisposal', { disclosure })
    const again = { disclosure, officer: personOf(rex), ...ruleNamed() }
    expect(await lin.world.problemOf('disclosure.proposeDisposal', again)).toBe('hold.in-force')
  })

  test('is refused with what is wrong, and can be withdrawn', async () => {
    const asked = { disclosure, officer: personOf(rex), ...ruleNamed() }
    const refusals = [
      [{ officer: personOf(lin) }, 'order.same-person'],
      [{ officer: personOf(ada) }, 'team.person-unknown'],
      [{ rule: 'no-such-rule' }, 'policy.unknown-term'],
      [{ due: '2026-02-30' }, 'retention.date-impossible'],
      [{ due: '2999-01-01' }, 'disposal.not-due'],
      [{ disclosure: 'f'.repeat(64) }, 'disclosure.unknown'],
    ] as const
    for (const [other, code] of refusals) {
      expect(await lin.world.problemOf('disclosure.proposeDisposal', { ...asked, ...other })).toBe(code)
    }
    expect(await ada.world.problemOf('disclosure.proposeDisposal', asked)).toBe('application.role-missing')
    expect(await lin.world.problemOf('disclosure.withdrawDisposal', { disclosure })).toBe('order.not-known')
    await propose()
    expect(await lin.world.problemOf('disclosure.proposeDisposal', asked)).toBe('disposal.under-way')
    await lin.world.call('disclosure.withdrawDisposal', { disclosure })
    await settle(everybody, 2)
    expect(await rex.world.problemOf('disposal.approve', { inspection: disclosure })).toBe('order.not-known')
    expect(await listedBy(rex)).toMatchObject([{ disposal: null }])
  })

  test('keeps what its author had not sent as the draft of another disclosure, and nothing of it elsewhere', async () => {
    ada.online = false
    await saveDisclosure(ada, disclosure, { ...disclosureContent, concern: `${concern}, and more` })
    await propose()
    await approve()
    await organisation.store.afterUndoWindow()
    ada.online = true
    await commit()
    const { drafts } = await ada.world.call('disclosureDraft.list', {})
    expect(drafts).toMatchObject([{ disclosure: null, inspection, content: { concern: `${concern}, and more` } }])
    expect((await ada.world.call('late.list', {})).late).toEqual([])
    for (const { draft } of drafts) await ada.world.call('disclosureDraft.discard', { draft })
    expect((await ada.world.call('vault.verify', {})).findings).toEqual([])
    const certificate = await rex.world.call('disposal.certificate', { inspection: disclosure })
    const left = certificate.parts.flatMap(({ carriedOut }) => carriedOut.map((one) => one.left))
    expect(left.toSorted()).toEqual([0, 0, 1])
  })
})
