// The state of an editor: what it begins with, whether what is typed is in the vault, and how it ends.
import { createStore } from 'zustand/vanilla'
import type { Output } from '#shared/contract.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { DraftKeeper, type Keeping, type Timer, type Typed } from '../../capture/draft-keeper.ts'
import { replyFrom } from '../../problem.ts'

type State = Output<'note.read'>['state']

/** What is saved now: the heads that it has, how far it has come, and the whole of it. */
export interface Look<Newer> {
  readonly heads: readonly string[]
  readonly state: State
  readonly saved: Newer
  /** The vault took words out of the draft, because the wording that it began from was removed. */
  readonly corrected?: boolean
}

/** What an editor begins with; `newer` is what was saved since the draft was begun, where there is such. */
export interface Begun<Content, Newer> {
  readonly content: Content
  readonly heads: readonly string[]
  readonly typed: Typed
  readonly kept: boolean
  readonly newer: Newer | null
  /** How far what is saved has come; null where nothing is. */
  readonly state: State | null
  /** Words of a wording that was removed were taken out of it. */
  readonly corrected?: boolean
}

export interface Draft<Content> {
  readonly content: Content
  readonly heads: string[]
  readonly typed: Typed
}

export interface Saved {
  readonly heads: readonly string[]
  /** Another version stands beside the one just saved. */
  readonly conflict: boolean
}

/** How an editor reaches the vault; one implementation for notes and one for disclosures. */
export interface EditorPorts<Content, Newer> {
  readonly load: () => Promise<Begun<Content, Newer>>
  readonly keep: (draft: Draft<Content>) => Promise<unknown>
  readonly save: (draft: Draft<Content>, reason: string) => Promise<Saved>
  readonly discard: () => Promise<unknown>
  readonly isComplete: (content: Content) => boolean
  /** What was typed, going on from `now` in place of `base`, whose wording was removed. */
  readonly goOn?: (typed: Content, base: Content, now: Content) => Content
  /** What is saved of it now; asked only where something is. */
  readonly look: () => Promise<Look<Newer>>
  /** Leaving the page saves what is complete; otherwise only asking for it does. */
  readonly savesOnLeaving: boolean
  /** The page was left and its draft saved, or why a draft stays. */
  readonly left: (stays: Stays | null) => void
  /** Calls back with the heads when the vault made the draft an entry by itself; returns the function that ends this. */
  readonly onSaved: (saved: (heads: readonly string[]) => void) => () => void
  readonly timer: Timer
}

export interface Overtaken<Content, Newer> {
  readonly newer: Newer
  /** Of the newer version; empty where they were not looked at. */
  readonly heads: readonly string[]
  readonly content: Content
}

/** Why a draft that was left is no entry: it is not whole, or the vault refused it. */
export type Stays = 'incomplete' | ProblemReply

const sameHeads = (one: readonly string[], other: readonly string[]) =>
  one.toSorted().join() === other.toSorted().join()

export interface EditorState<Content, Newer> {
  readonly begun: Begun<Content, Newer> | null
  readonly heads: readonly string[]
  /** What was saved by somebody else since this draft was begun, and what the draft said when that was noticed. */
  readonly overtaken: Overtaken<Content, Newer> | null
  readonly keeping: Keeping
  /** How far the version that the heads name has come; null where nothing is saved. */
  readonly state: State | null
  readonly conflict: boolean
  /** Why the last thing asked for did not happen. */
  readonly problem: ProblemReply | null
}

