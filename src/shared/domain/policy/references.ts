// Every place where one part of the pack names a term of another, so that a name of nothing is found.
import type { Pack, Remit } from '../policy.ts'
import type { Source } from './terms.ts'

/** The lists in which a named term must stand. */
export type Kind =
  | 'assumption'
  | 'basis'
  | 'body'
  | 'category'
  | 'channel'
  | 'circumstance'
  | 'event'
  | 'incident type'
  | 'instrument'
  | 'person role'
  | 'record class'
  | 'remit'
  | 'subject'

/** That a file names these terms of one kind. */
export interface Reference {
  readonly file: string
  readonly kind: Kind
  readonly ids: readonly string[]
}

type Rule = Remit['retention'][number]
type Part = { readonly [name: string]: unknown }

/** The terms that a pack has, by kind. */
export function knownTerms({ lists, records, remits, ...head }: Pack): Readonly<Record<Kind, readonly string[]>> {
  return {
    assumption: idsOf(head.assumptions),
    basis: idsOf(lists.bases),
    body: idsOf(lists.bodies),
    category: idsOf(lists.categories),
    channel: idsOf(lists.channels),
    circumstance: idsOf(lists.circumstances),
    event: idsOf(lists.events),
    'incident type': idsOf(lists.incidentTypes),
    instrument: idsOf(head.instruments),
    'person role': idsOf(lists.personRoles),
    'record class': idsOf(records.classes),
    remit: idsOf(remits),
    subject: idsOf(lists.subjects),
  }
}

/** Every term that any file names, in the order of the files. */
export function referencesIn(pack: Pack): readonly Reference[] {
  return [
    ...namedInHead(pack),
    ...namedInLists(pack),
    ...pack.remits.flatMap(namedInRemit),
    ...namedInRecords(pack),
    ...namedInNotifications(pack),
    ...namedInSharing(pack),
    ...namedInContext(pack),
    { file: 'answers.json', kind: 'assumption', ids: pack.answers.map(({ assumption }) => assumption) },
  ]
}

/** Every source that a value names, however deep; powers in law count, since they cite as sources do. */
export function sourcesIn(value: unknown): readonly Source[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.values(value as Part).flatMap(sourcesIn)
  return isSource(value) ? [value, ...below] : below
}

function isSource(value: object): value is Source {
  return 'heading' in value && 'document' in value ? true : 'instrument' in value && 'provision' in value
}

export function fileOf(remit: Remit): string {
  return `remits/${remit.id}.json`
}

function namedInHead({ assumptions }: Pack): readonly Reference[] {
  const events = assumptions.filter(({ kind }) => kind === 'event')
  const named = events.flatMap((assumption) => [assumption.default, ...assumption.options.map(({ value }) => value)])
  return [{ file: 'pack.json', kind: 'event', ids: named }]
}

function namedInLists({ lists }: Pack): readonly Reference[] {
  const file = 'lists.json'
  return [
    { file, kind: 'basis', ids: lists.categories.flatMap(({ bases }) => bases) },
    { file, kind: 'category', ids: [...lists.always, ...lists.alone] },
    { file, kind: 'person role', ids: lists.subjects.flatMap(({ roles }) => roles) },
    { file, kind: 'category', ids: lists.incidentTypes.map(({ category }) => category) },
  ]
}

function namedInRemit(remit: Remit): readonly Reference[] {
  const file = fileOf(remit)
  const { bases, controllers, gateways, jointInspectorates, names, provenance, recipients, subjects, yearlyData } =
    remit
  const bodies = [
    ...gateways.map(({ body }) => body),
    ...controllers.map(({ controller }) => controller),
    ...jointInspectorates.map(({ inspectorate }) => inspectorate),
    ...recipients.map(({ recipient }) => recipient),
    ...yearlyData.map(({ from }) => from),
    ...provenance.authorities,
    ...provenance.public,
  ]
  const held = [...subjects.flatMap((subject) => subject.held.map(({ category }) => category))]
  return [
    { file, kind: 'basis', ids: bases.map(({ basis }) => basis) },
    { file, kind: 'assumption', ids: given(bases, controllers, [names]) },
    { file, kind: 'body', ids: bodies },
    { file, kind: 'subject', ids: [...subjects.map(({ subject }) => subject), ...names.subjects] },
    { file, kind: 'subject', ids: yearlyData.flatMap(({ about }) => about) },
    { file, kind: 'category', ids: [...held, ...yearlyData.flatMap(({ categories }) => categories)] },
    { file, kind: 'incident type', ids: remit.incidents.map(({ incident }) => incident) },
    { file, kind: 'channel', ids: provenance.channels },
    { file, kind: 'instrument', ids: remit.whistleblowing === null ? [] : [remit.whistleblowing.instrument] },
    ...remit.retention.flatMap((rule) => namedInRule(file, rule)),
  ]
}

