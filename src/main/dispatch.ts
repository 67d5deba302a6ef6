// The one place where a call is validated, authorised, carried out and its error shaped.
import type { Procedure } from '#shared/contract.ts'
import { Problem, replyOf } from '#shared/problems.ts'
import type { Reply } from './engine-messages.ts'
import { placesOf } from './platform/log.ts'

/** A handler for each procedure of a contract, taking parsed input. */
export type Handlers<C extends Record<string, Procedure>> = {
  readonly [N in keyof C]: (input: never) => unknown
}

/** What dispatch must know of the process it stands in. */
export interface Standing {
  /** Procedures that wait for somebody outside, or work in steps: no other call waits for them. */
  readonly aside?: ReadonlySet<string>
  readonly vaultOpen: () => boolean
  /** Roles of the person whose vault is open. */
  readonly roles: () => readonly string[]
  /** Takes a detail that never holds evidence. */
  readonly log: (entry: { readonly procedure: string; readonly code: string; readonly detail: string }) => void
}

/** `sealed`: the call came sealed to this process, and its reply goes back so. */
export type Dispatch = (procedure: string, input: unknown, sealed?: boolean) => Promise<Reply>

/**
 * Joins contract and handlers into one function that always answers and never throws.
 * Calls are carried out one after another, so that locking never overtakes a save that is under way; only those that
 * wait for somebody outside, or work in steps and change nothing, stand aside.
 */
export function createDispatch<C extends Record<string, Procedure>>(
  contract: C,
  handlers: Handlers<C>,
  standing: Standing,
): Dispatch {
  let before: Promise<unknown> = Promise.resolve()
  const answer = async (name: string, input: unknown, sealed: boolean): Promise<Reply> => {
    try {
      return { ok: true, value: await carryOut(contract, handlers, standing, name, input, sealed) }
    } catch (error) {
      const problem = error instanceof Problem ? error : unexpected(error)
      standing.log({
        procedure: Object.hasOwn(contract, name) ? name : 'unknown',
        code: problem.code,
        detail: problem.detail,
      })
      return { ok: false, problem: replyOf(problem) }
    }
  }
  return (name, input, sealed = false) => {
    if (standing.aside?.has(name) === true) return answer(name, input, sealed)
    const reply = before.then(() => answer(name, input, sealed))
    before = reply
    return reply
  }
}

async function carryOut<C extends Record<string, Procedure>>(
  contract: C,
  handlers: Handlers<C>,
  standing: Standing,
  name: string,
  input: unknown,
  sealed: boolean,
): Promise<unknown> {
  const procedure = Object.hasOwn(contract, name) ? contract[name] : undefined
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
  if (procedure === undefined || handler === undefined) throw new Problem('application.procedure-unknown')
  if (procedure.vault === 'open' && !standing.vaultOpen()) throw new Problem('vault.locked')
  if (procedure.vault === 'closed' && standing.vaultOpen()) throw new Problem('vault.already-open')
  if (procedure.role !== null && !standing.roles().includes(procedure.role))
    throw new Problem('application.role-missing')
  const parsed = parsedInput(procedure, input)
  if (procedure.sealed && !sealed) throw new Problem('application.input-refused', { detail: 'the call is not sealed' })
  const value = await handler(parsed as never)
  return parsedOutput(procedure, value)
}

function parsedInput(procedure: Procedure, input: unknown): unknown {
  const parsed = procedure.input.safeParse(input)
  if (parsed.success) return parsed.data
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'))
  const tooLarge = parsed.error.issues.some(
    (issue) => issue.code === 'too_big' && issue.origin === 'string' && Number(issue.maximum) >= 20_000,
  )
  // Paths and codes only: a message could repeat what was typed.
  const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ')
  throw new Problem(tooLarge ? 'application.input-too-large' : 'application.input-refused', { fields: paths, detail })
}

function parsedOutput(procedure: Procedure, value: unknown): unknown {
  const parsed = procedure.output.safeParse(value)
  if (parsed.success) return parsed.data
  const detail = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ')
  throw new Problem('application.unexpected', { detail: `output: ${detail}` })
}

/** A fault of our own: its place in the code is logged, its message is not, for it may quote a value. */
function unexpected(error: unknown): Problem {
  const detail = error instanceof Error ? `${error.name} ${placesOf(error)}` : typeof error
  return new Problem('application.unexpected', { detail, cause: error })
}
