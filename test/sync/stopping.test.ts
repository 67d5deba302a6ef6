// Locking while the store is being waited for: it answers at once, and whatever comes later writes nothing and throws nothing.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as nextRound } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { type Bend, type Member, Organisation, settle, startAgain, straight, turn } from '../fixtures/organisation.ts'
import { aNote, CallFailed, ledgerOf, openLarkfield, saveNote } from '../fixtures/world.ts'
import { hanging } from './ways.ts'

// vitest fails a run in which a promise is rejected or a timer throws and nobody took notice.
let organisation: Organisation
beforeAll(async () => {
  organisation = await Organisation.found()
})
afterAll(() => organisation.close())
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

/** A gate that takes no notice of anybody giving up: the request of this number is answered when it opens. */
function gated(number: number): { readonly bend: Bend; readonly reached: Promise<void>; open(): void } {
  let asked = 0
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const bend: Bend = (fetch) => async (url, init) => {
    asked += 1
    const reply = await fetch(url, init)
    if (asked - 1 === number) {
      reached.resolve()
      await gate.promise
    }
    return reply
  }
  return { bend, reached: reached.promise, open: () => gate.resolve() }
}

function bytesOf({ world }: Member): string {
  const [vault] = world.application.status().vaults
  return readFileSync(join(world.folders.data, 'vaults', vault?.vault ?? '', 'vault.db')).toString('latin1')
}

test.each(['enrolment.look', 'enrolment.join'] as const)('locking answers at once while %s hangs', async (name) => {
  const member = await organisation.open('Fay Moran', hanging)
  const asked = member.world.problemOf(name, { code: organisation.codeFor('Fay Moran', ['inspector']) })
  await member.world.lock()
  expect(await asked).toBe('vault.locked')
  expect(member.world.application.isOpen).toBe(false)
})

test('locking answers at once while a turn hangs, and the turn ends', async () => {
  const member = await organisation.enrol('Gil Osei', ['inspector'])
  member.bend = hanging
  const under = turn(member)
  await member.world.lock()
  await under
})

test('a write that comes after closing fails, and nothing follows it', async () => {
  const { world } = await organisation.open('Jo Adler')
  const ledger = ledgerOf(world)
  vi.advanceTimersByTime(1_000)
  world.application.abandon()
  expect(() => ledger.write(() => {})).toThrow()
  vi.runAllTimers()
})

test('whatever reply of a join comes after locking, nothing is written and nothing throws', async () => {
  for (let number = 0; ; number += 1) {
    const member = await organisation.open('Hal Reyes')
    const gate = gated(number)
    member.bend = gate.bend
    const joining = member.world.call('enrolment.join', { code: organisation.codeFor('Hal Reyes', ['inspector']) })
    const first = await Promise.race([gate.reached, joining.then(() => 'joined')])
    if (first === 'joined') {
      expect(number).toBeGreaterThan(2)
      return
    }
    member.world.application.lock()
    const before = bytesOf(member)
    gate.open()
    await expect(joining).rejects.toThrow(/vault.locked/)
    vi.runAllTimers()
    expect(bytesOf(member)).toBe(before)
  }
})

/** Lets the event loop go round this often: replies arrive, signatures are checked, grants are opened. */
async function rounds(count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) await nextRound()
}

test('closing between any two steps of a join or a turn ends both quietly', async () => {
  for (let count = 0; count < 60; count += 7) {
    const member = await organisation.open('Ivy Tan')
    await openLarkfield(member.world)
    const joining = member.world.call('enrolment.join', { code: organisation.codeFor('Ivy Tan', ['inspector']) })
    const joined = joining.then(
      () => 'joined',
      (error: unknown) => (error instanceof CallFailed ? error.problem.code : String(error)),
    )
    await rounds(count)
    const going = turn(member)
    member.world.application.abandon()
    const before = bytesOf(member)
    expect(['joined', 'vault.locked']).toContain(await joined)
    await going
    vi.runAllTimers()
    expect(bytesOf(member)).toBe(before)
  }
})

test('whatever reply of a turn comes after closing, nothing is written and nothing throws', async () => {
  const ada = await organisation.enrol('Ada Ferris', ['inspector'])
  const bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  const { inspection } = await openLarkfield(ada.world)
  await turn(ada)
  const { people } = await ada.world.call('directory.people', {})
  const other = people.find(({ name }) => name === 'Bo Lindgren')?.person ?? ''
  await ada.world.call('team.add', { inspection, people: [other] })
  await settle([ada, bo], 2)
  for (let number = 0; ; number += 1) {
    await saveNote(bo.world, inspection, aNote('seen by the colleague'))
    await saveNote(ada.world, inspection, aNote('seen'))
    await turn(bo)
    const gate = gated(number)
    ada.bend = gate.bend
    const going = turn(ada)
    if ((await Promise.race([gate.reached, going.then(() => 'ended')])) === 'ended') break
    ada.world.application.abandon()
    const before = bytesOf(ada)
    gate.open()
    await going
    vi.runAllTimers()
    expect(bytesOf(ada)).toBe(before)
    ada.bend = straight
    await startAgain(ada)
    await settle([ada, bo], 2)
  }
})
