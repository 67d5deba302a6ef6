// Whatever is sent: never a fault of the store's own, never a stack trace, always a problem in its one form.
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { entriesType, paths, problemReplySchema, proofHeader } from '#shared/central-api.ts'
import { utf8 } from '#shared/domain/bytes.ts'
import { problems } from '#shared/problems.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { enrolmentRequest, pushQuestion, type Question } from './asking.ts'
import { type NewCompartment, newCompartment, note } from './devices.ts'
import { type Answer, type Person, TestStore } from './store.ts'

let store: TestStore
let ada: Person
let made: NewCompartment

beforeEach(async () => {
  store = await TestStore.open({ request: 400, silence: 2_000, checking: 50 })
  ada = await store.enrol('Ada Ferris', ['inspector'])
  made = newCompartment(ada.device)
  await store.push(ada.device, made.compartment, 0, made.entries)
})
afterEach(async () => store.remove())

function expectProblem(answer: Answer): void {
  const { problem } = problemReplySchema.parse(JSON.parse(answer.bytes.toString()))
  const { sentence, next, status } = problems[problem.code]
  expect(answer.status).toBeLessThan(500)
  expect([answer.status, problem.sentence, problem.next]).toEqual([status, sentence, next])
  expect(answer.bytes.toString()).not.toMatch(/\bat .*:\d+|node_modules|\.ts/)
}

const text = fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }))
const path = fc.oneof(
  fc.constantFrom(paths.health, paths.organisation, paths.news, paths.enrolment, paths.entries('a'.repeat(64))),
  fc.webPath().map((words) => (words.startsWith('/') ? words : `/${words}`)),
  text.map((words) => `/v1/compartments/${encodeURIComponent(words)}/entries`),
  text.map((words) => `/v1/${words.replaceAll(/[^ -~]|\s/g, '%')}`),
)
const query = fc.oneof(
  fc.constantFrom('', '?epoch=1&size=0', '?epoch=1&from=0&most=10', '?epoch=1&epoch=1&size=0', '?__proto__=1'),
  fc.webQueryParameters().map((words) => `?${words}`),
  fc.tuple(text, text).map(([epoch, size]) => `?epoch=${encodeURIComponent(epoch)}&size=${encodeURIComponent(size)}`),
)
const type = fc.constantFrom(undefined, 'application/json', entriesType, 'text/plain', 'multipart/form-data', 'x', ',')
const body = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json().map(utf8),
  fc.constantFrom('{"__proto__":{}}', '{"constructor":{"prototype":{}}}', '[]', 'null', '{', '').map(utf8),
  fc.nat({ max: 90 }).map((depth) => utf8('['.repeat(depth * 1_000))),
)

test('a thousand requests of any form: a problem each time, and the store goes on', async () => {
  const asked = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'),
    path: fc.tuple(path, query).map((parts) => parts.join('')),
    type,
    body: fc.option(body, { nil: undefined }),
    proof: fc.oneof(fc.constantFrom('right', 'none'), text),
  })
  await alwaysAsync(
    fc.asyncProperty(asked, async ({ method, path: url, type: is, body: sent, proof }) => {
      const question = { method, path: url, body: sent, type: is } as Question
      const bare = { ...(is === undefined ? {} : { 'content-type': is }) }
      const proven = proof === 'right' ? store.proof(ada.device, question) : proof
      const headers = proof === 'none' ? bare : { ...bare, [proofHeader]: proven.replaceAll(/[^ -~]/g, '?') }
      const reply = await store.app.inject({
        method: question.method ?? 'GET',
        url,
        headers,
        ...(sent === undefined ? {} : { payload: Buffer.from(sent) }),
      })
      if (reply.statusCode === 200) return
      const answer = { status: reply.statusCode, headers: reply.headers, bytes: reply.rawPayload, code: '' }
      if (method === 'HEAD') expect(answer.status).toBeLessThan(500)
      else expectProblem(answer)
    }),
    1_000,
  )
  expect((await store.push(ada.device, made.compartment, 2, [])).size).toBe(2)
}, 60_000)

