// Vaults to measure with: a practice inspection of any number of generated notes, in folders that are removed afterwards.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EngineProcess } from '#main/engine-process.ts'
import type { Input, Output, ProcedureName } from '#shared/contract.ts'
import type { PracticeScript } from '#shared/domain/practice.ts'
import { generatedScript } from '../fixtures/generated-notes.ts'

/** Everything that is generated follows from it. */
export const seed = 20_260_310

const resources = fileURLToPath(new URL('../../resources/', import.meta.url))

/** A secret travels as bytes that whoever takes them overwrites: each use needs its own. */
export function passphrase(): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode('a passphrase for measuring')
}

export interface Home {
  readonly folder: string
  readonly folders: { readonly data: string; readonly state: string; readonly resources: string }
  readonly script: PracticeScript
  remove(): void
}

/** Folders of an application whose practice inspection has this many generated notes. */
export function homeWith(notes: number): Home {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-bench-'))
  const folders = { data: join(folder, 'data'), state: join(folder, 'state'), resources: join(folder, 'resources') }
  for (const path of [folders.data, folders.state]) mkdirSync(path)
  cpSync(resources, folders.resources, { recursive: true })
  const script = generatedScript({ seed, notes })
  mkdirSync(join(folders.resources, 'practice'), { recursive: true })
  writeFileSync(join(folders.resources, 'practice', 'inspection.json'), JSON.stringify(script))
  return { folder, folders, script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export type Call = <N extends ProcedureName>(name: N, input: Input<N>) => Promise<Output<N>>

/** A typed call over anything that answers as dispatch does; a problem ends the benchmark. */
export function calling(answer: EngineProcess['call']): Call {
  return async <N extends ProcedureName>(name: N, input: Input<N>) => {
    const reply = await answer(name, input)
    if (!reply.ok) throw new Error(`${name} answered ${reply.problem.code}`)
    return reply.value as Output<N>
  }
}

/** The real engine in a process of its own, as a shell starts it. */
export function engineOf(home: Home): { readonly engine: EngineProcess; readonly call: Call } {
  const onFault = ({ words, complaint }: { words: string; complaint: string }): void => {
    throw new Error(`the engine ended: ${words} ${complaint}`)
  }
  const engine = new EngineProcess({ folders: home.folders, onFault })
  return { engine, call: calling(engine.call) }
}
