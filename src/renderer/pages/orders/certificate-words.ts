// Puts a certificate into words and into a text that can be checked without this application.
import type { Output } from '#shared/contract.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { message } from '../../messages.ts'

export type Certificate = Output<'disposal.certificate'>

/** The post of a person; empty where the directory names none. */
export type PostOf = (person: string) => string

export function personInWords({ person, name }: Certificate['proposal']['by'], post: PostOf): string {
  const theirs = post(person)
  return theirs === '' ? name : message('certificate.person', { name, post: theirs })
}

/** `whose`: who owns the clock that showed it. */
export function clockInWords(at: string | null, whose: string): string {
  if (at === null) return message('certificate.when.unknown')
  return message('certificate.when', { when: instantInWords(at), whose })
}

/** Identifiers of every key that some device said it destroyed, each once. */
export function keysDestroyed({ carriedOut }: Certificate['parts'][number]): readonly string[] {
  return [...new Set(carriedOut.flatMap(({ keys }) => keys))].toSorted()
}

/** How much came too late for the disposal, on all devices that told of it. */
export function leftBehind({ parts }: Certificate): number {
  return parts.flatMap(({ carriedOut }) => carriedOut).reduce((sum, { left }) => sum + left, 0)
}

/** The orders as they were signed, with the keys of who signed them; what they are is told in docs/records.md. */
export function signedText({ inspection, store, signers, signed }: Certificate): string {
  return `${JSON.stringify({ inspection, store, signers, signed }, null, 2)}\n`
}
