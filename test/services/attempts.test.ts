// After a few failures the next attempt to open a vault waits, in whatever way it is made, also after a restart.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { beginAttempt, clearAttempts } from '#main/services/vault/attempts.ts'
import { CallFailed, openWorld, secret, temporaryFolder, type World } from '../fixtures/world.ts'

/** What happens elsewhere just before a file is opened, once. */
const elsewhere = vi.hoisted(() => ({ happens: null as (() => void) | null }))

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs')>()
  const openSync: typeof real.openSync = (...parts) => {
    const { happens } = elsewhere
    elsewhere.happens = null
    happens?.()
    return real.openSync(...parts)
  }
  return { ...real, openSync }
})

const wrong = 'correct horse battery stapler'
const another = 'marsh lantern copper violin'

let world: World
let vault: string
beforeEach(async () => {
  world = await openWorld()
  vault = world.application.open.vault.slots.vault
})
afterEach(() => world.remove())

const fileOf = (): string => join(world.folders.state, 'attempts', vault)

/** What unlocking is answered: `open`, or the problem's code and its seconds. */
async function tried(words: string): Promise<string> {
  try {
    await world.call('vault.unlock', { vault, passphrase: secret(words) })
    return 'open'
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error
    const { code, seconds } = error.problem
    return seconds === undefined ? code : `${code} ${seconds}`
  }
}

async function failing(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    world.clock.pass(60_000)
    expect(await tried(wrong)).toBe('vault.passphrase-wrong')
  }
}

describe('after failures', () => {
  beforeEach(() => world.lock())

  test('the first three cost nothing; then not even the right passphrase opens too early', async () => {
    for (let time = 0; time < 4; time++) expect(await tried(wrong)).toBe('vault.passphrase-wrong')
    await failing(2)
    expect(await tried(another)).toMatch(/^vault[.]wait [34]$/)
    expect(await tried('correct horse battery staple')).toMatch(/^vault[.]wait [1-3]$/)
    world.clock.pass(4_000)
    expect(await tried('correct horse battery staple')).toBe('open')
  })

  test('the wait survives a restart, and is a minute at most', async () => {
    await failing(12)
    world.startAgain()
    expect(await tried(wrong)).toMatch(/^vault[.]wait (5\d|60)$/)
    world.clock.pass(60_000)
    expect(await world.unlock()).toMatchObject({ vault })
  })

  test('what opens the vault ends it', async () => {
    await failing(6)
    world.clock.pass(60_000)
    await world.unlock()
    expect(existsSync(fileOf())).toBe(false)
    await world.lock()
    for (let time = 0; time < 3; time++) expect(await tried(wrong)).toBe('vault.passphrase-wrong')
  })

  test('neither a clock put back nor a damaged file lets anybody off, or locks anybody out', async () => {
    await failing(12)
    world.clock.pass(-86_400_000)
    expect(await tried('correct horse battery staple')).toMatch(/^vault[.]wait (59|60)$/)
    writeFileSync(fileOf(), Buffer.from('\u0000damaged'))
    expect(await tried('correct horse battery staple')).toMatch(/^vault[.]wait (59|60)$/)
    world.clock.pass(60_000)
    expect(await tried('correct horse battery staple')).toBe('open')
  })

  test('a file that cannot be written closes no vault to its owner', async () => {
    mkdirSync(fileOf())
    await failing(6)
    expect(await tried('correct horse battery staple')).toBe('open')
  })

  test('another vault does not wait', async () => {
    await failing(8)
    await world.call('vault.create', { name: 'Bo Lindgren', passphrase: secret(another) })
    const theirs = world.application.open.vault.slots.vault
    await world.lock()
    expect(await tried(wrong)).toMatch(/^vault[.]wait/)
    expect(await world.call('vault.unlock', { vault: theirs, passphrase: secret(another) })).toMatchObject({
      name: 'Bo Lindgren',
    })
  })

  test('the file says when, is for its owner only, and holds nothing that was typed', async () => {
    await failing(2)
    expect(statSync(fileOf()).mode & 0o077).toBe(0)
    expect(readFileSync(fileOf(), 'utf8')).toMatch(/^(\n[-0-9T:.]{23}Z [0-9a-f]{16}\n){2}$/)
  })
})

