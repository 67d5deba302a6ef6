// Looks up the words for the terms of a policy pack and the people of an inspection; an unknown term stays readable.
import type { Output } from '#shared/contract.ts'
import type { Source } from '#shared/domain/policy/terms.ts'
import { type Category, categoriesIn, type Pack, type Remit } from '#shared/domain/policy.ts'
import { message } from '../messages.ts'
import { dateInWords } from './time-words.ts'

export type Inspection = Output<'inspection.read'>
export type Person = Inspection['people'][number]
type Gateway = Remit['gateways'][number]
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

/** The categories that the remit allows, with what the lists say of them. */
export function categoriesOf({ pack, remit }: Terms): readonly Category[] {
  return remit === undefined ? [] : categoriesIn(pack, remit)
}

/** Of these the ones that the remit holds about people in the roles of those in a note. */
export function usualCategories({ pack, remit, inspection }: Terms, people: readonly string[]): readonly Category[] {
  const roles = inspection.people.filter(({ person }) => people.includes(person)).map(({ role }) => role)
  return remit === undefined ? [] : categoriesIn(pack, remit, roles)
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

/** A power in law: the Act, its provision, what it allows, and the offence of getting in its way. */
export function gatewayInWords(pack: Pack, { instrument, provision, allows, offence }: Gateway): string {
  const law = (id: string, part: string | null) =>
    [titleOf(pack, id), part].filter((words) => words !== null).join(', ')
  const power = message('gateway.allows', { law: law(instrument, provision), allows })
  if (offence === null) return power
  return `${power} ${message('gateway.offence', { law: law(offence.instrument, offence.provision), words: offence.words })}`
}

/** Where a fact stands, and whether that source still holds where it may not. */
export function sourceInWords(pack: Pack, source: Source): string {
  const known = 'document' in source ? documentOf(pack, source.document) : instrumentOf(pack, source.instrument)
  const words =
    'document' in source ? placeInWords(pack, source) : message('source.instrument', provisionOf(pack, source))
  if (known === undefined || known.standing === 'in-force') return words
  return `${words} (${message(`source.standing.${known.standing}`)})`
}

function placeInWords(
  pack: Pack,
  { document, section, heading }: Extract<Source, { readonly document: number }>,
): string {
  const known = documentOf(pack, document)
  const title = known?.title ?? String(document)
  const place = section === undefined ? heading : `${section}: ${heading}`
  if (known === undefined || known.updated === null)
    return message('source.document.undated', { title, heading: place })
  return message('source.document', { title, updated: dateInWords(known.updated), heading: place })
}

function provisionOf(pack: Pack, { instrument, provision }: Extract<Source, { readonly instrument: string }>) {
  return { instrument: titleOf(pack, instrument), provision }
}

function documentOf(pack: Pack, document: number): Pack['documents'][number] | undefined {
  return pack.documents.find((known) => known.document === document)
}

function instrumentOf(pack: Pack, id: string): Pack['instruments'][number] | undefined {
  return pack.instruments.find((known) => known.id === id)
}

function titleOf(pack: Pack, instrument: string): string {
  return instrumentOf(pack, instrument)?.title ?? instrument
}
