// Faults of our own: whatever goes wrong behind dispatch, the caller gets a fixed sentence and nothing of the value.
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createDispatch } from '#main/dispatch.ts'
import type { EngineLine, Reply } from '#main/engine-messages.ts'
import { contract, type Procedure, type ProcedureName } from '#shared/contract.ts'
import { listening } from './callers.ts'
import { canary, fitting, shapeOf } from './shapes.ts'
import { codeOf, replyFor } from './suite.ts'

type Call = (procedure: string, input: unknown) => Promise<Reply>

const names = Object.keys(contract) as ProcedureName[]
const logged: unknown[] = []
const closings: (() => Promise<void>)[] = []

afterEach(async () => {
  logged.length = 0
  for (const close of closings.splice(0)) await close()
})

/** Dispatch around one procedure whose handler is given, with everything allowed but what `roles` lacks, unsealed. */
function dispatchAround(procedure: Procedure, handler: () => unknown, roles: readonly string[]): Call {
  return createDispatch(
    { 'test.it': { ...procedure, sealed: false } },
    { 'test.it': handler },
    {
      vaultOpen: () => procedure.vault === 'open',
      roles: () => roles,
      log: (entry) => logged.push(entry),
    },
  )
}

const ways: readonly (readonly [string, (call: Call) => Promise<Call>])[] = [
  ['in process', (call) => Promise.resolve(call)],
  ['over loopback', overLoopback],
]

async function overLoopback(call: Call): Promise<Call> {
  const line: EngineLine = { call, onEvent: () => () => {} }
  const page = await listening(line, (entry) => logged.push(entry))
  closings.push(page.close)
  return page.call
}

/** An input that the procedure takes; secrets are left to the other tests. */
function inputFor({ input }: Procedure): unknown {
  const [sample] = fc.sample(fitting(shapeOf(input)), { numRuns: 1, seed: 3 })
  return sample
}

function quotesNothing(reply: Reply): void {
  expect(JSON.stringify(reply)).not.toContain(canary)
  expect(JSON.stringify(logged)).not.toContain(canary)
  expect(logged.length).toBeGreaterThan(0)
}

describe.each(ways)('%s', (way, through) => {
  const open = names.filter((name) => way === 'in process' || !takesBytes(contract[name]))

  test.each(open)('%s: an output that breaks its schema stays inside', async (name) => {
    const { output, role } = contract[name]
    let value: unknown
    const call = await through(dispatchAround(contract[name], () => value, [role ?? '']))
    const input = inputFor(contract[name])
    for (value of [{ [canary]: canary }, canary, null, undefined, [canary], spoilt(output)]) {
      const reply = await call('test.it', input)
      expect(reply, JSON.stringify(value)).toEqual(replyFor('application.unexpected'))
      quotesNothing(reply)
    }
  })

  test.each(open)('%s: a handler that throws tells nobody what it met', async (name) => {
    let thrown: unknown
    const throwing = (): never => {
      // oxlint-disable-next-line typescript/only-throw-error -- libraries throw anything
      throw thrown
    }
    const call = await through(dispatchAround(contract[name], throwing, [contract[name].role ?? '']))
    const input = inputFor(contract[name])
    for (thrown of [new Error(canary), new TypeError(canary, { cause: canary }), canary, null, { canary }]) {
      const reply = await call('test.it', input)
      expect(reply).toEqual(replyFor('application.unexpected'))
      quotesNothing(reply)
    }
  })

  describe('a procedure that asks for a role', () => {
    const guarded: Procedure = {
      vault: 'any',
      role: 'lead',
      sealed: false,
      input: z.strictObject({ words: z.string() }),
      output: z.strictObject({}),
    }
    const asking = async (roles: readonly string[], input: unknown): Promise<string> => {
      let asked = 0
      const handler = (): object => {
        asked += 1
        return {}
      }
      const call = await through(dispatchAround(guarded, handler, roles))
      return `${codeOf(await call('test.it', input))}, asked ${asked}`
    }

    test('refuses whoever lacks it before it looks at the input', async () => {
      for (const roles of [[], ['inspector'], ['Lead', 'lead ', 'leader']]) {
        for (const input of [{ words: canary }, { words: 5 }, null]) {
          expect(await asking(roles, input)).toBe('application.role-missing, asked 0')
        }
      }
    })
    test('serves whoever has it', async () => {
      expect(await asking(['inspector', 'lead'], { words: 'a' })).toBe('ok, asked 1')
    })
  })
})

function takesBytes({ input }: Procedure): boolean {
  return Object.values(shapeOf(input).properties ?? {}).some(({ bytes }) => bytes === true)
}

/** An output that would fit but for a member too many. */
function spoilt(output: z.ZodType): unknown {
  try {
    const [sample] = fc.sample(fitting(shapeOf(output)), { numRuns: 1, seed: 5 })
    return { ...(sample as object), extra: canary }
  } catch {
    // Some outputs have forms that no input has; the other values break those too.
    return canary
  }
}
