// Builds central's application: limits, hooks in their order, routes, and one shape for every refusal.
import { Readable } from 'node:stream'
import fastify, { type FastifyInstance } from 'fastify'
import { entriesType, mostBytes, nonceHeader } from '#shared/central-api.ts'
import { textOf } from '#shared/domain/bytes.ts'
import { Problem } from '#shared/problems.ts'
import { sha256Hex } from './crypto.ts'
import type { Log } from './log.ts'
import type { Nonces } from './records/proving.ts'
import type { Records } from './records/records.ts'
import { headersOfAll } from './routes/headers.ts'
import { addProofs } from './routes/proofs.ts'
import { PushesUnderWay } from './routes/pushes-under-way.ts'
import { problemBehind, refuseRaw, refuseUnread, sendProblem } from './routes/refusals.ts'
import { refuseWithoutPolicy, useSchemas } from './routes/route.ts'
import { addRoutes } from './routes/routes.ts'

/** Milliseconds and bytes. */
export interface Limits {
  /** The longest that headers and body of a request may take to arrive. */
  readonly request: number
  /** A connection without any traffic is closed. */
  readonly silence: number
  readonly keepAlive: number
  /** The longest that an answer may take from the arrival of the headers on. */
  readonly handler: number
  /** How often arrived parts are looked at for `request`. */
  readonly checking: number
  /** Bytes of all pushes under way: beyond them the next one is told to wait. */
  readonly pushes: number
}

export interface AppOptions {
  readonly records: Records
  readonly nonces: Nonces
  readonly version: string
  readonly log: Log
  readonly limits?: Partial<Limits>
  /** Only tests: called when half of a reply has been written. */
  readonly midReply?: () => void
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The code of the problem that was answered. */
    code: string
    detail: string
  }
}

const usual: Limits = {
  request: 60_000,
  silence: 90_000,
  keepAlive: 30_000,
  handler: 90_000,
  checking: 5_000,
  pushes: 16 * mostBytes,
}

/** The application without a listener; `listen.ts` binds it. */
export function build(options: AppOptions): FastifyInstance {
  const limits = { ...usual, ...options.limits }
  const app = bareApp(limits, options.nonces)
  app.addHook('onRoute', refuseWithoutPolicy)
  useSchemas(app)
  addParsers(app)
  addLogging(app, options.log)
  refuseWhenStopping(app)
  addProofs(app, options.records, options.nonces)
  if (options.midReply !== undefined) breakReplies(app, options.midReply)
  addRoutes(app, options.records, new PushesUnderWay(limits.pushes), options.version)
  return app
}

function bareApp(limits: Limits, nonces: Nonces): FastifyInstance {
  const app = fastify({
    bodyLimit: mostBytes,
    requestTimeout: limits.request,
    connectionTimeout: limits.silence,
    keepAliveTimeout: limits.keepAlive,
    handlerTimeout: limits.handler,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    // Requests that come while it stops get a problem of ours instead (refuseWhenStopping).
    return503OnClosing: false,
    trustProxy: false,
    // A request without a Host is refused in our own form, and harms nobody: nothing here depends on the Host.
    http: { requireHostHeader: false, connectionsCheckingInterval: limits.checking, headersTimeout: limits.request },
    requestIdHeader: false,
    routerOptions: { ignoreTrailingSlash: false, ignoreDuplicateSlashes: false, maxParamLength: 100 },
    clientErrorHandler: refuseUnread,
    frameworkErrors: (error, _request, reply) => void sendProblem(reply, problemBehind(error)),
  })
  app.server.on('checkExpectation', (_request, response) => refuseRaw(response))
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers({ ...headersOfAll, [nonceHeader]: nonces.current() })
  })
  app.setErrorHandler((error, request, reply) => {
    const problem = problemBehind(error)
    request.code = problem.code
    request.detail = problem.detail
    return sendProblem(reply, problem)
  })
  app.setNotFoundHandler(async () => {
    throw new Problem('central.route-unknown')
  })
  return app
}

/** Two types of body, each kept as it came for the hash that the proof states. */
function addParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.bodyHash = sha256Hex(body)
    const text = textOrNull(body)
    if (text === null) done(new Problem('application.input-refused'))
    else void parseJson(request, text, done)
  })
  app.addContentTypeParser(entriesType, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    request.bodyHash = sha256Hex(body)
    done(null, body)
  })
}

function textOrNull(body: Uint8Array): string | null {
  try {
    return textOf(body)
  } catch {
    return null
  }
}

/** One line for each request: what was asked in the words of the route, never what the request carried. */
function addLogging(app: FastifyInstance, log: Log): void {
  app.decorateRequest('code', '')
  app.decorateRequest('detail', '')
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, code, detail, caller } = request
    log({
      method,
      route: routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      code,
      detail,
      milliseconds: Math.round(reply.elapsedTime),
      device: caller?.device.slice(0, 8) ?? '',
    })
  })
}

function refuseWhenStopping(app: FastifyInstance): void {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onRequest', async (request) => {
    if (stopping) throw new Problem('central.stopping')
    // Before any body is read for it.
    if (request.is404) throw new Problem('central.route-unknown')
  })
  // A connection that stayed open for a next request would hold up the stop.
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
}

/** Replies in two parts, so that a test can end the process between them. */
function breakReplies(app: FastifyInstance, midReply: () => void): void {
  app.addHook('onSend', async (_request, reply, payload: unknown) => {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    if (!(bytes instanceof Uint8Array)) return payload
    reply.header('content-length', bytes.length)
    return Readable.from(halvesOf(bytes, midReply))
  })
}

async function* halvesOf(bytes: Uint8Array, midReply: () => void): AsyncGenerator<Uint8Array> {
  const middle = Math.floor(bytes.length / 2)
  yield bytes.subarray(0, middle)
  await new Promise((resolve) => setTimeout(resolve, 50))
  midReply()
  yield bytes.subarray(middle)
}
