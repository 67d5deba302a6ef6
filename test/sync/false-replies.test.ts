// Replies of the right store, altered, cut, repeated or out of another history: each is refused or does no harm.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keysOf } from '#main/data/compartments.ts'
import { treeOf } from '#main/data/trees.ts'
import { entriesType, newsSchema, proofHeader, pulledBytes, pulledFrom, pushReplySchema } from '#shared/central-api.ts'
import { pushQuestion } from '../central/asking.ts'
import { note } from '../central/devices.ts'
import {
  address,
  type Bend,
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
import { alwaysAsync } from '../fixtures/seed.ts'
import { aNote, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'
import { chainOf, deviceOf } from './administrator.ts'
import { everythingIn, expectTrue } from './truth.ts'
import { altered, type Copy, copyOf, isNews, isPull, isPush, leadingTo, withBytes } from './ways.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let inspection: string

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  inspection = (await openLarkfield(ada.world)).inspection
  await settle([ada], 2)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
})
afterAll(() => organisation.close())

const concerns = { news: isNews, pull: isPull, push: isPush }

/** Something to pull and something to push. */
async function write(): Promise<void> {
  await saveNote(bo.world, inspection, aNote('By the colleague.'))
  await settle([bo], 1)
  await saveNote(ada.world, inspection, aNote('By one.'))
}

async function expectRecovered(): Promise<void> {
  ada.bend = straight
  organisation.pass(60_000)
  await settle([ada, bo], 2)
  for (const member of [ada, bo]) {
    const received = { state: 'received', notReceived: 0, waitingForKey: 0, reason: null, alarms: [] }
    expect(await statusOf(member), member.name).toMatchObject(received)
  }
  expect(evidenceOf(ada, inspection)).toEqual(evidenceOf(bo, inspection))
}

type Damage = 'altered' | 'cut with an error' | 'ended early'

function damaged(reply: Response, bytes: Buffer, how: Damage, place: number): Response {
  const at = Math.floor(place * bytes.length)
  if (how === 'altered') {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 7))
    return withBytes(reply, bytes)
  }
  const part = new Uint8Array(bytes.subarray(0, at))
  if (how === 'ended early') return withBytes(reply, part)
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => (part.length > 0 ? controller.enqueue(part) : undefined),
    pull: (controller) => controller.error(new TypeError('terminated')),
  })
  return new Response(stream, { status: reply.status, headers: reply.headers })
}

test('a reply with one byte altered, or cut after any byte, is refused or does no harm', async () => {
  const cases = fc.record({
    kind: fc.constantFrom('news', 'pull', 'push'),
    how: fc.constantFrom<Damage>('altered', 'altered', 'cut with an error', 'ended early'),
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  } as const)
  await alwaysAsync(
    fc.asyncProperty(fc.noShrink(cases), async ({ kind, how, place }) => {
      await write()
      ada.bend = altered(concerns[kind], (bytes, reply) => damaged(reply, bytes, how, place))
      await turn(ada)
      await expectTrue(ada, organisation.store)
      await expectRecovered()
    }),
    60,
  )
}, 120_000)

test.each([
  ['header', ['entry.refused', 'entry.signature-wrong']],
  ['signature', ['entry.signature-wrong']],
  ['body', ['entry.hash-differs']],
] as const)('an entry whose %s was altered is not taken, and its log stops with the reason', async (part, codes) => {
  await settle([ada, bo], 2)
  await saveNote(bo.world, inspection, aNote('Altered on the way.'))
  await settle([bo], 1)
  const before = everythingIn(ada)
  ada.bend = altered(isPull, (bytes, reply) => {
    const { head, entries } = pulledFrom(bytes)
    const changed = entries.map((entry) => {
      const other = Uint8Array.from(entry[part] ?? [])
      other[other.length - 5] = (other.at(-5) ?? 0) ^ 1
      return { ...entry, [part]: other }
    })
    return withBytes(reply, pulledBytes(head, changed))
  })
  await turn(ada)
  expect(everythingIn(ada)).toEqual(before)
  const { alarms } = await statusOf(ada)
  expect(alarms).toMatchObject([{ inspection }])
  expect(codes).toContain(alarms[0]?.code)
  await expectRecovered()
})

