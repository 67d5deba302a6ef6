// Checking a whole store: every chain, signature, clear body, tree and checkpoint, and what was derived from them.
import { readCheckpoint } from '#shared/domain/checkpoint.ts'
import type { Header } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { emptyFrontier, extended, type Frontier, frontierText, rootOf } from '#shared/domain/tree.ts'
import { clearPayload, type Fault, type Finding, isBodyOf, Verifier } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { sha256, verifySignature } from '../crypto.ts'
import type { Checkpointed, Inspecting, Log, PlacedEntry } from '../storage/Storage.ts'
import { ordersIn } from './ordering.ts'
import { Organisation } from './organisation.ts'
import { Removals } from './removals.ts'
import { standingOf } from './standings.ts'

/** Beside the faults of entries and chains, those of a log, its tree and what the store keeps about it. */
export type StoreFault =
  | Fault
  | 'position-missing'
  | 'checkpoint-refused'
  | 'tree-differs'
  | 'members-differ'
  /** An order took the body, and it is there. */
  | 'body-not-removed'
  /** What the store recorded of disposals and corrections is not what the orders in the log come to. */
  | 'orders-differ'
  | 'directory-refused'
  | 'file-damaged'

export interface StoreFinding extends Omit<Finding, 'fault'> {
  readonly fault: StoreFault
}

export interface StoreVerification {
  readonly entries: number
  readonly bodies: number
  readonly chains: number
  readonly compartments: number
  readonly checkpoints: number
  readonly findings: readonly StoreFinding[]
}

const page = { entries: 500, bytes: 8 * 1024 * 1024 }

/** Checks everything that a store holds. Throws Problem `organisation.missing` where there is none. */
export async function verifyStore(store: Inspecting): Promise<StoreVerification> {
  const organisation = await organisationOrNull(store)
  const damage = (await store.faults()).map(() => finding('file-damaged', null))
  if (organisation === null) {
    const findings = [...damage, finding('directory-refused', await store.organisation())]
    return { entries: 0, bodies: 0, chains: 0, compartments: 0, checkpoints: 0, findings }
  }
  const device = organisation.signer.bind(organisation)
  const verifier = new Verifier({ sha256, verifySignature, device, open: openClear })
  const walk = new Walk(store, organisation, verifier)
  const compartments = await store.compartments()
  for (const compartment of compartments) await walk.through(compartment)
  const { entries, bodies, ends } = verifier
  return {
    entries,
    bodies,
    chains: ends.length,
    compartments: compartments.length,
    checkpoints: walk.checkpoints,
    findings: [...damage, ...walk.findings],
  }
}

class Walk {
  readonly findings: StoreFinding[] = []
  checkpoints = 0
  readonly #store: Inspecting
  readonly #organisation: Organisation
  readonly #verifier: Verifier

  constructor(store: Inspecting, organisation: Organisation, verifier: Verifier) {
    this.#store = store
    this.#organisation = organisation
    this.#verifier = verifier
  }

  async through(compartment: Hash): Promise<void> {
    const log = await this.#store.log(compartment)
    if (log === null) return
    const checkpoints = await this.#store.checkpoints(compartment)
    const removals = await this.#removalsIn(compartment)
    let frontier = emptyFrontier
    for (;;) {
      const entries = await this.#store.entries(compartment, frontier.size, page)
      if (entries.length === 0) break
      for (const entry of entries) {
        if (entry.position !== frontier.size) this.#add('position-missing', compartment, entry)
        this.#checkEntry(compartment, entry, removals)
        frontier = extended(sha256, frontier, [entry.hash])
        this.#compare(log, frontier, checkpoints)
      }
      if (entries.at(-1)?.position !== frontier.size - 1) break
    }
    this.#compareEnd(log, frontier, checkpoints)
    await this.#compareChains(compartment)
    await this.#compareMembers(compartment)
    if (!removals.areRecorded) this.#add('orders-differ', compartment)
  }

