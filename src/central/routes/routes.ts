// The routes of central: each states its policy and hands its parts to the records.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  enrolmentReplySchema,
  enrolmentRequestSchema,
  entriesFrom,
  entriesType,
  healthSchema,
  mostEntries,
  newsSchema,
  organisationSchema,
  paths,
  pulledBytes,
  pullQuerySchema,
  pushQuerySchema,
  pushReplySchema,
} from '#shared/central-api.ts'
import { hashSchema } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import type { Records } from '../records/records.ts'
import { callerIn, checkEnrolling } from './proofs.ts'
import type { PushesUnderWay } from './pushes-under-way.ts'
import { addRoute, bytesSchema, nothing } from './route.ts'

/** Fifty devices with their recipients are below it, in bytes. */
const largestEnrolment = 256 * 1024

const compartmentParams = z.strictObject({ compartment: hashSchema })
const entriesPath = paths.entries(':compartment')

export function addRoutes(app: FastifyInstance, records: Records, pushes: PushesUnderWay, version: string): void {
  const open = { params: nothing, query: nothing, body: null, method: 'GET' } as const
  addRoute(app, { ...open, url: paths.health, access: 'public', reply: healthSchema }, async () => ({
    status: 'ok',
    version,
  }))
  addRoute(app, { ...open, url: paths.organisation, access: 'public', reply: organisationSchema }, async () =>
    records.facts(),
  )
  addRoute(app, { ...open, url: paths.news, access: 'device', reply: newsSchema }, async (_parts, request) =>
    records.news(callerIn(request)),
  )
  addEnrolment(app, records)
  addPull(app, records)
  addPush(app, records, pushes)
}

function addEnrolment(app: FastifyInstance, records: Records): void {
  const route = {
    method: 'POST',
    url: paths.enrolment,
    access: 'enrolling',
    params: nothing,
    query: nothing,
    body: enrolmentRequestSchema,
    reply: enrolmentReplySchema,
    bodyLimit: largestEnrolment,
  } as const
  addRoute(app, route, async ({ body }, request) => {
    await checkEnrolling(request, body.devices)
    return records.enrol(body)
  })
}

function addPull(app: FastifyInstance, records: Records): void {
  const route = {
    method: 'GET',
    url: entriesPath,
    access: 'device',
    params: compartmentParams,
    query: pullQuerySchema,
    body: null,
    reply: bytesSchema,
  } as const
  addRoute(app, route, async ({ params, query }, request, reply) => {
    const { head, entries } = await records.pull(callerIn(request), { ...params, ...query })
    return reply.type(entriesType).send(Buffer.from(pulledBytes(head, entries).buffer))
  })
}

function addPush(app: FastifyInstance, records: Records, pushes: PushesUnderWay): void {
  const route = {
    method: 'POST',
    url: entriesPath,
    access: 'device',
    params: compartmentParams,
    query: pushQuerySchema,
    body: bytesSchema,
    reply: pushReplySchema,
  } as const
  pushes.limit(app)
  addRoute(app, route, async ({ params, query, body }, request) => {
    const entries = entriesFrom(body)
    if (entries.length > mostEntries) throw new Problem('application.input-too-large')
    return records.accept(callerIn(request), { ...params, ...query, entries })
  })
}
