// Looks at what is due when it is due: at the start, when something new begins to wait, and at least once a minute while anything does.
import type { Instant } from '#shared/domain/ids.ts'

/** Milliseconds: the timers of a computer that slept come late, so the clock is asked in between. */
const longest = 60_000

export class DueTimer {
  readonly #doWhatIsDue: () => Promise<Instant | null>
  readonly #clock: () => number
  #last: Promise<void> = Promise.resolve()
  #alarm: NodeJS.Timeout | undefined
  #stopped = false

  /** The clock gives milliseconds since 1970. */
  constructor(doWhatIsDue: () => Promise<Instant | null>, clock: () => number) {
    this.#doWhatIsDue = doWhatIsDue
    this.#clock = clock
  }

  /** Resolves when what is due now was done. */
  async look(): Promise<void> {
    this.#last = this.#last.then(async () => this.#look())
    return this.#last
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#alarm)
    await this.#last
  }

  async #look(): Promise<void> {
    if (this.#stopped) return
    clearTimeout(this.#alarm)
    const next = await this.#nextTime()
    if (next === null || this.#stopped) return
    const delay = Math.min(Math.max(next - this.#clock(), 0), longest)
    this.#alarm = setTimeout(() => void this.look(), delay)
  }

  /** Milliseconds since 1970, or null while nothing waits. */
  async #nextTime(): Promise<number | null> {
    try {
      const next = await this.#doWhatIsDue()
      return next === null ? null : Date.parse(next)
    } catch {
      // Whatever stood in the way was told where it was met; it may have gone in a minute.
      return this.#clock() + longest
    }
  }
}