describe('the same wait is asked', () => {
  test('of the recovery code, and of the passphrase after it', async () => {
    await world.call('vault.makeRecoverySheet', {})
    await world.lock()
    const recovering = () =>
      world.problemOf('vault.recover', { vault, code: secret('no'), passphrase: secret(another) })
    for (let time = 0; time < 6; time++) {
      world.clock.pass(60_000)
      expect(await recovering()).toBe('vault.recovery-code-wrong')
    }
    expect(await recovering()).toBe('vault.wait')
    expect(await tried('correct horse battery staple')).toMatch(/^vault[.]wait/)
  })

  test('of a change of passphrase, while the vault is open', async () => {
    const changing = (present: string) =>
      world.problemOf('vault.changePassphrase', { present: secret(present), passphrase: secret(another) })
    for (let time = 0; time < 6; time++) {
      world.clock.pass(60_000)
      expect(await changing(wrong)).toBe('vault.passphrase-wrong')
    }
    expect(await changing('correct horse battery staple')).toBe('vault.wait')
  })

  test('not of a vault without a recovery sheet, nor for a passphrase that is refused', async () => {
    await world.lock()
    for (let time = 0; time < 8; time++) {
      const input = { vault, code: secret('no'), passphrase: secret(time < 4 ? another : 'too short') }
      const expected = time < 4 ? 'vault.recovery-sheet-missing' : 'vault.passphrase-refused'
      expect(await world.problemOf('vault.recover', input)).toBe(expected)
    }
    expect(existsSync(fileOf())).toBe(false)
  })
})

describe('several processes', () => {
  let folder: string
  beforeEach(() => {
    folder = temporaryFolder()
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const start = Date.parse('2026-03-10T09:00:00.000Z')
  const at = (seconds: number): string => new Date(start + seconds * 1_000).toISOString()

  async function processOf(path: string, now: string, times: number): Promise<() => Promise<readonly string[]>> {
    const program = new URL('../fixtures/vaults/attempt.ts', import.meta.url)
    const child = fork(program, [path, now, String(times)])
    await once(child, 'message')
    return async () => {
      child.send('go')
      const [told] = (await once(child, 'message')) as [readonly string[]]
      await once(child, 'exit')
      return told
    }
  }

  test('of which one comes between what another reads and what it writes get one attempt between them', () => {
    const path = join(folder, 'attempts')
    for (let failure = 0; failure < 12; failure++) beginAttempt(path, at(failure * 60))
    const wait = expect.objectContaining({ code: 'vault.wait', seconds: 60 })
    elsewhere.happens = () => beginAttempt(path, at(12 * 60))
    expect(() => beginAttempt(path, at(12 * 60))).toThrow(wait)
    expect(elsewhere.happens).toBeNull()
  })

  test('that try at one instant get one attempt between them, and the next process waits after they have ended', async () => {
    const path = join(folder, 'attempts')
    for (let failure = 0; failure < 12; failure++) beginAttempt(path, at(failure * 60))
    const processes = await Promise.all([1, 2, 3].map(() => processOf(path, at(12 * 60), 30)))
    const told = (await Promise.all(processes.map((go) => go()))).flat()
    expect(told).toHaveLength(90)
    expect(told.filter((words) => words === 'may try')).toHaveLength(1)
    expect(new Set(told)).toEqual(new Set(['may try', 'vault.wait 60']))
    const later = await processOf(path, at(12 * 60 + 59), 1)
    expect(await later()).toEqual(['vault.wait 1'])
    clearAttempts(path)
    const cleared = await processOf(path, at(12 * 60 + 59), 4)
    expect(await cleared()).toEqual(['may try', 'may try', 'may try', 'may try'])
  })
})