/** Joins the keeper of a draft to the page that edits it. */
export class DraftEditor<Content, Newer> {
  readonly store = createStore<EditorState<Content, Newer>>()(() => ({
    begun: null,
    heads: [],
    overtaken: null,
    keeping: { at: 'untouched' },
    state: null,
    conflict: false,
    problem: null,
  }))
  readonly #ports: EditorPorts<Content, Newer>
  #keeper: DraftKeeper<Content> | null = null
  /** What the form holds. */
  #content: Content | null = null
  /** What the vault holds of the draft, or what it began with. */
  #held: Content | null = null
  /** The fields could be saved as they stand. */
  #whole = false
  /** Something was typed or chosen since the editor was opened or last saved. */
  #touched = false
  #reason = ''
  #unlisten = () => {}
  #goingOn = false
  /** The page went before its answer came. */
  #gone = false

  constructor(ports: EditorPorts<Content, Newer>) {
    this.#ports = ports
  }

  load(): Promise<boolean> {
    return this.#begin((loaded) => loaded)
  }

  #begin(changed: (loaded: Begun<Content, Newer>) => Begun<Content, Newer>): Promise<boolean> {
    this.#gone = false
    return this.#reported(async () => {
      const loaded = await this.#ports.load()
      if (this.#gone) return
      const begun = changed(loaded)
      this.#release()
      this.#unlisten = this.#ports.onSaved((heads) => this.#savedByItself(heads))
      this.#keeper = this.#keeperFor(begun)
      this.#whole = this.#ports.isComplete(begun.content)
      this.#content = begun.content
      this.#held = loaded.content
      const { heads, state, newer, content } = begun
      const overtaken = newer === null ? null : { newer, content, heads: [] }
      this.store.setState({ begun, heads, state, overtaken, keeping: this.#keeper.keeping, problem: null })
      if (content !== loaded.content) this.#keeper.change(content)
    })
  }