test('an alarm about a log goes when the right store shows it whole again, without anything new', async () => {
  await settle([ada, bo], 2)
  ada.bend = altered(isNews, (bytes, reply) => {
    const news = newsSchema.parse(JSON.parse(bytes.toString()))
    const compartments = news.compartments.map((one) => ({ ...one, size: one.size - 1 }))
    return withBytes(reply, Buffer.from(JSON.stringify({ ...news, compartments })))
  })
  await turn(ada)
  expect((await statusOf(ada)).alarms.map(({ code }) => code)).toContain('tree.differs')
  ada.bend = straight
  await turn(ada)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', reason: null, alarms: [] })
})

test.each(['checkpoint', 'receipt', 'leaves'])('an altered %s in the reply to a push moves nothing', async (part) => {
  await settle([ada, bo], 2)
  await saveNote(ada.world, inspection, aNote('To be pushed.'))
  const before = everythingIn(ada)
  ada.bend = altered(isPush, (bytes, reply) => {
    const said = pushReplySchema.parse(JSON.parse(bytes.toString()))
    const [first = ''] = said.leaves
    const changed = {
      checkpoint: { checkpoint: said.checkpoint.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`) },
      receipt: { receipt: { ...said.receipt, signature: 'A'.repeat(86) } },
      leaves: { leaves: [first.startsWith('0') ? `1${first.slice(1)}` : `0${first.slice(1)}`] },
    }[part]
    return withBytes(reply, Buffer.from(JSON.stringify({ ...said, ...changed })))
  })
  await turn(ada)
  expect(everythingIn(ada)).toEqual(before)
  const { alarms, notReceived } = await statusOf(ada)
  expect(notReceived).toBe(1)
  expect(['checkpoint.refused', 'tree.differs']).toContain(alarms[0]?.code)
  await expectRecovered()
})

test('old replies of the right store, repeated at any time, move nothing that is not so', async () => {
  const old: { readonly kind: keyof typeof concerns; readonly path: string; readonly reply: Response }[] = []
  for (let round = 0; round < 3; round += 1) {
    await write()
    ada.bend = (fetch) => async (url, init) => {
      const reply = await fetch(url, init)
      const kind = (['news', 'push', 'pull'] as const).find((one) => concerns[one](url, init))
      if (kind !== undefined) old.push({ kind, path: url.split('?')[0] ?? '', reply: reply.clone() })
      return reply
    }
    await turn(ada)
  }
  expect(new Set(old.map(({ kind }) => kind)).size).toBe(3)
  await alwaysAsync(
    fc.asyncProperty(fc.nat(1_000), async (which) => {
      await write()
      const repeated = old[which % old.length]
      ada.bend = (fetch) => async (url, init) => {
        const same = repeated !== undefined && concerns[repeated.kind](url, init) && url.startsWith(repeated.path)
        return same ? repeated.reply.clone() : fetch(url, init)
      }
      await turn(ada)
      await expectTrue(ada, organisation.store)
      await expectRecovered()
    }),
    20,
  )
}, 60_000)

test('a store that went back to a shorter log is told of at the inspection, and nothing is sent to it', async () => {
  const earlier = await copyOf(organisation.store)
  await write()
  await settle([ada], 1)
  await saveNote(ada.world, inspection, aNote('Written while the store is an old one.'))
  const before = everythingIn(ada)
  ada.bend = leadingTo(earlier)
  await turn(ada)
  expect(everythingIn(ada)).toEqual(before)
  const { alarms, notReceived } = await statusOf(ada)
  expect(alarms).toMatchObject([{ code: 'tree.differs', inspection }])
  expect(notReceived).toBe(1)
  await expectRecovered()
  await earlier.close()
})

/** The copy takes an entry that the right store never had: from here on two histories have the same signatures. */
async function takeAnother(copy: Copy): Promise<void> {
  const { store } = organisation
  const device = deviceOf(bo)
  const [key] = keysOf(ledgerOf(bo.world).reader, inspection)
  if (key === undefined) throw new Error('Bo is in the team')
  const chain = await chainOf(store, inspection, device)
  const { size = 0 } = (await store.storage.log(inspection)) ?? {}
  const question = pushQuestion(inspection, size, [note(chain, key)])
  const headers = { 'content-type': entriesType, [proofHeader]: store.proof(device, question) }
  const body = new Uint8Array(question.body ?? [])
  expect((await copy.fetch(address + question.path, { method: 'POST', headers, body })).status).toBe(200)
}

test('a store that shows another history of the same length is found out, and nothing counts as received by it', async () => {
  await settle([ada, bo], 1)
  const split = await copyOf(organisation.store)
  await takeAnother(split)
  await saveNote(bo.world, inspection, aNote('In the one history.'))
  await settle([bo, ada], 1)
  const sent = 'Sent to the other history.'
  await saveNote(ada.world, inspection, aNote(sent))
  const before = everythingIn(ada)
  ada.bend = leadingTo(split)
  await turn(ada)
  expect(everythingIn(ada)).toEqual(before)
  expect((await statusOf(ada)).alarms).toMatchObject([{ code: 'tree.differs', inspection }])
  expect((await notesOf(ada, inspection)).find(({ opening }) => opening === sent)?.state).toBe('saved')
  await expectRecovered()
  await split.close()
})

/** The way breaks after the first request of a kind. */
function breakingAfterOne(concern: (url: string, init: RequestInit) => boolean): Bend {
  let asked = 0
  return (fetch) => async (url, init) => {
    if (concern(url, init)) asked += 1
    if (asked > 1) throw new TypeError('the connection broke')
    return fetch(url, init)
  }
}

/** Pulling breaks off in the middle: more is held than any statement of the store covers here. Answers with how much. */
async function pullHalf(): Promise<number> {
  ada.bend = breakingAfterOne(isPull)
  await turn(ada)
  const { held = 0, size = 0 } = treeOf(ledgerOf(ada.world).reader, inspection) ?? {}
  expect(held).toBeGreaterThan(size)
  return held
}

test('pulling broken off in the middle, and then news that hide the rest: what is pushed does not get lost in it', async () => {
  await settle([ada, bo], 1)
  for (let index = 0; index < 300; index += 1) await saveNote(bo.world, inspection, aNote(`One of many, ${index}.`))
  await settle([bo], 1)
  const held = await pullHalf()
  await saveNote(ada.world, inspection, aNote('Written in between.'))
  ada.bend = altered(isNews, (bytes, reply) => {
    const news = newsSchema.parse(JSON.parse(bytes.toString()))
    const compartments = news.compartments.map((one) => ({ ...one, size: Math.min(one.size, held) }))
    return withBytes(reply, Buffer.from(JSON.stringify({ ...news, compartments })))
  })
  await turn(ada)
  expect((await statusOf(ada)).reason).toBe(null)
  await expectTrue(ada, organisation.store)
  await expectRecovered()
})

test('an old store whose log ends where pulling broke off is no fault of the vault', async () => {
  await settle([ada, bo], 1)
  for (let index = 0; index < 260; index += 1) await saveNote(bo.world, inspection, aNote(`Some more, ${index}.`))
  bo.bend = breakingAfterOne(isPush)
  await turn(bo)
  const half = await copyOf(organisation.store)
  const { size } = (await organisation.store.storage.log(inspection)) ?? {}
  bo.bend = straight
  await turn(bo)
  expect(await pullHalf()).toBe(size)
  await saveNote(ada.world, inspection, aNote('Written in between.'))
  ada.bend = leadingTo(half)
  await turn(ada)
  expect((await statusOf(ada)).reason).toBe(null)
  expect((await ada.world.call('vault.verify', {})).findings).toEqual([])
  await half.close()
})
