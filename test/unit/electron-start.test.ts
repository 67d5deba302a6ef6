// Which shell a start opens: runtime there, fetched, not to be had, or decided by FIELDBOOK_SHELL.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chooseShell, type ShellChoice } from '#main/choose-shell.ts'
import { type ElectronRuntime, type Fetched, runtimeIn } from '#main/electron-runtime.ts'
import { fetchMemory } from '#main/fetch-memory.ts'
import { temporaryFolder } from '../fixtures/world.ts'

const day = 86_400_000

let folder: string
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => rmSync(folder, { recursive: true }))

/** A runtime that fetching brings, or does not bring. */
function runtime(
  there: boolean,
  outcome: Fetched = 'failed',
): ElectronRuntime & { readonly fetch: ReturnType<typeof vi.fn> } {
  let installed = there
  const fetch = vi.fn(async () => {
    if (outcome === 'fetched') installed = true
    return outcome
  })
  return { executable: () => (installed ? '/electron' : null), fetch }
}

function choose(more: Partial<ShellChoice>) {
  const said: string[] = []
  const memory = fetchMemory(folder, () => 1_000)
  const choice = { wanted: undefined, runtime: null, memory, now: () => 2_000, ...more }
  return { chosen: chooseShell({ ...choice, say: (...lines) => void said.push(...lines) }), said }
}

const window = { shell: 'electron', executable: '/electron' }
const browser = { shell: 'browser' }

describe('without FIELDBOOK_SHELL', () => {
  test.each([undefined, ''])('a runtime that is there opens the window at once (%j)', async (wanted) => {
    const there = runtime(true)
    const { chosen, said } = choose({ wanted, runtime: there })
    expect(await chosen).toEqual(window)
    expect([said, there.fetch.mock.calls]).toEqual([[], []])
  })

  test('a runtime that can be fetched is fetched, and said to be', async () => {
    const absent = runtime(false, 'fetched')
    const { chosen, said } = choose({ runtime: absent })
    expect(await chosen).toEqual(window)
    expect(absent.fetch).toHaveBeenCalledExactlyOnceWith(20_000)
    expect(said.join(' ')).toMatch(/not installed.*was fetched/)
  })

  test.each(['failed', 'took-too-long'] as const)(
    'one that cannot be fetched (%s) opens browser mode',
    async (outcome) => {
      const { chosen, said } = choose({ runtime: runtime(false, outcome) })
      expect(await chosen).toEqual(browser)
      expect(said.join(' ')).toMatch(/could not be fetched.*electron:install.*browser mode/)
    },
  )

  test('an install step that ends well and brings nothing opens browser mode', async () => {
    const hollow = { executable: () => null, fetch: async () => 'fetched' as const }
    expect(await choose({ runtime: hollow }).chosen).toEqual(browser)
  })

  test('a failure is remembered for a day, then it is tried again', async () => {
    await choose({ runtime: runtime(false) }).chosen
    const again = runtime(false, 'fetched')
    const soon = choose({ runtime: again, now: () => 999 + day })
    expect(await soon.chosen).toEqual(browser)
    expect([again.fetch.mock.calls.length, soon.said.join(' ')]).toEqual([
      0,
      expect.stringMatching(/less than a day ago/),
    ])
    expect(await choose({ runtime: again, now: () => 1_000 + day }).chosen).toEqual(window)
  })

  test('a failure of the future, by a clock set back, and an unreadable one are no reason', async () => {
    await choose({ runtime: runtime(false) }).chosen
    expect(await choose({ runtime: runtime(false, 'fetched'), now: () => 999 }).chosen).toEqual(window)
    writeFileSync(join(folder, 'electron-not-fetched'), 'yesterday')
    expect(await choose({ runtime: runtime(false, 'fetched') }).chosen).toEqual(window)
  })

  test('forgetting takes the failure away', async () => {
    await choose({ runtime: runtime(false) }).chosen
    fetchMemory(folder, () => 0).forget()
    expect(await choose({ runtime: runtime(false, 'fetched') }).chosen).toEqual(window)
  })

  test('without the electron package there is nothing to fetch and nothing to say', async () => {
    const { chosen, said } = choose({ runtime: null })
    expect([await chosen, said]).toEqual([browser, []])
  })
})

describe('FIELDBOOK_SHELL', () => {
  test('browser never looks at a runtime', async () => {
    const there = runtime(true)
    expect(await choose({ wanted: 'browser', runtime: there }).chosen).toEqual(browser)
    const absent = runtime(false, 'fetched')
    expect(await choose({ wanted: 'browser', runtime: absent }).chosen).toEqual(browser)
    expect(absent.fetch).not.toHaveBeenCalled()
  })

  test('electron opens the window, and fails without a runtime, fetching nothing', async () => {
    expect(await choose({ wanted: 'electron', runtime: runtime(true) }).chosen).toEqual(window)
    const absent = runtime(false, 'fetched')
    await expect(choose({ wanted: 'electron', runtime: absent }).chosen).rejects.toMatchObject({
      code: 'application.electron-missing',
    })
    await expect(choose({ wanted: 'electron' }).chosen).rejects.toMatchObject({ code: 'application.electron-missing' })
    expect(absent.fetch).not.toHaveBeenCalled()
  })

  test.each(['Electron', 'none', ' '])('%j names no shell', async (wanted) => {
    await expect(choose({ wanted, runtime: runtime(true) }).chosen).rejects.toMatchObject({
      code: 'application.shell-unknown',
    })
  })
})

describe('the runtime in its package', () => {
  /** A package whose install step does what it is told. */
  function packageWith(step: string): ElectronRuntime {
    writeFileSync(join(folder, 'package.json'), '{"version":"45.4.1"}')
    writeFileSync(join(folder, 'install.cjs'), step)
    writeFileSync(join(folder, 'install.js'), "require('./install.cjs')")
    return runtimeIn(folder)
  }
  const installs = `const fs = require('fs')
    fs.mkdirSync(__dirname + '/dist')
    fs.writeFileSync(__dirname + '/dist/version', 'v45.4.1')
    fs.writeFileSync(__dirname + '/dist/electron', '')
    fs.writeFileSync(__dirname + '/path.txt', 'electron')`

  test('is fetched by the step of the package, and found', async () => {
    const electron = packageWith(installs)
    expect(electron.executable()).toBe(null)
    expect(await electron.fetch(20_000)).toBe('fetched')
    expect(electron.executable()).toBe(join(folder, 'dist', 'electron'))
  })

  test('of another version counts as none', async () => {
    const electron = packageWith(installs.replace('v45.4.1', 'v44.0.0'))
    expect(await electron.fetch(20_000)).toBe('failed')
    expect(electron.executable()).toBe(null)
  })

  test.each(['process.exit(1)', "throw new Error('getaddrinfo ENOTFOUND')", ''])(
    'is not there after %j',
    async (step) => {
      expect(await packageWith(step).fetch(20_000)).toBe('failed')
    },
  )

  test('is given up when it takes too long', async () => {
    expect(await packageWith('setInterval(() => {}, 1000)').fetch(300)).toBe('took-too-long')
  })

  test('without an executable counts as none', () => {
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'dist', 'version'), '45.4.1')
    writeFileSync(join(folder, 'path.txt'), 'electron')
    expect(packageWith('').executable()).toBe(null)
  })
})
