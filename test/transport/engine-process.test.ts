// The shell's handle on the engine with small engines forked for real: crash, crash loop, lock, order, stop.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Reply } from '#main/engine-messages.ts'
import { type EngineFault, EngineProcess } from '#main/engine-process.ts'
import type { FieldbookEvent } from '#shared/events.ts'

const engineNamed = (name: string) => new URL(`../fixtures/engines/${name}.ts`, import.meta.url)

let folder: string
let engine: EngineProcess
let faults: EngineFault[]
let events: FieldbookEvent[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldbook-engine-'))
  faults = []
  events = []
})
afterEach(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true })
})

function start(name: string, more: { readonly waits?: readonly number[]; readonly patience?: number } = {}): void {
  const folders = { data: folder, state: folder, resources: folder }
  engine = new EngineProcess({ folders, entry: engineNamed(name), onFault: (fault) => faults.push(fault), ...more })
  engine.onEvent((event) => events.push(event))
}

const codeIn = (reply: Reply) => (reply.ok ? 'ok' : reply.problem.code)
const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('an engine', () => {
  test('is asked only once it is ready, and bytes stay bytes', async () => {
    start('scripted')
    const reply = await engine.call('test.echo', { words: 'é', bytes: new Uint8Array([0, 255]) })
    expect(reply).toEqual({ ok: true, value: { words: 'é', bytes: new Uint8Array([0, 255]) } })
  })

  test('answers many calls, each with its own reply', async () => {
    start('scripted')
    const numbers = Array.from({ length: 200 }, (_, index) => index)
    const replies = await Promise.all(numbers.map((index) => engine.call('test.echo', { index })))
    expect(replies).toEqual(numbers.map((index) => ({ ok: true, value: { index } })))
  })

  test('inherits its folders and nothing that could hold a secret', async () => {
    process.env['FIELDBOOK_CANARY'] = 'canary'
    process.env['NODE_OPTIONS'] = '--no-warnings'
    start('scripted')
    const reply = await engine.call('test.surroundings', {})
    delete process.env['FIELDBOOK_CANARY']
    delete process.env['NODE_OPTIONS']
    const { env, argv } = (reply.ok ? reply.value : {}) as { env: Record<string, string>; argv: string[] }
    const known = /^(FIELDBOOK_(DATA|STATE|RESOURCES)|TZ|LANG|LC_ALL|NODE_CHANNEL_(FD|SERIALIZATION_MODE))$/
    expect(Object.keys(env).filter((name) => !known.test(name))).toEqual([])
    expect([env['FIELDBOOK_DATA'], argv]).toEqual([folder, []])
  })

  test('sends events in their order', async () => {
    start('scripted')
    await engine.call('test.events', { total: 300 })
    expect(events.map((event) => (event.type === 'progress' ? event.done : event))).toEqual(
      Array.from({ length: 300 }, (_, index) => index + 1),
    )
  })
})

describe('when the engine dies', () => {
  test('open calls get a problem, the page hears of it, and the next engine answers', async () => {
    start('scripted')
    const first = (await engine.call('test.echo', {})) && engine.pid
    const silent = engine.call('test.silence', {})
    const crashed = engine.call('test.crash', {})
    expect((await Promise.all([silent, crashed])).map(codeIn)).toEqual(Array(2).fill('application.engine-stopped'))
    expect(events).toEqual([{ type: 'engine.stopped' }])
    expect(codeIn(await engine.call('test.echo', {}))).toBe('ok')
    expect(engine.pid).not.toBe(first)
    expect(faults).toEqual([{ words: 'signal SIGKILL', complaint: '', beforeReady: false, again: 0 }])
  })

  test('its last words are still heard', async () => {
    start('scripted')
    // More than the channel holds at once.
    const words = 'x'.repeat(3_000_000)
    expect(await engine.call('test.lastWords', { words })).toEqual({ ok: true, value: { words } })
  })

  test('again and again before it is ready, it is tried more slowly and no call waits for ever', async () => {
    start('never-ready', { waits: [0, 1, 5, 20] })
    expect(codeIn(await engine.call('test.echo', {}))).toBe('application.engine-stopped')
    await expect.poll(() => faults.length, { timeout: 20_000 }).toBeGreaterThan(3)
    expect(faults.slice(0, 4)).toEqual(
      [1, 5, 20, 20].map((again) => ({
        words: 'exit code 3',
        complaint: 'a part is missing',
        beforeReady: true,
        again,
      })),
    )
    expect(events).toEqual([])
  })
})

describe('when the engine locks', () => {
  test('its process ends, the next one starts at once, and what was asked meanwhile is answered by that', async () => {
    start('scripted')
    await engine.call('test.echo', {})
    const before = engine.pid ?? 0
    const lock = engine.call('vault.lock', {})
    const late = engine.call('test.silence', {})
    expect(codeIn(await lock)).toBe('ok')
    const reply = await engine.call('test.surroundings', {})
    const { pid } = (reply.ok ? reply.value : {}) as { pid: number }
    expect(pid).not.toBe(before)
    expect(isAlive(before)).toBe(false)
    expect([faults, events]).toEqual([[], [{ type: 'vault.locked', because: 'asked' }]])
    await engine.stop()
    expect(codeIn(await late)).toBe('application.engine-stopped')
  })
})

describe('stop', () => {
  test('asks the engine to lock before it ends, and starts no other', async () => {
    start('scripted')
    await engine.call('test.echo', {})
    const pid = engine.pid ?? 0
    await engine.stop()
    expect(events).toEqual([{ type: 'vault.locked', because: 'asked' }])
    expect([isAlive(pid), engine.pid]).toEqual([false, undefined])
    expect(codeIn(await engine.call('test.echo', {}))).toBe('application.engine-stopped')
  })

  test('does not wait for ever for an engine that does not lock', async () => {
    start('deaf', { patience: 100 })
    await engine.call('test.any', {})
    const pid = engine.pid ?? 0
    await engine.stop()
    expect(isAlive(pid)).toBe(false)
  })

  test('may come before the engine is ready, between two starts, and twice', async () => {
    start('scripted')
    await Promise.all([engine.stop(), engine.stop()])
    start('never-ready', { waits: [0, 60_000] })
    await expect.poll(() => faults.length).toBe(1)
    await engine.stop()
    expect(engine.pid).toBe(undefined)
  })
})
