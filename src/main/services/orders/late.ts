// What came too late for a disposal: nobody else has it, so its writer enters it in another inspection or discards it.
import type { Input, Output } from '#shared/contract.ts'
import { emptyNote, type NoteContent, noteContentSchema } from '#shared/domain/note.ts'
import { isControl, payloadSchema, revisionDataSchema } from '#shared/domain/payload.ts'
import { Problem } from '#shared/problems.ts'
import { compartmentOf } from '../../data/compartments.ts'
import { allLate, disposedOf, type LateRow, settleLate } from '../../data/disposed.ts'
import { allDrafts, type DraftRow, keepDraft, removeDraft } from '../../data/drafts.ts'
import type { Writer } from '../../data/handles.ts'
import { inspectionOf } from '../../data/inspections.ts'
import { askForScrub } from '../../data/settings.ts'
import type { Ledger } from '../../ledger/ledger.ts'

type Listed = Output<'late.list'>['late'][number]

/** Something late with what can be entered elsewhere; people and lines of enquiry of a lost inspection cannot. */
interface Late extends Listed {
  readonly content: NoteContent
  readonly settle: (writer: Writer) => void
}

export class LateWork {
  readonly #ledger: Ledger

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  list(): Output<'late.list'> {
    return { late: this.#all().map(({ content: _, settle: __, ...listed }) => listed) }
  }

  /** Throws Problems `order.not-known`, `inspection.unknown`. */
  enter({ late, inspection, note }: Input<'late.enter'>): Output<'late.enter'> {
    const { content, settle } = this.#one(late)
    if (inspectionOf(this.#ledger.reader, inspection) === undefined) throw new Problem('inspection.unknown')
    this.#ledger.write((writer) => {
      const draft = {
        note,
        inspection,
        heads: '[]',
        content: JSON.stringify(content),
        typed: null,
        kept: this.#ledger.now(),
        corrected: 0,
      }
      settle(writer)
      keepDraft(writer, draft)
    })
    return {}
  }

  /** Throws Problem `order.not-known`. */
  discard({ late }: Input<'late.discard'>): Output<'late.discard'> {
    const { settle } = this.#one(late)
    this.#ledger.write((writer) => {
      settle(writer)
      askForScrub(writer)
    })
    return {}
  }

  #one(name: string): Late {
    const found = this.#all().find(({ late }) => late === name)
    if (found === undefined) throw new Problem('order.not-known')
    return found
  }

  #all(): readonly Late[] {
    const { reader } = this.#ledger
    const drafts = allDrafts(reader).filter(({ inspection }) => disposedOf(reader, inspection) !== undefined)
    return [...allLate(reader).flatMap((row) => this.#entry(row) ?? []), ...drafts.map(ofDraft)]
  }

  #entry({ hash, compartment, payload: text }: LateRow): Late | null {
    const payload = text === '' ? undefined : payloadSchema.safeParse(JSON.parse(text)).data
    if (payload === undefined || isControl(payload.kind)) return null
    const { inspection } = compartmentOf(this.#ledger.reader, compartment) ?? { inspection: compartment }
    const content = contentIn(payload.kind === 'note.revised' ? payload.data : {})
    const settle = (writer: Writer) => settleLate(writer, hash)
    return { late: hash, inspection, kind: payload.kind, words: content.text.words, draft: false, content, settle }
  }
}

function ofDraft({ note, inspection, content: text }: DraftRow): Late {
  const content = elsewhere(noteContentSchema.parse(JSON.parse(text)))
  const settle = (writer: Writer) => removeDraft(writer, note)
  return { late: note, inspection, kind: 'note.revised', words: content.text.words, draft: true, content, settle }
}

/** What a revision sets and adds, as a note of its own. */
function contentIn(data: Record<string, unknown>): NoteContent {
  const revision = revisionDataSchema.safeParse(data).data
  const content = noteContentSchema.safeParse({ ...emptyNote, ...revision?.set, ...revision?.add }).data
  return elsewhere(content ?? emptyNote)
}

function elsewhere(content: NoteContent): NoteContent {
  return { ...content, text: { ...content.text, from: null }, enquiry: null, people: [], deleted: false }
}