  async #removalsIn(compartment: Hash): Promise<Removals> {
    const controls = readable(await this.#store.controlEntries(compartment))
    const recorded = {
      disposal: await this.#store.disposal(compartment),
      disposedKeys: await this.#store.disposedKeys(compartment),
      corrected: await this.#store.corrected(compartment),
      pending: (await this.#store.pendingDisposals()).filter((one) => one.compartment === compartment),
    }
    return new Removals(ordersIn(controls, this.#organisation), recorded, controls)
  }

  #checkEntry(compartment: Hash, entry: PlacedEntry, removals: Removals): void {
    const taken = removals.took(entry)
    if (taken && entry.body !== null) this.#add('body-not-removed', compartment, entry)
    const found = this.#verifier.check({ ...entry, compartment })
    this.findings.push(...found.filter(({ fault }) => !(taken && fault === 'body-missing')))
  }

  #compare(log: Log, frontier: Frontier, checkpoints: readonly Checkpointed[]): void {
    for (const one of checkpoints.filter(({ size }) => size === frontier.size)) {
      this.checkpoints += 1
      const root = this.#rootIn(log.compartment, one)
      if (root === null) this.#add('checkpoint-refused', log.compartment)
      else if (root !== rootOf(sha256, frontier)) this.#add('tree-differs', log.compartment)
    }
  }

  #rootIn(compartment: Hash, { epoch, size, checkpoint }: Checkpointed): Hash | null {
    const { id, directory } = this.#organisation
    const key = directory.store?.publicKey ?? new Uint8Array()
    try {
      const read = readCheckpoint(checkpoint, { organisation: id, compartment }, key, sha256, verifySignature)
      return read.epoch === epoch && read.size === size ? read.root : null
    } catch {
      return null
    }
  }

  #compareEnd(log: Log, frontier: Frontier, checkpoints: readonly Checkpointed[]): void {
    const signed = checkpoints.some(({ size, checkpoint }) => size === log.size && checkpoint === log.checkpoint)
    const beyond = checkpoints.some(({ size }) => size > frontier.size)
    if (log.size !== frontier.size || beyond) this.#add('position-missing', log.compartment)
    if (!signed || log.frontier !== frontierText(frontier)) this.#add('tree-differs', log.compartment)
  }

  async #compareChains(compartment: Hash): Promise<void> {
    const recorded = (await this.#store.allChainEnds(compartment)).map((end) => ({ ...end, compartment }))
    const walked = this.#verifier.ends.filter((end) => end.compartment === compartment)
    const heads = (ends: typeof walked) => ends.map(({ device, seq, head }) => `${device} ${seq} ${head}`).toSorted()
    const known = new Set(heads(recorded))
    const differing = heads(walked).filter((end) => !known.has(end)).length + Math.abs(recorded.length - walked.length)
    if (differing > 0) this.#add('chain-end-differs', compartment)
  }

  async #compareMembers(compartment: Hash): Promise<void> {
    if (compartment === this.#organisation.id) return
    const entries = await this.#store.controlEntries(compartment)
    const { state } = standingOf(readable(entries), (device) => this.#organisation.personOf(device))
    const kept = await this.#store.members(compartment)
    if ([...state.members.keys()].toSorted().join() !== kept.toSorted().join()) {
      this.#add('members-differ', compartment)
    }
  }

  #add(fault: StoreFault, compartment: Hash, entry?: PlacedEntry): void {
    this.findings.push(finding(fault, compartment, entry))
  }
}

/** Null for a directory that cannot be folded. */
async function organisationOrNull(store: Inspecting): Promise<Organisation | null> {
  try {
    return await Organisation.open(store)
  } catch (error) {
    if (error instanceof Problem && error.code !== 'organisation.missing') return null
    throw error
  }
}

/** The store holds no keys: of a sealed body it can say that it is the one that the header names, and no more. */
function openClear(header: Header, body: Uint8Array): Payload | 'sealed' {
  if (!isBodyOf(sha256, header, body)) throw new Problem('entry.hash-differs')
  return header.key === null ? clearPayload(body) : 'sealed'
}

/** Control entries that say anything; the others were found by the verifier. */
function readable(entries: readonly PlacedEntry[]): readonly PlacedEntry[] {
  return entries.filter((entry) => {
    try {
      return entry.body !== null && clearPayload(entry.body).kind !== ''
    } catch {
      return false
    }
  })
}

function finding(fault: StoreFault, compartment: Hash | null, entry?: PlacedEntry): StoreFinding {
  const { hash = null, device = null, seq = null } = entry ?? {}
  return { fault, compartment, entry: hash, device, seq }
}
