// Disposals: proposed by one records manager, approved by another, withdrawn by either; the store commits (docs/protocol.md section 11).
import type { Input, Output } from '#shared/contract.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { DisposalData } from '#shared/domain/orders/kinds.ts'
import { committedIn, standingDisposal } from '#shared/domain/orders/orders.ts'
import { Problem, type ProblemCode } from '#shared/problems.ts'
import type { CompartmentRow } from '../../data/compartments.ts'
import { chainsIn } from '../../data/entries.ts'
import { treeOf } from '../../data/trees.ts'
import { directoryOf } from '../../ledger/directory.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { holdsOn } from '../../ledger/orders.ts'
import { isInStep, type WhyNot, whyNotApproved } from './approving.ts'
import { isWhole, partsLeft, refuseNonOfficer, type Whole, wholeOf } from './parts.ts'

/** Which rule lets an inspection go today, by the retention engine; null while none does. */
export type DueRule = (inspection: Hash) => DisposalData['rule'] | null

const refusals: Readonly<Record<WhyNot, ProblemCode>> = {
  own: 'order.same-person',
  'on-hold': 'hold.in-force',
  'hold-since': 'disposal.written-since',
  'written-since': 'disposal.written-since',
  'not-in-step': 'order.not-in-step',
  'not-officer': 'order.not-officer',
}

export class Disposals {
  readonly #ledger: Ledger
  readonly #dueRule: DueRule

  constructor(ledger: Ledger, dueRule: DueRule) {
    this.#ledger = ledger
    this.#dueRule = dueRule
  }

  /**
   * Proposes to destroy every part of an inspection that is left, as far as it was verified here. Throws Problems
   * `order.not-officer`, `disposal.not-whole`, `disposal.under-way`, `hold.in-force`, `disposal.not-due`, `order.not-in-step`.
   */
  propose({ inspection }: Input<'disposal.propose'>): Output<'disposal.propose'> {
    const whole = wholeOf(this.#ledger, inspection)
    refuseNonOfficer(this.#ledger, whole)
    // Without its register nobody can say what an inspection is, and half of it would stay.
    if (!isWhole(this.#ledger, whole)) throw new Problem('disposal.not-whole')
    const parts = partsLeft(this.#ledger, whole)
    if (parts.length === 0 || parts.some(({ id }) => standingDisposal(this.#ledger.orders(id)) !== null)) {
      throw new Problem('disposal.under-way')
    }
    if (parts.some((part) => holdsOn(this.#ledger, part).length > 0)) throw new Problem('hold.in-force')
    const rule = this.#ruleBegunWith(whole) ?? this.#dueRule(inspection)
    if (rule === null) throw new Problem('disposal.not-due')
    if (!parts.every((part) => isInStep(this.#ledger, part))) throw new Problem('order.not-in-step')
    this.#write(parts, 'disposal.proposed', (part) => this.#proposal(part, rule))
    return {}
  }

  /** Throws Problems as `refusals` names them. */
  approve({ inspection }: Input<'disposal.approve'>): Output<'disposal.approve'> {
    const whole = wholeOf(this.#ledger, inspection)
    const proposals = this.#open(whole)
    const whyNot = whyNotApproved(this.#ledger, whole)
    if (whyNot !== null) throw new Problem(refusals[whyNot])
    this.#write(partsLeft(this.#ledger, whole), 'disposal.approved', ({ id }) => ({ proposed: proposals.get(id) }))
    return {}
  }

  /** Takes back a proposal, or an approval as long as the store has not committed it. */
  withdraw({ inspection }: Input<'disposal.withdraw'>): Output<'disposal.withdraw'> {
    const whole = wholeOf(this.#ledger, inspection)
    refuseNonOfficer(this.#ledger, whole)
    const proposals = this.#open(whole)
    const parts = whole.parts.filter(({ id }) => proposals.has(id))
    this.#write(parts, 'disposal.withdrawn', ({ id }) => ({ proposed: proposals.get(id) }))
    return {}
  }

  /** Where a part went and another could not, what is left goes by the same rule: its facts went with the part. */
  #ruleBegunWith({ parts }: Whole): DisposalData['rule'] | null {
    const committed = parts.flatMap(({ id }) => committedIn(this.#ledger.orders(id)) ?? [])
    return committed[0]?.data.rule ?? null
  }

  /** Proposals that are not committed, by part. Throws `order.not-known` where there is none. */
  #open({ parts }: Whole): ReadonlyMap<Hash, Hash> {
    const open = parts.flatMap(({ id }) => {
      const orders = this.#ledger.orders(id)
      const disposal = standingDisposal(orders)
      return disposal === null || committedIn(orders) !== null ? [] : [[id, disposal.proposed] as const]
    })
    if (open.length === 0) throw new Problem('order.not-known')
    return new Map(open)
  }

  #proposal({ id }: CompartmentRow, rule: DisposalData['rule']): DisposalData {
    const tree = treeOf(this.#ledger.reader, id)
    if (tree === undefined) throw new Problem('order.not-in-step')
    const heads = chainsIn(this.#ledger.reader, id).map(({ device, seq, head }) => ({ device, seq, head }))
    const { epoch, size, root } = tree
    return { rule, covered: { epoch, size, root, heads }, directory: directoryOf(this.#ledger).size }
  }

  #write(
    parts: readonly CompartmentRow[],
    kind: string,
    dataFor: (part: CompartmentRow) => Record<string, unknown>,
  ): void {
    this.#ledger.write((writer) => {
      for (const part of parts) {
        const { id } = part
        this.#ledger.append(writer, part, { kind, of: id, parents: this.#ledger.controlHeads(id), data: dataFor(part) })
      }
    })
  }
}
