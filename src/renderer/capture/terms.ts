// Looks up the words for the terms of a policy pack and the people of an inspection; an unknown term stays readable.
import type { Output } from '#shared/contract.ts'
import type { Pack, Remit, Source } from '#shared/domain/policy.ts'
import { message } from '../messages.ts'

export type Inspection = Output<'inspection.read'>
export type Person = Inspection['people'][number]
export type Enquiry = Inspection['enquiries'][number]

interface Term {
  readonly id: string
  readonly label: string
}

/** All that is needed to put the terms of one inspection into words. */
export interface Terms {
  readonly pack: Pack
  readonly inspection: Inspection
  readonly remit: Remit | undefined
}

export function termsOf(pack: Pack, inspection: Inspection): Terms {
  return { pack, inspection, remit: remitOf(pack, inspection.remit) }
}

export function remitOf(pack: Pack, id: string): Remit | undefined {
  return pack.remits.find((remit) => remit.id === id)
}

export function labelOf(terms: readonly Term[] | undefined, id: string): string {
  return terms?.find((term) => term.id === id)?.label ?? id
}

export function kindLabel(pack: Pack, kind: string): string {
  return labelOf(pack.lists.noteKinds, kind)
}

/** The categories that the remit allows, in its own order, with what the lists say of them. */
export function categoriesOf({ pack, remit }: Terms): Pack['lists']['categories'] {
  const allowed = remit?.categories.map(({ category }) => category) ?? []
  return allowed.flatMap((id) => pack.lists.categories.filter((category) => category.id === id))
}

export function personLabel({ inspection }: Terms, person: string): string {
  return inspection.people.find((known) => known.person === person)?.label ?? message('person.unknown')
}

/** A person as a choice: AB2, Child, family 1. */
export function personInWords({ pack }: Terms, { label, role, family }: Person): string {
  const words = message('person.with-role', { label, role: labelOf(pack.lists.personRoles, role) })
  return family === '' ? words : `${words}, ${family}`
}

/** Whom a text came from, in words; empty when nobody is named. */
export function fromInWords(terms: Terms, from: string | null, described: string): string {
  const person = from === null ? '' : personLabel(terms, from)
  return [person, described].filter((words) => words !== '').join(', ')
}

export function questionOf({ inspection }: Terms, enquiry: string): string {
  return inspection.enquiries.find((known) => known.enquiry === enquiry)?.question ?? enquiry
}

export function sourceInWords(pack: Pack, source: Source): string {
  if ('instrument' in source) return message('source.instrument', { ...source })
  const document = pack.documents.find((known) => known.document === source.document)
  return message('source.document', {
    title: document?.title ?? String(source.document),
    updated: document?.updated ?? '',
    heading: source.heading,
  })
}
