// Electron's entry from beginning to end with a fake Electron, a real lock and small real engines: start, lock, leave.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { takeInstanceLock } from '#main/data/instance-lock.ts'
import { problems } from '#shared/problems.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import {
  app,
  type BrowserWindow,
  forget,
  ipcRenderer,
  pageFrame,
  powerMonitor,
  seen,
  sendFrom,
} from '../support/fake-electron.ts'
import { testPages } from '../support/loopback.ts'

/** One fake for every fresh start of the entry. */
const fake = await vi.hoisted(async () => import('../support/fake-electron.ts'))
vi.mock('electron', () => fake)
vi.mock('#main/places.ts', async () => {
  const { pathToFileURL } = await import('node:url')
  const { resources } = await import('../fixtures/world.ts')
  const place = (path: string) => pathToFileURL(path)
  const pages = place(`${testPages}/`)
  return { places: { pages, preload: place('/preload.cjs'), resources: place(`${resources}/`) } }
})

const { sentence } = problems['application.already-running']

let home: string
let printed: string
let told: { readonly type: string }[]

beforeEach(() => {
  home = temporaryFolder()
  process.env['FIELDBOOK_HOME'] = home
  forget()
  vi.resetModules()
  printed = ''
  told = []
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((words) => {
      printed += String(words)
      return true
    })
  }
  ipcRenderer.on('fieldbook:event', (_event, said) => void told.push(said as { type: string }))
})
afterEach(async () => {
  await leave()
  vi.restoreAllMocks()
  for (const name of ['uncaughtException', 'unhandledRejection'] as const)
    ours(name).forEach((hear) => process.off(name, hear))
  delete process.env['FIELDBOOK_HOME']
  rmSync(home, { recursive: true })
})

/** Listeners of the entry on the process, which belongs to the test runner. */
function ours(name: 'uncaughtException' | 'unhandledRejection'): ((...words: unknown[]) => void)[] {
  return process.listeners(name as 'uncaughtException').filter((hear) => hear.name === 'fail') as never
}

async function start(): Promise<BrowserWindow> {
  await import('#main/index.ts')
  await vi.waitFor(() => expect(seen.windows.length + seen.exits.length).toBe(1))
  return seen.windows[0] as BrowserWindow
}

/** Ends what a test left running. */
async function leave(): Promise<void> {
  if (seen.windows.length > 0 && seen.exits.length === 0) app.emit('before-quit', { preventDefault: () => {} })
  if (seen.windows.length > 0) await vi.waitFor(() => expect(seen.exits).toHaveLength(1), { timeout: 15_000 })
}

const call = (procedure: string, input: object) =>
  sendFrom(pageFrame, 'fieldbook:call', procedure, JSON.stringify(input))
const ended = () => vi.waitFor(() => expect(seen.exits).toHaveLength(1), { timeout: 15_000 })

/** Makes a vault, which is open then. The page would seal this; main passes on whatever bytes it is given. */
async function openVault(): Promise<void> {
  const { sealCall } = await import('#shared/sealed-call.ts')
  const reply = await call('application.sealingKey', {})
  const { key } = (reply.ok ? reply.value : {}) as { readonly key: string }
  const passphrase = new TextEncoder().encode('correct horse battery staple')
  const { sealed } = await sealCall(key, 'vault.create', { name: 'Ada Ferris', passphrase })
  expect(await sendFrom(pageFrame, 'fieldbook:secret', 'vault.create', sealed)).toMatchObject({ ok: true })
}

