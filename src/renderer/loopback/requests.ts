// The requests of browser mode: how a call becomes HTTP on 127.0.0.1 and a reply becomes a value or a problem.
import { z } from 'zod'
import { Problem, type ProblemCode, problems, replyOf } from '#shared/problems.ts'
import { type SealedCall, sealCall, secretReplies } from '#shared/sealed-call.ts'
import { CallProblem } from '../bridge.ts'
import { problemOf } from '../problem.ts'

export type ByteStream = ReadableStream<Uint8Array<ArrayBuffer>>
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const codeSchema = z.custom<ProblemCode>((code) => typeof code === 'string' && Object.hasOwn(problems, code))
const refusalSchema = z.object({
  problem: z.object({ code: codeSchema, sentence: z.string(), next: z.string(), fields: z.array(z.string()) }),
})
const valueSchema = z.object({ value: z.unknown() })
const keySchema = z.object({ key: z.string() })
const sessionSchema = z.object({ bearer: z.string().min(1) })

const json = 'application/json'
const bytes = 'application/octet-stream'

/** Without an answer there is no Fieldbook behind this page any more. */
async function post(fetch: Fetch, url: string, bearer: string | null, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  headers.set('x-fieldbook', '1')
  if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`)
  // With credentials left out, browsers would not obey Clear-Site-Data in the reply to a lock; there are no cookies.
  const request = {
    ...init,
    method: 'POST',
    headers,
    cache: 'no-store',
    credentials: 'same-origin',
    redirect: 'error',
  } as const
  const response = await fetch(url, request).catch(() => {
    throw problemOf('session.missing')
  })
  if (!response.ok) throw await refusalOf(response)
  return response
}

async function refusalOf(response: Response): Promise<CallProblem> {
  const read = refusalSchema.safeParse(await response.json().catch(() => null))
  return read.success ? new CallProblem(read.data.problem) : problemOf('application.unexpected')
}

/** The body of a reply in the form expected; anything else is a fault. */
async function read<T>(response: Response, schema: z.ZodType<T>): Promise<T> {
  const result = schema.safeParse(await response.json().catch(() => null))
  if (!result.success) throw problemOf('application.unexpected')
  return result.data
}

/** Exchanges the link's token for the bearer of this page. */
export async function openSession(fetch: Fetch, token: string): Promise<string> {
  const init = { headers: { 'content-type': json }, body: JSON.stringify({ token }) }
  return (await read(await post(fetch, '/session', null, init), sessionSchema)).bearer
}

/** The stream of events, once it has begun. */
export async function openEvents(fetch: Fetch, bearer: string, signal: AbortSignal): Promise<ByteStream> {
  const { body } = await post(fetch, '/events', bearer, { signal })
  if (body === null) throw problemOf('application.unexpected')
  return body
}

type CallInput = Readonly<Record<string, unknown>>

export async function sendCall(fetch: Fetch, bearer: string, procedure: string, input: CallInput): Promise<unknown> {
  const secrets = Object.values(input).filter((value) => value instanceof Uint8Array)
  if (secrets.length === 0 && !secretReplies.has(procedure)) return sendOpen(fetch, bearer, procedure, input)
  return sendSealed(fetch, bearer, procedure, input).finally(() => secrets.forEach((secret) => secret.fill(0)))
}

async function sendOpen(fetch: Fetch, bearer: string, procedure: string, input: CallInput): Promise<unknown> {
  const init = { headers: { 'content-type': json }, body: JSON.stringify(input) }
  return (await read(await post(fetch, `/call/${procedure}`, bearer, init), valueSchema)).value
}

/** Sealed to the engine, so that the shell in between never holds a secret. The engine's key is new with each engine. */
async function sendSealed(fetch: Fetch, bearer: string, procedure: string, input: CallInput): Promise<unknown> {
  const { key } = await asked(keySchema.parseAsync(await sendOpen(fetch, bearer, 'application.sealingKey', {})))
  const { sealed, openReply }: SealedCall = await asked(sealCall(key, procedure, input))
  const init = { headers: { 'content-type': bytes }, body: sealed }
  const { value } = await read(await post(fetch, `/secret/${procedure}`, bearer, init), valueSchema)
  return asked(openReply(value))
}

/** A refusal that was noticed on the page's own side, in the form in which a page shows problems. */
async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (caught) {
    throw caught instanceof Problem ? new CallProblem(replyOf(caught)) : problemOf('application.unexpected')
  }
}