test('entries with any bytes in any place: refused one by one or as a whole, never with a fault', async () => {
  const { compartment, chain, key } = made
  const right = pushQuestion(compartment, 2, [note(chain, key), note(chain, key)]).body ?? utf8('')
  const change = fc.record({ at: fc.nat({ max: right.length - 1 }), byte: fc.nat({ max: 255 }), cut: fc.boolean() })
  await alwaysAsync(
    fc.asyncProperty(change, async ({ at, byte, cut }) => {
      const sent = cut ? right.subarray(0, at) : right.with(at, byte)
      const answer = await store.ask(ada.device, { ...pushQuestion(compartment, 0, []), body: sent })
      if (answer.status !== 200) expectProblem(answer)
    }),
    300,
  )
}, 60_000)

test('bodies that would change prototypes are refused', async () => {
  const request = JSON.stringify(enrolmentRequest(store.leaveCode('Bo Lindgren', ['inspector']), [ada.device]))
  for (const more of ['"__proto__":{"x":1}', '"constructor":{"prototype":{"x":1}}', '"x":{"__proto__":1}']) {
    const poisoned = utf8(`{${more},${request.slice(1)}`)
    const question = { method: 'POST', path: paths.enrolment, body: poisoned, type: 'application/json' } as const
    const answer = await store.ask(ada.device, question)
    expect([answer.status, answer.code]).toEqual([400, 'application.input-refused'])
  }
})

test('a body that is larger than allowed is refused by its length, before it has come', async () => {
  const question = { ...pushQuestion(made.compartment, 2, []), body: new Uint8Array(8 * 1024 * 1024 + 1) }
  const answer = await store.ask(ada.device, question)
  expect([answer.status, answer.code]).toEqual([413, 'application.input-too-large'])
  const enrolment = { method: 'POST', path: paths.enrolment, type: 'application/json' } as const
  const large = await store.ask(ada.device, { ...enrolment, body: new Uint8Array(300 * 1024) })
  expect([large.status, large.code]).toEqual([413, 'application.input-too-large'])
})

/** Sends bytes as they are, and gives all that comes back until the store closes the connection. */
async function speak(...parts: readonly string[]): Promise<string> {
  const address = store.app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (chunk: Buffer) => (heard += chunk.toString('latin1')))
    socket.on('error', reject)
    socket.on('close', () => resolve(heard))
    for (const part of parts) socket.write(part)
  })
}

test.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400, 'application.input-refused'],
  ['headers without end', `GET / HTTP/1.1\r\nx: ${'y'.repeat(20_000)}`, 413, 'application.input-too-large'],
  [
    'an expectation nobody knows',
    'GET /health HTTP/1.1\r\nExpect: x\r\nConnection: close\r\n\r\n',
    400,
    'application.input-refused',
  ],
  [
    'a target with half a sign',
    'GET /v1/%E0%A4%A HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    400,
    'application.input-refused',
  ],
  [
    'two lengths',
    'POST /v1/enrolment HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'application.input-refused',
  ],
  ['headers that never end', 'GET /health HTTP/1.1\r\nHost: x\r\n', 400, 'application.input-refused'],
])('%s gets a problem, and the connection is closed', async (_name, sent, status, code) => {
  await store.app.listen({ host: '127.0.0.1', port: 0 })
  const heard = await speak(sent)
  expect(heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  expect(heard).toContain(`"code":"${code}"`)
  expect(heard).toContain('cache-control: no-store')
})

test('a connection on which nothing is asked is closed without a word', async () => {
  await store.app.listen({ host: '127.0.0.1', port: 0 })
  expect(await speak()).toBe('')
})

test('a body that comes too slowly is not waited for', async () => {
  await store.app.listen({ host: '127.0.0.1', port: 0 })
  const question = pushQuestion(made.compartment, 2, [])
  const head = `POST ${question.path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${entriesType}\r\nContent-Length: 100\r\n`
  const began = performance.now()
  const heard = await speak(`${head}${proofHeader}: ${store.proof(ada.device, question)}\r\n\r\n`, 'a few bytes')
  expect(heard).toMatch(/^HTTP\/1\.1 4\d\d |^$/)
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('what others say of where a request came from, or which id it has, is not believed', async () => {
  const headers = { 'x-forwarded-for': '10.0.0.1', 'request-id': 'mine', 'x-forwarded-host': 'other' }
  expect((await store.askBarely({ path: paths.health }, headers)).status).toBe(200)
  expect(JSON.stringify(store.lines)).not.toMatch(/10\.0\.0\.1|mine|other/)
})
