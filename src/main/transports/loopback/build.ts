// Builds browser mode's application: limits, guards in their order, routes, and one shape for every refusal.
import { createServer } from 'node:http'
import fastify, { type FastifyInstance } from 'fastify'
import { Problem } from '#shared/problems.ts'
import { mayBeRouted } from './before-routing.ts'
import { headersOfAll } from './headers.ts'
import { checkOrigin } from './origin-guard.ts'
import { problemBehind, refuseRaw, refuseUnread, sendProblem } from './refusals.ts'
import { addCalls, addPages, addSession, checkBearer, type Routed } from './routes.ts'

/** Bytes and milliseconds. */
export interface Limits {
  /** The longest body; the longest note is far below it. */
  readonly body: number
  /** The longest that headers and body may take to arrive. */
  readonly request: number
  /** A connection without any traffic is closed; long, because the longest call (checking a vault) is silent. */
  readonly silence: number
  readonly keepAlive: number
  /** How often arrived parts are looked at for `request`. */
  readonly checking: number
}

export interface LoopbackOptions extends Omit<Routed, 'heartbeat'> {
  /** Takes a code and a detail of our own making; never a header, a body or a token. */
  readonly log: (entry: { readonly code: string; readonly detail: string }) => void
  readonly heartbeat?: number
  readonly limits?: Partial<Limits>
}

const usual: Limits = { body: 4_194_304, request: 20_000, silence: 600_000, keepAlive: 60_000, checking: 5_000 }

/** The application without a listener; `listen.ts` binds it. */
export function buildLoopback(options: LoopbackOptions): FastifyInstance {
  const app = bareApp({ ...usual, ...options.limits })
  const { sessions } = options
  app.addHook('onRequest', async (_request, reply) => void reply.headers(headersOfAll))
  app.addHook('onRequest', async (request) => {
    if (request.method === 'POST') checkOrigin(request.raw)
  })
  app.setErrorHandler((error, _request, reply) => {
    const problem = problemBehind(error)
    options.log({ code: problem.code, detail: problem.detail })
    return sendProblem(reply, problem)
  })
  addPages(app, options.pages)
  addSession(app, sessions)
  app.register(async (guarded) => {
    guarded.addHook('onRequest', async (request) => checkBearer(request, sessions))
    addCalls(guarded, { heartbeat: 15_000, ...options })
  })
  app.setNotFoundHandler(async (request) => {
    if (request.method === 'POST') checkBearer(request, sessions)
    throw new Problem('application.procedure-unknown')
  })
  return app
}

function bareApp(limits: Limits): FastifyInstance {
  const app = fastify({
    bodyLimit: limits.body,
    requestTimeout: limits.request,
    connectionTimeout: limits.silence,
    keepAliveTimeout: limits.keepAlive,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    clientErrorHandler: refuseUnread,
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, problemBehind(error)),
    serverFactory: (handle) => guardedServer(handle, limits),
  })
  app.removeContentTypeParser('text/plain')
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  return app
}

/** Node's own refusals (a missing Host, an odd Expect) are taken over too, so that every reply has our headers. */
function guardedServer(handle: Parameters<typeof createServer>[1] & object, limits: Limits) {
  const server = createServer(
    { requireHostHeader: false, connectionsCheckingInterval: limits.checking, headersTimeout: limits.request },
    (request, response) => {
      if (mayBeRouted(request)) handle(request, response)
      else refuseRaw(response, new Problem('session.request-refused'))
    },
  )
  server.on('checkExpectation', (_request, response) => refuseRaw(response, new Problem('session.request-refused')))
  server.requestTimeout = limits.request
  server.keepAliveTimeout = limits.keepAlive
  server.setTimeout(limits.silence)
  return server
}
