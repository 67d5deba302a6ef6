// What a store refuses of single entries, each by its code, and that a refused chain stops alone.

import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyOf, readSeed } from '#central/key-files.ts'
import { sha256 } from '#main/platform/crypto.ts'
import type { TravellingEntry } from '#shared/central-api.ts'
import { toHex, utf8 } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import { recoveryId } from '#shared/domain/directory.ts'
import { parseHeader, seenNothing } from '#shared/domain/entry.ts'
import {
  added,
  Chain,
  grants,
  type NewCompartment,
  newCompartment,
  newDevice,
  newKey,
  note,
  signedEntry,
} from './devices.ts'
import { type Person, TestStore } from './store.ts'

let store: TestStore
let ada: Person
let bo: Person
let made: NewCompartment
/** Bo's chain, which must go on whatever happens to Ada's. */
let other: Chain

beforeEach(async () => {
  store = await TestStore.open()
  ada = await store.enrol('Ada Ferris', ['inspector'])
  bo = await store.enrol('Bo Lindgren', ['inspector'])
  made = newCompartment(ada.device)
  other = new Chain(made.compartment, bo.device)
  await store.push(ada.device, made.compartment, 0, [...made.entries, added(made.chain, bo.person, 'member')])
})
afterEach(async () => store.remove())

/** Pushes one bad entry of Ada's, two that follow it, and between them one of Bo's. */
async function refusedFor(bad: TravellingEntry): Promise<readonly unknown[]> {
  const { compartment, chain, key } = made
  const follower = note(chain, key)
  const bos = note(other, key)
  const { refused, size } = await store.push(ada.device, compartment, 3, [bad, bos, follower, note(chain, key)])
  expect(size).toBe(4)
  expect((await store.pull(ada.device, compartment, 3)).entries.map(({ header }) => toHex(header))).toEqual([
    toHex(bos.header),
  ])
  return refused
}

const firstOnly = (code: string) => [{ index: 0, code }]

test("a signature that is not the device's", async () => {
  const entry = note(made.chain, made.key)
  const signature = entry.signature.with(5, (entry.signature[5] ?? 0) ^ 1)
  expect(await refusedFor({ ...entry, signature })).toEqual(firstOnly('entry.signature-wrong'))
})

test('a header signed by another device than it names', async () => {
  const { chain, key } = made
  const entry = note(chain.clone(), key)
  const forged = signedEntry(parseHeader(entry.header), entry.body ?? utf8(''), bo.device)
  chain.seq += 1
  chain.prev = forged.hash
  expect(await refusedFor(forged)).toEqual(firstOnly('entry.signature-wrong'))
})

test('a body that the header does not name, by hash or by length, or none', async () => {
  const entry = note(made.chain, made.key)
  const body = (entry.body ?? utf8('')).with(9, 1).with(10, 2)
  expect(await refusedFor({ ...entry, body })).toEqual(firstOnly('entry.hash-differs'))
})

test('an entry without its body', async () => {
  expect(await refusedFor({ ...note(made.chain, made.key), body: null })).toEqual(firstOnly('entry.hash-differs'))
})

test('a sequence number too high', async () => {
  const { chain, key } = made
  const entry = chain.write({ kind: 'note.revised', of: '0'.repeat(32), header: { seq: chain.seq + 2 } }, key)
  expect(await refusedFor(entry)).toEqual(firstOnly('entry.sequence-broken'))
})

test('another entry before it than the one that the store has', async () => {
  const entry = made.chain.write(
    { kind: 'note.revised', of: '0'.repeat(32), header: { prev: 'a'.repeat(64) } },
    made.key,
  )
  expect(await refusedFor(entry)).toEqual(firstOnly('entry.sequence-broken'))
})

test.each([
  ['with a space in it', (text: string) => text.replace('{', '{ ')],
  ['with its members in another order', (text: string) => `{"v":1,${text.slice(1).replace(/,?"v":1/, '')}`],
  ['with a member more', (text: string) => text.replace('"v":1', '"v":1,"w":2')],
  ['of another version', (text: string) => text.replace('"v":1', '"v":2')],
  ['with a number that is no safe integer', (text: string) => text.replace(/"seq":\d+/, '"seq":9007199254740993')],
  ['that is no JSON', () => 'header'],
  ['with half of a surrogate pair', (text: string) => text.replace('"v":1', '"v":1,"x":"\\ud800"')],
])('a header %s', async (_name, change) => {
  const entry = note(made.chain, made.key)
  const header = utf8(change(new TextDecoder().decode(entry.header)))
  const { refused, size } = await store.push(ada.device, made.compartment, 3, [
    { ...entry, header },
    note(other, made.key),
  ])
  expect([refused, size]).toEqual([firstOnly('entry.refused'), 4])
})

