// How many entries travel together: few at first, so that a cut costs little, and more while replies come quickly.

/** Entries of the first page and of one after a slow reply: they pass within the patience of a request on a poor link. */
const first = 50
const largest = { push: 250, pull: 200 } as const
/** A reply that took no more milliseconds than this was quick. */
const quick = 1_000

export class PageSize {
  readonly #largest: number
  readonly #elapsed: () => number
  #entries = first

  /** `elapsed`: milliseconds that run on whatever the wall clock does. */
  constructor(way: keyof typeof largest, elapsed: () => number = () => performance.now()) {
    this.#largest = largest[way]
    this.#elapsed = elapsed
  }

  get entries(): number {
    return this.#entries
  }

  /** Waits for the reply to a page of this size; the next is larger after a quick one, and small again after any other. */
  async after<T>(reply: Promise<T>): Promise<T> {
    const asked = this.#elapsed()
    const value = await reply
    const wasQuick = this.#elapsed() - asked <= quick
    this.#entries = wasQuick ? Math.min(2 * this.#entries, this.#largest) : first
    return value
  }
}
