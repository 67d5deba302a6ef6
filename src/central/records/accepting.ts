// Accepting a push: everything is checked before, then one transaction takes what can be taken and states what it holds.
import { mostLeaves, type PushReply, type TravellingEntry } from '#shared/central-api.ts'
import { toBase64url } from '#shared/domain/bytes.ts'
import type { CompartmentType } from '#shared/domain/control.ts'
import { createdSchema } from '#shared/domain/control.ts'
import { recoveryId } from '#shared/domain/directory.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { type Receipt, receiptMessage } from '#shared/domain/receipt.ts'
import { Problem } from '#shared/problems.ts'
import { sha256 } from '../crypto.ts'
import type { Log, Writing } from '../storage/Storage.ts'
import { type Candidate, type Checked, check } from './checking.ts'
import { scrub } from './due.ts'
import { emptyLog, grown, rootOfLog } from './growing.ts'
import { type Ground, type Judged, judge } from './judging.ts'
import { type Obeyed, obey } from './obeying.ts'
import { objectionsTo } from './objecting.ts'
import { type CompartmentStanding, standingOf } from './standings.ts'
import type { Caller, Store } from './store.ts'

export interface Push {
  readonly compartment: Hash
  /** The tree as the caller has verified it. */
  readonly epoch: number
  readonly size: number
  readonly entries: readonly TravellingEntry[]
}

/**
 * Takes the entries of a push (docs/protocol.md section 6). What the reply says is on disk when this resolves.
 * Throws Problems: `compartment.unknown`, `tree.differs`, `central.pull-first`; of single entries the reply tells.
 */
export async function accept(store: Store, caller: Caller, push: Push): Promise<PushReply> {
  const { organisation, storage } = store
  const { compartment, entries } = push
  store.atPoint('parsed')
  await organisation.catchUp(storage)
  const where = { compartment, organisation: organisation.id, signer: organisation.signer.bind(organisation) }
  const checked = await check(entries, where)
  const accepted = await storage.write(async (writing) => {
    const result = await take(store, writing, caller, push, checked)
    store.atPoint('in-transaction')
    return result
  })
  store.atPoint('committed')
  const scrubbed = accepted.obeyed.taken === 0 || (await scrub(store))
  if (accepted.obeyed.waits || !scrubbed) store.waits()
  if (compartment === organisation.id) await organisation.catchUp(storage)
  return replyTo(store, push, checked, accepted)
}

interface Accepted {
  readonly log: Log
  readonly leaves: readonly Hash[]
  readonly refused: Judged['refused']
  readonly obeyed: Obeyed
}

async function take(
  store: Store,
  writing: Writing,
  caller: Caller,
  push: Push,
  checked: readonly Checked[],
): Promise<Accepted> {
  const { organisation } = store
  await organisation.catchUp(writing)
  const admitted = await admit(store, writing, caller, push, checked)
  const judged = judge(checked, await groundFor(store, writing, admitted, checked))
  const log = grown(
    admitted.log,
    judged.taken.map(({ entry }) => entry),
    organisation.id,
    store.key,
  )
  if (log.size === 0) throw new Problem('compartment.unknown')
  const before = await writing.leaves(push.compartment, push.size)
  const obeyed = await keep(store, writing, push, log, admitted, judged)
  if (admitted.standing === null) await refuseStranger(store, writing, caller, log)
  const leaves = [...before, ...judged.taken.map(({ entry }) => entry.hash)]
  return { log, leaves, refused: judged.refused, obeyed }
}

interface Admitted {
  readonly log: Log
  readonly type: CompartmentType | null
  /** Null for a compartment that this push makes. */
  readonly standing: CompartmentStanding | null
}

/** Throws unless the caller is or was a member, or the push begins with the first entry of a new compartment. */
async function admit(
  store: Store,
  writing: Writing,
  caller: Caller,
  push: Push,
  checked: readonly Checked[],
): Promise<Admitted> {
  const { organisation, standings } = store
  const log = await writing.lock(push.compartment)
  if (log === null) return admitNew(store, writing, push, checked)
  const standing = await standings.of(writing, log)
  const isOpen = push.compartment === organisation.id || standing.state.known.has(caller.person)
  if (!isOpen) throw new Problem('compartment.unknown')
  refuseOtherTree(push, log)
  return { log, type: standing.state.type, standing }
}

async function admitNew(
  { organisation }: Store,
  writing: Writing,
  push: Push,
  checked: readonly Checked[],
): Promise<Admitted> {
  const type = typeMade(checked[0])
  if (type === null) throw new Problem('compartment.unknown')
  const directory = await writing.log(organisation.id)
  const log = emptyLog(push.compartment, directory?.epoch ?? 1)
  refuseOtherTree(push, log)
  await writing.makeLog(log.compartment, log.epoch, false)
  return { log, type, standing: null }
}

