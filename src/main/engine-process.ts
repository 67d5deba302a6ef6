// The shell's handle on the engine: asks, hears, and starts it again after a lock or a fault.
import type { FieldbookEvent } from '#shared/events.ts'
import { Problem, replyOf } from '#shared/problems.ts'
import type { EngineChild, EngineFolders, StartEngine } from './engine-child.ts'
import type { CallMessage, EngineLine, EngineMessage, Reply } from './engine-messages.ts'
import { startForkedEngine } from './forked-engine.ts'

/** An engine ended that should have lived. Nothing here can hold evidence. */
export interface EngineFault {
  readonly words: string
  /** What it wrote to standard error before its first message, when no vault was open yet; for the log. */
  readonly complaint: string
  readonly beforeReady: boolean
  /** After how many milliseconds the next engine starts. */
  readonly again: number
}

export interface EngineOptions {
  readonly folders: EngineFolders
  readonly onFault: (fault: EngineFault) => void
  /** The engine's entry; tests give their own. */
  readonly entry?: URL
  /** How a process is started; browser mode's way where none is given. */
  readonly startChild?: StartEngine
  /** Milliseconds before the next start, by how often in a row an engine ended before it was ready. */
  readonly waits?: readonly number[]
  /** Milliseconds that `stop` allows for locking. */
  readonly patience?: number
}

/** `ending`: it said that it locks and exits. `stopping`: we asked it to, for good. */
type State = 'starting' | 'ready' | 'ending' | 'stopping' | 'stopped'

interface Asked {
  readonly message: CallMessage
  readonly answer: (reply: Reply) => void
}

const engineEntry = new URL(import.meta.url.endsWith('.ts') ? './engine.ts' : './engine.js', import.meta.url)
const usualWaits = [0, 250, 500, 1_000, 2_000, 5_000]
const usualPatience = 5_000
const stopped: Reply = { ok: false, problem: replyOf(new Problem('application.engine-stopped')) }

export class EngineProcess implements EngineLine {
  readonly #options: EngineOptions
  readonly #asked = new Map<number, Asked>()
  readonly #listeners = new Set<(event: FieldbookEvent) => void>()
  #state: State = 'starting'
  #child: EngineChild | null = null
  #restart: NodeJS.Timeout | null = null
  #nextId = 1
  #failures = 0
  #whenStopped: (() => void)[] = []

  constructor(options: EngineOptions) {
    this.#options = options
    this.#start()
  }

  /** The process that answers now, if one does. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Waits for an engine while none is ready; answers `application.engine-stopped` when the engine dies meanwhile. */
  readonly call = (procedure: string, input: unknown): Promise<Reply> => {
    if (this.#state === 'stopping' || this.#state === 'stopped') return Promise.resolve(stopped)
    return this.#ask(procedure, input)
  }

  readonly onEvent = (hear: (event: FieldbookEvent) => void): (() => void) => {
    this.#listeners.add(hear)
    return () => this.#listeners.delete(hear)
  }

  /** Locks, so that drafts are committed, and ends the engine for good; kills it when that takes too long. */
  async stop(): Promise<void> {
    if (this.#state === 'stopped') return
    const ended = new Promise<void>((resolve) => this.#whenStopped.push(resolve))
    const before = this.#state
    this.#state = 'stopping'
    if (this.#child === null) this.#settleStop()
    else if (before !== 'stopping') await this.#end(this.#child, before)
    await ended
  }

  async #end(child: EngineChild, before: State): Promise<void> {
    // Before it is ready no vault is open, so there is nothing to commit.
    if (before === 'starting') return child.kill()
    const deadline = setTimeout(child.kill, this.#options.patience ?? usualPatience)
    this.#whenStopped.push(() => clearTimeout(deadline))
    if (before === 'ready') await this.#ask('vault.lock', {})
    child.letGo()
  }

  #ask(procedure: string, input: unknown): Promise<Reply> {
    const message: CallMessage = { type: 'call', id: this.#nextId++, procedure, input }
    return new Promise((answer) => {
      this.#asked.set(message.id, { message, answer })
      if (this.#state === 'ready' || this.#state === 'stopping') this.#child?.send(message)
    })
  }

  #start(): void {
    this.#restart = null
    this.#state = 'starting'
    const { startChild = startForkedEngine, entry = engineEntry, folders } = this.#options
    this.#child = startChild(entry, folders, {
      message: (message) => this.#heard(message),
      ended: (words, complaint) => this.#ended(words, complaint),
    })
  }

  #heard(message: EngineMessage): void {
    if (message.type === 'reply') this.#answer(message.id, message.reply)
    else if (message.type === 'event') this.#emit(message.event)
    else if (message.type === 'ending') this.#state = this.#state === 'stopping' ? 'stopping' : 'ending'
    else this.#ready()
  }

  #ready(): void {
    if (this.#state !== 'starting') return
    this.#state = 'ready'
    this.#failures = 0
    for (const { message } of this.#asked.values()) this.#child?.send(message)
  }

  #answer(id: number, reply: Reply): void {
    this.#asked.get(id)?.answer(reply)
    this.#asked.delete(id)
  }

  #emit(event: FieldbookEvent): void {
    for (const hear of this.#listeners) hear(event)
  }

  #ended(words: string, complaint: string): void {
    const before = this.#state
    this.#child = null
    if (before === 'stopping') this.#settleStop()
    // What reached the old engine too late is asked of the new one, which is locked and so does nothing twice.
    else if (before === 'ending') this.#start()
    else this.#startAfterFault(words, complaint, before === 'starting')
  }

  #startAfterFault(words: string, complaint: string, beforeReady: boolean): void {
    this.#failures = beforeReady ? this.#failures + 1 : 0
    const waits = this.#options.waits ?? usualWaits
    const again = waits[Math.min(this.#failures, waits.length - 1)] ?? 0
    this.#state = 'starting'
    this.#restart = setTimeout(() => this.#start(), again)
    this.#options.onFault({ words, complaint, beforeReady, again })
    if (!beforeReady) this.#emit({ type: 'engine.stopped' })
    this.#answerAll()
  }

  #answerAll(): void {
    for (const id of this.#asked.keys()) this.#answer(id, stopped)
  }

  #settleStop(): void {
    this.#state = 'stopped'
    if (this.#restart !== null) clearTimeout(this.#restart)
    this.#answerAll()
    for (const settle of this.#whenStopped.splice(0)) settle()
  }
}