test.each([
  ['of the directory', { directory: 99 }],
  ['of the log', { epoch: 1, size: 4 }],
])(
  'an entry whose author says to have seen more %s than there is, and would stop the log elsewhere',
  async (_, more) => {
    const { chain, key } = made
    const seen = { ...seenNothing(sha256), ...more }
    const entry = chain.write({ kind: 'note.revised', of: '0'.repeat(32), seen }, key)
    expect(await refusedFor(entry)).toEqual(firstOnly('entry.refused'))
  },
)

test('all there is may have been seen, and more of a log of another epoch', async () => {
  const { chain, compartment } = made
  const { directory } = await store.news(ada.device)
  const seen = { ...seenNothing(sha256), directory: directory.size, epoch: 1, size: 3 }
  const data = { person: bo.person, right: 'member' }
  const entries = [seen, { ...seen, epoch: 2, size: 9 }].map((one) =>
    chain.write({ kind: 'member.added', data, seen: one }),
  )
  const { refused, size } = await store.push(ada.device, compartment, 3, entries)
  expect([refused, size]).toEqual([[], 5])
})

test('a statement of members that speaks of something else counts no more here than on devices', async () => {
  const cy = await store.enrol('Cy Adeyemi', ['inspector'])
  const data = { person: cy.person, right: 'member' }
  const { chain, compartment } = made
  await store.push(ada.device, compartment, 3, [chain.write({ kind: 'member.added', of: '0'.repeat(32), data })])
  expect((await store.news(cy.device)).compartments).toEqual([])
  await store.push(ada.device, compartment, 4, [chain.write({ kind: 'member.added', data })])
  expect((await store.news(cy.device)).compartments).toHaveLength(1)
})

test('an entry of another compartment than that of the request', async () => {
  const elsewhere = newCompartment(ada.device)
  const [created] = elsewhere.entries
  const { refused, size } = await store.push(ada.device, made.compartment, 3, created === undefined ? [] : [created])
  expect([refused, size]).toEqual([firstOnly('entry.refused'), 3])
})

test('a content kind in clear, a clear body that is no payload, and one in another spelling', async () => {
  const bodies = [
    canonicalBytes({
      kind: 'note.revised',
      of: '0'.repeat(64),
      parents: [],
      was: null,
      at: null,
      zone: null,
      clock: null,
      data: {},
    }),
    canonicalBytes({ kind: 'member.added' }),
    utf8('{ "kind": "member.added" }'),
    utf8('\ufeff{}'),
  ]
  for (const body of bodies) {
    const { chain, compartment } = made
    const digest = { sha256: toHex(sha256(body)), bytes: body.length }
    const place = {
      compartment,
      device: ada.device.device,
      seq: chain.seq + 1,
      prev: chain.prev,
      key: null,
      seen: null,
    }
    const entry = signedEntry({ v: 1, ...place, body: digest }, body, ada.device)
    const { refused, size } = await store.push(ada.device, compartment, 3, [entry])
    expect([refused, size]).toEqual([firstOnly('entry.refused'), 3])
  }
})

test('a chain that begins without saying what its device had seen', async () => {
  const entry = other.write({ kind: 'note.revised', of: '0'.repeat(32), header: { seen: null } }, made.key)
  const { refused } = await store.push(ada.device, made.compartment, 3, [entry])
  expect(refused).toEqual(firstOnly('entry.refused'))
})

test('a second entry that says that it makes the compartment', async () => {
  const data = {
    type: 'evidence',
    nonce: 'a'.repeat(64),
    publicKey: bo.device.data.publicKey,
    recipient: bo.device.recipient,
  }
  const entry = other.write({ kind: 'compartment.created', data })
  const { refused } = await store.push(ada.device, made.compartment, 3, [entry])
  expect(refused).toEqual(firstOnly('entry.refused'))
})

test('an entry of a device that the directory does not know', async () => {
  const stranger = new Chain(made.compartment, newDevice())
  const entries = [note(stranger, made.key), note(stranger, made.key), note(other, made.key)]
  const { refused, size } = await store.push(ada.device, made.compartment, 3, entries)
  expect([refused, size]).toEqual([firstOnly('entry.device-unknown'), 4])
})

test('a second entry in one place of a chain is a fork, and is kept as evidence', async () => {
  const { chain, key, compartment } = made
  const copied = chain.clone()
  const first = note(chain, key, 'as it was')
  await store.push(ada.device, compartment, 3, [first])
  const second = note(copied, key, 'as the copy has it')
  for (let times = 0; times < 2; times += 1) {
    const { refused, size } = await store.push(ada.device, compartment, 4, [
      second,
      note(copied, key),
      note(other, key),
    ])
    expect([refused, size]).toEqual([firstOnly('entry.fork'), 5 + times])
  }
  expect(await store.storage.totals()).toMatchObject({ forks: 1 })
  expect((await store.pull(ada.device, compartment, 3, 1)).entries[0]?.header).toEqual(new Uint8Array(first.header))
})

