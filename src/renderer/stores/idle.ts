// Whether the person has gone: how long nothing was pressed, touched or moved, by a clock that goes on while the computer sleeps.

/** Milliseconds without a sign of anybody after which the vault is locked. */
export const lockAfter = 600_000
/** Milliseconds before that in which it is announced, so that one key or move of the pointer stops it (WCAG 2.2, 2.2.1). */
export const announcedFor = 60_000

export class IdleWatch {
  readonly #now: () => number
  #last: number

  /** The clock gives milliseconds. */
  constructor(now: () => number) {
    this.#now = now
    this.#last = now()
  }

  /** Somebody is there. */
  sign(): void {
    this.#last = this.#now()
  }

  /** A clock that was put back starts the time anew: it must not put the lock off for a day. */
  get state(): 'in-use' | 'announced' | 'over' {
    const now = this.#now()
    this.#last = Math.min(this.#last, now)
    const left = lockAfter - (now - this.#last)
    if (left <= 0) return 'over'
    return left <= announcedFor ? 'announced' : 'in-use'
  }
}
