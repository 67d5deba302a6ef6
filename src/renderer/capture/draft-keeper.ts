// Brings what is typed into the vault within a second: decides when to keep a draft, retries, and never runs two saves at once.
import type { Instant } from '#shared/domain/ids.ts'

/** Wait between the first keystroke not yet sent and the save that sends it (docs/protocol.md section 13). */
const pauseBeforeKeeping = 400
/** Wait before trying again what failed. */
const pauseBeforeRetry = 1_000

/** First and last keystroke of what is not saved yet, or null when nothing was typed. */
export type Typed = { from: Instant; to: Instant } | null

/** `untouched`: nothing typed; `pending`: a keystroke is not yet in the vault; `failing`: it could not be kept, tried again each second. */
export type Keeping =
  | { readonly at: 'untouched' | 'pending' | 'kept' | 'saved' }
  | { readonly at: 'failing'; readonly problem: unknown }

type Send<Content, Answer> = (content: Content, typed: Typed) => Promise<Answer>

export interface Timer {
  readonly now: () => number
  /** Runs once after so many milliseconds; the answer cancels it. */
  readonly later: (milliseconds: number, run: () => void) => () => void
}

export interface KeeperParts<Content> {
  readonly keep: Send<Content, unknown>
  readonly changed: (keeping: Keeping) => void
  readonly timer: Timer
}

/** What the editor begins with: a draft found in the vault is kept already, anything else is untouched. */
export interface Beginning<Content> {
  readonly content: Content
  readonly typed: Typed
  readonly kept: boolean
}

export const pageTimer: Timer = {
  now: () => Date.now(),
  later: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds)
    return () => clearTimeout(timer)
  },
}

/**
 * Keeps one draft. A save starts 400 ms after the *first* unsaved keystroke, so that it also happens while typing goes
 * on; what is typed during a save starts the next one.
 */
export class DraftKeeper<Content> {
  readonly #parts: KeeperParts<Content>
  #content: Content
  #typed: Typed
  #keeping: Keeping
  /** When the first keystroke came that no successful save holds; null when all are held. */
  #unsentSince: number | null = null
  #cancelTimer: (() => void) | null = null
  /** Saves asked for and not yet ended; they run one after another. */
  #turns = 0
  #lastTurn: Promise<unknown> = Promise.resolve()
  #finished = false

  constructor(parts: KeeperParts<Content>, beginning: Beginning<Content>) {
    this.#parts = parts
    this.#content = beginning.content
    this.#typed = beginning.typed
    this.#keeping = { at: beginning.kept ? 'kept' : 'untouched' }
  }

  get keeping(): Keeping {
    return this.#keeping
  }

  /** The draft was ended, or its page is gone. */
  get finished(): boolean {
    return this.#finished
  }

  /** Takes the content after a keystroke or a choice. */
  change(content: Content): void {
    const now = this.#parts.timer.now()
    const instant = new Date(now).toISOString()
    this.#content = content
    this.#typed = { from: this.#typed?.from ?? instant, to: instant }
    this.#unsentSince ??= now
    // Told once, not with each keystroke; and a failure stays on screen until something was kept again.
    if (this.#keeping.at !== 'failing' && this.#keeping.at !== 'pending') this.#report({ at: 'pending' })
    this.#arrange()
  }

  /** Keeps at once what is not kept yet; rejects with the reason when that fails. */
  flush(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#unsentSince !== null && !this.#finished) await this.#send(this.#parts.keep, 'kept')
    })
  }

  /** Makes the draft an entry through `save`; what is typed meanwhile belongs to the next draft. */
  commit<Answer>(save: Send<Content, Answer>): Promise<Answer> {
    return this.#inTurn(async () => {
      const typed = this.#typed
      const sending = this.#send(save, 'saved')
      this.#typed = null
      try {
        return await sending
      } catch (problem) {
        this.#typed = joined(typed, this.#typed)
        throw problem
      }
    })
  }

  /**
   * Ends the draft through `end` (discarding or moving it); nothing is kept afterwards. When that fails the draft goes
   * on. False when it was ended before.
   */
  finish(end: Send<Content, unknown>): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.#finished) return false
      this.#finished = true
      try {
        await end(this.#content, this.#typed)
        return true
      } catch (problem) {
        this.#finished = false
        throw problem
      }
    })
  }

  /** The vault made what it holds an entry by itself; a keystroke that it does not hold begins the next draft. */
  savedElsewhere(): void {
    if (this.#unsentSince !== null || this.#turns > 0) return
    this.#typed = null
    this.#report({ at: 'saved' })
  }

  /** Stops the clock when the page goes; call `flush` or `commit` before. */
  stop(): void {
    this.#finished = true
    this.#stopTimer()
  }

  #inTurn<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    this.#stopTimer()
    this.#turns += 1
    const answer = this.#lastTurn.then(act).finally(() => {
      this.#turns -= 1
      this.#arrange()
    })
    this.#lastTurn = answer.catch(() => undefined)
    return answer
  }

  #arrange(): void {
    if (this.#finished || this.#cancelTimer !== null || this.#turns > 0 || this.#unsentSince === null) return
    const passed = this.#parts.timer.now() - this.#unsentSince
    const wait = this.#keeping.at === 'failing' ? pauseBeforeRetry : Math.max(0, pauseBeforeKeeping - passed)
    this.#cancelTimer = this.#parts.timer.later(wait, () => {
      this.#cancelTimer = null
      // The failure is told through `changed`, and the next try is arranged when the turn ends.
      this.flush().catch(() => undefined)
    })
  }

  async #send<Answer>(send: Send<Content, Answer>, done: 'kept' | 'saved'): Promise<Answer> {
    const before = this.#keeping
    const since = this.#unsentSince
    this.#unsentSince = null
    try {
      const answer = await send(this.#content, this.#typed)
      this.#report({ at: this.#unsentSince === null ? done : 'pending' })
      return answer
    } catch (problem) {
      this.#unsentSince = since ?? this.#unsentSince
      // Where everything was in the vault before, a save that failed lost nothing: the draft is still there.
      this.#report(this.#unsentSince === null ? before : { at: 'failing', problem })
      throw problem
    }
  }

  #stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }

  #report(keeping: Keeping): void {
    this.#keeping = keeping
    this.#parts.changed(keeping)
  }
}

/** The span of two spans of typing, the earlier first. */
function joined(earlier: Typed, later: Typed): Typed {
  if (earlier === null || later === null) return earlier ?? later
  return { from: earlier.from, to: later.to }
}
