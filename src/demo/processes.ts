// The processes that the demo runs: started, listened to, and all ended when it ends.
import { type ChildProcess, spawn } from 'node:child_process'

/** What a process that was wanted longer did. */
export class Ended extends Error {}

export interface Running {
  /** Exit code; null after a signal. */
  readonly ended: Promise<number | null>
  /** The next words printed that match, waiting for them. Throws `Ended` when they cannot come any more. */
  next(pattern: RegExp): Promise<string>
  /** Types a line into it. */
  type(line: string): void
}

export class Processes {
  readonly #children = new Map<ChildProcess, Promise<number | null>>()
  #stopping = false

  /** Runs a file with words; what it prints is for `next`, or for the terminal where `aloud`. */
  start(words: readonly string[], env: Readonly<Record<string, string>> = {}, aloud = false): Running {
    // Whoever waited for one thing must not begin another after the end was asked for.
    if (this.#stopping) throw new Ended('the demo is stopping')
    const prints = aloud ? 'inherit' : 'pipe'
    const stdio = ['pipe', prints, prints] as ['pipe', 'inherit' | 'pipe', 'inherit' | 'pipe']
    const child = spawn(process.execPath, [...words], { stdio, env: { ...process.env, ...env } })
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
    this.#children.set(child, ended)
    void ended.then(() => this.#children.delete(child))
    // A line typed into a process that has just ended is told by its end.
    child.stdin?.on('error', () => {})
    return { ended, next: listener(child, ended), type: (line) => void child.stdin?.write(`${line}\n`) }
  }

  /** Asks every process to stop, and resolves when all have ended. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const child of this.#children.keys()) child.kill('SIGTERM')
    await Promise.all(this.#children.values())
  }
}

function listener(child: ChildProcess, ended: Promise<unknown>): Running['next'] {
  let heard = ''
  let look = (): void => {}
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      heard += chunk.toString('utf8')
      look()
    })
  }
  return (pattern) =>
    new Promise((resolve, reject) => {
      look = () => {
        const found = pattern.exec(heard)
        if (found === null) return
        heard = heard.slice(found.index + found[0].length)
        look = () => {}
        resolve(found[1] ?? found[0])
      }
      void ended.then(() => reject(new Ended(heard.trim())))
      look()
    })
}
