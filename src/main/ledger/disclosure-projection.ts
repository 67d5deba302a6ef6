// A disclosure's row and content: folded by itself, read by its own page alone.
import { z } from 'zod'
import type { DisclosureContent } from '#shared/domain/disclosure.ts'
import { concernFields, sourceFields } from '#shared/domain/disclosure.ts'
import { foldObject, inDisplayOrder, type ObjectState, type Shape } from '#shared/domain/fold.ts'
import { type CompartmentRow, setInspectionOf } from '../data/compartments.ts'
import { putDisclosure, type Released, removeDisclosure } from '../data/disclosures.ts'
import type { Writer } from '../data/handles.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'
import { revisionsIn, textIn } from './revisions.ts'

const openingLength = 240

/** The source also names the inspection: the one reference that a restricted compartment may hold (section 4). */
export const sourceShape: Shape = { single: [...sourceFields, 'inspection', 'inspectionTitle'], sets: [] }
export const concernShape: Shape = { single: concernFields, sets: [] }
export const releasedSchema = z.strictObject({ as: z.enum(['note', 'enquiry']) })

export interface DisclosureState {
  readonly content: DisclosureContent
  readonly source: ObjectState
  readonly concern: ObjectState
  readonly released: Released
  readonly entries: readonly OpenedEntry[]
}

/** Folds the disclosure kept in a restricted compartment; null while nothing was written of it. */
export function foldDisclosure(ledger: Ledger, compartment: string): DisclosureState | null {
  const opened = ledger.entriesIn(compartment)
  const entries = opened.filter((entry) => entry.header.key !== null && ledger.hasEffect(entry))
  if (entries.length === 0) return null
  const source = foldObject(revisionsIn(ledger, entries, ['source.revised']), sourceShape)
  const concern = foldObject(revisionsIn(ledger, entries, ['concern.revised']), concernShape)
  return { content: contentOf(source, concern), source, concern, released: releaseIn(entries), entries }
}

export function projectDisclosure(ledger: Ledger, writer: Writer, compartment: CompartmentRow): void {
  const state = foldDisclosure(ledger, compartment.id)
  if (state === null) return removeDisclosure(writer, compartment.id)
  const inspection = textIn(state.source, 'inspection')
  if (inspection !== '' && inspection !== compartment.inspection) setInspectionOf(writer, compartment.id, inspection)
  const times = inDisplayOrder(state.entries.map(({ hash, payload }) => ({ hash, at: payload.at })))
  putDisclosure(writer, {
    id: compartment.id,
    inspection: inspection === '' ? compartment.inspection : inspection,
    title: textIn(state.source, 'inspectionTitle'),
    opening: state.content.concern.slice(0, openingLength),
    released: state.released,
    written: times.at(-1)?.at ?? '',
  })
}

export function contentOf(source: ObjectState, concern: ObjectState): DisclosureContent {
  const text = (state: ObjectState, field: string): string => textIn(state, field)
  return {
    who: text(source, 'who'),
    role: text(source, 'role'),
    contact: text(source, 'contact'),
    howKnown: text(source, 'howKnown'),
    concern: text(concern, 'concern'),
  }
}

function releaseIn(entries: readonly OpenedEntry[]): Released {
  const releases = entries.filter((entry) => entry.payload.kind === 'concern.released')
  const first = inDisplayOrder(releases.map(({ hash, payload }) => ({ hash, at: payload.at })))[0]
  const entry = releases.find(({ hash }) => hash === first?.hash)
  return releasedSchema.safeParse(entry?.payload.data).data?.as ?? 'no'
}