describe('a start', () => {
  test('settles scheme, sandbox and folder before any window, and guards what comes', async () => {
    const window = await start()
    expect(seen.schemes).toEqual([[{ scheme: 'app', privileges: { standard: true, secure: true } }]])
    expect([seen.sandboxed, seen.paths['userData']]).toEqual([true, join(home, 'state', 'window')])
    expect(window.webContents.opens?.({})).toEqual({ action: 'deny' })
    const session = seen.sessions.get('fieldbook')
    expect(Object.keys(session?.given ?? {})).toEqual(
      expect.arrayContaining(['app', 'permissionRequest', 'onBeforeRequest']),
    )
    expect(JSON.stringify(seen.menu)).not.toMatch(/reload|toggleDevTools|help/i)
    expect(await call('application.status', {})).toMatchObject({ ok: true, value: { open: null } })
  })

  test('of a second instance ends with a plain message', async () => {
    seen.first = false
    await start()
    expect([seen.exits, seen.windows]).toEqual([[1], []])
    expect(printed).toContain(sentence)
    expect(seen.boxes[0]).toContain(sentence)
    expect(printed).not.toMatch(/^\s+at /m)
  })

  test('while another shell holds the data folder ends with the same message', async () => {
    const { openFolders } = await import('#main/platform/folders.ts')
    const lock = takeInstanceLock(openFolders().data)
    await start()
    lock.release()
    expect([seen.exits, seen.windows]).toEqual([[1], []])
    expect(seen.boxes[0]).toContain(sentence)
  })

  test('brings the window to the front when another is started', async () => {
    const window = await start()
    app.emit('second-instance')
    expect(window.shown).toEqual(['restore', 'show', 'focus'])
  })
})

describe('leaving', () => {
  test('closing the window locks the vault, gives the lock back and ends', async () => {
    const window = await start()
    await openVault()
    window.emit('close', { preventDefault: () => {} })
    window.emit('close', { preventDefault: () => {} })
    await ended()
    expect([seen.exits, window.destroyed]).toEqual([[0], true])
    expect(told.map(({ type }) => type)).toEqual(['lock.asked', 'vault.locked'])
    const { openFolders } = await import('#main/platform/folders.ts')
    takeInstanceLock(openFolders().data).release()
  })

  test('with no vault open asks the page nothing', async () => {
    const window = await start()
    await call('application.status', {})
    window.emit('close', { preventDefault: () => {} })
    await ended()
    expect([seen.exits, told]).toEqual([[0], []])
  })

  test('a page that locks in time is not waited for', async () => {
    const window = await start()
    await openVault()
    ipcRenderer.on('fieldbook:event', (_event, said) => {
      if ((said as { type: string }).type === 'lock.asked') void call('vault.lock', {})
    })
    window.emit('session-end')
    await ended()
    expect(told.map(({ type }) => type)).toEqual(['lock.asked', 'vault.locked'])
  })

  test('a fault of ours is told without a stack trace, and ends after locking', async () => {
    await start()
    await openVault()
    ours('uncaughtException')[0]?.(new Error('canary'))
    await ended()
    expect(seen.exits).toEqual([1])
    expect(told.map(({ type }) => type)).toEqual(['lock.asked', 'vault.locked'])
    expect(printed).not.toMatch(/canary|^\s+at /m)
  })
})

describe('away from the computer', () => {
  test.each(['suspend', 'lock-screen'])('%s locks, and Fieldbook stays', async (name) => {
    const window = await start()
    await openVault()
    powerMonitor.emit(name)
    await vi.waitFor(() => expect(told.map(({ type }) => type)).toEqual(['lock.asked', 'vault.locked']), 5_000)
    expect(await call('inspection.list', {})).toMatchObject({ problem: { code: 'vault.locked' } })
    expect([seen.exits, window.destroyed]).toEqual([[], false])
  })

  test('shutting down locks and ends', async () => {
    await start()
    await openVault()
    powerMonitor.emit('shutdown')
    await ended()
    expect([seen.exits, told.at(-1)?.type]).toEqual([[0], 'vault.locked'])
  })
})

describe('a page that breaks down', () => {
  test('is shown once more, and a second time at once ends Fieldbook', async () => {
    const window = await start()
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(window.urls).toEqual(['app://fieldbook/', 'app://fieldbook/'])
    window.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    await ended()
    expect(seen.exits).toEqual([1])
  })
})