function typeMade(first: Checked | undefined): CompartmentType | null {
  if (first === undefined || 'code' in first || first.payload?.kind !== 'compartment.created') return null
  return createdSchema.safeParse(first.payload.data).data?.type ?? null
}

function refuseOtherTree({ epoch, size }: Push, log: Log): void {
  if (epoch !== log.epoch || size > log.size) throw new Problem('tree.differs')
  if (log.size - size > mostLeaves) throw new Problem('central.pull-first')
}

async function groundFor(
  store: Store,
  writing: Writing,
  { log, type, standing }: Admitted,
  checked: readonly Checked[],
): Promise<Ground> {
  const candidates = checked.filter((one) => 'entry' in one)
  const devices = [...new Set(candidates.map(({ entry }) => entry.device))]
  const ends = await writing.chainEnds(log.compartment, devices)
  const held = await hashesUpTo(writing, log, new Map(ends.map((end) => [end.device, end.seq])), candidates)
  const { directory, id } = store.organisation
  return {
    objection: await objectionsTo(store, writing, log, standing),
    ends,
    hashAt: (device, seq) => held.get(`${device} ${seq}`) ?? null,
    grants: standing?.grants ?? new Map(),
    recoveryAt: remembered((size) => {
      const recipient = type === null || log.compartment === id ? null : directory.recoveryAt(type, size)
      return recipient === null ? null : recoveryId(sha256, recipient)
    }),
  }
}

/** The same answer for the same size: most entries of a push name one. */
function remembered(answer: Ground['recoveryAt']): Ground['recoveryAt'] {
  const known = new Map<number, Hash | null>()
  return (size) => {
    const before = known.get(size)
    if (before !== undefined) return before
    const fresh = answer(size)
    known.set(size, fresh)
    return fresh
  }
}

/** The hashes that the log has in the places of entries that are not above the ends of their chains. */
async function hashesUpTo(
  writing: Writing,
  log: Log,
  ends: ReadonlyMap<Hash, number>,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, Hash>> {
  const held = new Map<string, Hash>()
  for (const { entry } of candidates) {
    if (entry.seq > (ends.get(entry.device) ?? 0)) continue
    const hash = await writing.hashAt(log.compartment, entry.device, entry.seq)
    if (hash !== null) held.set(`${entry.device} ${entry.seq}`, hash)
  }
  return held
}

async function keep(
  store: Store,
  writing: Writing,
  { compartment }: Push,
  log: Log,
  admitted: Admitted,
  { taken, forks, ends }: Judged,
): Promise<Obeyed> {
  const entries = taken.map(({ entry }) => entry)
  if (entries.length > 0) await writing.append(log, entries, ends)
  for (const { entry } of forks) {
    const { device, seq, hash, header, signature } = entry
    await writing.keepFork({ compartment, device, seq, hash, header, signature, at: store.now() })
  }
  if (compartment !== store.organisation.id && log.controls !== admitted.log.controls) {
    const { state } = await standingInside(store, writing, compartment)
    await writing.setMembers(compartment, [...state.members.keys()])
  }
  return obey(store, writing, compartment, taken)
}

/** The standing with what this transaction appended; not remembered, because it may yet be undone. */
async function standingInside(store: Store, writing: Writing, compartment: Hash): Promise<CompartmentStanding> {
  return standingOf(await writing.controlEntries(compartment), (device) => store.organisation.personOf(device))
}

/** Whoever brings another's new compartment must have become known in it, or learns nothing and leaves nothing. */
async function refuseStranger(store: Store, writing: Writing, caller: Caller, log: Log): Promise<void> {
  const { state } = await standingInside(store, writing, log.compartment)
  if (!state.known.has(caller.person)) throw new Problem('compartment.unknown')
}

function replyTo(store: Store, push: Push, checked: readonly Checked[], { log, leaves, refused }: Accepted): PushReply {
  const { organisation } = store
  const { compartment, epoch, size, checkpoint } = log
  const movedOn = checked.flatMap((one) =>
    'entry' in one && organisation.isWithoutEffect(one.entry.hash) ? [one.index] : [],
  )
  const receipt: Receipt = {
    store: store.key.device,
    compartment,
    epoch,
    from: push.size,
    to: size,
    size,
    root: rootOfLog(log),
    directory: organisation.directory.size,
    at: store.now(),
  }
  const signature = toBase64url(store.key.sign(receiptMessage(receipt)))
  return {
    epoch,
    from: push.size,
    size,
    leaves: [...leaves],
    checkpoint,
    receipt: { receipt, signature },
    refused: [...refused],
    movedOn,
  }
}
