// How long inspections are kept and why, as registers tell it; what people state of it; what another pack would change.
import type { Input, Output } from '#shared/contract.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { aboutOf } from '#shared/domain/register/fold.ts'
import { statedSchema } from '#shared/domain/register/kinds.ts'
import { faultIn } from '#shared/domain/register/stating.ts'
import { explainingAlike } from '#shared/domain/retention/alike.ts'
import type { Day } from '#shared/domain/retention/calendar.ts'
import { compared, type Effect } from '#shared/domain/retention/comparison.ts'
import { destroys } from '#shared/domain/retention/controllers.ts'
import { dueOf, type Horizon, horizonFrom } from '#shared/domain/retention/due.ts'
import { type Explain, retentionBy } from '#shared/domain/retention/explain.ts'
import type { Explanation } from '#shared/domain/retention/explanation.ts'
import { controllerAssumptions, obstaclesIn, recordsIn } from '#shared/domain/retention/record.ts'
import type { AssumptionUsed } from '#shared/domain/retention/rules.ts'
import { answersIn } from '#shared/domain/retention/settings.ts'
import { wholeOf } from '#shared/domain/retention/whole.ts'
import { Problem } from '#shared/problems.ts'
import { type RegisterRow, registerOf, statementsIn } from '../../data/registers.ts'
import { authorsIn } from '../../ledger/authors.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { registerEntries, registerHeads } from '../../ledger/register-entries.ts'
import { calendar } from '../../platform/calendar.ts'
import { nextTurn } from '../../platform/clock.ts'
import { allKnown, type Known, knownOf } from './kept.ts'
import { outcomesOf } from './outcomes.ts'

type Kept = Output<'retention.list'>['inspections'][number]
type Comparison = NonNullable<Output<'retention.compare'>['comparison']>

/** The pack with other files in place of its own, or what is wrong with them. */
export type PackWith = (
  files: readonly { readonly name: string; readonly text: string }[],
) => { readonly pack: Pack } | { readonly findings: readonly { readonly file: string; readonly what: string }[] }

const kind = 'retention.stated'

/** Milliseconds of reckoning after which others get their turn. */
const longestStep = 15

/** What is wrong with a pack is told up to this many mistakes, each up to this many characters. */
const mostMistakes = 20
const longestMistake = 400

/** What a proposal to destroy an inspection names. */
export interface LettingGo {
  readonly pack: string
  readonly remit: string
  readonly rule: string
  readonly controller: string
  readonly due: Day
}

/** The worst first: what would be lost sooner is what has to be seen. */
const effects: readonly Effect[] = ['could-go', 'sooner', 'stays', 'later', 'otherwise']

export class Retention {
  readonly #ledger: Ledger
  readonly #pack: Pack
  readonly #today: () => Day
  readonly #packWith: PackWith
  readonly #explainer: () => Explain

  constructor(ledger: Ledger, pack: Pack, today: () => Day, packWith: PackWith) {
    this.#ledger = ledger
    this.#pack = pack
    this.#today = today
    this.#packWith = packWith
    this.#explainer = explainerBy(pack)
  }

