// The two ways to the same contract: dispatch in this process, and a page's requests to the real listener.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Application } from '#main/container.ts'
import { createDispatch } from '#main/dispatch.ts'
import type { EngineLine, Reply } from '#main/engine-messages.ts'
import { EngineProcess } from '#main/engine-process.ts'
import { handlersFor } from '#main/handlers.ts'
import { deviceClock } from '#main/platform/clock.ts'
import { openLog } from '#main/platform/log.ts'
import { acceptSealedCalls } from '#main/platform/sealed-call.ts'
import { buildLoopback } from '#main/transports/loopback/build.ts'
import { listen } from '#main/transports/loopback/listen.ts'
import { createSessions } from '#main/transports/loopback/sessions.ts'
import { contract } from '#shared/contract.ts'
import { Problem, problems, replyOf } from '#shared/problems.ts'
import { sealCall, secretReplies } from '#shared/sealed-call.ts'
import { resources } from '../fixtures/world.ts'
import type { Folders } from './home.ts'

export interface Caller {
  readonly name: string
  /** Whether JSON carries the input: what JSON has no word for never reaches the application. */
  readonly carries: (procedure: string, input: unknown) => boolean
  readonly call: (procedure: string, input: unknown) => Promise<Reply>
  /** A call that nobody sealed, also where the page would have. */
  readonly callUnsealed: (procedure: string, input: unknown) => Promise<Reply>
  /** Everything that the processes behind it have logged. */
  readonly logged: () => string
  readonly close: () => Promise<void>
}

export type Start = (folders: Folders) => Promise<Caller>

/** Dispatch and application in this process, with nothing in between. */
export async function inProcess(folders: Folders): Promise<Caller> {
  const surroundings = { resources, version: '0.0.0-test', clock: deviceClock(), emit: () => {}, end: () => {} }
  const application = new Application({ folders, ...surroundings })
  const dispatch = createDispatch(contract, handlersFor(application, acceptSealedCalls().publicKey), {
    vaultOpen: () => application.isOpen,
    roles: () => application.roles,
    log: openLog(folders.state, 'engine'),
  })
  return {
    name: 'in process',
    carries: () => true,
    call: (procedure, input) => dispatch(procedure, input, true),
    callUnsealed: dispatch,
    logged: () => logIn(folders),
    close: async () => {
      if (application.isOpen) application.lock()
    },
  }
}

/** A forked engine behind a real listener, asked as a page asks it. */
export async function overLoopback(folders: Folders): Promise<Caller> {
  const engine = new EngineProcess({
    folders: { ...folders, resources },
    onFault: ({ words }) => process.stdout.write(words),
  })
  const log = openLog(folders.state, 'shell')
  const page = await listening(engine, log)
  return {
    name: 'over loopback',
    carries: carriesJson,
    call: page.call,
    callUnsealed: page.callUnsealed,
    logged: () => logIn(folders),
    close: async () => {
      await engine.stop()
      await page.close()
    },
  }
}

export interface Page extends Pick<Caller, 'call' | 'callUnsealed' | 'close'> {
  /** Sends a body as it is. */
  readonly callText: (procedure: string, body: string) => Promise<Reply>
}

/** A listener before any engine, and the calls of a page that has its session. */
export async function listening(
  engine: EngineLine,
  log: (entry: { readonly code: string; readonly detail: string }) => void,
): Promise<Page> {
  const sessions = createSessions(Date.now)
  const app = buildLoopback({ engine, pages: new Map(), sessions, log, forgetAfter: new Set() })
  const origin = await listen(app)
  const headers = { origin, 'x-fieldbook': '1', 'sec-fetch-site': 'same-origin', 'content-type': json }
  const body = JSON.stringify({ token: sessions.newToken() })
  const session = await fetch(`${origin}/session`, { method: 'POST', headers, body })
  const { bearer } = (await session.json()) as { readonly bearer: string }
  const post: Post = async (path, content, type) => {
    const own = { ...headers, authorization: `Bearer ${bearer}`, 'content-type': type }
    return replyIn(await fetch(origin + path, { method: 'POST', headers: own, body: content }))
  }
  return {
    call: (procedure, input) => callOver(post, procedure, input),
    callUnsealed: (procedure, input) => post(pathOf(procedure), JSON.stringify(input), json),
    callText: (procedure, text) => post(pathOf(procedure), text, json),
    close: () => app.close(),
  }
}

const json = 'application/json'
const pathOf = (procedure: string): string => `/call/${encodeURIComponent(procedure)}`

type Post = (path: string, body: string | Uint8Array<ArrayBuffer>, type: string) => Promise<Reply>

function callOver(post: Post, procedure: string, input: unknown): Promise<Reply> {
  if (travelsSealed(procedure, input)) return callSealed(post, procedure, input)
  return post(pathOf(procedure), JSON.stringify(input), json)
}

/** The page seals what holds a secret, and what is answered with one. */
function travelsSealed(procedure: string, input: unknown): input is Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return false
  return secretReplies.has(procedure) || Object.values(input).some(isBytes)
}

/** As the page does it: what cannot be framed is refused before it leaves the page. */
async function callSealed(post: Post, procedure: string, input: Record<string, unknown>): Promise<Reply> {
  const reply = await post(pathOf('application.sealingKey'), '{}', json)
  if (!reply.ok) return reply
  try {
    const { sealed, openReply } = await sealCall((reply.value as { readonly key: string }).key, procedure, input)
    const answer = await post(`/secret/${encodeURIComponent(procedure)}`, sealed, 'application/octet-stream')
    return answer.ok ? { ok: true, value: await openReply(answer.value) } : answer
  } catch (error) {
    if (error instanceof Problem) return { ok: false, problem: replyOf(error) }
    throw error
  }
}

async function replyIn(response: Response): Promise<Reply> {
  const body = (await response.json()) as {
    readonly value?: unknown
    readonly problem?: (Reply & { ok: false })['problem']
  }
  if (body.problem === undefined) return { ok: true, value: body.value }
  if (problems[body.problem.code].status !== response.status)
    throw new Error(`${body.problem.code}: ${response.status}`)
  return { ok: false, problem: body.problem }
}

function isBytes(value: unknown): boolean {
  return value instanceof Uint8Array
}

/** Secrets go beside the JSON; everything else must come out of it as it went in. */
export function carriesJson(procedure: string, input: unknown): boolean {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return roundTrips(input)
  // The page's framing of a sealed call leaves this name out before anything is sent.
  if (Object.hasOwn(input, '__proto__') && travelsSealed(procedure, input)) return false
  return Object.values(input).every((value) => isBytes(value) || roundTrips(value))
}

function roundTrips(value: unknown): boolean {
  if (value === undefined || isBytes(value)) return false
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(roundTrips)
  return typeof value === 'object' && value !== null ? Object.values(value).every(roundTrips) : true
}

export function logIn({ state }: Folders): string {
  try {
    return readFileSync(join(state, 'log', 'fieldbook.log'), 'utf8')
  } catch {
    return ''
  }
}

/** After a lock the engine is another process; asks until that one has taken over. */
export async function untilClosed(caller: Caller): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const reply = await caller.call('application.status', {})
    if (reply.ok && (reply.value as { readonly open: unknown }).open === null) return
    await pause(50)
  }
  throw new Error('the vault stays open')
}
