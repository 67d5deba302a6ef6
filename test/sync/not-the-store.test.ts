// Whatever answers instead of the store, nothing becomes received that is not, and nothing of it enters the vault.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { paths } from '#shared/central-api.ts'
import { newCompartment } from '../central/devices.ts'
import { TestStore } from '../central/store.ts'
import {
  type Bend,
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
import { aNote, openLarkfield, saveNote } from '../fixtures/world.ts'
import { everythingIn } from './truth.ts'
import { answeredBy, hanging, isNews, isPull, isPush } from './ways.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let inspection: string
let other: TestStore
let stranger: Bend

beforeAll(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  inspection = (await openLarkfield(ada.world)).inspection
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
  other = await TestStore.open()
  stranger = await otherStore(other)
})
afterAll(async () => {
  await other.remove()
  await organisation.close()
})

/** Something to pull and something to push, so that every kind of request is made. */
beforeEach(async () => {
  await saveNote(bo.world, inspection, aNote('By the colleague.'))
  await settle([bo], 1)
  await saveNote(ada.world, inspection, aNote('Not yet received.'))
})

/** Replies that another organisation's store gives to one of its own people, valid and signed by it. */
async function otherStore(store: TestStore): Promise<Bend> {
  const { device } = await store.enrol('Zoe Blake', ['inspector'])
  const made = newCompartment(device)
  await store.push(device, made.compartment, 0, made.entries)
  return answeredBy(async (url, init) => {
    const asked = isPush(url, init)
      ? store.askToPush(device, made.compartment, 0, [])
      : isPull(url, init)
        ? store.askToPull(device, made.compartment)
        : store.ask(device, { path: isNews(url) ? paths.news : paths.organisation })
    const { status, headers, bytes } = await asked
    return new Response(new Uint8Array(bytes), { status, headers: { ...headers } as Record<string, string> })
  })
}

/** The right news, and only what follows from them is answered by somebody else. */
function afterTheNews(bend: Bend): Bend {
  return (fetch) => {
    const bent = bend(fetch)
    return (url, init) => (isPush(url, init) || isPull(url, init) ? bent(url, init) : fetch(url, init))
  }
}

const page = '<!doctype html><title>Welcome to our network</title>'
const html = { 'content-type': 'text/html' }
const answers: readonly (readonly [name: string, answer: () => Response])[] = [
  ['a page', () => new Response(page, { headers: html })],
  ['a page that says it is JSON', () => new Response(page, { headers: { 'content-type': 'application/json' } })],
  ['JSON of another form', () => Response.json({ directory: { size: 99 }, ok: true })],
  ['an empty object', () => Response.json({})],
  ['nothing, 204', () => new Response(null, { status: 204 })],
  ['nothing, 200', () => new Response(new Uint8Array(), { headers: { 'content-type': 'application/json' } })],
  ['a redirect', () => new Response(null, { status: 302, headers: { location: 'https://portal.example/' } })],
  ['a permanent redirect', () => new Response(page, { status: 308, headers: { location: '/', ...html } })],
  ['a page of refusal, 401', () => new Response(page, { status: 401, headers: html })],
  ['a page of refusal, 511', () => new Response(page, { status: 511, headers: html })],
  ['a page of refusal, 502', () => new Response(page, { status: 502, headers: html })],
  ['entries of nothing', () => new Response('x', { headers: { 'content-type': 'application/vnd.fieldbook.entries' } })],
  [
    'a problem of no known code',
    () => Response.json({ problem: { code: 'x', sentence: '', next: '', fields: [] } }, { status: 409 }),
  ],
]

async function expectNothingMoves(bend: Bend, codes: readonly string[]): Promise<void> {
  const before = everythingIn(ada)
  const { notReceived } = await statusOf(ada)
  expect(notReceived).toBeGreaterThan(0)
  ada.bend = bend
  await turn(ada)
  await turn(ada)
  expect(everythingIn(ada)).toEqual(before)
  const { state, reason, alarms, notReceived: still } = await statusOf(ada)
  expect(still).toBe(notReceived)
  const told = [reason, ...alarms].flatMap((one) => one ?? [])
  expect(told.length).toBeGreaterThan(0)
  for (const { code, sentence, next } of told) {
    expect(codes).toContain(code)
    expect(sentence.length * next.length).toBeGreaterThan(0)
  }
  if (reason !== null) expect(state).toBe(reason.code.startsWith('central.') ? 'offline' : 'stopped')
  expect((await notesOf(ada, inspection))[0]?.state).toBe('saved')

  ada.bend = straight
  organisation.pass(60_000)
  await settle([ada, bo], 2)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', notReceived: 0, reason: null, alarms: [] })
  expect(await notesOf(ada, inspection)).toHaveLength((await notesOf(bo, inspection)).length)
}

describe('answered by somebody else with', () => {
  test.each(answers)(
    '%s: nothing moves, the reason stands in words, and the right store is believed again',
    async (_, answer) => {
      await expectNothingMoves(answeredBy(answer), ['central.not-the-store'])
    },
  )
  test.each(answers)('%s after the right news: the same', async (_, answer) => {
    await expectNothingMoves(afterTheNews(answeredBy(answer)), ['central.not-the-store'])
  })
})

describe('another store with its own valid signatures', () => {
  test('answers everything: nothing moves', async () => {
    await expectNothingMoves(stranger, ['central.not-the-store', 'checkpoint.refused', 'directory.differs'])
  })
  test('answers pulls and pushes: nothing moves', async () => {
    await expectNothingMoves(afterTheNews(stranger), ['central.not-the-store', 'checkpoint.refused'])
  })
})

test('no answer at all: nothing moves, and a new process with a connection goes on', async () => {
  const before = everythingIn(ada)
  ada.bend = hanging
  const going = turn(ada)
  expect(everythingIn(ada)).toEqual(before)
  expect((await notesOf(ada, inspection))[0]?.state).toBe('saved')
  ada.world.application.abandon()
  await going
  ada.bend = straight
  await startAgain(ada)
  await settle([ada, bo], 2)
  expect(await statusOf(ada)).toMatchObject({ state: 'received', notReceived: 0 })
})

test('no way to the store: offline, in words', async () => {
  await expectNothingMoves(() => () => Promise.reject(new TypeError('fetch failed')), ['central.unreachable'])
})

test('requests and their signatures go to the address of the code only, whatever a reply says', async () => {
  const asked = new Set<string>()
  const redirects = new Set<string | undefined>()
  ada.bend = answeredBy((url, init) => {
    asked.add(new URL(url).origin)
    redirects.add(init.redirect)
    return new Response(null, { status: 307, headers: { location: 'https://portal.example/v1/news' } })
  })
  await turn(ada)
  expect([...asked]).toEqual(['http://127.0.0.1:1'])
  expect([...redirects]).toEqual(['manual'])
  ada.bend = straight
  await settle([ada], 1)
})
