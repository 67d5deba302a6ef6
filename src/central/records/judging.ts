// Judging checked entries against the log: which follow their chains and are taken, which are refused, which are forks.
import type { Hash } from '#shared/domain/ids.ts'
import { faultsOfChain } from '#shared/domain/verification.ts'
import type { ProblemCode } from '#shared/problems.ts'
import type { ChainEnd } from '../storage/Storage.ts'
import type { Candidate, Checked } from './checking.ts'
import { type Grants, grantsIn } from './standings.ts'

/** What the log says; `hashAt` answers for places up to the ends of the chains. */
export interface Ground {
  readonly ends: readonly ChainEnd[]
  readonly hashAt: (device: Hash, seq: number) => Hash | null
  readonly grants: Grants
  /** The id of the recovery recipient when the directory had this size; null where none is asked for. */
  readonly recoveryAt: (directory: number) => Hash | null
  /** Why an entry may not be added although it is right in itself; null where nothing speaks against it. */
  readonly objection: (candidate: Candidate) => ProblemCode | null
}

export interface Judged {
  readonly taken: readonly Candidate[]
  readonly refused: readonly { readonly index: number; readonly code: ProblemCode }[]
  readonly forks: readonly Candidate[]
  /** Ends of the chains that have grown. */
  readonly ends: readonly ChainEnd[]
}

/**
 * Takes what can be taken, in the order of the push; a chain stops at its first refusal, all others go on.
 * A key may be granted to recovery later in the same push. So all its grants are assumed at first; if one of them turns
 * out not to be taken, the push is judged again without it, until what was assumed is what is taken.
 */
export function judge(checked: readonly Checked[], ground: Ground): Judged {
  let assumed = grantsOf(checked)
  for (;;) {
    const judged = judgeAssuming(checked, ground, assumed)
    const actual = grantsOf(judged.taken)
    if (sizeOf(actual) === sizeOf(assumed)) return judged
    assumed = actual
  }
}

/** A chain as it stands while a push is judged. */
interface Standing {
  end: ChainEnd | undefined
  readonly before: ChainEnd | undefined
  readonly added: Map<number, Hash>
  stopped: boolean
}

function judgeAssuming(checked: readonly Checked[], ground: Ground, assumed: Grants): Judged {
  const chains = new Map<Hash, Standing>()
  const taken: Candidate[] = []
  const refused: { readonly index: number; readonly code: ProblemCode }[] = []
  const forks: Candidate[] = []
  for (const one of checked) {
    const device = 'entry' in one ? one.entry.device : one.device
    const chain = device === null ? null : chainOf(chains, ground, device)
    if (chain?.stopped === true) continue
    const verdict = 'entry' in one && chain !== null ? verdictOn(one, chain, ground, assumed) : codeOf(one)
    if (verdict === 'held') continue
    if (verdict === 'follows' && 'entry' in one && chain !== null) {
      taken.push(one)
      grow(chain, one)
      continue
    }
    if (verdict === 'entry.fork' && 'entry' in one) forks.push(one)
    refused.push({ index: one.index, code: verdict === 'follows' ? 'entry.refused' : verdict })
    if (chain !== null) chain.stopped = true
  }
  const ends = [...chains.values()].flatMap(({ end, before }) => (end === undefined || end === before ? [] : [end]))
  return { taken, refused, forks, ends }
}

function codeOf(one: Checked): ProblemCode {
  return 'code' in one ? one.code : 'entry.refused'
}

function chainOf(chains: Map<Hash, Standing>, ground: Ground, device: Hash): Standing {
  const known = chains.get(device)
  if (known !== undefined) return known
  const end = ground.ends.find((chain) => chain.device === device)
  const chain: Standing = { end, before: end, added: new Map(), stopped: false }
  chains.set(device, chain)
  return chain
}

function verdictOn(
  candidate: Candidate,
  chain: Standing,
  ground: Ground,
  assumed: Grants,
): 'held' | 'follows' | ProblemCode {
  const { header, entry } = candidate
  const { end } = chain
  if (header.seq <= (end?.seq ?? 0)) {
    const held = chain.added.get(header.seq) ?? ground.hashAt(header.device, header.seq)
    return held === entry.hash ? 'held' : 'entry.fork'
  }
  const objection = ground.objection(candidate)
  if (objection !== null) return objection
  if (faultsOfChain(header, end).length > 0) return 'entry.sequence-broken'
  if (header.key === null) return 'follows'
  const recovery = ground.recoveryAt(header.seen?.directory ?? end?.directory ?? 0)
  const granted = [ground.grants, assumed].some((grants) => grants.get(header.key ?? '')?.has(recovery ?? '') === true)
  return recovery === null || granted ? 'follows' : 'entry.key-without-recovery'
}

function grow(chain: Standing, { header, entry }: Candidate): void {
  chain.added.set(entry.seq, entry.hash)
  const directory = header.seen?.directory ?? chain.end?.directory ?? 0
  chain.end = { device: entry.device, seq: entry.seq, head: entry.hash, directory }
}

function grantsOf(checked: readonly Checked[]): Grants {
  return grantsIn(checked.flatMap((one) => ('payload' in one && one.payload !== null ? [one.payload] : [])))
}

function sizeOf(grants: Grants): number {
  return [...grants.values()].reduce((sum, to) => sum + to.size, 0)
}
