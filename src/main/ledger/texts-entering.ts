// The words that a draft would bring into evidence: those that do not stand in the note already.
import { upTo } from '#shared/domain/fold.ts'
import type { Texts } from '#shared/domain/identifiers/identifier.ts'
import type { Hash, ObjectId } from '#shared/domain/ids.ts'
import type { NoteContent } from '#shared/domain/note.ts'
import { foldNote } from '#shared/domain/note-state.ts'
import type { Ledger } from './ledger.ts'
import { revisionsIn } from './revisions.ts'

export interface Entering {
  readonly note: ObjectId
  readonly inspection: Hash
  readonly heads: readonly Hash[]
  readonly content: NoteContent
  readonly reason: string
}

/**
 * A field that is as its writer found it brings nothing in, so that a note can still be deleted, or its categories
 * changed, whatever was written in it before.
 */
export function textsEntering(ledger: Ledger, { note, inspection, heads, content, reason }: Entering): Texts {
  const known = revisionsIn(ledger, ledger.entriesOf(inspection, note), ['note.revised'])
  const seen = upTo(known, heads.flatMap(ledger.namesIn(inspection)))
  const before = seen.length === 0 ? null : foldNote(seen).content
  const { words, described } = content.text
  const sameText = before?.text.words === words && before.text.described === described
  return {
    on: content.when === '' ? null : content.when.slice(0, 10),
    fields: {
      ...(sameText ? {} : { words, described }),
      ...(before?.place === content.place ? {} : { place: content.place }),
      reason,
    },
  }
}
