// Who may ask over loopback, from where and with what: the listener, the Host, the origin, the link and the session.
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { codeIn, codeOf, contentSecurityPolicy, pageHeaders, type Rig, sendRaw, startRig } from '../support/loopback.ts'

let rig: Rig
beforeEach(async () => {
  rig = await startRig()
})
afterEach(() => rig.close())

const call = async (path: string, body: BodyInit | null, headers: Record<string, string> = {}) =>
  rig.post(path, body, { authorization: `Bearer ${await rig.bearer()}`, ...headers })

describe('L1: the listener', () => {
  test('is on 127.0.0.1 only', (context) => {
    if (!existsSync('/proc/net/tcp')) context.skip('there is no /proc/net/tcp here')
    const hex = rig.port.toString(16).toUpperCase().padStart(4, '0')
    const tables = ['/proc/net/tcp', '/proc/net/tcp6'].filter(existsSync).map((file) => readFileSync(file, 'utf8'))
    const rows = tables.flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)))
    const listening = rows.filter(([, local, , state]) => state === '0A' && local?.endsWith(`:${hex}`))
    expect(listening.map(([, local]) => local)).toEqual([`0100007F:${hex}`])
  })

  test('takes another port each time', async () => {
    const other = await startRig()
    expect(other.port).not.toBe(rig.port)
    await other.close()
  })
})

describe('L2: the Host', () => {
  const get = (target: string, ...lines: string[]) =>
    `GET ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`

  test('is served in exactly two spellings', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      expect((await sendRaw(rig.port, get('/', `Host: ${host}:${rig.port}`))).status, host).toBe(200)
    }
  })

  test('is refused in every other form, before routing', async () => {
    const port = rig.port
    const good = `Host: 127.0.0.1:${port}`
    const forms: Record<string, string> = {
      'attacker domain': get('/', 'Host: attacker.example'),
      'attacker domain with our port': get('/', `Host: attacker.example:${port}`),
      'rebinding name': get('/', `Host: 127.0.0.1.attacker.example:${port}`),
      'trailing dot': get('/', `Host: 127.0.0.1.:${port}`),
      'localhost with trailing dot': get('/', `Host: localhost.:${port}`),
      'decimal address': get('/', `Host: 2130706433:${port}`),
      'octal address': get('/', `Host: 0177.0.0.1:${port}`),
      'hexadecimal address': get('/', `Host: 0x7f.0.0.1:${port}`),
      'short address': get('/', `Host: 127.1:${port}`),
      'any address': get('/', `Host: 0.0.0.0:${port}`),
      'IPv6, where we do not listen': get('/', `Host: [::1]:${port}`),
      'mapped address': get('/', `Host: [::ffff:127.0.0.1]:${port}`),
      'no port': get('/', 'Host: 127.0.0.1'),
      'another port': get('/', `Host: 127.0.0.1:${port === 65_535 ? 1 : port + 1}`),
      'upper case': get('/', `Host: LOCALHOST:${port}`),
      'user name in it': get('/', `Host: user@127.0.0.1:${port}`),
      'port written twice': get('/', `Host: 127.0.0.1:${port}:${port}`),
      'port with a zero before': get('/', `Host: 127.0.0.1:0${port}`),
      missing: get('/', 'Accept: */*'),
      'missing in HTTP/1.0': `GET / HTTP/1.0\r\n\r\n`,
      empty: get('/', 'Host:'),
      twice: get('/', good, 'Host: attacker.example'),
      'twice the same': get('/', good, good),
      'absolute form': get(`http://attacker.example/`, good),
      'absolute form of our own': get(`http://127.0.0.1:${port}/`, good),
      'X-Forwarded-Host': get('/', good, 'X-Forwarded-Host: attacker.example'),
      Forwarded: get('/', good, 'Forwarded: host=attacker.example'),
      'a route that does not exist': get('/nowhere', 'Host: attacker.example'),
    }
    for (const [name, text] of Object.entries(forms)) {
      const reply = await sendRaw(rig.port, text)
      expect([name, reply.status, codeIn(reply.body)]).toEqual([name, 403, 'session.request-refused'])
      expect(reply.headers.get('content-security-policy'), name).toBe(contentSecurityPolicy)
    }
  })
})

