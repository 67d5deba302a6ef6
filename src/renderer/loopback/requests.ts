// The requests of browser mode: how a call becomes HTTP on 127.0.0.1 and a reply becomes a value or a problem.
import { z } from 'zod'
import { CallProblem } from '../bridge.ts'
import { type Carrier, problemSchema } from '../calls.ts'
import { problemOf } from '../problem.ts'

export type ByteStream = ReadableStream<Uint8Array<ArrayBuffer>>
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const refusalSchema = z.object({ problem: problemSchema })
const valueSchema = z.object({ value: z.unknown() })
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

/** Carries calls over HTTP, with the bearer of this page. */
export function httpCarrier(fetch: Fetch, bearer: string): Carrier {
  const valueOf = async (url: string, type: string, body: BodyInit) =>
    (await read(await post(fetch, url, bearer, { headers: { 'content-type': type }, body }), valueSchema)).value
  return {
    open: (procedure, text) => valueOf(`/call/${procedure}`, json, text),
    sealed: (procedure, sealed) => valueOf(`/secret/${procedure}`, bytes, sealed),
  }
}
