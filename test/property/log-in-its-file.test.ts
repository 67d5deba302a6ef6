// The custody log in its file: clean while nobody touched it, guarded by triggers, checked through the application.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allDevices } from '#main/data/devices.ts'
import { lastArrival } from '#main/data/entries.ts'
import { openVault } from '#main/data/open-vault.ts'
import { verifyVault } from '#main/ledger/verify.ts'
import { random, sha256 } from '#main/platform/crypto.ts'
import { toBase64url, toHex } from '#shared/domain/bytes.ts'
import { compartmentId } from '#shared/domain/entry.ts'
import {
  chosen,
  dropTriggers,
  entriesIn,
  headOf,
  mendEnds,
  remove,
  steps,
  tell,
  vaultOf,
} from '../fixtures/attacker.ts'
import type { BareVault } from '../fixtures/bare-vault.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { aNote, openLarkfield, openWorld, saveNote } from '../fixtures/world.ts'

describe('any vault', () => {
  test('that nobody touched has no finding, also against its own head and every older one', async () => {
    await alwaysAsync(
      fc.asyncProperty(steps, async (story) => {
        const vault = await vaultOf([])
        const older = headOf(vault.database.reader)
        tell(vault, story)
        const { reader } = vault.database
        for (const known of [null, older, headOf(reader)]) {
          const { findings, ...counted } = verifyVault(reader, known)
          expect(findings).toEqual([])
          const written = entriesIn(reader).length
          expect(counted).toMatchObject({ entries: written, bodies: written, compartments: 3 })
        }
        vault.remove()
      }),
      5,
    )
  })
})

describe('a compartment certifies itself', () => {
  test.each([
    ['creates another compartment than its own', { ofOther: false }],
    ['creates it for another device', { ofOther: true }],
  ])('an entry that %s is found, though its signature is right', async (_, { ofOther }) => {
    const vault = await vaultOf([])
    const { ada, bo } = vault.signers
    const nonce = random(32)
    const known = allDevices(vault.database.reader)
    const creator = known.find(({ id }) => id === (ofOther ? bo : ada).device)
    const id = ofOther ? compartmentId(sha256, ada.device, nonce) : '5'.repeat(64)
    const keys = { publicKey: toBase64url(creator?.publicKey ?? nonce), recipient: creator?.recipient ?? '' }
    const statement = {
      kind: 'compartment.created',
      of: id,
      parents: [],
      data: { type: 'evidence', nonce: toHex(nonce), ...keys },
    }
    vault.ledger.write((writer) => vault.ledger.append(writer, { id, type: 'evidence', inspection: id }, statement))
    const { findings } = verifyVault(vault.database.reader, null)
    expect(findings).toMatchObject([{ compartment: id, seq: 1, fault: 'compartment-differs' }])
    vault.remove()
  })
})

describe('the file itself', () => {
  test('changed on disk by somebody with the key, is found through the application, which still opens', async () => {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    await saveNote(world, inspection, aNote('seen in the kitchen'))
    const { vault } = world.application.open
    const [key, file] = [Uint8Array.from(vault.vaultKey), vault.paths.database]
    await world.lock()

    const raw = openVault(file, key)
    const target = chosen(entriesIn(raw.reader), 4)
    raw.write((writer) => {
      dropTriggers(writer)
      writer.run("update entry set hash = 'nonsense' where arrival = ?", target.arrival)
    })
    raw.close()

    await world.unlock()
    const { findings } = await world.call('vault.verify', {})
    expect(findings[0]).toMatchObject({ entry: 'nonsense', seq: target.seq, fault: 'hash-differs' })
    world.remove()
  })

  test('cut short, is noticed when it is opened and goes on as a new device', async () => {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    const { vault } = world.application.open
    const [key, file] = [Uint8Array.from(vault.vaultKey), vault.paths.database]
    const before = vault.ledger.me.device
    await world.lock()

    const raw = openVault(file, key)
    raw.write((writer) => {
      dropTriggers(writer)
      remove(writer, lastArrival(writer))
      mendEnds(writer)
    })
    raw.close()

    const opened = await world.unlock()
    expect(opened.notice).toBe('older-than-known')
    expect(opened.device).not.toBe(before)
    expect((await world.call('inspection.read', { inspection })).people).toHaveLength(3)
    world.remove()
  })
})

describe('with the key, but the triggers in place', () => {
  let vault: BareVault
  beforeAll(async () => {
    vault = await vaultOf([])
  })
  afterAll(() => vault.remove())

  test.each([
    ['an entry cannot be changed', "update entry set header = x'00' where arrival = 1"],
    ['an entry cannot be filed elsewhere', 'update entry set seq = 99 where arrival = 1'],
    ['an entry cannot be removed', 'delete from entry where arrival = 1'],
    ['a body cannot be changed', "update body set bytes = x'00' where entry = 1"],
    ['a body cannot be removed', 'delete from body where entry = 1'],
    ['all entries cannot be removed at once', 'delete from entry'],
    [
      'an entry cannot be replaced',
      "insert or replace into entry (arrival, hash, compartment, device, seq, header, signature) select arrival, hash, compartment, device, seq, x'00', signature from entry where arrival = 1",
    ],
    [
      'an entry cannot be replaced by its place in the chain',
      "insert or replace into entry (arrival, hash, compartment, device, seq, header, signature) select 999, hash, compartment, device, seq, x'00', signature from entry where arrival = 1",
    ],
    ['a body cannot be replaced', "insert or replace into body values (1, x'00')"],
    [
      'a body cannot be overwritten in passing',
      "insert into body values (1, x'00') on conflict do update set bytes = x'00'",
    ],
  ])('%s', (_, sql) => {
    const before = entriesIn(vault.database.reader)
    // The rule must refuse by itself, not because a body refers to its entry.
    expect(() =>
      vault.database.write((writer) => {
        writer.run('pragma defer_foreign_keys = on')
        writer.run(sql)
        throw new Error('it was allowed')
      }),
    ).toThrow(/never (changed|removed)/)
    expect(entriesIn(vault.database.reader)).toEqual(before)
  })
})
