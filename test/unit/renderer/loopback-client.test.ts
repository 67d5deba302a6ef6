// The page's side of browser mode: what a reply on 127.0.0.1 becomes, and what happens to secrets, events and links.
import { afterEach, expect, test, vi } from 'vitest'
import { acceptSealedCalls } from '#main/platform/sealed-call.ts'
import type { FieldbookEvent } from '#shared/events.ts'
import type { CallProblem } from '../../../src/renderer/bridge.ts'
import { loopbackBridge } from '../../../src/renderer/loopback/bridge.ts'
import type { Fetch } from '../../../src/renderer/loopback/requests.ts'

interface Sent {
  readonly url: string
  readonly headers: Headers
  readonly body: unknown
}

type Answer = (sent: Sent) => Response | Promise<Response>

const streams: { readonly write: (line: string) => void; readonly end: () => void }[] = []
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status })
const refused = (code: string, status: number) =>
  json({ problem: { code, sentence: 'A sentence.', next: 'A next step.', fields: ['name'] } }, status)

/** A stream of events that the test writes to. */
function events(): Response {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
  const writer = writable.getWriter()
  const write = (line: string) => void writer.write(new TextEncoder().encode(line))
  streams.push({ write, end: () => void writer.close() })
  return new Response(readable)
}

/** A page on a Fieldbook that knows one token and answers calls as told. */
function open(answer: Answer, token: string | null = 'good') {
  const sent: Sent[] = []
  const heard: FieldbookEvent[] = []
  const lost: CallProblem[] = []
  const connected = vi.fn()
  const fresh: ((token: string) => void)[] = []
  const fetch: Fetch = async (url, init) => {
    const request = { url, headers: new Headers(init.headers), body: init.body }
    sent.push(request)
    if (url === '/session')
      return init.body === '{"token":"good"}'
        ? json({ bearer: 'bearer' })
        : refused('session.link-used-or-expired', 401)
    return url === '/events' && !sent.some(({ url: asked }) => asked === '/gone') ? events() : answer(request)
  }
  const bridge = loopbackBridge(fetch, { take: () => token, onFresh: (take) => fresh.push(take) })
  bridge.start({ event: (event) => heard.push(event), lost: (problem) => lost.push(problem), connected })
  return { bridge, sent, heard, lost, connected, fresh }
}

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (caught: CallProblem) => caught.reply,
  )

afterEach(() => void streams.splice(0))

test('a value comes back as it is, and the request carries the marks that main demands', async () => {
  const { bridge, sent, connected } = open(() => json({ value: { inspections: [] } }))
  await vi.waitFor(() => expect(connected).toHaveBeenCalledOnce())
  expect(await bridge.call('inspection.list', {})).toEqual({ inspections: [] })
  const call = sent.at(-1)
  expect(call?.url).toBe('/call/inspection.list')
  expect(call?.headers.get('x-fieldbook')).toBe('1')
  expect(call?.headers.get('authorization')).toBe('Bearer bearer')
  expect(call?.headers.get('content-type')).toBe('application/json')
})

test('a problem comes back in its own words', async () => {
  const { bridge, connected } = open(() => refused('vault.passphrase-wrong', 403))
  await vi.waitFor(() => expect(connected).toHaveBeenCalled())
  expect(await problemOf(bridge.call('inspection.list', {}))).toEqual({
    code: 'vault.passphrase-wrong',
    sentence: 'A sentence.',
    next: 'A next step.',
    fields: ['name'],
  })
})

test.each([
  ['an answer that is not JSON', () => new Response('<html>', { status: 502 }), 'application.unexpected'],
  ['a code that this version does not know', () => refused('vault.made-up', 400), 'application.unexpected'],
  ['a value without its frame', () => json([]), 'application.unexpected'],
  ['no answer at all', () => Promise.reject(new TypeError('Failed to fetch')), 'session.missing'],
])('%s becomes a problem', async (_, answer, code) => {
  const { bridge, connected } = open(answer)
  await vi.waitFor(() => expect(connected).toHaveBeenCalled())
  expect((await problemOf(bridge.call('inspection.list', {})))?.code).toBe(code)
})