  /** Throws Problem `retention.date-impossible`. Everything is read at once, and reckoned in steps. */
  async list({ asOf }: Input<'retention.list'>): Promise<Output<'retention.list'>> {
    const horizon = this.#horizon(asOf)
    const known = allKnown(this.#ledger.reader)
    const inspections: Kept[] = []
    await inSteps(known, (one) => {
      inspections.push(keptFrom(one, this.#explained(one, horizon.today), horizon))
    })
    return { today: this.#today(), asOf: horizon.today, version: this.#pack.version, inspections }
  }

  /** Throws Problems `inspection.unknown`, `retention.date-impossible`. */
  read({ inspection, asOf }: Input<'retention.read'>): Output<'retention.read'> {
    const horizon = this.#horizon(asOf)
    const known = knownOf(this.#ledger.reader, inspection)
    if (known === undefined) throw new Problem('inspection.unknown')
    const explanations = this.#explained(known, horizon.today)
    const { register, groups } = known
    const kinds = Map.groupBy(groups ?? [], ({ people }) => JSON.stringify(people))
    return {
      ...keptFrom(known, explanations, horizon),
      today: this.#today(),
      asOf: horizon.today,
      version: this.#pack.version,
      register: register !== null,
      outcomes: outcomesOf(explanations, groups ?? []),
      kinds: [...kinds.values()].map((alike) => ({
        people: [...(alike[0]?.people ?? [])],
        notes: alike.reduce((sum, { notes }) => sum + notes, 0),
      })),
      assumptions: this.#assumptionsOf(known, explanations),
      statements: register === null ? [] : this.#statementsIn(register),
      mayState: register !== null && this.#mayState(register),
    }
  }

  /**
   * Throws Problems `inspection.unknown`, `application.role-missing`, `policy.unknown-term`, `retention.date-impossible`,
   * `retention.date-ahead`, `retention.dates-at-odds`, and `retention.overtaken` where something else stands by now.
   */
  state({ inspection, heads, said }: Input<'retention.state'>): Output<'retention.state'> {
    const { reader } = this.#ledger
    const register = registerOf(reader, inspection)
    if (register === undefined) throw new Problem('inspection.unknown')
    if (!this.#mayState(register.id)) throw new Problem('application.role-missing')
    const today = this.#today()
    const fault = faultIn(said, { pack: this.#pack, remit: register.remit, isDay: calendar.isDay, today })
    if (fault !== null) throw new Problem(fault.code, { fields: [fault.field] })
    const about = aboutOf(said)
    const standing = statementsIn(reader, register.id).filter((row) => row.about === about)
    // Saying what already stands alone adds nothing; a request whose reply was lost comes to this too.
    if (standing.length === 1 && standing[0]?.said === canonicalText(said)) return {}
    const seen = heads.flatMap(this.#ledger.namesIn(register.id)).toSorted()
    const stands = standing.map(({ entry }) => entry).toSorted()
    if (canonicalText(seen) !== canonicalText(stands)) throw new Problem('retention.overtaken')
    this.#append(register, said)
    return {}
  }

  /** The rule that lets an inspection go today: the last of those that kept any record of it; null while one keeps it. */
  ruleThatLetsGo(inspection: Hash): LettingGo | null {
    const known = knownOf(this.#ledger.reader, inspection)
    if (known === undefined) return null
    const horizon = this.#horizon(null)
    const explanations = this.#explained(known, horizon.today)
    if (!destroys(keptFrom(known, explanations, horizon).stands.state)) return null
    const own = explanations.flatMap(({ verdicts }) => verdicts.filter((verdict) => verdict.own))
    const deciding = own
      .flatMap(({ rules }) => rules)
      .flatMap(({ role, rule, mayGoFrom }) =>
        role === 'decides' && mayGoFrom !== null
          ? [{ rule: rule.id, controller: rule.controller, due: mayGoFrom }]
          : [],
      )
    const last = deciding.toSorted((one, other) => (one.due < other.due ? -1 : 1)).at(-1)
    return last === undefined ? null : { pack: this.#pack.version, remit: known.remit, ...last }
  }

  /** Throws Problem `retention.date-impossible`. Nothing is adopted. */
  async compare({ files, asOf }: Input<'retention.compare'>): Promise<Output<'retention.compare'>> {
    const horizon = this.#horizon(asOf)
    const other = this.#packWith(files)
    if ('findings' in other) {
      const told = other.findings.slice(0, mostMistakes)
      return {
        refused: told.map(({ file, what }) => ({ file, what: what.slice(0, longestMistake) })),
        comparison: null,
      }
    }
    return { refused: [], comparison: await this.#comparedWith(other.pack, horizon) }
  }

  async #comparedWith(pack: Pack, horizon: Horizon): Promise<Comparison> {
    const explainer = explainerBy(pack)
    const known = allKnown(this.#ledger.reader)
    const changes: Comparison['changes'] = []
    let records = 0
    await inSteps(known, (one) => {
      const theirs = new Map(recordsIn(pack, one).map((facts) => [facts.id, facts]))
      const then = explainer()
      const after: Explain = (facts, day) => then(theirs.get(facts.id) ?? facts, day)
      const { looked, counts } = compared(this.#explainer(), after, recordsIn(this.#pack, one), horizon.today)
      records += looked
      const effect = effects.find((kind) => counts[kind] > 0)
      if (effect === undefined) return
      const before = keptFrom(one, this.#explained(one, horizon.today), horizon)
      const { notes: _, stands, ...about } = keptFrom(one, explainedBy(pack, explainer, one, horizon.today), horizon)
      changes.push({ ...about, effect, before: briefly(before.stands), after: briefly(stands) })
    })
    return { version: pack.version, asOf: horizon.today, inspections: known.length, records, changes }
  }

  #append(register: RegisterRow, said: Input<'retention.state'>['said']): Hash {
    const parents = registerHeads(this.#ledger, register.id)
    const statement = { kind, of: register.id, parents, data: { ...said } }
    return this.#ledger.write((writer) => this.#ledger.append(writer, knownCompartment(writer, register.id), statement))
  }

  #explained(known: Known, asOf: Day): readonly Explanation[] {
    return explainedBy(this.#pack, this.#explainer, known, asOf)
  }

  #horizon(asOf: Day | null): Horizon {
    if (asOf !== null && !calendar.isDay(asOf)) throw new Problem('retention.date-impossible', { fields: ['asOf'] })
    return horizonFrom(asOf ?? this.#today(), calendar.plus)
  }

  #mayState(register: Hash): boolean {
    const { directory, me } = this.#ledger
    return (
      this.#ledger.mayWrite(register, me.person, kind, directory?.size ?? 0) && this.#ledger.holdsWriteKey(register)
    )
  }

  /** Every one that had effect, also where another has followed it: nothing that was stated is ever gone. */
  #statementsIn(register: Hash): Output<'retention.read'>['statements'] {
    const standing = new Set(statementsIn(this.#ledger.reader, register).map(({ entry }) => entry))
    const by = authorsIn(this.#ledger)
    const stated = registerEntries(this.#ledger, register).flatMap((entry) => {
      const { hash, header, payload } = entry
      const said = payload.kind === kind ? statedSchema.safeParse(payload.data).data : undefined
      if (said === undefined || !this.#ledger.hasEffect(entry)) return []
      return [{ entry: hash, said, at: payload.at ?? '', by: by(header.device), stands: standing.has(hash) }]
    })
    return stated.toSorted((one, other) => (`${one.at} ${one.entry}` < `${other.at} ${other.entry}` ? 1 : -1))
  }

  #assumptionsOf({ remit }: Known, explanations: readonly Explanation[]): Output<'retention.read'>['assumptions'] {
    const own = this.#pack.remits.find(({ id }) => id === remit)
    const ofControllers = own === undefined ? [] : controllerAssumptions(this.#pack, own)
    const used: readonly AssumptionUsed[] = [...ofControllers, ...explanations.flatMap((one) => one.assumptions)]
    const distinct = [...new Map(used.map((one) => [one.id, one])).values()]
    return distinct.map(({ id, value, byDefault }) => ({ assumption: id, value, byDefault }))
  }
}

function explainerBy(pack: Pack): () => Explain {
  return explainingAlike(pack, retentionBy(pack, answersIn(pack), calendar))
}

function explainedBy(pack: Pack, explainer: () => Explain, known: Known, asOf: Day): readonly Explanation[] {
  const explain = explainer()
  return recordsIn(pack, known).map((facts) => explain(facts, asOf))
}

function keptFrom(known: Known, explanations: readonly Explanation[], horizon: Horizon): Kept {
  const { inspection, title, remit, setting, begins, ends, notes } = known
  const whole = wholeOf(explanations, obstaclesIn(known))
  const { awaited, findings, ...days } = whole
  return {
    inspection,
    title,
    remit,
    setting,
    begins,
    ends,
    notes,
    stands: {
      ...days,
      ...dueOf(whole, horizon),
      awaited: [...awaited],
      findings: findings.map((finding) => ({ ...finding })),
    },
  }
}

function briefly({ state, falls, what }: Kept['stands']): Comparison['changes'][number]['before'] {
  return { state, falls, what }
}

/** Lets others have their turn in between, a draft or a lock among them. */
async function inSteps<Thing>(things: readonly Thing[], work: (thing: Thing) => void): Promise<void> {
  let began = performance.now()
  for (const thing of things) {
    work(thing)
    if (performance.now() - began < longestStep) continue
    await nextTurn()
    began = performance.now()
  }
}
