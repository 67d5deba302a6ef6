// Correction: a member asks for earlier wordings to be removed, two records managers order it (docs/protocol.md section 11).
import type { Input, Output } from '#shared/contract.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Correction } from '#shared/domain/orders/orders.ts'
import { Problem, type ProblemCode } from '#shared/problems.ts'
import { allCompartments, type CompartmentRow } from '../../data/compartments.ts'
import { isAnyCorrected, sealedAmong } from '../../data/corrections.ts'
import type { Writer } from '../../data/handles.ts'
import { type By, namesIn } from '../../ledger/authors.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { factsOf, holdsOn } from '../../ledger/orders.ts'
import { isInStep } from './approving.ts'
import { bodiesToName, earlierOf, type WhyNotAsked, type Wordings, whyNotAsked, wordingsOf } from './correctable.ts'
import { isOfficerOf } from './parts.ts'
import { revisingKinds } from './restating.ts'

type Shown = Output<'correction.read'>['corrections'][number]
type Listed = Output<'correction.list'>['corrections'][number]
type WhyNotOrdered = NonNullable<Listed['whyNot']>
type Names = (person: Hash) => By

const askRefusals: Readonly<Record<WhyNotAsked, ProblemCode>> = {
  'not-writing': 'entry.compartment-closed',
  'newer-version': 'note.newer-version',
  draft: 'correction.draft',
  conflict: 'correction.conflict',
  'nothing-earlier': 'correction.nothing-earlier',
  'asked-before': 'correction.asked-before',
}

const orderRefusals: Readonly<Record<WhyNotOrdered, ProblemCode>> = {
  'not-officer': 'order.not-officer',
  disposed: 'compartment.disposed',
  'on-hold': 'hold.in-force',
  'same-person': 'order.same-person',
  'not-in-step': 'order.not-in-step',
}

/** Bodies that one entry names at most (docs/protocol.md section 11). */
const mostBodies = 1_000