test('two entries for one place in one push: the first is taken, the second is a fork', async () => {
  const { chain, key, compartment } = made
  const copied = chain.clone()
  const { refused, size } = await store.push(ada.device, compartment, 3, [note(chain, key), note(copied, key, 'other')])
  expect([refused, size]).toEqual([[{ index: 1, code: 'entry.fork' }], 4])
})

test('one bad entry in a push of five hundred hides nothing and stops nobody else', async () => {
  const { chain, key, compartment } = made
  const pushed: TravellingEntry[] = []
  for (let index = 0; index < 250; index += 1) pushed.push(note(chain, key), note(other, key))
  const bad = pushed[100]
  if (bad !== undefined) pushed[100] = { ...bad, signature: new Uint8Array(64) }
  const { refused, size } = await store.push(ada.device, compartment, 3, pushed)
  expect(refused).toEqual([{ index: 100, code: 'entry.signature-wrong' }])
  expect(size).toBe(3 + 50 + 250)
})

test('the store itself may not sign for a device, and its own entries count as its own', async () => {
  const key = keyOf(readSeed(join(store.folder, 'trial', 'store-key.json')))
  const data = { device: key.device, publicKey: '', recipient: '' }
  const chain = new Chain(made.compartment, { device: key.device, key, recipient: '', data })
  const cut = chain.write({ kind: 'device.cut', data: { device: bo.device.device } })
  expect((await store.push(ada.device, made.compartment, 3, [cut])).refused).toEqual([])
})

const recoveryOf = (type: 'ordinary' | 'restricted') => recoveryId(sha256, store.recovery(type))

test('once the directory was seen, a key must have been granted to recovery, in the log or in the push', async () => {
  const { chain, compartment, key } = made
  const seen = { ...seenNothing(sha256), directory: 4 }
  const under = (one: Chain, is = key) => one.write({ kind: 'note.revised', of: '0'.repeat(32), seen }, is)
  const draft = chain.clone()
  const without = await store.push(ada.device, compartment, 3, [under(draft), note(draft, key)])
  expect(without.refused).toEqual(firstOnly('entry.key-without-recovery'))

  const granted = (is = key) => ({
    kind: 'key.granted',
    seen,
    data: { key: is.id, grants: grants([recoveryOf('ordinary')]) },
  })
  const before = [under(other), chain.write(granted()), note(chain, key)]
  expect(await store.push(ada.device, compartment, 3, before)).toMatchObject({ refused: [], size: 6 })
  // Stated once, it holds for the entries after it, which state nothing.
  expect((await store.push(ada.device, compartment, 6, [note(chain, newKey(compartment))])).refused).toEqual(
    firstOnly('entry.key-without-recovery'),
  )
})

test('a grant that is refused itself is no grant', async () => {
  const { chain, compartment, key } = made
  const seen = { ...seenNothing(sha256), directory: 4 }
  const needs = other.write({ kind: 'note.revised', of: '0'.repeat(32), seen }, key)
  const grant = { kind: 'key.granted', data: { key: key.id, grants: grants([recoveryOf('ordinary')]) } }
  const forged = { ...chain.clone().write(grant), signature: new Uint8Array(64) }
  // Right in itself, but the entry before it in its chain is not there.
  note(chain, key)
  const early = chain.write(grant)
  for (const [refusedGrant, code] of [
    [forged, 'entry.signature-wrong'],
    [early, 'entry.sequence-broken'],
  ] as const) {
    const { refused, size } = await store.push(ada.device, compartment, 3, [needs, refusedGrant])
    expect(refused).toEqual([
      { index: 0, code: 'entry.key-without-recovery' },
      { index: 1, code },
    ])
    expect(size).toBe(3)
  }
})

test('a restricted compartment has a recovery of its own', async () => {
  const seen = { ...seenNothing(sha256), directory: 4 }
  for (const [recovery, refused] of [
    [recoveryOf('ordinary'), [{ index: 2, code: 'entry.key-without-recovery' }]],
    [recoveryOf('restricted'), []],
  ] as const) {
    const { compartment, chain, key, entries } = newCompartment(ada.device, 'restricted', [recovery])
    const concern = chain.write({ kind: 'concern.revised', of: '0'.repeat(32), seen }, key)
    expect((await store.push(ada.device, compartment, 0, [...entries, concern])).refused).toEqual(refused)
  }
})
