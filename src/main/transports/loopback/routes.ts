// The routes of browser mode: the page's files, the session, calls, sealed calls, and the stream of events.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { EngineLine, Reply } from '#main/engine-messages.ts'
import { isTooDeep } from '#main/nesting.ts'
import type { Pages } from '#main/pages.ts'
import { Problem, problems } from '#shared/problems.ts'
import { eventStream } from './event-stream.ts'
import { headersThatForget } from './headers.ts'
import { checkContentType } from './origin-guard.ts'
import type { Sessions } from './sessions.ts'

export interface Routed {
  readonly engine: EngineLine
  readonly pages: Pages
  readonly sessions: Sessions
  /** Procedures after which the browser is told to forget what it kept of this origin. */
  readonly forgetAfter: ReadonlySet<string>
  /** Milliseconds between two heartbeats of the event stream. */
  readonly heartbeat: number
}

interface Call {
  readonly Params: { readonly procedure: string }
}

const json = 'application/json'
const bytes = 'application/octet-stream'

export function addPages(app: FastifyInstance, pages: Pages): void {
  for (const [path, page] of pages) app.get(path, (_request, reply) => reply.type(page.type).send(page.bytes))
}

/** The one POST that needs no bearer, because it gives one. */
export function addSession(app: FastifyInstance, sessions: Sessions): void {
  app.post('/session', { preParsing: typeIs(json) }, (request, reply) => {
    const { token } = (request.body ?? {}) as { readonly token?: unknown }
    const bearer = typeof token === 'string' ? sessions.begin(token) : null
    if (bearer === null) throw new Problem('session.link-used-or-expired')
    return reply.send({ bearer })
  })
}

export function addCalls(app: FastifyInstance, routed: Routed): void {
  const answer = async (request: FastifyRequest<Call>, reply: FastifyReply): Promise<FastifyReply> => {
    const { procedure } = request.params
    if (isTooDeep(request.body)) throw new Problem('application.input-refused')
    return sendReply(reply, await routed.engine.call(procedure, request.body), routed.forgetAfter.has(procedure))
  }
  app.post<Call>('/call/:procedure', { preParsing: typeIs(json) }, answer)
  // The body is sealed to the engine (shared/sealed-call.ts): these bytes are ciphertext here.
  app.post<Call>('/secret/:procedure', { preParsing: typeIs(bytes) }, answer)
  app.post('/events', (_request, reply) =>
    reply.type('application/x-ndjson').send(eventStream(routed.engine, routed.sessions, routed.heartbeat)),
  )
}

/** Throws `session.missing` unless the request carries the bearer of the session that counts. */
export function checkBearer(request: FastifyRequest, sessions: Sessions): void {
  const bearer = /^Bearer ([A-Za-z0-9_-]+)$/.exec(request.headers.authorization ?? '')?.[1]
  if (bearer === undefined || !sessions.isCurrent(bearer)) throw new Problem('session.missing')
}

function sendReply(reply: FastifyReply, answer: Reply, forget: boolean): FastifyReply {
  if (forget && answer.ok) reply.headers(headersThatForget)
  return answer.ok
    ? reply.send({ value: answer.value })
    : reply.code(problems[answer.problem.code].status).send({ problem: answer.problem })
}

function typeIs(expected: string) {
  return async (request: FastifyRequest): Promise<void> => checkContentType(request.raw, expected)
}
