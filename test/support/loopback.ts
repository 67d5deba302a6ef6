// A loopback application on a real listener with a fake engine in process, and ways to speak to it.
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { EngineLine, Reply } from '#main/engine-messages.ts'
import { readPages } from '#main/pages.ts'
import { buildLoopback, type LoopbackOptions } from '#main/transports/loopback/build.ts'
import { listen } from '#main/transports/loopback/listen.ts'
import { createSessions, type Sessions } from '#main/transports/loopback/sessions.ts'
import type { FieldbookEvent } from '#shared/events.ts'

export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'none'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

export const testPages = fileURLToPath(new URL('../fixtures/pages/', import.meta.url))

export interface FakeEngine extends EngineLine {
  readonly asked: { readonly procedure: string; readonly input: unknown }[]
  readonly emit: (event: FieldbookEvent) => void
  readonly hearing: () => number
}

export function fakeEngine(answer: (procedure: string, input: unknown) => Reply = () => done): FakeEngine {
  const asked: { procedure: string; input: unknown }[] = []
  const listeners = new Set<(event: FieldbookEvent) => void>()
  return {
    asked,
    call: async (procedure, input) => {
      asked.push({ procedure, input })
      return answer(procedure, input)
    },
    onEvent: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    emit: (event) => listeners.forEach((hear) => hear(event)),
    hearing: () => listeners.size,
  }
}

const done: Reply = { ok: true, value: {} }

export interface Rig {
  readonly engine: FakeEngine
  readonly sessions: Sessions
  readonly origin: string
  readonly port: number
  /** Lines of the log. */
  readonly logged: string[]
  /** Exchanges a fresh link for a bearer. */
  readonly bearer: () => Promise<string>
  readonly post: (path: string, body: BodyInit | null, headers?: Record<string, string>) => Promise<Response>
  readonly close: () => Promise<void>
}

export async function startRig(
  options: Partial<LoopbackOptions> & { readonly now?: () => number; readonly engine?: FakeEngine } = {},
): Promise<Rig> {
  const { now = Date.now, engine = fakeEngine(), ...rest } = options
  const sessions = createSessions(now)
  const logged: string[] = []
  const log = (entry: object) => void logged.push(JSON.stringify(entry))
  const pages = readPages(testPages)
  const app = buildLoopback({ engine, sessions, pages, log, forgetAfter: new Set(['vault.lock']), ...rest })
  const origin = await listen(app)
  const post: Rig['post'] = (path, body, headers = {}) =>
    fetch(origin + path, { method: 'POST', body, headers: { ...pageHeaders(origin), ...headers } })
  const bearer = async () => {
    const reply = await post('/session', JSON.stringify({ token: sessions.newToken() }))
    return ((await reply.json()) as { bearer: string }).bearer
  }
  return {
    engine,
    sessions,
    origin,
    port: Number(new URL(origin).port),
    logged,
    bearer,
    post,
    close: () => app.close(),
  }
}

/** What the page's own requests carry. */
export function pageHeaders(origin: string): Record<string, string> {
  return { origin, 'x-fieldbook': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
}

export interface RawReply {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
  readonly text: string
}

/** Sends bytes as they are and reads until the other side closes; `connection: close` is the caller's to send. */
export function sendRaw(port: number, text: string | Uint8Array): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => chunks.push(chunk))
    // A reset after the reply was read is how a listener closes on a body that it did not want.
    socket.on('error', (error) => (chunks.length === 0 ? reject(error) : resolve(parsed(chunks))))
    socket.on('end', () => socket.end())
    socket.on('close', () => resolve(parsed(chunks)))
  })
}

function parsed(chunks: readonly Buffer[]): RawReply {
  const text = Buffer.concat(chunks).toString('latin1')
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [first = '', ...lines] = head.split('\r\n')
  const headers = new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return { status: Number(first.split(' ')[1] ?? 0), headers, body: rest.join('\r\n\r\n'), text }
}

/** The code of the problem in a reply, or a description of what stands there in its place. */
export async function codeOf(reply: Response): Promise<string> {
  return codeIn(await reply.text())
}

export function codeIn(body: string): string {
  try {
    return (JSON.parse(body) as { problem: { code: string } }).problem.code
  } catch {
    return `no problem: ${body.slice(0, 80)}`
  }
}
