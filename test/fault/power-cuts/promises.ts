// What a vault must hold after a power cut: everything acknowledged before, nothing never written, and a deed whole or not at all.
import type { Changes, Holdings, Mark } from './marks.ts'
import type { Traced } from './trace.ts'

/** What was promised at one place of a trace. */
export interface Promised {
  /** The folder that holds the vault's folders of data and state. */
  readonly folder: string
  readonly holds: Holdings
  /** What the vault holds once the deed that is under way is done; null between two deeds. */
  readonly next: Holdings | null
  readonly stepwise: boolean
  /** What is under way. */
  readonly what: string
}

/** What a trace promises, place by place. */
export class Promises {
  /** Each with the place from which on it holds. */
  readonly #promised: (readonly [number, Promised])[] = []
  readonly acknowledgements: readonly number[]

  constructor(trace: readonly Traced[]) {
    trace.forEach((traced, place) => {
      if (traced.call === 'mark') this.#take(traced.mark, place)
    })
    this.acknowledgements = trace.flatMap((traced, place) =>
      traced.call === 'mark' && traced.mark.mark === 'acknowledged' ? [place] : [],
    )
    // A script that broke would otherwise look like one that had little to do.
    if (this.acknowledgements.length === 0 || this.#last.next !== null) throw new Error('the script did not end')
  }

  /** The first place at which a cut says something. */
  get first(): number {
    return this.#promised[0]?.[0] ?? 0
  }

  /** What holds when everything up to and with this place of the trace was done, and nothing after it. */
  at(place: number): Promised {
    const last = this.#promised.findLast(([from]) => from <= place)
    if (last === undefined) throw new Error('nothing was promised there yet')
    return last[1]
  }

  get #last(): Promised {
    return this.at(Number.MAX_SAFE_INTEGER)
  }

  #take(mark: Mark, place: number): void {
    if (mark.mark === 'vault') {
      const { folder, holds } = mark
      this.#promised.push([place, { folder, holds, next: null, stepwise: false, what: 'nothing' }])
    } else if (mark.mark === 'begun') {
      const { what, stepwise, changes } = mark
      const { folder, holds } = this.#last
      this.#promised.push([place, { folder, holds, next: holdingsAfter(holds, changes), stepwise, what }])
    } else {
      const begun = this.#promised.pop()
      if (begun === undefined || begun[1].next === null) throw new Error('a deed was acknowledged that had not begun')
      const holds = holdingsAfter(begun[1].next, mark.changes)
      this.#promised.push([begun[0], { ...begun[1], next: holds }])
      this.#promised.push([place, { ...begun[1], holds, next: null, what: 'nothing' }])
    }
  }
}

/** What a name says before and after the deed that is under way: what to open a vault with. */
export function saidOf(name: string, { holds, next }: Promised): readonly string[] {
  const said = [holds[name], next?.[name]].filter((words) => words !== undefined)
  return [...new Set(said)]
}

function holdingsAfter(holds: Holdings, changes: Changes): Holdings {
  const all = Object.entries({ ...holds, ...changes })
  return Object.fromEntries(all.flatMap(([name, said]) => (said === null ? [] : [[name, said]])))
}

/** What a look at a vault found: what it holds, or why it could not be used. */
export type Found = { readonly holds: Holdings } | { readonly fault: string }

/** What is wrong with a vault after a cut. */
export interface Judgement {
  /** Things acknowledged that are not there, or say something else. */
  readonly lost: readonly string[]
  /** Any other fault: a vault that does not open or verify, things nobody wrote, half a deed. */
  readonly faults: readonly string[]
}

/** Compares what a vault holds with what was promised. */
export function judged(found: Found, { holds, next, stepwise, what }: Promised): Judgement {
  if ('fault' in found) return { lost: Object.keys(holds), faults: [found.fault] }
  const lost: string[] = []
  const faults: string[] = []
  for (const name of new Set([...Object.keys(holds), ...Object.keys(next ?? {}), ...Object.keys(found.holds)])) {
    const said = found.holds[name]
    if (said === holds[name] || (next !== null && said === next[name])) continue
    if (holds[name] === undefined) faults.push(`${name} was not there, or never said this`)
    else lost.push(name)
  }
  const whole = lost.length + faults.length > 0 || stepwise || next === null
  if (!whole && !isSame(found.holds, holds) && !isSame(found.holds, next)) faults.push(`${what} is there in part`)
  return { lost, faults }
}

function isSame(one: Holdings, other: Holdings): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].every((name) => one[name] === other[name])
}
