// What a route must state: who may use it, and a schema for every part of request and reply; start-up fails otherwise.
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { z } from 'zod'
import { problemReplySchema } from '#shared/central-api.ts'
import { Problem } from '#shared/problems.ts'

/**
 * `public`: anybody, nothing but public facts. `device`: a device of the directory, by its proof.
 * `enrolling`: a device that is not in the directory yet, by its proof with the key that it brings.
 */
export type Access = 'public' | 'device' | 'enrolling'

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access
  }
}

export interface Route<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType> {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly access: Access
  readonly params: Params
  readonly query: Query
  /** Null for a GET. */
  readonly body: Body | null
  readonly reply: z.ZodType
  /** Bytes; the application's limit where none is given. */
  readonly bodyLimit?: number
}

/** What the handler gets: parts that passed their schemas. */
export interface Parts<Params, Query, Body> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

export const nothing = z.strictObject({})
export const bytesSchema = z.instanceof(Uint8Array)

export function addRoute<Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType>(
  app: FastifyInstance,
  route: Route<Params, Query, Body>,
  answer: (
    parts: Parts<z.output<Params>, z.output<Query>, z.output<Body>>,
    request: FastifyRequest,
    reply: FastifyReply,
  ) => Promise<unknown>,
): void {
  const { method, url, access, params, query, body, reply: replySchema, bodyLimit } = route
  app.route({
    method,
    url,
    config: { access },
    schema: {
      params,
      querystring: query,
      ...(body === null ? {} : { body }),
      response: { 200: replySchema, '4xx': problemReplySchema, '5xx': problemReplySchema },
    },
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    handler: async (request, reply) =>
      answer(
        {
          params: request.params as z.output<Params>,
          query: request.query as z.output<Query>,
          body: request.body as z.output<Body>,
        },
        request,
        reply,
      ),
  })
}

/** Throws at start-up for a route that leaves anything open (CRITERIA A4). */
export function refuseWithoutPolicy(route: RouteOptions): void {
  const { config, schema, method, url } = route
  const replies = (schema?.response ?? {}) as Readonly<Record<string, unknown>>
  const stated = {
    access: config?.access,
    params: schema?.params,
    query: schema?.querystring,
    reply: replies['200'],
    refusal: replies['4xx'],
    body: method === 'GET' ? 'none' : schema?.body,
  }
  const open = Object.entries(stated).filter(([, value]) => value === undefined)
  if (open.length > 0)
    throw new Error(`${String(method)} ${url} does not state ${open.map(([name]) => name).join(', ')}`)
}

/** Makes zod the judge of what comes in and what goes out. */
export function useSchemas(app: FastifyInstance): void {
  app.setValidatorCompiler(({ schema, httpPart }) => (value: unknown) => {
    const parsed = (schema as unknown as z.ZodType).safeParse(value)
    return parsed.success ? { value: parsed.data } : { error: refusalOf(parsed.error, httpPart ?? 'request') }
  })
  app.setSerializerCompiler(({ schema }) => (value: unknown) => {
    return JSON.stringify((schema as unknown as z.ZodType).parse(value))
  })
}

/** Names the fields, which are ours, and at most a few; never what stood in them. */
function refusalOf(error: z.ZodError, part: string): Problem {
  const fields = error.issues.slice(0, 5).map(({ path }) => [part, ...path.filter(isOurs)].join('.'))
  return new Problem('application.input-refused', { fields: [...new Set(fields)] })
}

function isOurs(step: PropertyKey): boolean {
  return typeof step === 'number' || (typeof step === 'string' && /^[a-zA-Z]{1,20}$/.test(step))
}
