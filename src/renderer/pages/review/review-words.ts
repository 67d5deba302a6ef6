// Puts what is known of a bundle into words: its state, what it holds, and why somebody may not decide.
import type { Output } from '#shared/contract.ts'
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

export function unfinishedInWords({ counts }: BundleSummary): string {
  return listed(unfinished.map((name) => ({ name, count: counts[name] }))) || message('bundle.fact.unfinished.none')
}

interface Counted {
  readonly name: (typeof held)[number] | (typeof unfinished)[number]
  readonly count: number
}

function listed(counted: readonly Counted[]): string {
  return counted
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => message(`bundle.holds.${name}`, { count }))
    .join(', ')
}
