// Engines in processes of their own, asked as a shell asks, and told when they have a connection.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Reply } from '#main/engine-messages.ts'
import type { Output } from '#shared/contract.ts'
import { type Call, calling, passphrase } from './practice.ts'

type Words =
  | { readonly type: 'call'; readonly procedure: string; readonly input: unknown }
  | { readonly type: 'turn' }
  | { readonly type: 'connect'; readonly connected: boolean }

export type EngineOrder = Words & { readonly id: number }

export interface EngineReport {
  readonly id: number
  readonly value: unknown
}

/** Milliseconds that a turn of sync took, and the longest that the engine's event loop stood still meanwhile. */
export interface Turn {
  readonly took: number
  readonly longest: number
}

const entry = fileURLToPath(new URL('./sync-engine.ts', import.meta.url))
const resources = fileURLToPath(new URL('../../resources/', import.meta.url))

/** One person's application, whose only vault is open. */
export class BenchEngine {
  readonly call: Call
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (value: unknown) => void>()
  #asked = 0

  /** `folder` holds the vaults and the state; both are made where they are missing. */
  constructor(folder: string) {
    const [data, state] = [join(folder, 'data'), join(folder, 'state')]
    for (const path of [data, state]) mkdirSync(path, { recursive: true })
    this.#child = fork(entry, [data, state, resources], { serialization: 'advanced', stdio: 'inherit' })
    this.#child.on('message', ({ id, value }: EngineReport) => {
      this.#waiting.get(id)?.(value)
      this.#waiting.delete(id)
    })
    this.#child.on('exit', (status) => {
      if (this.#waiting.size > 0) throw new Error(`an engine ended: ${status}`)
    })
    this.call = calling((procedure, input) => this.#ask({ type: 'call', procedure, input }) as Promise<Reply>)
  }

  async turn(): Promise<Turn> {
    return (await this.#ask({ type: 'turn' })) as Turn
  }

  async connect(connected: boolean): Promise<void> {
    await this.#ask({ type: 'connect', connected })
  }

  async create(name: string): Promise<Output<'vault.create'>> {
    return this.call('vault.create', { name, passphrase: passphrase() })
  }

  async unlock(): Promise<Output<'vault.unlock'>> {
    const [vault] = (await this.call('application.status', {})).vaults
    if (vault === undefined) throw new Error('there is no vault')
    return this.call('vault.unlock', { vault: vault.vault, passphrase: passphrase() })
  }

  async join(code: string): Promise<void> {
    await this.connect(true)
    await this.call('enrolment.join', { code })
    await this.turn()
  }

  /** Locks the vault, which brings all of it into its file, and ends the process. */
  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.disconnect()
    await ended
  }

  #ask(words: Words): Promise<unknown> {
    this.#asked += 1
    const id = this.#asked
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#child.send({ ...words, id })
    })
  }
}