describe('L3: where a request comes from', () => {
  test('is our own page', async () => {
    expect((await call('/call/test.any', '{}')).status).toBe(200)
  })

  test('is refused with any sign of another origin', async () => {
    const authorization = `Bearer ${await rig.bearer()}`
    const without = (name: string) =>
      Object.fromEntries(Object.entries(pageHeaders(rig.origin)).filter(([key]) => key !== name))
    const forms: Record<string, Record<string, string>> = {
      'another origin': { ...pageHeaders(rig.origin), origin: 'http://attacker.example' },
      'another port': { ...pageHeaders(rig.origin), origin: 'http://127.0.0.1:1' },
      'another scheme': { ...pageHeaders(rig.origin), origin: rig.origin.replace('http', 'https') },
      'another name of ours': { ...pageHeaders(rig.origin), origin: rig.origin.replace('127.0.0.1', 'localhost') },
      'a path behind the origin': { ...pageHeaders(rig.origin), origin: `${rig.origin}/` },
      'no origin, as from a sandbox': { ...pageHeaders(rig.origin), origin: 'null' },
      'missing origin': without('origin'),
      'cross-site': { ...pageHeaders(rig.origin), 'sec-fetch-site': 'cross-site' },
      'same-site': { ...pageHeaders(rig.origin), 'sec-fetch-site': 'same-site' },
      'typed by hand': { ...pageHeaders(rig.origin), 'sec-fetch-site': 'none' },
      'missing custom header': without('x-fieldbook'),
      'another custom header': { ...pageHeaders(rig.origin), 'x-fieldbook': '2' },
      'form type': { ...pageHeaders(rig.origin), 'content-type': 'application/x-www-form-urlencoded' },
      'plain type': { ...pageHeaders(rig.origin), 'content-type': 'text/plain' },
      'JSON in disguise': { ...pageHeaders(rig.origin), 'content-type': 'text/plain; application/json' },
      'another JSON': { ...pageHeaders(rig.origin), 'content-type': 'application/json; charset=utf-16' },
      'bytes for JSON': { ...pageHeaders(rig.origin), 'content-type': 'application/octet-stream' },
    }
    for (const [name, headers] of Object.entries(forms)) {
      const init = { method: 'POST', body: '{}', headers: { ...headers, authorization } }
      const reply = await fetch(`${rig.origin}/call/test.any`, init)
      expect([name, reply.status, await codeOf(reply)]).toEqual([name, 403, 'session.request-refused'])
    }
    expect(rig.engine.asked).toEqual([])
  })

  test('may go unsaid by a browser without fetch metadata, but never its origin', async () => {
    const headers = { ...pageHeaders(rig.origin), authorization: `Bearer ${await rig.bearer()}` }
    const { 'sec-fetch-site': _, ...older } = headers as Record<string, string>
    expect((await fetch(`${rig.origin}/call/test.any`, { method: 'POST', body: '{}', headers: older })).status).toBe(
      200,
    )
  })

  test('methods other than GET and POST are refused, and no reply allows another origin anything', async () => {
    for (const method of ['OPTIONS', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']) {
      const lines = [
        `Host: 127.0.0.1:${rig.port}`,
        'Origin: http://attacker.example',
        'Access-Control-Request-Method: POST',
      ]
      for (const path of ['/', '/session', '/call/test.any', '/nowhere']) {
        const reply = await sendRaw(
          rig.port,
          `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`,
        )
        expect([method, path, reply.status]).toEqual([method, path, 403])
        expect([...reply.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      }
    }
  })

  test('GET reaches nothing but the page', async () => {
    for (const path of ['/session', '/call/test.any', '/secret/test.any', '/events']) {
      const reply = await fetch(rig.origin + path, { headers: { authorization: `Bearer ${await rig.bearer()}` } })
      expect([path, reply.status, await codeOf(reply)]).toEqual([path, 404, 'application.procedure-unknown'])
    }
    expect(rig.engine.asked).toEqual([])
  })
})

describe('L4: the link and the session', () => {
  const exchange = (token: unknown) => rig.post('/session', JSON.stringify({ token }))

  test('a token has 256 bits and is exchanged once', async () => {
    const token = rig.sessions.newToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect((await exchange(token)).status).toBe(200)
    const again = await exchange(token)
    expect([again.status, await codeOf(again)]).toEqual([401, 'session.link-used-or-expired'])
  })

  test('a token is too old after 60 seconds, and when the clock was set back', async () => {
    for (const [age, status] of [
      [60_000, 200],
      [60_001, 401],
      [-1, 401],
    ] as const) {
      let now = 1_000_000
      const timed = await startRig({ now: () => now })
      const token = timed.sessions.newToken()
      now += age
      expect([age, (await timed.post('/session', JSON.stringify({ token }))).status]).toEqual([age, status])
      await timed.close()
    }
  })

  test('a token works only in its one spelling and until the next one is made', async () => {
    const older = rig.sessions.newToken()
    const token = rig.sessions.newToken()
    const wrong = [
      older,
      '',
      token.slice(1),
      `${token}A`,
      `${token}=`,
      token.toLowerCase(),
      ` ${token}`,
      'A'.repeat(43),
      'A'.repeat(86),
      null,
      1,
      {},
      [token],
    ]
    for (const value of wrong) expect([value, (await exchange(value)).status]).toEqual([value, 401])
    expect((await exchange(token)).status).toBe(200)
  })

  test('every route but the page asks for the bearer', async () => {
    const bearer = await rig.bearer()
    const wrong = [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${bearer}`,
      bearer,
      `bearer ${bearer}`,
      `Bearer ${bearer}x`,
      `Bearer ${bearer.slice(1)}`,
      `Bearer ${rig.sessions.newToken()}`,
    ]
    for (const path of ['/call/test.any', '/secret/test.any', '/events', '/nowhere', '/call', '/call/a/b']) {
      for (const authorization of wrong) {
        const reply = await rig.post(path, '{}', { authorization })
        expect([path, authorization, reply.status, await codeOf(reply)]).toEqual([
          path,
          authorization,
          401,
          'session.missing',
        ])
      }
    }
    expect(rig.engine.asked).toEqual([])
  })

  test('a new session takes the place of the older one and ends its events', async () => {
    const first = await rig.bearer()
    const events = await rig.post('/events', '{}', { authorization: `Bearer ${first}` })
    expect([events.status, rig.engine.hearing()]).toEqual([200, 1])
    const ended = events.text()
    const second = await rig.bearer()
    await ended
    const replies = await Promise.all(
      [first, second].map((one) => rig.post('/call/test.any', '{}', { authorization: `Bearer ${one}` })),
    )
    expect(replies.map((reply) => reply.status)).toEqual([401, 200])
    expect(rig.engine.hearing()).toBe(0)
  })

  test('neither token nor bearer nor input is logged', async () => {
    const token = rig.sessions.newToken()
    await exchange(`${token}x`)
    await rig.post('/call/test.any', '{"words":"canary"}', { authorization: `Bearer ${token}` })
    await call('/call/test.any', '{"words":"canary"')
    expect(rig.logged.length).toBeGreaterThan(2)
    expect(rig.logged.join('\n')).not.toMatch(new RegExp(`${token}|canary`))
  })
})