  /** The wording that this draft began from was removed: it goes on from what the vault has now, with what was typed since. */
  async #goOn(): Promise<void> {
    const [typed, held, goOn] = [this.#content, this.#held, this.#ports.goOn]
    if (this.#goingOn || typed === null || held === null || goOn === undefined) return
    this.#goingOn = true
    // Nobody has seen what it has become: it is saved once somebody has.
    this.#touched = false
    const isTyped = JSON.stringify(typed) !== JSON.stringify(held)
    await this.#begin((loaded) => ({
      ...loaded,
      ...(isTyped && { content: goOn(typed, held, loaded.content) }),
      corrected: true,
    }))
    this.#goingOn = false
  }

  /** Takes what the form holds now; `whole` says that it could be saved as it stands. */
  change(content: Content, whole: boolean): void {
    this.#whole = whole
    this.#content = content
    this.#touched = true
    this.#keeper?.change(content)
  }

  /** Takes the reason to save with; it is not part of the draft. */
  setReason(reason: string): void {
    this.#reason = reason
  }

  /** Makes the draft an entry; true when that succeeded. */
  save(): Promise<boolean> {
    return this.#reported(() => this.#commit())
  }

  /** Saves what is whole and keeps the rest; rejects when neither could be done. */
  async leave(): Promise<void> {
    if (this.#ports.savesOnLeaving) this.#ports.left(await this.#saveOrKeep())
    else await this.flush()
  }

  async #saveOrKeep(): Promise<Stays | null> {
    if (!this.#becomesEntry()) {
      await this.flush()
      return this.#lacksSomething() ? 'incomplete' : null
    }
    try {
      await this.#commit()
      return null
    } catch (caught) {
      const problem = replyFrom(caught)
      this.store.setState({ problem })
      // What the vault does not take as an entry it may still take as a draft.
      await this.flush()
      return problem
    }
  }

  /** Keeps at once what is typed and not kept yet. */
  async flush(): Promise<void> {
    await this.#keeper?.flush()
  }

  /** Discards the draft. True when this call ended it. */
  end(): Promise<boolean> {
    return this.carryOver(async () => {
      if (this.#hasDraft()) await this.#ports.discard()
    })
  }

  /** Ends the draft by what `take` does with it, which lets it go from the vault too. True when this call ended it. */
  async carryOver(take: (draft: Draft<Content>) => Promise<unknown>): Promise<boolean> {
    let ended = false
    await this.#reported(async () => {
      const finished = await this.#keeper?.finish((content, typed) => take(this.#draft(content, typed)))
      ended = finished === true
    })
    return ended
  }

  /** News came: looks how far what is saved has come, and whether the draft was overtaken. What is typed stays as it is. */
  async renew(): Promise<void> {
    const { begun, heads, overtaken } = this.store.getState()
    if (begun === null || heads.length === 0) return
    const { heads: now, state, saved, corrected } = await this.#ports.look()
    const content = this.#content
    // A save that ended meanwhile has moved the heads; it says itself what stands beside it.
    if (this.#gone || content === null || this.store.getState().heads !== heads) return
    if (corrected === true && begun.corrected !== true) await this.#goOn()
    else if (sameHeads(now, heads)) this.store.setState({ state })
    else if (overtaken === null || !sameHeads(now, overtaken.heads))
      this.store.setState({ overtaken: { newer: saved, heads: now, content } })
  }

  stop(): void {
    this.#gone = true
    this.#release()
  }

  #release(): void {
    this.#unlisten()
    this.#keeper?.stop()
  }

  /** After a long pause the vault makes the draft an entry by itself: what is typed from now on builds on that. */
  #savedByItself(heads: readonly string[]): void {
    this.#touched = false
    this.#keeper?.savedElsewhere()
    this.#build({ heads, conflict: heads.length > 1 })
  }

  /** Beside another version the heads stay: naming both here would settle what only a person may settle. */
  #build({ heads, conflict }: Saved): void {
    const built = conflict ? {} : { heads, overtaken: null, state: 'saved' as const }
    this.store.setState({ ...built, conflict, problem: null })
  }

  #keeperFor(begun: Begun<Content, Newer>): DraftKeeper<Content> {
    const keep = async (content: Content, typed: Typed) => {
      await this.#ports.keep(this.#draft(content, typed)).catch((caught: unknown) => this.#refused(caught))
      this.#held = content
    }
    const changed = (keeping: Keeping) => this.store.setState({ keeping })
    return new DraftKeeper({ keep, changed, timer: this.#ports.timer }, begun)
  }

  #refused(caught: unknown): never {
    if (replyFrom(caught).code === 'draft.corrected') void this.#goOn()
    throw caught
  }

  async #commit(): Promise<void> {
    const touched = this.#touched
    this.#touched = false
    try {
      const save = (draft: Draft<Content>) => this.#ports.save(draft, this.#reason)
      const saved = await this.#keeper?.commit((content, typed) => save(this.#draft(content, typed)))
      if (saved !== undefined) this.#build(saved)
    } catch (problem) {
      this.#touched ||= touched
      this.#refused(problem)
    }
  }

  async #reported(act: () => Promise<void>): Promise<boolean> {
    try {
      await act()
      return true
    } catch (caught) {
      this.store.setState({ problem: replyFrom(caught) })
      return false
    }
  }

  /** A draft stands in the vault or is on its way there. */
  #hasDraft(): boolean {
    const { at } = this.store.getState().keeping
    return at !== 'untouched' && at !== 'saved'
  }

  /** What somebody wrote just now cannot become an entry as it stands. */
  #lacksSomething(): boolean {
    return this.#keeper?.finished === false && this.#touched && !this.#whole && this.#hasDraft()
  }

  /**
   * An overtaken draft that nobody touched stays a draft: saving it makes two versions, which is for a person to do. So
   * does one of which nobody has seen what a correction left.
   */
  #becomesEntry(): boolean {
    const { begun, overtaken: newer } = this.store.getState()
    const overtaken = newer !== null || begun?.corrected === true
    return this.#keeper?.finished === false && this.#whole && this.#hasDraft() && (this.#touched || !overtaken)
  }

  #draft(content: Content, typed: Typed): Draft<Content> {
    return { content, typed, heads: [...this.store.getState().heads] }
  }
}
