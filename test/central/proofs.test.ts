// Proofs of requests: what a store accepts as one, and every way in which it is wrong.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { nonceHeader, paths, proofHeader } from '#shared/central-api.ts'
import { toBase64url, utf8 } from '#shared/domain/bytes.ts'
import { type Otherwise, pushQuestion, type Question } from './asking.ts'
import { newCompartment, newDevice } from './devices.ts'
import { type Person, TestStore } from './store.ts'

let store: TestStore
let ada: Person
const news: Question = { path: paths.news }
const minutes = 60_000

beforeEach(async () => {
  store = await TestStore.open()
  ada = await store.enrol('Ada Ferris', ['inspector'])
})
afterEach(async () => store.remove())

const codeFor = async (otherwise: Otherwise, question = news) => (await store.ask(ada.device, question, otherwise)).code

test('a right proof is accepted, and every reply brings the nonce for the next', async () => {
  const answer = await store.ask(ada.device, news)
  expect(answer.status).toBe(200)
  expect(answer.headers[nonceHeader]).toBe(store.nonces.current())
  const refused = await store.askBarely(news)
  expect([refused.status, refused.code]).toEqual([401, 'request.proof-missing'])
  expect(refused.headers[nonceHeader]).toBe(store.nonces.current())
})

test.each<readonly [string, Otherwise]>([
  ['another algorithm', { header: { alg: 'HS256' } }],
  ['none', { header: { alg: 'none' } }],
  ['the other name of the algorithm', { header: { alg: 'Ed25519' } }],
  ['another type', { header: { typ: 'jwt' } }],
  ['a header member more', { header: { crit: ['exp'] } }],
  ['a key of its own', { header: { jwk: { kty: 'OKP' } } }],
  ['a key id of another form', { header: { kid: 'me' } }],
  ['another store', { claims: { store: 'a'.repeat(64) } }],
  ['another method', { claims: { method: 'POST' } }],
  ['another path', { claims: { path: '/v1/organisation' } }],
  ['a query that was not asked', { claims: { path: '/v1/news?x=1' } }],
  ['another body', { claims: { body: 'a'.repeat(64) } }],
  ['a nonce that the store never gave', { claims: { nonce: 'a'.repeat(43) } }],
  ['a claim more', { claims: { exp: 1 } }],
])('%s is refused', async (_name, otherwise) => {
  const answer = await store.ask(ada.device, news, otherwise)
  expect([answer.status, answer.code]).toEqual([401, 'request.proof-refused'])
})

test('the query belongs to the path that is proven', async () => {
  const { compartment } = newCompartment(ada.device)
  const question = { path: `${paths.entries(compartment)}?epoch=1&from=0&most=10` }
  expect(await codeFor({}, question)).toBe('compartment.unknown')
  expect(await codeFor({ claims: { path: question.path.replace('from=0', 'from=1') } }, question)).toBe(
    'request.proof-refused',
  )
  expect(await codeFor({ claims: { path: paths.entries(compartment) } }, question)).toBe('request.proof-refused')
})

test('the body that came is the one that is proven', async () => {
  const { compartment, entries } = newCompartment(ada.device)
  const question = pushQuestion(compartment, 0, entries)
  const proof = store.proof(ada.device, question)
  const other = { ...question, body: pushQuestion(compartment, 0, entries.slice(0, 1)).body ?? utf8('') }
  expect((await store.askBarely(other, { [proofHeader]: proof })).code).toBe('request.proof-refused')
  expect((await store.askBarely(question, { [proofHeader]: proof })).status).toBe(200)
})

test('a nonce passes in its window and the next, and not after', async () => {
  const otherwise = { claims: { nonce: store.nonces.current() } }
  store.time += 5 * minutes
  expect((await store.ask(ada.device, news, otherwise)).status).toBe(200)
  store.time += 5 * minutes
  const late = await store.ask(ada.device, news, otherwise)
  expect([late.status, late.code]).toEqual([401, 'request.proof-refused'])
  expect((await store.ask(ada.device, news, { claims: { nonce: late.headers[nonceHeader] } })).status).toBe(200)
})

test('a nonce from before a restart still passes, and one of the future does not', async () => {
  const otherwise = { claims: { nonce: store.nonces.current() } }
  await store.restart()
  expect((await store.ask(ada.device, news, otherwise)).status).toBe(200)
  store.time -= 5 * minutes
  expect(await codeFor(otherwise)).toBe('request.proof-refused')
})

test('a device that nobody named, or whose key did not sign, gets nothing', async () => {
  const stranger = newDevice()
  expect((await store.ask(stranger, news)).code).toBe('device.unknown')
  const impostor = { ...stranger, device: ada.device.device }
  expect((await store.ask(impostor, news)).code).toBe('request.proof-refused')
  for (const id of [store.facts.root, store.facts.store]) {
    expect((await store.ask({ ...stranger, device: id }, news)).code).toBe('device.unknown')
  }
})

test('texts that are no proof at all are refused as such', async () => {
  const right = store.proof(ada.device, news)
  const [header = '', claims = '', signature = ''] = right.split('.')
  const texts = [
    'x',
    '..',
    `${header}.${claims}`,
    `${header}.${claims}.`,
    `${header}.${claims}.${signature}.x`,
    `${header}.${toBase64url(utf8('{'))}.${signature}`,
    `${header}.${claims}.${'A'.repeat(86)}`,
    `${right}, ${right}`,
    'x'.repeat(10_000),
  ]
  for (const text of texts) {
    const answer = await store.askBarely(news, { [proofHeader]: text })
    expect([answer.status, answer.code], text.slice(0, 40)).toEqual([401, 'request.proof-refused'])
  }
})

test('no body is read for a request without a right proof', async () => {
  const { compartment, entries } = newCompartment(ada.device)
  const question = pushQuestion(compartment, 0, entries)
  const huge = { ...question, body: new Uint8Array(20 * 1024 * 1024) }
  expect((await store.askBarely(huge)).code).toBe('request.proof-missing')
  expect((await store.ask(newDevice(), huge)).code).toBe('device.unknown')
  expect((await store.ask(ada.device, huge)).code).toBe('application.input-too-large')
})
