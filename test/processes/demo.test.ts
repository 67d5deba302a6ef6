// `npm run demo` as a process: two applications with the practice inspection in them, and nothing left but its folder.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, vi } from 'vitest'
import type { Input, Output, ProcedureName } from '#shared/contract.ts'
import { utf8 } from '#shared/domain/bytes.ts'
import { command } from '../central/processes.ts'
import { skipUnless } from '../fixtures/skip.ts'
import { noFilter } from '../fixtures/world.ts'
import { startRealShell, visit } from '../support/shell.ts'

const entry = fileURLToPath(new URL('../../src/demo/index.ts', import.meta.url))
const link = /http:\/\/127\.0\.0\.1:\d+\/#[A-Za-z0-9_-]{43}(?=\n)/g
const limit = 180_000
const testWithProcesses = skipUnless(
  existsSync('/proc/self/task'),
  'there is no /proc here, which names the children of a process',
)

let place: string
let demo: ChildProcess
let printed: string
let ended: Promise<number | null>

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'fieldbook-test-demo-'))
  // A group of its own, as a terminal has it.
  const env = { ...process.env, TMPDIR: place, TEMP: place, TMP: place }
  demo = spawn(process.execPath, [entry], { env, stdio: 'pipe', detached: true })
  printed = ''
  for (const stream of [demo.stdout, demo.stderr]) {
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')))
  }
  ended = new Promise((resolve) => demo.once('close', resolve))
})
afterEach(async () => {
  demo.kill('SIGTERM')
  await ended
  rmSync(place, { recursive: true, force: true })
})

testWithProcesses(
  'shows the practice inspection of two inspectors, synced, in two applications, and ends as a whole',
  async () => {
    await shown(() => printed.match(link)?.length === 2 && printed.includes('Ctrl+C stops everything'))
    const [inspector, supervisor] = await Promise.all([0, 1].map((index) => openShown(index)))
    if (inspector === undefined || supervisor === undefined) throw new Error(printed)

    const written = await notesOf(inspector, 2)
    expect(written).toHaveLength(78)
    expect(new Set(written.map(({ state }) => state))).toEqual(new Set(['received']))
    expect(new Set(written.map(({ by }) => by.name))).toEqual(new Set(['Rowan Ellis', 'Tamsin Quillwater']))
    const status = await inspector('sync.status', {})
    expect(status).toMatchObject({ organisation: { name: 'Practice inspectorate', trial: true }, notReceived: 0 })
    expect((await inspector('disclosure.list', {})).disclosures).toHaveLength(2)
    expect((await inspector('vault.verify', {})).findings).toEqual([])

    const read = await notesOf(supervisor, 1)
    expect(read.map(({ note, revisions }) => [note, revisions])).toEqual(
      written.map(({ note, revisions }) => [note, revisions]),
    )
    expect((await supervisor('disclosure.list', {})).disclosures).toEqual([])

    const others = [...printed.matchAll(/: .+, (.+), "(.+)"\n/g)]
    expect(others).toHaveLength(4)
    expect(await disclosuresReadBy(others[0])).toBe(0)
    expect(await disclosuresReadBy(others[1])).toBe(2)
    for (const recordsManager of others.slice(2)) expect(await dueToldTo(recordsManager)).toBe(1)

    // Pressed by somebody impatient: what is printed must still open the applications.
    demo.stdin?.write('\n\n\n')
    await shown(() => printed.match(link)?.length === 4)
    await Promise.all([2, 3].map((index) => visit(printed.match(link)?.[index] ?? '')))

    const processes = family(demo.pid ?? 0)
    expect(processes.length, 'the demo, a store, two shells and their engines').toBe(6)
    demo.kill('SIGINT')
    expect(await ended).toBe(0)
    expect(processes.filter(isRunning)).toEqual([])
    const [folder = '', ...more] = readdirSync(place).filter((name) => name.startsWith('fieldbook'))
    expect(more).toEqual([])
    expect(printed.trimEnd().endsWith(join(place, folder))).toBe(true)
    expect((await command('verify', '--folder', join(place, folder, 'central'))).status).toBe(0)
  },
  limit,
)

testWithProcesses(
  'is called off by Ctrl+C in the middle of filling',
  async () => {
    await shown(() => printed.includes('opens the inspection'))
    const processes = family(demo.pid ?? 0)
    expect(processes.length, 'the demo, a store, and what fills the vaults').toBe(3)
    process.kill(-(demo.pid ?? 0), 'SIGINT')
    expect(await ended).toBe(0)
    expect(processes.filter(isRunning)).toEqual([])
    expect(printed).not.toMatch(link)
  },
  limit,
)

async function shown(condition: () => boolean): Promise<void> {
  await vi.waitUntil(condition, { timeout: limit, interval: 100 }).catch(() => {
    throw new Error(`the demo said: ${printed}`)
  })
}

type Calling = <N extends ProcedureName>(procedure: N, input: Input<N>) => Promise<Output<N>>

/** Opens the link and the vault that the demo prints, as a person does. */
async function openShown(index: number): Promise<Calling> {
  const passphrase = [...printed.matchAll(/passphrase: (.+)\n/g)][index]?.[1] ?? ''
  return openVault(printed.match(link)?.[index] ?? '', passphrase)
}

async function openVault(at: string, passphrase: string): Promise<Calling> {
  const visitor = await visit(at)
  const call: Calling = async (procedure, input) => (await visitor.call(procedure, input)) as Output<typeof procedure>
  const [vault] = (await call('application.status', {})).vaults
  await visitor.callSealed('vault.unlock', { vault: vault?.vault, passphrase: utf8(passphrase) })
  return call
}

/** Asks something of one of the vaults beside those shown, in an application of its own, as the demo says. */
async function askedOf<A>(told: RegExpExecArray | undefined, ask: (call: Calling) => Promise<A>): Promise<A> {
  const [, home = '', passphrase = ''] = told ?? []
  const shell = startRealShell(home)
  try {
    return await ask(await openVault(await shell.link(), passphrase))
  } finally {
    shell.process.kill('SIGTERM')
    await shell.ended
  }
}

const disclosuresReadBy = (told: RegExpExecArray | undefined) =>
  askedOf(told, async (call) => (await call('disclosure.list', {})).disclosures.length)

const dueToldTo = (told: RegExpExecArray | undefined) =>
  askedOf(
    told,
    async (call) =>
      (await call('retention.list', { asOf: null })).inspections.filter(
        ({ stands }) => stands.state === 'may-be-destroyed',
      ).length,
  )

/** Of the practice inspection, beside which the lead has one of years ago. */
async function notesOf(call: Calling, known: number): Promise<Output<'note.list'>['notes']> {
  const { inspections } = await call('inspection.list', {})
  expect(inspections).toHaveLength(known)
  const inspection =
    inspections.toSorted((one, other) => one.begins.localeCompare(other.begins)).at(-1)?.inspection ?? ''
  return (await call('note.list', { inspection, filter: noFilter, order: 'timeline', offset: 0, limit: 500 })).notes
}

/** A process and all that descend from it. */
function family(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(/\s+/).filter(Boolean)
  return [pid, ...children.flatMap((child) => family(Number(child)))]
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
