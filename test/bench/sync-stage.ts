// The stage of the benchmark of sync: a store, three members, and many notes that one of them wrote without a connection.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Output } from '#shared/contract.ts'
import { command, type StoreProcess, startStore } from '../central/processes.ts'
import { generatedScript } from '../fixtures/generated-notes.ts'
import { newNote } from './notes.ts'
import { seed } from './practice.ts'
import { BenchEngine } from './sync-engines.ts'

type Inspection = Output<'inspection.read'>

/** Who wrote the notes, a colleague of the team from the start, and one who joins the team when all has been sent. */
const members = ['author', 'colleague', 'latecomer'] as const
export type MemberName = (typeof members)[number]

/** A stage that was set, as it lies on the disk with nobody at work; each round plays on a copy. */
export interface Stage {
  readonly folder: string
  readonly port: string
  readonly inspection: Inspection
  /** The latecomer's own inspection, to be written in while the other one arrives. */
  readonly own: Inspection
  readonly latecomer: string
  readonly texts: readonly string[]
  remove(): void
}

export interface Playing {
  readonly store: StoreProcess
  /** Of the store's files and of a member's vault. */
  readonly storeFolder: string
  vaultFolder(name: MemberName): string
  open(name: MemberName): Promise<BenchEngine>
  end(): Promise<void>
}

export async function setStage(notes: number): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-sync-'))
  const at = join(folder, 'set')
  mkdirSync(at)
  const script = generatedScript({ seed, notes })
  const store = await startStore(join(at, 'store'))
  const [author, colleague, latecomer] = await Promise.all(members.map((name) => enrolled(at, name)))
  if (author === undefined || colleague === undefined || latecomer === undefined) throw new Error('a member is missing')
  const inspection = await opened(author.engine, script, [colleague.person])
  const own = await opened(latecomer.engine, script, [])
  await author.engine.turn()
  await author.engine.connect(false)
  for (const note of script.notes) await author.engine.call('note.save', newNote(inspection, note))
  for (const { engine } of [author, colleague, latecomer]) await engine.stop()
  await store.stop()
  return {
    folder,
    port: new URL(store.address).port,
    inspection,
    own,
    latecomer: latecomer.person,
    texts: script.notes.map(({ text }) => text),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A copy of the stage with its store at work, under the address that the members know. */
export async function play(stage: Stage): Promise<Playing> {
  const folder = mkdtempSync(join(stage.folder, 'round-'))
  cpSync(join(stage.folder, 'set'), folder, { recursive: true })
  const storeFolder = join(folder, 'store')
  const store = await startStore(storeFolder, '--port', stage.port)
  return {
    store,
    storeFolder,
    vaultFolder: (name) => join(folder, name, 'data'),
    open: async (name) => {
      const engine = new BenchEngine(join(folder, name))
      await engine.unlock()
      return engine
    },
    end: async () => {
      await store.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function enrolled(at: string, name: MemberName) {
  const engine = new BenchEngine(join(at, name))
  const { person } = await engine.create(name)
  const { out, err } = await command('enrol', '--folder', join(at, 'store'), '--name', name, '--role', 'inspector')
  const [code] = out.split('\n')
  if (code === undefined || err !== '') throw new Error(`no code was printed: ${err}`)
  await engine.join(code)
  return { engine, person }
}

/** An inspection with the persons and the lines of enquiry of the script. */
async function opened(
  engine: BenchEngine,
  script: ReturnType<typeof generatedScript>,
  team: readonly string[],
): Promise<Inspection> {
  const { title, remit, setting, begins, ends, people, enquiries } = script
  const days = { begins: begins.slice(0, 10), ends: ends.slice(0, 10) }
  const facts = { title, remit, setting, ...days, team: [...team], confirmed: [] }
  // Whoever joined a moment ago is in the directory only once it was pulled again.
  await engine.turn()
  const { inspection } = await engine.call('inspection.open', facts)
  for (const { initials, role, family } of people) {
    await engine.call('person.save', { inspection, person: null, heads: [], initials, role, family })
  }
  for (const { question } of enquiries) {
    await engine.call('enquiry.save', { inspection, enquiry: null, heads: [], question })
  }
  return engine.call('inspection.read', { inspection })
}
