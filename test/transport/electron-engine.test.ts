// The engine as a utility process: the ends that it can take, over a port whose last message can be overtaken.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type EngineFault, EngineProcess } from '#main/engine-process.ts'
import { startUtilityEngine } from '#main/transports/electron/utility-engine.ts'
import type { FieldbookEvent } from '#shared/events.ts'

vi.mock('electron', () => import('../support/fake-electron.ts'))

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
  const entry = new URL(`../fixtures/engines/${name}.ts`, import.meta.url)
  const onFault = (fault: EngineFault) => void faults.push(fault)
  engine = new EngineProcess({ folders, entry, onFault, startChild: startUtilityEngine, ...more })
  engine.onEvent((event) => events.push(event))
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('answers calls and events, bytes stay bytes, and it inherits its folders only', async () => {
  process.env['FIELDBOOK_CANARY'] = 'canary'
  start('scripted')
  const bytes = new Uint8Array([0, 255])
  expect(await engine.call('test.echo', { bytes })).toEqual({ ok: true, value: { bytes } })
  await engine.call('test.events', { total: 20 })
  expect(events).toHaveLength(20)
  const reply = await engine.call('test.surroundings', {})
  delete process.env['FIELDBOOK_CANARY']
  expect(JSON.stringify(reply)).not.toContain('canary')
  expect(reply).toMatchObject({ value: { env: { FIELDBOOK_DATA: folder } } })
})

test('a lock is answered, ends the process, and the next one takes over', async () => {
  start('scripted')
  await engine.call('test.echo', {})
  const before = engine.pid ?? 0
  expect(await engine.call('vault.lock', {})).toMatchObject({ ok: true })
  expect(await engine.call('test.echo', {})).toMatchObject({ ok: true })
  expect(engine.pid).not.toBe(before)
  expect(isAlive(before)).toBe(false)
  expect([faults, events]).toEqual([[], [{ type: 'vault.locked', because: 'asked' }]])
})

test('a crash answers open calls, is told, and the next one takes over', async () => {
  start('scripted')
  await engine.call('test.echo', {})
  const silent = engine.call('test.silence', {})
  expect(await engine.call('test.crash', {})).toMatchObject({ problem: { code: 'application.engine-stopped' } })
  expect(await silent).toMatchObject({ problem: { code: 'application.engine-stopped' } })
  expect(events).toEqual([{ type: 'engine.stopped' }])
  expect(faults).toEqual([{ words: 'exit code 1', complaint: '', beforeReady: false, again: 0 }])
  expect(await engine.call('test.echo', {})).toMatchObject({ ok: true })
})

test('what it complains of before it is ready is told', async () => {
  start('never-ready', { waits: [0, 60_000] })
  expect(await engine.call('test.echo', {})).toMatchObject({ problem: { code: 'application.engine-stopped' } })
  expect(faults).toMatchObject([{ words: 'exit code 3', complaint: 'a part is missing', beforeReady: true }])
})

test('stop asks for the lock first, and starts no other', async () => {
  start('scripted')
  await engine.call('test.echo', {})
  const pid = engine.pid ?? 0
  await engine.stop()
  expect(events).toEqual([{ type: 'vault.locked', because: 'asked' }])
  expect([isAlive(pid), engine.pid]).toEqual([false, undefined])
})

test('stop ends a process that does not listen any more', async () => {
  start('deaf', { patience: 100 })
  await engine.call('test.any', {})
  const pid = engine.pid ?? 0
  await engine.stop()
  expect(isAlive(pid)).toBe(false)
})
