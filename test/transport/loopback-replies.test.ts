// What loopback answers: headers, values and problems, the page's files and the stream of events.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { problems } from '#shared/problems.ts'
import {
  codeIn,
  codeOf,
  contentSecurityPolicy,
  fakeEngine,
  pageHeaders,
  type Rig,
  sendRaw,
  startRig,
} from '../support/loopback.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const call = async (path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
  rig.post(path, body, { authorization: `Bearer ${await rig.bearer()}`, ...headers })

describe('L6: headers', () => {
  test('stand on every reply', async () => {
    const replies = [
      await fetch(`${rig.origin}/`),
      await fetch(`${rig.origin}/assets/page.js`),
      await fetch(`${rig.origin}/nowhere`),
      await fetch(`${rig.origin}/%zz`),
      await rig.post('/session', '{}'),
      await rig.post('/session', '{'),
      await rig.post('/call/test.any', '{}'),
      await call('/call/test.any', '{}'),
      await call('/secret/test.any', 'x', { 'content-type': 'application/octet-stream' }),
      await call(`/call/${'a'.repeat(500)}`, '{}'),
      await call('/call/test.any', 'x'.repeat(5_000_000)),
    ]
    const controller = new AbortController()
    const authorization = `Bearer ${await rig.bearer()}`
    const { 'content-type': _, ...headersOfPage } = pageHeaders(rig.origin)
    const init = { method: 'POST', headers: { ...headersOfPage, authorization }, signal: controller.signal }
    replies.push(await fetch(`${rig.origin}/events`, init))
    // The page asks for events without a body and so without a type.
    expect(replies.at(-1)?.status).toBe(200)
    for (const { url, headers } of replies) {
      expect([url, headers.get('content-security-policy')]).toEqual([url, contentSecurityPolicy])
      expect([url, headers.get('cache-control')]).toEqual([url, 'no-store'])
      expect([url, headers.get('x-content-type-options')]).toEqual([url, 'nosniff'])
      expect([url, headers.get('referrer-policy')]).toEqual([url, 'no-referrer'])
      expect([url, headers.get('cross-origin-opener-policy')]).toEqual([url, 'same-origin'])
      expect([url, headers.get('cross-origin-resource-policy')]).toEqual([url, 'same-origin'])
      expect([url, headers.get('set-cookie'), headers.get('server'), headers.get('x-powered-by')]).toEqual([
        url,
        null,
        null,
        null,
      ])
    }
    controller.abort()
  })

  test('make the browser forget after a lock, and only then', async () => {
    expect((await call('/call/vault.lock', '{}')).headers.get('clear-site-data')).toBe('"cache", "storage"')
    expect((await call('/call/test.any', '{}')).headers.get('clear-site-data')).toBe(null)
  })
})

