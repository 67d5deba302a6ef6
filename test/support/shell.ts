// A real shell of browser mode as a process of its own, and a page that speaks to it.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sealCall } from '#shared/sealed-call.ts'
import { pageHeaders } from './loopback.ts'

const withTestPages = fileURLToPath(new URL('../fixtures/shells/browser.ts', import.meta.url))
const asShipped = fileURLToPath(new URL('../../src/main/browser.ts', import.meta.url))

export interface Shell {
  readonly process: ChildProcess
  readonly pid: number
  /** All that it has printed. */
  readonly printed: () => string
  /** The newest link printed, waiting for the first. */
  readonly link: () => Promise<string>
  /** Presses Enter and waits for the fresh link. */
  readonly freshLink: () => Promise<string>
  /** Exit code and signal. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>
}

/** Starts a shell whose data and state lie under `home`; without `engine` it has the real one. */
export function startShell(home: string, engine?: string): Shell {
  return start(home, [withTestPages, ...(engine === undefined ? [] : [engine])])
}

/** Starts the shell as `npm start` does, with the pages that were built. */
export function startRealShell(home: string): Shell {
  return start(home, [asShipped])
}

function start(home: string, words: readonly string[]): Shell {
  const env = { ...process.env, FIELDBOOK_HOME: home, FIELDBOOK_OPEN: 'no' }
  const child = spawn(process.execPath, words, { env, stdio: 'pipe' })
  let printed = ''
  const hearers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString('utf8')
      hearers.forEach((hear) => hear())
    })
  }
  const ended = new Promise<readonly [number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (code, signal) => resolve([code, signal])),
  )
  const links = () => printed.match(/http:\/\/127\.0\.0\.1:\d+\/#[A-Za-z0-9_-]{43}\n/g) ?? []
  const linkNumber = (count: number) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const link = links()[count - 1]
        if (link !== undefined) resolve(link.trim())
      }
      hearers.add(look)
      void ended.then(() => reject(new Error(`the shell ended: ${printed}`)))
      look()
    })
  return {
    process: child,
    pid: child.pid ?? 0,
    printed: () => printed,
    link: () => linkNumber(Math.max(1, links().length)),
    freshLink: () => {
      const next = linkNumber(links().length + 1)
      child.stdin.write('\n')
      return next
    },
    ended,
  }
}

export interface Visitor {
  readonly origin: string
  readonly bearer: string
  readonly call: (procedure: string, input: Readonly<Record<string, unknown>>) => Promise<unknown>
  /** As the page does it: sealed to the engine. */
  readonly callSealed: (procedure: string, input: Readonly<Record<string, unknown>>) => Promise<Record<string, unknown>>
}

/** Opens a link as the page would. Values are returned; a problem is thrown with its code. */
export async function visit(link: string): Promise<Visitor> {
  const [origin = '', token = ''] = link.split('/#')
  const post = async (path: string, body: BodyInit, headers: Record<string, string>): Promise<unknown> => {
    const reply = await fetch(origin + path, { method: 'POST', body, headers: { ...pageHeaders(origin), ...headers } })
    const answer = (await reply.json()) as { value?: unknown; bearer?: string; problem?: { code: string } }
    if (!reply.ok) throw new Error(answer.problem?.code ?? `status ${reply.status}`)
    return answer.bearer ?? answer.value
  }
  const bearer = String(await post('/session', JSON.stringify({ token }), {}))
  const authorization = `Bearer ${bearer}`
  const call: Visitor['call'] = (procedure, input) =>
    post(`/call/${procedure}`, JSON.stringify(input), { authorization })
  const callSealed: Visitor['callSealed'] = async (procedure, input) => {
    const { key } = (await call('application.sealingKey', {})) as { key: string }
    const { sealed, openReply } = await sealCall(key, procedure, input)
    const type = { 'content-type': 'application/octet-stream' }
    return openReply(await post(`/secret/${procedure}`, sealed, { authorization, ...type }))
  }
  return { origin, bearer, call, callSealed }
}
