// Puts what is known of a bundle into words: its state, what it holds, and why somebody may not decide.
import type { Output } from '#shared/contract.ts'
import { type Lack, lacks, lacksOf } from '#shared/domain/bundle.ts'
import type { Terms } from '../../capture/terms.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'

export type BundleSummary = Output<'review.queue'>['bundles'][number]
export type Bundle = Output<'bundle.read'>
export type SealedNote = Bundle['notes'][number]

export const stateColours = { sealed: 'blue', question: 'purple', returned: 'orange', accepted: 'green' } as const

export function sealedInWords({ sealed, by }: BundleSummary): string {
  return message('bundle.sealed', { when: instantInWords(sealed), name: nameOf(by) })
}

const held = ['notes', 'revisions', 'people', 'enquiries', 'deleted'] as const
const unfinished = ['conflicts', 'drafts'] as const

/** What the manifest counts, leaving out what there is none of. */
export function holdsInWords({ counts }: BundleSummary): string {
  return listed(held.map((name) => ({ name, count: counts[name] })))
}

/** What was missing or unfinished at the seal: what the manifest counts of it, and what its notes lack. */
export function unfinishedInWords({ counts, notes }: Bundle, { remit }: Terms): string {
  const ofNotes = notes.flatMap(({ content }) => lacksOf(content, hasAreas(remit)))
  const words = listed([
    ...unfinished.map((name) => ({ name, count: counts[name] })),
    ...lacks.map((name) => ({ name, count: ofNotes.filter((lack) => lack === name).length })),
  ])
  return words || message('bundle.fact.unfinished.none')
}

/** What one note lacks, in words. */
export function lacksInWords({ content }: SealedNote, { remit }: Terms): readonly string[] {
  return lacksOf(content, hasAreas(remit)).map((lack) => message(`gap.${lack}`))
}

function hasAreas(remit: Terms['remit']): boolean {
  return (remit?.areas.length ?? 0) > 0
}

interface Counted {
  readonly name: (typeof held)[number] | (typeof unfinished)[number] | Lack
  readonly count: number
}

function listed(counted: readonly Counted[]): string {
  return counted
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => message(`bundle.holds.${name}`, { count }))
    .join(', ')
}
