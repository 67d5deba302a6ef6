// How a call leaves the page, whichever shell carries it: in clear, or sealed to the engine where it holds a secret.
import { z } from 'zod'
import { Problem, type ProblemCode, problems, replyOf } from '#shared/problems.ts'
import { sealCall, secretReplies } from '#shared/sealed-call.ts'
import { CallProblem } from './bridge.ts'
import { problemOf } from './problem.ts'

export type CallInput = Readonly<Record<string, unknown>>

/** What carries calls to main: resolves to the value of the reply, or rejects with a CallProblem. */
export interface Carrier {
  readonly open: (procedure: string, text: string) => Promise<unknown>
  readonly sealed: (procedure: string, sealed: Uint8Array<ArrayBuffer>) => Promise<unknown>
}

const codeSchema = z.custom<ProblemCode>((code) => typeof code === 'string' && Object.hasOwn(problems, code))
const keySchema = z.object({ key: z.string() })

/** A problem as every shell passes it on. */
export const problemSchema = z.object({
  code: codeSchema,
  sentence: z.string(),
  next: z.string(),
  fields: z.array(z.string()),
  seconds: z.int().positive().exactOptional(),
})

/** Calls a procedure. Secrets in the input are overwritten, whatever comes of the call. */
export async function sendCall(carrier: Carrier, procedure: string, input: CallInput): Promise<unknown> {
  const secrets = Object.values(input).filter((value) => value instanceof Uint8Array)
  if (secrets.length === 0 && !secretReplies.has(procedure)) return carrier.open(procedure, JSON.stringify(input))
  return sendSealed(carrier, procedure, input).finally(() => secrets.forEach((secret) => secret.fill(0)))
}

/** Sealed to the engine, so that the shell in between never holds a secret. The engine's key is new with each engine. */
async function sendSealed(carrier: Carrier, procedure: string, input: CallInput): Promise<unknown> {
  const { key } = await asked(keySchema.parseAsync(await carrier.open('application.sealingKey', '{}')))
  const { sealed, openReply } = await asked(sealCall(key, procedure, input))
  return asked(openReply(await carrier.sealed(procedure, sealed)))
}

/** A refusal that was noticed on the page's own side, in the form in which a page shows problems. */
async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (caught) {
    throw caught instanceof Problem ? new CallProblem(replyOf(caught)) : problemOf('application.unexpected')
  }
}
