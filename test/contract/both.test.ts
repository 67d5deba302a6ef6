// The same vault, asked in process and over loopback: every reading and every refusal is answered alike.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract, type ProcedureName } from '#shared/contract.ts'
import { type Caller, inProcess, overLoopback } from './callers.ts'
import { type Home, makeHome, unlocking } from './home.ts'
import { readings, workingInputs } from './procedures.ts'
import { faultsOf, shapeOf } from './shapes.ts'

let home: Home
let callers: readonly [Caller, Caller]

beforeAll(async () => {
  home = await makeHome()
  callers = [await inProcess(home.copy()), await overLoopback(home.copy())]
  for (const caller of callers) await caller.call('vault.unlock', unlocking(home.ids))
})
afterAll(async () => {
  for (const caller of callers) await caller.close()
  home.remove()
})

const names = Object.keys(contract) as ProcedureName[]
const [status, sealingKey] = ['application.status', 'application.sealingKey']
/** The version is the tests' own in process, and each engine has a key of its own. */
const ownToEach = [status, sealingKey]

test('every reading answers the same', async () => {
  for (const [name, input] of readings(home.ids).filter(([name]) => !ownToEach.includes(name))) {
    const [one, other] = [await callers[0].call(name, input), await callers[1].call(name, input)]
    expect(other, name).toEqual(one)
    expect(one.ok, name).toBe(true)
  }
})

test.each(names)('%s refuses every faulty input in the same words', async (name) => {
  const faults = faultsOf(shapeOf(contract[name].input), workingInputs(home.ids)[name])
  const carried = faults.filter(({ input }) => callers[1].carries(name, input) && !isRefusedBefore(name, input))
  for (const { input, path, what } of carried) {
    const [one, other] = [await callers[0].call(name, input), await callers[1].call(name, input)]
    expect(other, `${path}: ${what}`).toEqual(one)
  }
})

/** Sealed frames, great depth, and names that JSON readers fall for are refused before dispatch, which names no field. */
function isRefusedBefore(name: ProcedureName, input: unknown): boolean {
  return contract[name].sealed || isStrange(input, 0)
}

function isStrange(value: unknown, depth: number): boolean {
  if (value instanceof Uint8Array || depth > 20) return true
  if (typeof value !== 'object' || value === null) return false
  const poisoned = Object.hasOwn(value, '__proto__') || Object.hasOwn(value, 'constructor')
  return poisoned || Object.values(value).some((member) => isStrange(member, depth + 1))
}
