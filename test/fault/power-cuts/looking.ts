// The processes that look at vaults after a power cut: a few of them, each of which opens many, started again when one ends by a fault.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Found } from './promises.ts'

/** A vault to look at: the folder that holds those of data and state, and what may open it. */
export interface Look {
  readonly folder: string
  readonly passphrases: readonly string[]
  readonly codes: readonly string[]
}

/** Milliseconds in which a vault must have opened. */
const patience = 60_000

const program = fileURLToPath(new URL('./looker.ts', import.meta.url))

/** How many vaults are opened at a time. */
const atOnce = 2

export class Lookers {
  readonly count = atOnce
  readonly #waiting: ((looker: ChildProcess) => void)[] = []
  readonly #all = new Set<ChildProcess>()
  readonly #idle = Array.from({ length: atOnce }, () => this.#started())
  #ended = false

  /** What the vault holds; a process that died or hung over it is a fault of the vault. */
  async look(look: Look): Promise<Found> {
    const looker = this.#idle.pop() ?? (await new Promise<ChildProcess>((resolve) => this.#waiting.push(resolve)))
    const found = await answerOf(looker, look)
    if (found === null) this.#all.delete(looker)
    if (found === null && !this.#ended) this.#free(this.#started())
    if (found !== null) this.#free(looker)
    return found ?? { fault: 'the process that opened it died or hung' }
  }

  end(): void {
    this.#ended = true
    for (const looker of this.#all) looker.kill('SIGKILL')
  }

  #started(): ChildProcess {
    const looker = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    this.#all.add(looker)
    return looker
  }

  #free(looker: ChildProcess): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#idle.push(looker)
    else next(looker)
  }
}

/** Null when the process ended without an answer. */
async function answerOf(looker: ChildProcess, look: Look): Promise<Found | null> {
  const { promise, resolve } = Promise.withResolvers<Found | null>()
  const ended = (): void => resolve(null)
  const hung = setTimeout(() => looker.kill('SIGKILL'), patience)
  looker.once('message', resolve)
  looker.once('exit', ended)
  looker.send(look)
  try {
    return await promise
  } finally {
    clearTimeout(hung)
    looker.off('message', resolve)
    looker.off('exit', ended)
  }
}
