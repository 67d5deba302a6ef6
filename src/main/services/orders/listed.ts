// Holds and disposals as a records manager sees them, from the orders on each part of an inspection.
import type { Output } from '#shared/contract.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { type DirectoryHold, type Disposal, type Hold, standingDisposal } from '#shared/domain/orders/orders.ts'
import { disposedOf } from '../../data/disposed.ts'
import type { By } from '../../ledger/authors.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { factsOf, holdsToWrite } from '../../ledger/orders.ts'
import { whyNotApproved } from './approving.ts'
import { evidenceOf, partsLeft, type Whole } from './parts.ts'

type Listed = Output<'order.list'>
type HoldShown = Listed['wide'][number]
type DisposalShown = NonNullable<Listed['inspections'][number]['disposal']>
type Names = (person: Hash) => By

export function holdShown(names: Names, hold: Hold): HoldShown {
  const { ground, review, because } = hold.data
  const [first] = hold.lifting
  return {
    hold: hold.hold,
    ground,
    review,
    scope: null,
    because,
    placed: { by: names(hold.person ?? ''), at: hold.at },
    lifting: first === undefined ? null : names(first.person),
    lifted: hold.lifted !== null,
    waiting: hold.position === null,
  }
}

export function wideHoldShown(
  { directory }: Ledger,
  names: Names,
  { hold, person, data, lifted }: DirectoryHold,
): HoldShown {
  const first = directory?.firstToLift(hold)
  return {
    hold,
    ground: data.ground,
    review: data.review,
    scope: data.scope,
    because: null,
    placed: { by: names(person), at: null },
    lifting: first === undefined ? null : names(first.person),
    lifted: lifted !== null,
    waiting: false,
  }
}

export function ordersShown(ledger: Ledger, names: Names, whole: Whole): Listed['inspections'][number] {
  const evidence = evidenceOf(whole)
  const { reader } = ledger
  const left = partsLeft(ledger, whole)
  // The part that has come least far says how far the whole has.
  const disposal = standingDisposal(ledger.orders((left[0] ?? evidence).id))
  const isDisposed = whole.parts.every(({ id }) => disposedOf(reader, id) !== undefined)
  return {
    inspection: whole.inspection,
    facts: factsShown(ledger, whole.inspection),
    holds: ledger.orders(evidence.id).holds.map((hold) => holdShown(names, hold)),
    gone: whole.parts.filter((part) => !left.includes(part)).map(({ type }) => type),
    toCome: disposedOf(reader, evidence.id) !== undefined ? [] : holdsToWrite(ledger, evidence).map(({ hold }) => hold),
    disposal: disposal === null ? null : disposalShown(ledger, names, whole, disposal, isDisposed),
  }
}

function disposalShown(
  ledger: Ledger,
  names: Names,
  whole: Whole,
  disposal: Disposal,
  isDisposed: boolean,
): DisposalShown {
  const { proposed, proposer, at, data, approved, committed } = disposal
  const covered = whole.parts.map((part) => standingDisposal(ledger.orders(part.id))?.data.covered.size ?? 0)
  return {
    proposed,
    state: stateOf(disposal, isDisposed),
    rule: data.rule,
    entries: covered.reduce((sum, size) => sum + size, 0),
    proposal: { by: names(proposer), at },
    approval: approved === null ? null : { by: names(approved.person), at: approved.at },
    committed: committed?.at ?? null,
    whyNot: approved === null ? whyNotApproved(ledger, whole) : null,
  }
}

function stateOf({ approved, committed }: Disposal, isDisposed: boolean): DisposalShown['state'] {
  if (committed !== null) return isDisposed ? 'disposed' : 'kept'
  return approved === null ? 'proposed' : 'approved'
}

function factsShown(ledger: Ledger, inspection: Hash): Listed['inspections'][number]['facts'] {
  const facts = factsOf(ledger.reader, inspection)
  if (facts === null) return null
  const { remit, setting, begins, ends } = facts
  return { remit, setting, begins, ends }
}