export class Corrections {
  readonly #ledger: Ledger

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  /** Throws Problems `inspection.unknown`, and `note.unknown`, `person.unknown` or `enquiry.unknown`. */
  read(about: Input<'correction.read'>): Output<'correction.read'> {
    const wordings = wordingsOf(this.#ledger, about)
    const names = namesIn(this.#ledger)
    const concerning = this.#ledger.orders(about.inspection).corrections.filter((one) => concerns(one, wordings))
    return {
      earlier: earlierOf(wordings).length,
      whyNot: whyNotAsked(this.#ledger, wordings),
      corrections: concerning.map((one) => this.#shown(names, one)),
    }
  }

  /**
   * One transaction: what stands, said anew as a whole, and the wish to remove all that was said before it. Throws the
   * Problems of `read`, `device.unknown`, `entry.compartment-closed`, `note.newer-version`, `correction.draft`,
   * `correction.overtaken`, `correction.conflict`, `correction.nothing-earlier`, `correction.asked-before`.
   */
  ask({ heads, ...about }: Input<'correction.ask'>): Output<'correction.ask'> {
    const wordings = wordingsOf(this.#ledger, about)
    // The same wish again is a repeated request whose reply was lost.
    if (this.#isRepeated(wordings, heads)) return {}
    // What waits to be entered again under this device has names that it soon has no more.
    if (!this.#ledger.isApproved) throw new Problem('device.unknown')
    const whyNot = whyNotAsked(this.#ledger, wordings)
    if (whyNot === null || whyNot === 'conflict') refuseOvertaken(wordings, heads)
    if (whyNot !== null) throw new Problem(askRefusals[whyNot])
    const bodies = bodiesToName(this.#ledger, wordings)
    this.#ledger.write((writer) => {
      const evidence = knownCompartment(writer, about.inspection)
      this.#restate(writer, evidence, wordings)
      for (let from = 0; from < bodies.length; from += mostBodies) {
        this.#ledger.append(writer, evidence, {
          kind: 'correction.asked',
          of: evidence.id,
          parents: this.#ledger.controlHeads(evidence.id),
          data: { bodies: bodies.slice(from, from + mostBodies) },
        })
      }
    })
    return {}
  }

  /** What waits for an order first, the oldest of it on top. */
  list(): Output<'correction.list'> {
    const names = namesIn(this.#ledger)
    const all = allCompartments(this.#ledger.reader)
    const listed = all.filter(({ type }) => type === 'evidence').flatMap((row) => this.#listedIn(names, row))
    return { corrections: listed.toSorted(byWaiting) }
  }

  /**
   * Throws Problems `inspection.unknown`, `order.not-known`, `order.not-officer`, `compartment.disposed`,
   * `hold.in-force`, `order.same-person`, `order.not-in-step`.
   */
  order({ inspection, entry }: Input<'correction.order'>): Output<'correction.order'> {
    const evidence = allCompartments(this.#ledger.reader).find(
      ({ id, type }) => id === inspection && type === 'evidence',
    )
    if (evidence === undefined) throw new Problem('inspection.unknown')
    const correction = this.#ledger.orders(inspection).corrections.find(({ asked }) => asked?.entry === entry)
    if (correction === undefined || correction.ordered !== null) throw new Problem('order.not-known')
    const whyNot = this.#whyNotOrdered(evidence, correction)
    if (whyNot !== null) throw new Problem(orderRefusals[whyNot])
    this.#ledger.write((writer) => {
      const first = correction.ordering.map((one) => one.entry)
      const parents = [...new Set([...this.#ledger.controlHeads(inspection), ...first])]
      const data = { bodies: [...correction.bodies] }
      this.#ledger.append(writer, evidence, { kind: 'correction.ordered', of: inspection, parents, data })
    })
    return {}
  }

  /** It names everything before it, so that what it took the place of is known when nothing else tells. */
  #restate(writer: Writer, evidence: CompartmentRow, { about, entries, standing }: Wordings): void {
    this.#ledger.append(writer, evidence, {
      kind: revisingKinds[about.of],
      of: about.id,
      parents: entries.map(({ hash }) => hash).toSorted(),
      data: standing.restated,
    })
  }

  /** Somebody said anew what these heads say, and asked for them to be removed. */
  #isRepeated({ about, entries, standing }: Wordings, heads: readonly Hash[]): boolean {
    const [head] = standing.heads
    const last = entries.find(({ hash }) => hash === head)
    if (last === undefined || standing.heads.length > 1) return false
    const mine = last.person === this.#ledger.me.person && heads.every((one) => last.payload.parents.includes(one))
    const asked = this.#ledger.orders(about.inspection).corrections.flatMap(({ bodies }) => bodies)
    return mine && heads.every((one) => asked.includes(one))
  }

  #shown(names: Names, { bodies, asked, ordering, ordered }: Correction): Shown {
    const removed = ordered !== null && isAnyCorrected(this.#ledger.reader, bodies)
    const waiting = ordering.length === 0 ? 'asked' : 'ordered-once'
    return {
      state: removed ? 'removed' : ordered === null ? waiting : 'ordered',
      asked: asked === null ? null : { by: names(asked.person), at: asked.at },
      ordered: [...new Set(ordering.map(({ person }) => person))].map(names),
      at: ordered?.at ?? null,
      bodies: bodies.length,
    }
  }

  #listedIn(names: Names, evidence: CompartmentRow): readonly Listed[] {
    const { reader } = this.#ledger
    const facts = factsOf(reader, evidence.id)
    return this.#ledger.orders(evidence.id).corrections.flatMap((one) => {
      if (one.asked === null) return []
      return [
        {
          ...this.#shown(names, one),
          // Names of what was entered again count for nothing here.
          bodies: sealedAmong(reader, evidence.id, one.bodies).length,
          inspection: evidence.id,
          entry: one.asked.entry,
          facts: facts && { remit: facts.remit, setting: facts.setting, begins: facts.begins, ends: facts.ends },
          whyNot: one.ordered === null ? this.#whyNotOrdered(evidence, one) : null,
        },
      ]
    })
  }

  #whyNotOrdered(evidence: CompartmentRow, { ordering }: Correction): WhyNotOrdered | null {
    const { me } = this.#ledger
    if (!isOfficerOf(this.#ledger, [evidence])) return 'not-officer'
    if (this.#ledger.isDisposed(evidence.id)) return 'disposed'
    if (holdsOn(this.#ledger, evidence).length > 0) return 'on-hold'
    // Two who ordered without having seen each other are both first; either completes what the other began.
    if (ordering.length > 0 && ordering.every(({ person }) => person === me.person)) return 'same-person'
    return isInStep(this.#ledger, evidence) ? null : 'not-in-step'
  }
}

function concerns({ bodies }: Correction, { entries, removed }: Wordings): boolean {
  const known = new Set([...removed, ...entries.map(({ hash }) => hash)])
  return bodies.some((body) => known.has(body))
}

function refuseOvertaken({ standing }: Wordings, heads: readonly Hash[]): void {
  const read = new Set(heads)
  if (standing.heads.length !== read.size || standing.heads.some((head) => !read.has(head))) {
    throw new Problem('correction.overtaken')
  }
}

function byWaiting(one: Listed, other: Listed): number {
  const key = ({ state, asked, entry }: Listed) =>
    `${state === 'asked' || state === 'ordered-once' ? 0 : 1} ${asked?.at ?? ''} ${entry}`
  return key(one) < key(other) ? -1 : 1
}
