// The control fold: who is lead, member or officer of a compartment and who holds which key (docs/protocol.md sections 4, 7 and 9).
import { z } from 'zod'
import { type Hash, hashSchema } from './ids.ts'
import type { Payload } from './payload.ts'

export const compartmentTypes = ['evidence', 'register', 'identities', 'restricted', 'directory'] as const
export type CompartmentType = (typeof compartmentTypes)[number]

const createdMembers = { nonce: hashSchema, publicKey: z.string(), recipient: z.string() }

/** The first entry of a directory founds the organisation: its store's key and the recipients of recovery. */
export const directoryCreatedSchema = z.strictObject({
  type: z.literal('directory'),
  ...createdMembers,
  name: z.string().min(1),
  trial: z.boolean(),
  storeKey: z.string(),
  recovery: z.strictObject({ ordinary: z.string(), restricted: z.string() }),
})

export const createdSchema = z.union([
  z.strictObject({ type: z.enum(compartmentTypes).exclude(['directory']), ...createdMembers }),
  directoryCreatedSchema,
])

const grantSchema = z.strictObject({ to: hashSchema, sealed: z.string() })
export const introducedSchema = z.strictObject({
  key: hashSchema,
  generation: z.int().min(1),
  grants: z.array(grantSchema),
})
export const grantedSchema = z.strictObject({ key: hashSchema, grants: z.array(grantSchema) })
export const memberAddedSchema = z.strictObject({ person: hashSchema, right: z.enum(['lead', 'member', 'officer']) })
export const memberRemovedSchema = z.strictObject({ person: hashSchema })

export type Right = 'lead' | 'member' | 'officer'

/** A control entry with its signer's person and, once the store accepted it, its place in the compartment's tree. */
export interface ControlEntry {
  readonly hash: Hash
  readonly prev: Hash | null
  readonly position: number | null
  readonly device: Hash
  readonly seq: number
  readonly person: Hash | null
  readonly payload: Payload
}

export interface CompartmentState {
  readonly type: CompartmentType | null
  /** The person whose device made the compartment. */
  readonly creator: Hash | null
  readonly members: ReadonlyMap<Hash, Right>
  /** Every person who holds or once held keys: what they wrote then still counts. */
  readonly writers: ReadonlySet<Hash>
  /** Every person who has or once had any right here: the store takes entries from them (section 6). */
  readonly known: ReadonlySet<Hash>
  /** Key id to its generation and every device or recovery recipient it was granted to. */
  readonly keys: ReadonlyMap<Hash, { readonly generation: number; readonly granted: ReadonlySet<Hash> }>
}

/** A compartment of which nothing was stated yet. */
export const nothingStated: CompartmentState = {
  type: null,
  creator: null,
  members: new Map(),
  writers: new Set(),
  known: new Set(),
  keys: new Map(),
}

/** Folds control entries: a statement counts if its signer had the right in the state below it. */
export function foldControl(entries: readonly ControlEntry[]): CompartmentState {
  const state = inTreeOrder(entries).reduce(applyControl, nothingStated)
  return { ...state, keys: withGrants(state.keys, entries) }
}

/** Entries with a position in the tree by it; then, provisional, those that the store has not accepted yet (section 7, rule 8). */
export function inTreeOrder(entries: readonly ControlEntry[]): readonly ControlEntry[] {
  const placed = entries.filter(({ position }) => position !== null)
  const waiting = entries.filter(({ position }) => position === null)
  return [...placed.toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0)), ...inCausalOrder(waiting)]
}

/** Entries without a position: each after its device's earlier ones and its parents, ties by hash. */
function inCausalOrder(entries: readonly ControlEntry[]): readonly ControlEntry[] {
  const waiting = entries.toSorted((one, other) => (one.hash < other.hash ? -1 : 1))
  const ordered: ControlEntry[] = []
  while (waiting.length > 0) {
    const next = waiting.findIndex((entry) => !waiting.some((other) => other !== entry && precedes(other, entry)))
    ordered.push(...waiting.splice(Math.max(next, 0), 1))
  }
  return ordered
}

