// The one suite of the contract: what every procedure owes its callers, whichever way they come.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '#main/engine-messages.ts'
import { contract, type ProcedureName } from '#shared/contract.ts'
import { Problem, type ProblemCode, problems, replyOf } from '#shared/problems.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { aNote, anId, larkfield } from '../fixtures/world.ts'
import { type Caller, type Start, untilClosed } from './callers.ts'
import { type Home, type Ids, makeHome, unlocking } from './home.ts'
import { disclosureContent, effects, idFields, readings, workingInputs } from './procedures.ts'
import { canary, type Fault, faultsOf, fitting, shapeOf } from './shapes.ts'

const names = Object.keys(contract) as ProcedureName[]
const withVault = (...kinds: readonly string[]): ProcedureName[] =>
  names.filter((name) => kinds.includes(contract[name].vault))
const refusals: readonly string[] = ['application.input-refused', 'application.input-too-large']
/** Random inputs for each procedure. */
const runs = 40

export function codeOf(reply: Reply): ProblemCode | 'ok' {
  return reply.ok ? 'ok' : reply.problem.code
}

/** A sample that fits the procedure's input, always the same. */
function sampleOf(name: ProcedureName): unknown {
  const [sample] = fc.sample(fitting(shapeOf(contract[name].input)), { numRuns: 1, seed: 7 })
  return sample
}

export function contractSuite(start: Start): void {
  let home: Home
  let caller: Caller
  beforeAll(async () => {
    home = await makeHome()
    caller = await start(home.copy())
  })
  afterAll(async () => {
    await caller.close()
    home.remove()
  })
  const here = (): Here => ({ caller, ids: home.ids })
  describe('a name that is no procedure', () => {
    unknownNames(here)
  })
  describe('while no vault is open', () => {
    whileLocked(here)
  })
  describe('while a vault is open', () => {
    beforeAll(async () => expect(codeOf(await caller.call('vault.unlock', unlocking(home.ids)))).toBe('ok'))
    whileOpen(here)
    unknownIds(here)
    random(here)
  })
  describe('a disclosure', () => {
    disclosing(here)
  })
  describe('after a lock', () => {
    afterLock(here)
  })
}

interface Here {
  readonly caller: Caller
  readonly ids: Ids
}

function unknownNames(here: () => Here): void {
  const strange = ['no.such', 'vault.Unlock', 'vault.unlock ', '__proto__', 'constructor', 'toString', 'x'.repeat(90)]
  test.each(strange)('%s is refused', async (name) => {
    for (const input of [{}, null, { extra: canary }]) {
      expect(await here().caller.call(name, input)).toEqual(replyFor('application.procedure-unknown'))
    }
  })
}

function whileLocked(here: () => Here): void {
  test.each(withVault('open'))('%s answers that the vault is locked', async (name) => {
    for (const input of [workingInputs(here().ids)[name], sampleOf(name), {}, null, [canary]]) {
      expect(await here().caller.call(name, input)).toEqual(replyFor('vault.locked'))
    }
  })
  test.each(withVault('closed', 'any'))('%s refuses every faulty input', (name) => refusesFaults(here(), name))
}

function whileOpen(here: () => Here): void {
  test.each(withVault('closed'))('%s answers that a vault is open', async (name) => {
    for (const input of [workingInputs(here().ids)[name], {}, null]) {
      expect(await here().caller.call(name, input)).toEqual(replyFor('vault.already-open'))
    }
  })
  test.each(withVault('open', 'any'))('%s refuses every faulty input', (name) => refusesFaults(here(), name))
  const sealed = names.filter((name) => contract[name].sealed)
  test.each(sealed)('%s, whose reply is a secret, is refused where nobody sealed it', async (name) => {
    const { caller, ids } = here()
    expect(await caller.callUnsealed(name, workingInputs(ids)[name])).toEqual(replyFor('application.input-refused'))
  })
}

/** Before enrolment everybody is an inspector: other roles are missing whatever was sent. */
function refusalsOf(name: ProcedureName): readonly string[] {
  const { role } = contract[name]
  return role === null || role === 'inspector' ? refusals : [...refusals, 'application.role-missing']
}

/** Refused by its form, the field named, and nothing of what was sent in the reply or in the log. */
async function refusesFaults({ caller, ids }: Here, name: ProcedureName): Promise<void> {
  const faults = faultsOf(shapeOf(contract[name].input), workingInputs(ids)[name])
  expect(faults.length).toBeGreaterThan(10)
  for (const fault of faults.filter(({ input }) => caller.carries(name, input))) {
    const reply = await caller.call(name, fault.input)
    const about = `${name}, ${fault.path || 'input'}: ${fault.what}`
    expect(refusalsOf(name), about).toContain(codeOf(reply))
    expect(namesTheField(reply, fault), `${about}: ${JSON.stringify(reply)}`).toBe(true)
    expect(JSON.stringify(reply), about).not.toContain(canary)
  }
  expect(caller.logged()).not.toContain(canary)
}

