// Whether somebody works in the application at this moment: what goes on by itself then takes small steps.

/** Somebody who called this many milliseconds ago, at most, is at work: drafts are kept several times a second. */
const stillAtWork = 1_000

export class Attention {
  #called = Number.NEGATIVE_INFINITY

  /** Somebody asked for something. */
  called(): void {
    this.#called = performance.now()
  }

  get isWanted(): boolean {
    return performance.now() - this.#called < stillAtWork
  }
}