describe('calls', () => {
  test('pass on input and answer with the value or the problem of the engine', async () => {
    const problem = { code: 'vault.locked', ...problems['vault.locked'], fields: [] } as const
    const engine = fakeEngine((name) => (name === 'test.locked' ? { ok: false, problem } : { ok: true, value: [name] }))
    const answering = await startRig({ engine })
    const authorization = `Bearer ${await answering.bearer()}`
    const good = await answering.post('/call/test.any', '{"a":1}', { authorization })
    expect([good.status, await good.json()]).toEqual([200, { value: ['test.any'] }])
    const locked = await answering.post('/call/test.locked', '{}', { authorization })
    expect([locked.status, await codeOf(locked)]).toEqual([423, 'vault.locked'])
    expect(engine.asked[0]).toEqual({ procedure: 'test.any', input: { a: 1 } })
    await answering.close()
  })

  test('that are sealed pass on as bytes', async () => {
    await call('/secret/test.any', new Uint8Array([1, 2, 255]), { 'content-type': 'application/octet-stream' })
    expect(new Uint8Array(rig.engine.asked[0]?.input as Uint8Array)).toEqual(new Uint8Array([1, 2, 255]))
  })

  test('with a body that cannot be read get a problem, never a fault of ours', async () => {
    const forms: [string, string, string][] = [
      ['empty', '', 'application.input-refused'],
      ['cut short', '{"a":', 'application.input-refused'],
      ['two values', '{}{}', 'application.input-refused'],
      ['__proto__', '{"__proto__":{"a":1}}', 'application.input-refused'],
      ['__proto__ in escapes', '{"\\u005f_proto__":{"a":1}}', 'application.input-refused'],
      ['constructor', '{"constructor":{"prototype":{"a":1}}}', 'application.input-refused'],
      ['just too large', JSON.stringify('x'.repeat(4_194_303)), 'application.input-too-large'],
    ]
    for (const [name, body, code] of forms) {
      expect([name, await codeOf(await call('/call/test.any', body))]).toEqual([name, code])
    }
    expect(rig.engine.asked).toEqual([])
    expect((await call('/call/test.any', JSON.stringify('x'.repeat(4_194_302)))).status).toBe(200)
  })

  test('that arrive too slowly are ended with a problem', async () => {
    const hasty = await startRig({ limits: { request: 150, checking: 50 } })
    const bearer = await hasty.bearer()
    const lines = Object.entries({
      ...pageHeaders(hasty.origin),
      authorization: `Bearer ${bearer}`,
      host: `127.0.0.1:${hasty.port}`,
      'content-length': '10',
    })
    const slow = [
      `POST /call/test.any HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n{"a"`,
      `POST /call/test.any HTTP/1.1\r\nhost: 127.0.0.1:${hasty.port}\r\n`,
    ]
    for (const text of slow) {
      const reply = await sendRaw(hasty.port, text)
      expect([reply.status, codeIn(reply.body)]).toEqual([400, 'application.input-refused'])
    }
    await hasty.close()
  })

  test('on a connection that was opened ahead and waited long are never answered with the refusal of the wait', async () => {
    const hasty = await startRig({ limits: { request: 150, checking: 50 } })
    expect(await sendRaw(hasty.port, '')).toMatchObject({ status: 0, body: '' })
    await hasty.close()
  })
})

describe('the page', () => {
  test('is read once, by its allowlist', async () => {
    const reply = await fetch(`${rig.origin}/`)
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    expect((await fetch(`${rig.origin}/notes.txt`)).status).toBe(404)
  })

  test('has no way out of its folder', async () => {
    const paths = [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/%252e%252e%252fpackage.json',
      '/assets/../../loopback.ts',
      '/assets/..%5c..%5cloopback.ts',
      '/..\\package.json',
      '/assets/page.js%00.html',
      '/%00',
      '//etc/passwd',
      '/./notes.txt',
      '/assets/',
      '/assets',
      '/index.html/',
      '/INDEX.HTML',
      '/index.html%2f..',
      '/%c0%ae%c0%ae/package.json',
      '/file:///etc/passwd',
    ]
    for (const path of paths) {
      const reply = await sendRaw(
        rig.port,
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\nConnection: close\r\n\r\n`,
      )
      expect([path, reply.status, codeIn(reply.body).split('.')[0]]).toEqual([
        path,
        expect.toBeOneOf([400, 404]),
        'application',
      ])
    }
  })
})

describe('events', () => {
  test('come in their order, with a heartbeat between', async () => {
    const beating = await startRig({ heartbeat: 20 })
    const reply = await beating.post('/events', '{}', { authorization: `Bearer ${await beating.bearer()}` })
    expect(reply.headers.get('content-type')).toBe('application/x-ndjson')
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (enough: () => boolean) => {
      while (!enough()) text += (await reader?.read())?.value ?? ''
    }
    await until(() => text.startsWith('\n\n\n'))
    for (let done = 1; done <= 100; done++)
      beating.engine.emit({ type: 'progress', task: 'practice', done, total: 100 })
    const events = () => text.split('\n').filter(Boolean)
    await until(() => events().length === 100 && text.endsWith('\n'))
    expect(events().map((line) => (JSON.parse(line) as { done: number }).done)).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    )
    await reader?.cancel()
    await expect.poll(() => beating.engine.hearing()).toBe(0)
    await beating.close()
  })
})
