// Puts holds and disposals into words: grounds, scopes, rules, and how an inspection is named to those who cannot read it.
import type { Output } from '#shared/contract.ts'
import type { Scope } from '#shared/domain/orders/kinds.ts'
import type { Source } from '#shared/domain/policy/terms.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { labelOf, remitOf, sourceInWords } from '../../capture/terms.ts'
import { dayInWords, daysInWords, instantInWords } from '../../capture/time-words.ts'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'

export type OrderList = Output<'order.list'>
export type Orders = OrderList['inspections'][number]
export type Hold = Orders['holds'][number]
export type Disposal = NonNullable<Orders['disposal']>
export type DisclosureOrders = Output<'disclosure.disposal'>
type Rule = Disposal['rule']
type Said = Disposal['proposal']
type StandingHold = Pack['notifications']['holds'][number]

export interface Ground {
  readonly id: string
  readonly label: string
  readonly source: Source | null
  /** What the pack says of it where it is an order that stands in the documents. */
  readonly standing: StandingHold | null
}

/** Grounds that a records manager can name; orders that stand in the documents come last. */
export function groundsOf({ lists, notifications }: Pack): readonly Ground[] {
  return [
    ...lists.holdGrounds.map(({ id, label, source }) => ({ id, label, source, standing: null })),
    ...notifications.holds.map((standing) => ({
      id: standing.id,
      label: standing.covers,
      source: standing.source,
      standing,
    })),
  ]
}

/** A ground that this pack does not know stays readable. */
export function groundOf(pack: Pack, id: string): Ground {
  return groundsOf(pack).find((ground) => ground.id === id) ?? { id, label: id, source: null, standing: null }
}

export function groundSource(pack: Pack, { source }: Ground): string | null {
  return source === null ? null : sourceInWords(pack, source)
}

/** What stands behind a ground, for choosing it: its source, after the order itself where it is one of the documents. */
export function groundHint(pack: Pack, ground: Ground): string {
  return [ground.standing?.words, groundSource(pack, ground)].filter((words) => typeof words === 'string').join(' ')
}

/** Which inspections a hold covers, each condition as a sentence of its own. */
export function scopeInWords(pack: Pack, { remits, settings, from, to }: Scope): readonly string[] {
  const conditions = [
    ...(remits.length === 0
      ? []
      : [message('hold.scope.remits', { labels: listed(remits.map((id) => remitTitle(pack, id))) })]),
    ...(settings.length === 0
      ? []
      : [message('hold.scope.settings', { labels: listed(settings.map((id) => settingLabel(pack, remits, id))) })]),
    ...daysOfScope(from, to),
  ]
  return conditions.length === 0 ? [message('hold.scope.all')] : conditions
}

function daysOfScope(from: string | null, to: string | null): readonly string[] {
  if (from !== null && to !== null) {
    return [message('hold.scope.between', { from: dayInWords(from), to: dayInWords(to) })]
  }
  if (from !== null) return [message('hold.scope.from', { day: dayInWords(from) })]
  return to === null ? [] : [message('hold.scope.to', { day: dayInWords(to) })]
}

function listed(labels: readonly string[]): string {
  const [last = '', ...before] = labels.toReversed()
  return before.length === 0 ? last : message('hold.or', { all: before.toReversed().join(', '), last })
}

export function remitTitle(pack: Pack, id: string): string {
  return remitOf(pack, id)?.title ?? id
}

interface Setting {
  readonly id: string
  readonly label: string
}

/** The kinds of setting of these remits, or of all where none is named; a kind that several remits know stands once. */
export function settingsOf(pack: Pack, remits: readonly string[]): readonly Setting[] {
  const named = pack.remits.filter(({ id }) => remits.length === 0 || remits.includes(id))
  const known = new Map<string, Setting>()
  for (const { id, label } of named.flatMap(({ settings }) => settings)) {
    if (!known.has(id)) known.set(id, { id, label })
  }
  return [...known.values()]
}

function settingLabel(pack: Pack, remits: readonly string[], id: string): string {
  return labelOf(settingsOf(pack, remits), id)
}

/** The beginning of its identifier: enough to tell two inspections apart, and to find one on another screen. */
export function referenceOf(inspection: string): string {
  return inspection.slice(0, 8)
}

/** Its kind of setting and days, as its register says; once that is gone, or was never here, its reference. */
export function inspectionName(
  pack: Pack,
  { inspection, facts, disclosure = false }: Pick<Orders, 'inspection' | 'facts'> & Partial<Pick<Orders, 'disclosure'>>,
): string {
  if (disclosure) return message('orders.disclosure', { reference: referenceOf(inspection) })
  if (facts === null) return message('orders.name-unknown', { reference: referenceOf(inspection) })
  const setting = labelOf(remitOf(pack, facts.remit)?.settings, facts.setting)
  return message('orders.name', { setting, dates: daysInWords(facts.begins, facts.ends) })
}

export function saidInWords({ by, at }: Said): string {
  const name = nameOf(by)
  return at === null
    ? message('disposal.by', { name })
    : message('disposal.by-when', { name, when: instantInWords(at) })
}

interface RuleWords {
  readonly words: string
  readonly source: string | null
  readonly controller: string
}

/** The rule as the pack of this device says it; a rule of another version may have other words. */
export function ruleInWords(pack: Pack, { remit, rule, controller }: Rule): RuleWords {
  const known = remitOf(pack, remit)?.retention.find(({ id }) => id === rule)
  return {
    words: known?.words ?? message('disposal.rule-unknown', { rule }),
    source: known === undefined ? null : sourceInWords(pack, known.source),
    controller: labelOf(pack.lists.bodies, controller),
  }
}

export function packInWords(pack: Pack, { pack: version }: Rule): string {
  if (version === pack.version) return message('disposal.pack', { version })
  return message('disposal.pack.other', { version, here: pack.version })
}

export const disposalColours = { proposed: 'yellow', approved: 'orange', kept: 'purple', disposed: 'grey' } as const
