// Random requests over loopback: whatever comes, the reply has our shape and tells nothing of our code.
import { connect } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pageHeaders, type Rig, startRig } from '../support/loopback.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

describe('anything at all', () => {
  const token = fc.stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,20}$/)
  const value = fc.stringMatching(/^[ -~]{0,60}$/)
  const paths = ['/', '/session', '/call/test.any', '/secret/test.any', '/events', '/call/%zz', '*']
  const contents = ['chunked', '100-continue', '5', '-1', 'close', 'websocket', 'application/json', 'text/plain']
  const known = [
    'host',
    'origin',
    'x-fieldbook',
    'content-type',
    'content-length',
    'transfer-encoding',
    'expect',
    'upgrade',
    'connection',
    'authorization',
    'range',
    'te',
    'cookie',
  ]
  const header = fc.tuple(fc.oneof(fc.constantFrom(...known), token), fc.oneof(fc.constantFrom(...contents), value))
  const path = fc.oneof(
    fc.constantFrom(...paths),
    token.map((name) => `/call/${name}`),
    fc.webPath().map((rest) => `/call${rest}`),
    fc.webPath(),
  )
  const body = fc.oneof(fc.json(), fc.string({ unit: 'binary', maxLength: 200 }))
  /** Comes as the page would, but for at most one header and for what it asks. */
  const fromPage = fc.record({
    ours: fc.constant(true),
    method: fc.constantFrom('POST', 'POST', 'POST', 'GET'),
    path,
    body,
    headers: fc.array(header, { maxLength: 1 }),
  })
  const fromStranger = fc.record({
    ours: fc.boolean(),
    method: fc.oneof(fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'PUT', 'CONNECT', 'M-SEARCH'), token),
    path: fc.oneof(path, value),
    headers: fc.array(header, { maxLength: 8 }),
    body,
  })
  const request = fc.oneof({ arbitrary: fromPage, weight: 3 }, { arbitrary: fromStranger, weight: 2 })

  test('gets a reply in our shape, never a 500 and never a stack', { timeout: 120_000 }, async () => {
    const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
    console.log(`fuzz of the loopback: FC_SEED=${seed}`)
    const bearer = await rig.bearer()
    const pages = { ...pageHeaders(rig.origin), host: `127.0.0.1:${rig.port}`, authorization: `Bearer ${bearer}` }
    await fc.assert(
      fc.asyncProperty(request, async ({ ours, method, path, headers, body }) => {
        const good = ours ? Object.entries({ ...pages, 'content-length': String(Buffer.byteLength(body)) }) : []
        const named = new Set(headers.map(([name]) => name.toLowerCase()))
        const sent = [...good.filter(([name]) => !named.has(name)), ...headers]
        const lines = sent.map(([name, content]) => `${name}: ${content}\r\n`).join('')
        const reply = await firstReply(rig.port, `${method} ${path} HTTP/1.1\r\n${lines}\r\n${body}`)
        // Node closes on CONNECT without a word.
        if (method === 'CONNECT' && reply === '') return
        expect(reply).toMatch(/^HTTP\/1\.1 (100|200|40[0134]|413) /)
        expect(reply).not.toMatch(/^\s+at .*[:(]|node:internal|FST_ERR|\/src\//m)
        expect(reply).toContain('content-security-policy')
      }),
      { numRuns: 500, seed },
    )
    // The guards were passed often enough for what lies behind them to be tried too.
    expect(rig.engine.asked.length).toBeGreaterThan(5)
    expect((await rig.post('/call/test.any', '{}', { authorization: `Bearer ${bearer}` })).status).toBe(200)
  })
})

/** What comes back until nothing more is expected: the end of the connection or of our patience. */
function firstReply(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let reply = ''
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    socket.setTimeout(2_000, () => socket.destroy())
    socket.on('data', (chunk: Buffer) => {
      reply += chunk.toString('latin1')
      if (reply.includes('application/x-ndjson')) socket.destroy()
    })
    socket.on('error', () => {})
    socket.on('close', () => resolve(reply))
  })
}
