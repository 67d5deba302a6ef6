// A store that is told to stop: what is under way is answered, what comes is refused, and then it is gone.

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { mostBytes, proofHeader } from '#shared/central-api.ts'
import { pushQuestion } from './asking.ts'
import { newCompartment } from './devices.ts'
import { type Person, TestStore } from './store.ts'

let store: TestStore
let ada: Person

beforeEach(async () => {
  store = await TestStore.open({ pushes: mostBytes })
  ada = await store.enrol('Ada Ferris', ['inspector'])
  await store.app.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => store.remove())

/** A connection that has sent something, and all that it hears until it is closed. */
function speaking(words: string): {
  readonly socket: Socket
  readonly heard: Promise<string>
  readonly sofar: () => string
} {
  const address = store.app.server.address()
  const socket = connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1')
  let text = ''
  socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')))
  socket.write(words, 'latin1')
  const heard = once(socket, 'close').then(() => text)
  // Of a connection that cannot be made, nobody may wait for the end.
  heard.catch(() => {})
  return { socket, heard, sofar: () => text }
}

function halfPush(): { readonly begin: string; readonly rest: string } {
  const { compartment, entries } = newCompartment(ada.device)
  const question = pushQuestion(compartment, 0, entries)
  const body = Buffer.from(question.body ?? '').toString('latin1')
  const head = [
    `POST ${question.path} HTTP/1.1`,
    'Host: x',
    `Content-Type: ${question.type}`,
    `Content-Length: ${body.length}`,
    'Expect: 100-continue',
    `${proofHeader}: ${store.proof(ada.device, question)}`,
  ].join('\r\n')
  return { begin: `${head}\r\n\r\n${body.slice(0, 100)}`, rest: body.slice(100) }
}

test('a push half sent is answered as a whole; a request that comes is told that the store is stopping', async () => {
  const { begin, rest } = halfPush()
  const push = speaking(begin)
  const late = speaking('GET /health HTTP/1.1\r\nHost: x\r\n')
  const answered = speaking('GET /health HTTP/1.1\r\nHost: x\r\n\r\n')
  await expect.poll(answered.sofar).toContain('200 OK')

  const closed = store.app.close()
  late.socket.write('\r\n')
  expect(await late.heard).toMatch(/^HTTP\/1\.1 503 [\s\S]*"central\.stopping"/)
  push.socket.write(rest, 'latin1')
  expect(await push.heard).toMatch(/^HTTP\/1\.1 100 Continue\s+HTTP\/1\.1 200 [\s\S]*"receipt"/)
  await closed
  await expect(once(speaking('x').socket, 'connect')).rejects.toThrow(/ECONNREFUSED/)
})

/** A push that the store has begun to take in: one that came while another had the room would be refused itself. */
async function heard(push: ReturnType<typeof speaking>): Promise<ReturnType<typeof speaking>> {
  await expect.poll(push.sofar, patiently).toContain('100 Continue')
  return push
}

/** How long a condition is waited for: eight megabytes take their time on a busy machine. */
const patiently = { timeout: 10_000 }

test('pushes beyond what memory is given for are told to come again, and room comes back when one has ended', async () => {
  const { begin, rest } = halfPush()
  const push = await heard(speaking(begin))
  const { compartment, entries } = newCompartment(ada.device)
  const huge = { ...pushQuestion(compartment, 0, entries), body: new Uint8Array(mostBytes) }
  await expect.poll(async () => (await store.ask(ada.device, huge)).code, patiently).toBe('central.busy')
  expect((await store.ask(ada.device, huge)).headers['retry-after']).toBe('1')
  push.socket.write(rest, 'latin1')
  await expect.poll(push.sofar, patiently).toContain('200 OK')
  expect((await store.ask(ada.device, huge)).code).not.toBe('central.busy')
  // One that is broken off gives its room back too.
  const broken = await heard(speaking(halfPush().begin))
  await expect.poll(async () => (await store.ask(ada.device, huge)).code, patiently).toBe('central.busy')
  broken.socket.destroy()
  await expect.poll(async () => (await store.ask(ada.device, huge)).code, patiently).not.toBe('central.busy')
  push.socket.destroy()
}, 60_000)
