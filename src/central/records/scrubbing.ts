// After bodies were taken: no file of the store holds them any more, as soon as nobody looks at an earlier moment.
import type { Storage } from '../storage/Storage.ts'

export class Scrubbing {
  readonly #storage: Pick<Storage, 'scrub'>
  #isOwed = true

  constructor(storage: Pick<Storage, 'scrub'>) {
    this.#storage = storage
  }

  /** True at first: a process that was killed may have left it undone. */
  get isOwed(): boolean {
    return this.#isOwed
  }

  /** Said in the same breath as bodies are taken. */
  owe(): void {
    this.#isOwed = true
  }

  /** Does what is owed; false when it could not be done and stays owed. */
  async settle(): Promise<boolean> {
    if (!this.#isOwed) return true
    // Before, for bodies may be taken meanwhile.
    this.#isOwed = false
    try {
      this.#isOwed = !(await this.#storage.scrub()) || this.#isOwed
    } catch (error) {
      this.#isOwed = true
      throw error
    }
    return !this.#isOwed
  }
}