/** A real engine's side of sealed calls, which remembers what it was given in clear. */
function sealingEngine(value: Record<string, unknown>) {
  const sealed = acceptSealedCalls()
  const given: unknown[] = []
  const dispatch = sealed.before(async (_, input) => {
    given.push(structuredClone(input))
    return { ok: true, value }
  })
  const answer: Answer = async ({ url, body }) => {
    if (url === '/call/application.sealingKey') return json({ value: { key: sealed.publicKey } })
    const reply = await dispatch(url.replace('/secret/', ''), new Uint8Array(body as Uint8Array))
    return reply.ok ? json({ value: reply.value }) : json({ problem: reply.problem }, 400)
  }
  return { answer, given }
}

test('secrets reach the engine sealed, and are overwritten on the page', async () => {
  const engine = sealingEngine({ person: 'p' })
  const { bridge, sent, connected } = open(engine.answer)
  await vi.waitFor(() => expect(connected).toHaveBeenCalled())
  const passphrase = new TextEncoder().encode('marsh lantern copper violin')
  expect(await bridge.call('vault.unlock', { vault: 'v', passphrase })).toEqual({ person: 'p' })
  expect(engine.given).toEqual([{ vault: 'v', passphrase: new TextEncoder().encode('marsh lantern copper violin') }])
  expect(passphrase.every((byte) => byte === 0)).toBe(true)
  const body = sent.find(({ url }) => url === '/secret/vault.unlock')?.body
  expect(Buffer.from(body as Uint8Array).includes('marsh')).toBe(false)
})

test('the code of a recovery sheet comes back sealed', async () => {
  const { bridge, sent, connected } = open(sealingEngine({ code: 'ABCD', made: 'now' }).answer)
  await vi.waitFor(() => expect(connected).toHaveBeenCalled())
  expect(await bridge.call('vault.makeRecoverySheet', {})).toEqual({ code: 'ABCD', made: 'now' })
  expect(sent.at(-1)?.url).toBe('/secret/vault.makeRecoverySheet')
})

test('secrets are overwritten also when the call fails', async () => {
  const { bridge, connected } = open(() => Promise.reject(new TypeError('Failed to fetch')))
  await vi.waitFor(() => expect(connected).toHaveBeenCalled())
  const passphrase = new TextEncoder().encode('marsh lantern')
  expect((await problemOf(bridge.call('vault.unlock', { vault: 'v', passphrase })))?.code).toBe('session.missing')
  expect(passphrase.every((byte) => byte === 0)).toBe(true)
})

test('events are heard in pieces, and unknown ones change nothing', async () => {
  const { heard, connected } = open(() => json({ value: {} }))
  await vi.waitFor(() => expect(connected).toHaveBeenCalled())
  streams[0]?.write('\n{"type":"engine.st')
  streams[0]?.write('opped"}\n{"type":"from the future"}\nnot json\n{"type":"vault.locked","because":"asked"}\n')
  await vi.waitFor(() => expect(heard).toHaveLength(2))
  expect(heard).toEqual([{ type: 'engine.stopped' }, { type: 'vault.locked', because: 'asked' }])
})

test('a stream that breaks is opened again', async () => {
  const { connected, lost } = open(() => json({ value: {} }))
  await vi.waitFor(() => expect(connected).toHaveBeenCalledOnce())
  streams[0]?.end()
  await vi.waitFor(() => expect(connected).toHaveBeenCalledTimes(2), { timeout: 2000 })
  expect(lost).toEqual([])
})

test('without a token, or with an old one, the page is told why', async () => {
  const without = open(() => json({ value: {} }), null)
  const expired = open(() => json({ value: {} }), 'old')
  await vi.waitFor(() => expect(without.lost[0]?.reply.code).toBe('session.missing'))
  await vi.waitFor(() => expect(expired.lost[0]?.reply.code).toBe('session.link-used-or-expired'))
  expect((await problemOf(without.bridge.call('inspection.list', {})))?.code).toBe('session.missing')
})

test('a fresh link in the same tab connects again; a stale one over a working session takes nothing away', async () => {
  const { connected, lost, fresh } = open(() => json({ value: {} }), null)
  await vi.waitFor(() => expect(lost).toHaveLength(1))
  fresh[0]?.('good')
  await vi.waitFor(() => expect(connected).toHaveBeenCalledOnce())
  fresh[0]?.('old')
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(lost).toHaveLength(1)
})
