// Drafts of notes: kept durably while typing, offered back, discarded on the record.
import type { Input, Output } from '#shared/contract.ts'
import type { UnsettledIn } from '#shared/domain/identifiers/identifier.ts'
import { isComplete, type NoteContent, noteContentSchema } from '#shared/domain/note.ts'
import { typedSchema } from '#shared/domain/payload.ts'
import { Problem } from '#shared/problems.ts'
import { compartmentOf } from '../data/compartments.ts'
import { isAnyCorrected } from '../data/corrections.ts'
import { disposedOf } from '../data/disposed.ts'
import { allDrafts, type DraftRow, draftOf, keepDraft, removeDraft } from '../data/drafts.ts'
import { inspectionOf } from '../data/inspections.ts'
import { noteOf } from '../data/notes.ts'
import { knownCompartment, type Ledger } from '../ledger/ledger.ts'
import { textsEntering } from '../ledger/texts-entering.ts'

type Draft = Output<'draft.read'>

export class Drafts {
  readonly #ledger: Ledger

  readonly #unsettledIn: UnsettledIn

  constructor(ledger: Ledger, unsettledIn: UnsettledIn) {
    this.#ledger = ledger
    this.#unsettledIn = unsettledIn
  }

  keep({ note, inspection, heads, content, typed }: Input<'draft.keep'>): Output<'draft.keep'> {
    const kept = this.#ledger.now()
    this.#ledger.write((writer) => {
      if (compartmentOf(writer, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
      const home = draftOf(writer, note)?.inspection ?? noteOf(writer, note)?.inspection ?? inspection
      if (home !== inspection) throw new Problem('note.elsewhere')
      // A page that was open all the while would bring back what was removed.
      if (isAnyCorrected(writer, heads)) throw new Problem('draft.corrected')
      keepDraft(writer, {
        note,
        inspection,
        heads: JSON.stringify(heads),
        content: JSON.stringify(content),
        typed: typed === null ? null : JSON.stringify(typed),
        kept,
        corrected: 0,
      })
    })
    return { kept }
  }

  /** Those of inspections that were disposed of came too late, and are listed apart. */
  list(): Output<'draft.list'> {
    const { reader } = this.#ledger
    const rows = allDrafts(reader).filter(({ inspection }) => disposedOf(reader, inspection) === undefined)
    return { drafts: rows.map((row) => this.#draft(row)) }
  }

  read({ note }: Input<'draft.read'>): Draft {
    const row = draftOf(this.#ledger.reader, note)
    if (row === undefined) throw new Problem('draft.unknown')
    return this.#draft(row)
  }

  /** Lets the draft go; the log records that one was discarded, without its text (section 13). */
  discard({ note }: Input<'draft.discard'>): Output<'draft.discard'> {
    this.#ledger.write((writer) => {
      const row = draftOf(writer, note)
      if (row === undefined) throw new Problem('draft.unknown')
      removeDraft(writer, note)
      const parents = JSON.parse(row.heads) as string[]
      const statement = { kind: 'draft.discarded', of: note, parents, data: { kept: row.kept } }
      this.#ledger.append(writer, knownCompartment(writer, row.inspection), statement)
    })
    return {}
  }

  #draft(row: DraftRow): Draft {
    const { reader } = this.#ledger
    const heads = (JSON.parse(row.heads) as string[]).flatMap(this.#ledger.namesIn(row.inspection))
    const current = noteOf(reader, row.note)
    const standing = current === undefined ? [] : (JSON.parse(current.heads) as string[])
    const content = noteContentSchema.parse(JSON.parse(row.content))
    return {
      note: row.note,
      inspection: row.inspection,
      inspectionTitle: inspectionOf(reader, row.inspection)?.title ?? '',
      heads,
      content,
      typed: typedSchema.parse(row.typed === null ? null : JSON.parse(row.typed)),
      kept: row.kept,
      unsaved: current === undefined,
      overtaken: row.corrected === 1 || standing.some((head) => !heads.includes(head)),
      corrected: row.corrected === 1,
      waits: this.#waits(row, heads, content),
    }
  }

  #waits({ note, inspection }: DraftRow, heads: readonly string[], content: NoteContent): Draft['waits'] {
    const entering = textsEntering(this.#ledger, { note, inspection, heads, content, reason: '' })
    return [
      ...(isComplete(content) ? [] : (['incomplete'] as const)),
      ...(this.#unsettledIn(inspection, entering).length === 0 ? [] : (['identifiers'] as const)),
    ]
  }
}