/** A fault is named at its field or above it; what never became an object at all has no fields. */
function namesTheField(reply: Reply, { path }: Fault): boolean {
  if (reply.ok) return false
  const { fields } = reply.problem
  return fields.length === 0 || fields.some((field) => path === field || path.startsWith(`${field}.`) || field === '')
}

function unknownIds(here: () => Here): void {
  const fields = names.flatMap((name) => idFields(name, Object.keys(contract[name].input.shape)))
  const reachable = fields.filter(({ procedure }) => contract[procedure].vault !== 'closed')
  test.each(reachable)('$procedure with an unknown $field answers $code', async ({ procedure, field, code }) => {
    const { caller, ids } = here()
    const working = workingInputs(ids)[procedure] as Readonly<Record<string, unknown>>
    const unknown = /^(inspection|disclosure|question)$/.test(field) ? 'e'.repeat(64) : 'e'.repeat(32)
    expect(codeOf(await caller.call(procedure, { ...working, [field]: unknown }))).toBe(code)
  })
}

/** Words of the policy pack, so that random calls get past it. */
const terms = ['observation', 'staff-view', 'child', 'manager', larkfield.remit, larkfield.setting]

/** Whatever a page sends: an answer in our form, and never a fault of our own. */
function random(here: () => Here): void {
  test.each(withVault('open', 'any'))('%s answers anything at all', async (name) => {
    const { caller, ids } = here()
    const known = [...(Object.values(ids).flat() as string[]), ...terms]
    const near = fitting(shapeOf(contract[name].input), known)
    const input = fc.oneof({ weight: 2, arbitrary: near }, fc.jsonValue(), fc.anything())
    const property = fc.asyncProperty(input, async (value) => {
      const mayEnd = effects[name] === 'ends' && contract[name].input.safeParse(value).success
      if (mayEnd || !caller.carries(name, value)) return
      const code = codeOf(await caller.call(name, value))
      expect([...Object.keys(problems), 'ok']).toContain(code)
      expect(code).not.toBe('application.unexpected')
    })
    await alwaysAsync(property, runs)
  })
}

/** Nothing outside the disclosure page tells that there is one (whistleblowing). */
function disclosing(here: () => Here): void {
  const everything = async (): Promise<readonly unknown[]> => {
    const { caller, ids } = here()
    const replies: unknown[] = []
    for (const [name, input] of readings(ids)) replies.push([name, input, await caller.call(name, input)])
    return replies
  }
  const call = async (name: ProcedureName, input: unknown): Promise<Record<string, unknown>> => {
    const reply = await here().caller.call(name, input)
    if (!reply.ok) throw new Error(`${name} answered ${reply.problem.code}`)
    return reply.value as Record<string, unknown>
  }

  test('drafted, saved, revised and read again leaves every other reply as it was', async () => {
    const { ids } = here()
    const before = await everything()
    const inputs = workingInputs(ids)
    const kept = inputs['disclosureDraft.keep']
    await call('disclosureDraft.keep', kept)
    expect(await everything()).toEqual(before)
    const { disclosure } = await call('disclosure.save', { ...kept, reason: '' })
    expect(await everything()).toEqual(before)
    const { heads } = await call('disclosure.read', { disclosure })
    const content = { ...disclosureContent, concern: 'Doors are locked at night, twice this week.' }
    await call('disclosureDraft.keep', { ...kept, disclosure, heads, content })
    await call('disclosure.save', { ...kept, disclosure, heads, content, reason: 'rang again' })
    expect(await everything()).toEqual(before)
    expect((await call('disclosure.list', {}))['disclosures']).toContainEqual(expect.objectContaining({ disclosure }))
  })
}

function afterLock(here: () => Here): void {
  test('half a pair of surrogates in a draft is kept and does not stand in the way of locking', async () => {
    const { caller, ids } = here()
    const draft = { ...workingInputs(ids)['draft.keep'], note: anId(), heads: [], content: aNote('half \ud83d') }
    expect(codeOf(await caller.call('draft.keep', draft))).toBe('ok')
    expect(codeOf(await caller.call('note.save', { ...draft, reason: '' }))).not.toBe('application.unexpected')
  })
  test('the vault is locked for everybody', async () => {
    const { caller } = here()
    expect(codeOf(await caller.call('vault.lock', {}))).toBe('ok')
    await untilClosed(caller)
    expect(codeOf(await caller.call('inspection.list', {}))).toBe('vault.locked')
  })
  test.each(withVault('closed'))('%s with a vault that is not there answers so', async (name) => {
    const { caller, ids } = here()
    const working = workingInputs(ids)[name] as Readonly<Record<string, unknown>>
    if (!('vault' in working)) return
    expect(codeOf(await caller.call(name, { ...working, vault: 'e'.repeat(32) }))).toBe('vault.unknown')
  })
}

/** The whole reply of a problem that names no field. */
export function replyFor(code: ProblemCode): Reply {
  return { ok: false, problem: replyOf(new Problem(code)) }
}