/** Whether an entry comes before another by itself: in its device's chain, or as its parent. */
export function precedes(one: ControlEntry, other: ControlEntry): boolean {
  if (other.payload.parents.includes(one.hash)) return true
  return one.device === other.device && one.seq < other.seq
}

/** The state with one more statement, which counts if its signer had the right in the state below it. */
export function applyControl(state: CompartmentState, entry: ControlEntry): CompartmentState {
  const { kind } = entry.payload
  if (kind === 'compartment.created') return created(state, entry)
  if (kind === 'key.introduced') return introduced(state, entry)
  if (kind === 'member.added') return added(state, entry)
  if (kind === 'member.removed') return removed(state, entry)
  return state
}

function created(state: CompartmentState, entry: ControlEntry): CompartmentState {
  const data = createdSchema.safeParse(entry.payload.data).data
  if (state.type !== null || data === undefined || entry.person === null) return state
  return withMember({ ...state, type: data.type, creator: entry.person }, entry.person, 'lead')
}

function introduced(state: CompartmentState, entry: ControlEntry): CompartmentState {
  const data = introducedSchema.safeParse(entry.payload.data).data
  if (data === undefined || !holdsKeys(state, entry.person) || state.keys.has(data.key)) return state
  const key = { generation: data.generation, granted: new Set<Hash>() }
  return { ...state, keys: new Map([...state.keys, [data.key, key]]) }
}

// Whoever states it, whenever: a key is taken to be with everybody it was ever granted to (section 9, granted(k)).
function withGrants(keys: CompartmentState['keys'], entries: readonly ControlEntry[]): CompartmentState['keys'] {
  const stated = entries.flatMap(({ payload: { kind, data } }) => {
    if (kind === 'key.introduced') return introducedSchema.safeParse(data).data ?? []
    if (kind === 'key.granted') return grantedSchema.safeParse(data).data ?? []
    return []
  })
  const grantedTo = (id: Hash) => stated.filter(({ key }) => key === id).flatMap(({ grants }) => grants)
  return new Map([...keys].map(([id, key]) => [id, { ...key, granted: new Set(grantedTo(id).map(({ to }) => to)) }]))
}

function added(state: CompartmentState, entry: ControlEntry): CompartmentState {
  const data = memberAddedSchema.safeParse(entry.payload.data).data
  if (data === undefined || !mayAdd(state, entry.person, data)) return state
  if (data.right !== 'lead' && isLastLead(state, data.person)) return state
  return withMember(state, data.person, data.right)
}

/** Of a disclosure also whoever reads it makes somebody an officer, who sees no word of it and approves its disposal (section 11). */
function mayAdd(state: CompartmentState, signer: Hash | null, added: { person: Hash; right: Right }): boolean {
  if (isLead(state, signer)) return true
  const isNewOfficer = added.right === 'officer' && !state.members.has(added.person)
  return state.type === 'restricted' && isNewOfficer && holdsKeys(state, signer)
}

function withMember(state: CompartmentState, person: Hash, right: Right): CompartmentState {
  const writers = right === 'officer' ? state.writers : new Set([...state.writers, person])
  const known = new Set([...state.known, person])
  return { ...state, members: new Map([...state.members, [person, right]]), writers, known }
}

function removed(state: CompartmentState, entry: ControlEntry): CompartmentState {
  const data = memberRemovedSchema.safeParse(entry.payload.data).data
  if (data === undefined || !isLead(state, entry.person) || isLastLead(state, data.person)) return state
  return { ...state, members: new Map([...state.members].filter(([person]) => person !== data.person)) }
}

function isLead(state: CompartmentState, person: Hash | null): boolean {
  return person !== null && state.members.get(person) === 'lead'
}

/** Leads and members hold keys; officers see headers and control entries only. */
export function holdsKeys(state: Pick<CompartmentState, 'members'>, person: Hash | null): boolean {
  const right = person === null ? undefined : state.members.get(person)
  return right === 'lead' || right === 'member'
}

function isLastLead(state: CompartmentState, person: Hash): boolean {
  const leads = [...state.members].filter(([, right]) => right === 'lead')
  return leads.length === 1 && leads[0]?.[0] === person
}
