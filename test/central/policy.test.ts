// A route that leaves anything open does not start, and the log of requests holds nothing that they carried.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fastify, { type RouteShorthandOptions } from 'fastify'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { openLog } from '#central/log.ts'
import { addRoute, nothing, refuseWithoutPolicy, useSchemas } from '#central/routes/route.ts'
import { paths, proofHeader } from '#shared/central-api.ts'
import { utf8 } from '#shared/domain/bytes.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { enrolmentQuestion, enrolmentRequest, pushQuestion } from './asking.ts'
import { newCompartment, newDevice, note } from './devices.ts'
import { TestStore } from './store.ts'

const whole = {
  config: { access: 'public' },
  schema: {
    params: nothing,
    querystring: nothing,
    body: nothing,
    response: { 200: z.string(), '4xx': z.string() },
  },
} as const

test.each([
  ['who may use it', { ...whole, config: {} }, 'access'],
  ['its parameters', { ...whole, schema: { ...whole.schema, params: undefined } }, 'params'],
  ['its query', { ...whole, schema: { ...whole.schema, querystring: undefined } }, 'query'],
  ['its body', { ...whole, schema: { ...whole.schema, body: undefined } }, 'body'],
  ['its reply', { ...whole, schema: { ...whole.schema, response: { '4xx': z.string() } } }, 'reply'],
  ['its refusals', { ...whole, schema: { ...whole.schema, response: { 200: z.string() } } }, 'refusal'],
  ['anything', {}, 'access, params, query, reply, refusal, body'],
])('a route that does not say %s is no route', (_name, options, left) => {
  const app = fastify()
  app.addHook('onRoute', refuseWithoutPolicy)
  const add = () => app.post('/x', options as RouteShorthandOptions, async () => 'x')
  expect(add).toThrow(`POST /x does not state ${left}`)
})

test('a reply of another form than stated is a fault of the store, and is not sent', async () => {
  const app = fastify()
  useSchemas(app)
  const open = { method: 'GET', url: '/x', access: 'public', params: nothing, query: nothing, body: null } as const
  addRoute(app, { ...open, reply: z.strictObject({ size: z.int() }) }, async () => ({ size: 1, name: 'Ada Ferris' }))
  const reply = await app.inject('/x')
  expect([reply.statusCode, reply.payload.includes('Ada')]).toEqual([500, false])
})

test('the log has a line for each request, and nothing of what people sent', async () => {
  const store = await TestStore.open()
  const folder = temporaryFolder()
  const log = openLog(folder)
  const ada = await store.enrol('Ada Canary', ['inspector'])
  const { compartment, chain, key, entries } = newCompartment(ada.device)
  const canary = note(chain, key, 'canary of a child')
  await store.push(ada.device, compartment, 0, [...entries, canary])
  await store.pull(ada.device, compartment)
  const secret = store.leaveCode('Bo Canary', ['inspector'])
  const odd = enrolmentQuestion(enrolmentRequest(secret, [newDevice()]))
  await store.ask(ada.device, odd)
  await store.ask(ada.device, { ...pushQuestion(compartment, 3, []), body: utf8('canary') })
  await store.askBarely({ path: '/canary?canary=1' }, { [proofHeader]: 'canary', 'user-agent': 'canary\n{"forged":1}' })
  for (const line of store.lines) log.request(line)
  await store.remove()

  const written = readFileSync(join(folder, 'log', 'central.log'), 'utf8')
  rmSync(folder, { recursive: true })
  expect(written).not.toMatch(/canary|Canary|forged|x:/)
  expect(written).not.toContain(compartment)
  expect(written).not.toContain(ada.device.device)
  const lines = written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.map(({ method, route, status, code }) => [method, route, status, code])).toEqual([
    ['POST', paths.enrolment, 200, ''],
    ['POST', paths.entries(':compartment'), 200, ''],
    ['GET', paths.entries(':compartment'), 200, ''],
    ['POST', paths.enrolment, 401, 'request.proof-refused'],
    ['POST', paths.entries(':compartment'), 400, 'application.input-refused'],
    ['GET', 'unknown', 404, 'central.route-unknown'],
  ])
  expect(lines[1]).toMatchObject({ device: ada.device.device.slice(0, 8) })
})