function namedInRule(file: string, rule: Rule): readonly Reference[] {
  return [
    { file, kind: 'subject', ids: rule.subjects },
    { file, kind: 'category', ids: rule.categories },
    { file, kind: 'record class', ids: present(rule.records) },
    { file, kind: 'circumstance', ids: rule.when.map(({ circumstance }) => circumstance) },
    { file, kind: 'event', ids: present(rule.startsAt, rule.until) },
    { file, kind: 'body', ids: [rule.controller] },
    { file, kind: 'assumption', ids: rule.assumptions },
  ]
}

function namedInRecords({ records }: Pack): readonly Reference[] {
  const file = 'records.json'
  const bases = [...records.bases, ...records.recruitment].map(({ basis }) => basis)
  return [
    { file, kind: 'basis', ids: bases },
    { file, kind: 'body', ids: present(records.controller, ...records.complaintFile.circle.map(({ body }) => body)) },
    { file, kind: 'category', ids: records.recruitment.map(({ category }) => category) },
    { file, kind: 'record class', ids: [records.complaintFile.records] },
    ...records.retention.flatMap((rule) => namedInRule(file, rule)),
  ]
}

function namedInNotifications({ notifications }: Pack): readonly Reference[] {
  const file = 'notifications.json'
  const { bases, columns, gateways, holds, parties, recipients, transfers } = notifications
  const bodies = [
    ...parties,
    ...gateways.map(({ body }) => body),
    ...recipients.map(({ recipient }) => recipient),
    ...transfers.flatMap(({ from, to }) => [from, to]),
    ...holds.map(({ controller }) => controller),
  ]
  return [
    { file, kind: 'body', ids: bodies },
    { file, kind: 'basis', ids: bases.flatMap(({ now }) => now) },
    { file, kind: 'category', ids: columns.items.flatMap(({ categories }) => categories) },
    { file, kind: 'event', ids: holds.map(({ until }) => until) },
  ]
}

function namedInSharing({ sharing }: Pack): readonly Reference[] {
  const file = 'sharing.json'
  const { gateways, marking, otherAgreements, parties, portal } = sharing
  const bodies = [
    ...parties.map(({ inspectorate }) => inspectorate),
    ...gateways.map(({ body }) => body),
    ...portal.inspectorates,
    ...portal.notFor,
    ...otherAgreements.flatMap(({ between }) => between),
  ]
  return [
    { file, kind: 'body', ids: bodies },
    { file, kind: 'remit', ids: [portal.remit] },
    { file, kind: 'event', ids: [marking.removedAt] },
  ]
}

function namedInContext({ childrenInNeed, successors }: Pack): readonly Reference[] {
  const file = 'children-in-need.json'
  const { categories, controller, gateways, recipients, retention } = childrenInNeed
  const bodies = [controller, ...recipients.map(({ recipient }) => recipient), ...gateways.map(({ body }) => body)]
  return [
    { file, kind: 'body', ids: bodies },
    { file, kind: 'subject', ids: childrenInNeed.about },
    { file, kind: 'category', ids: categories.flatMap((kind) => kind.categories) },
    { file, kind: 'basis', ids: childrenInNeed.bases.map(({ basis }) => basis) },
    ...retention.flatMap((rule) => namedInRule(file, rule)),
    {
      file: 'successors.json',
      kind: 'body',
      ids: successors.flatMap(({ bodies: before, becomes }) => [...before, ...present(becomes)]),
    },
  ]
}

function idsOf(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id)
}

function present(...ids: readonly (string | null)[]): readonly string[] {
  return ids.filter((id) => id !== null)
}

function given(...parts: readonly (readonly { readonly assumption: string | null }[])[]): readonly string[] {
  return parts.flat().flatMap(({ assumption }) => present(assumption))
}
