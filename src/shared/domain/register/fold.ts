// What a register says, as a function of the set of its entries, never of their order (docs/protocol.md section 7).
import { canonicalText } from '../canonical.ts'
import { foldObject, type ObjectState, type Revision } from '../fold.ts'
import type { Hash } from '../ids.ts'
import type { Payload } from '../payload.ts'
import { together } from './groups.ts'
import {
  type Counts,
  type Group,
  type Registered,
  registeredSchema,
  type Stated,
  statedSchema,
  summarisedSchema,
} from './kinds.ts'

/** An entry of a register; `effect`: its author had the right and the role for it. */
export interface RegisterEntry {
  readonly hash: Hash
  readonly payload: Pick<Payload, 'kind' | 'parents' | 'at' | 'data'>
  readonly effect: boolean
}

/** Something stated that nothing known has followed; of one thing there are several where people differ. */
export interface StatementHead {
  readonly entry: Hash
  readonly about: string
  readonly said: Stated
}

export interface FoldedRegister {
  readonly registered: Registered
  readonly opened: string
  /** Null while nobody has said what kinds of data the inspection holds; `at` for display. */
  readonly summary: { readonly at: string; readonly counts: Counts; readonly groups: readonly Group[] } | null
  readonly statements: readonly StatementHead[]
  /** Entries whose form only a newer version knows, and that nothing known has followed: nothing is concluded then. */
  readonly unread: readonly Hash[]
}

const summary = 'summary'
const unread = 'unread'

/** Null while the entry that opens the register has not come, or cannot be read. */
export function foldRegister(entries: readonly RegisterEntry[]): FoldedRegister | null {
  const opening = openingIn(entries)
  if (opening === null) return null
  const known = new Map(entries.map((entry) => [entry.hash, entry]))
  const revisions = entries.map(revisionOf)
  const keys = [...new Set(revisions.flatMap(({ data }) => Object.keys(data.set)))].toSorted()
  const state = foldObject(revisions, { single: keys, sets: [] })
  const summaries = headsOf(state, summary).flatMap((hash) => known.get(hash) ?? [])
  const illegible = summaries.filter(({ payload }) => !summarisedSchema.safeParse(payload.data).success)
  return {
    ...opening,
    summary: summaryOf(summaries),
    statements: keys.flatMap((about) => statementsIn(state, about, known)),
    unread: [...headsOf(state, unread), ...illegible.map(({ hash }) => hash)].toSorted(),
  }
}

/** What a statement is about: it stands in the place of every earlier one about the same. */
export function aboutOf(said: Stated): string {
  if ('event' in said) return canonicalText({ event: said.event })
  if ('rule' in said) return canonicalText({ rule: said.rule })
  return canonicalText({ circumstance: said.circumstance, people: said.people })
}

/** There is one; of several that somebody wrote past the rules the first by hash counts. */
function openingIn(entries: readonly RegisterEntry[]): Pick<FoldedRegister, 'registered' | 'opened'> | null {
  const openings = entries
    .filter(({ payload, effect }) => payload.kind === 'inspection.registered' && effect)
    .toSorted((one, other) => (one.hash < other.hash ? -1 : 1))
  const read = openings.flatMap(({ payload }) => {
    const registered = registeredSchema.safeParse(payload.data).data
    return registered === undefined ? [] : [{ registered, opened: payload.at ?? '' }]
  })
  return read[0] ?? null
}

/** Each entry sets one field; one without effect sets none, and still passes on what it builds on. */
function revisionOf(entry: RegisterEntry): Revision {
  const { hash, payload } = entry
  const data = { set: setBy(entry), add: {}, remove: {}, reason: '', typed: null }
  return { hash, parents: payload.parents, at: payload.at, data }
}

function setBy({ hash, payload: { kind, data }, effect }: RegisterEntry): Readonly<Record<string, unknown>> {
  if (!effect || kind === 'inspection.registered') return {}
  if (kind === 'inspection.summarised') return { [summary]: data }
  const said = kind === 'retention.stated' ? statedSchema.safeParse(data).data : undefined
  if (said !== undefined) return { [aboutOf(said)]: said }
  // Kinds of other families are about something else.
  return kind.startsWith('retention.') ? { [unread]: hash } : {}
}

function headsOf(state: ObjectState, field: string): readonly Hash[] {
  return (state.single[field] ?? []).flatMap(({ entries }) => entries)
}

function summaryOf(heads: readonly RegisterEntry[]): FoldedRegister['summary'] {
  const read = heads.flatMap(({ payload }) => summarisedSchema.safeParse(payload.data).data ?? [])
  if (read.length === 0) return null
  const ats = heads.map(({ payload }) => payload.at ?? '').toSorted()
  return { at: ats.at(-1) ?? '', ...together(read) }
}

function statementsIn(
  state: ObjectState,
  about: string,
  known: ReadonlyMap<Hash, RegisterEntry>,
): readonly StatementHead[] {
  if (about === summary || about === unread) return []
  return headsOf(state, about)
    .toSorted()
    .flatMap((entry) => {
      const said = statedSchema.safeParse(known.get(entry)?.payload.data).data
      return said === undefined ? [] : [{ entry, about, said }]
    })
}
