// Notes: a draft becomes an entry, lists with filters and counts, one note with its history and conflicts.
import type { Input, Output } from '#shared/contract.ts'
import { standsBesideOthers } from '#shared/domain/alone.ts'
import { foldObject, inDisplayOrder, type Revision, upTo } from '#shared/domain/fold.ts'
import { refuseUnsettled, type UnsettledIn } from '#shared/domain/identifiers/identifier.ts'
import { marked } from '#shared/domain/marking.ts'
import { isComplete, type NoteContent } from '#shared/domain/note.ts'
import { foldNote, noteShape } from '#shared/domain/note-state.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { revisionOf } from '#shared/domain/revision.ts'
import { Problem } from '#shared/problems.ts'
import { type CompartmentRow, compartmentOf } from '../data/compartments.ts'
import { isAnyCorrected } from '../data/corrections.ts'
import { draftOf, removeDraft } from '../data/drafts.ts'
import type { Reader, Writer } from '../data/handles.ts'
import { arePeopleOf, enquiryOf, inspectionOf } from '../data/inspections.ts'
import {
  countNotes,
  countValues,
  type FieldCount,
  listNotes,
  type NoteFilter,
  type NoteRow,
  noteOf,
  standingOf,
  tagsOf,
} from '../data/notes.ts'
import { authorsIn, type By } from '../ledger/authors.ts'
import type { Ledger, OpenedEntry } from '../ledger/ledger.ts'
import { questionsOn } from '../ledger/questions.ts'
import { changedByNewerVersion, revisionsIn } from '../ledger/revisions.ts'
import { stateOfObject } from '../ledger/sending.ts'
import { textsEntering } from '../ledger/texts-entering.ts'
import { writeNote } from '../ledger/writing.ts'

type Summary = Output<'note.list'>['notes'][number]
type Listing = Input<'note.list'>

/** UTF-16 units of a note's text that a list shows. */
const openingLength = 240
const revisingKinds = ['note.revised']
/** Kinds that this version knows to speak of a note. */
const knownKinds = [...revisingKinds, 'draft.discarded', 'note.questioned', 'note.answered', 'note.opened']

export class Notes {
  readonly #ledger: Ledger
  readonly #pack: Pack
  readonly #unsettledIn: UnsettledIn

  constructor(ledger: Ledger, pack: Pack, unsettledIn: UnsettledIn) {
    this.#ledger = ledger
    this.#pack = pack
    this.#unsettledIn = unsettledIn
  }

  /**
   * Appends a revision built on `heads`, with the marks that its categories raise, and lets the draft go, in one
   * transaction. Nothing changed writes nothing.
   * Throws Problems `note.identifiers-unsettled` while it would bring in an identifier that nobody confirmed, and
   * `note.categories-at-odds` for a category chosen beside others that has to stand alone.
   */
  save(input: Input<'note.save'>): Output<'note.save'> {
    const { note, inspection, heads, reason, typed } = input
    const content = marked(input.content, this.#pack.lists.categories)
    refuseIncomplete(content)
    return this.#ledger.write((writer) => {
      const evidence = this.#evidenceOf(inspection)
      if (this.#ledger.isDisposed(inspection)) throw new Problem('compartment.disposed')
      // A page that was open all the while would build on what was removed.
      if (isAnyCorrected(writer, heads)) throw new Problem('draft.corrected')
      const known = this.#revisionsFor(note, inspection)
      this.#refuseUnknownTerms(inspection, content, known)
      // The same content again is a repeated request whose reply was lost: it must not become a second version.
      const repeated =
        known.length > 0 && revisionOf(foldObject(known, noteShape), content, noteShape, { reason, typed }) === null
      if (!repeated) this.#refuseUnsettled(input)
      if (!repeated) writeNote(this.#ledger, writer, evidence, note, content, { known, heads, reason, typed })
      removeDraft(writer, note)
      return saved(writer, note)
    })
  }

  list({ inspection, filter, order, offset, limit }: Listing): Output<'note.list'> {
    const { reader } = this.#ledger
    this.#evidenceOf(inspection)
    const narrowed = filterOf(filter)
    const by = authorsIn(this.#ledger)
    return {
      notes: listNotes(reader, inspection, narrowed, order, { offset, limit }).map((row) => this.#summary(row, by)),
      total: countNotes(reader, inspection, { deleted: filter.deleted, tags: [] }),
      matching: countNotes(reader, inspection, narrowed),
      counts: [...countChoices(reader, inspection, narrowed)],
    }
  }

  read({ note }: Input<'note.read'>): Output<'note.read'> {
    const row = noteOf(this.#ledger.reader, note)
    if (row === undefined) throw new Problem('note.unknown')
    const entries = this.#ledger.entriesOf(row.inspection, note)
    const revisions = revisionsIn(this.#ledger, entries, revisingKinds)
    const { content, heads, conflicts, unreadable } = foldNote(revisions)
    return {
      note,
      inspection: row.inspection,
      content,
      heads: [...heads],
      conflicts: conflicts.map(({ field, entries: setBy }) => ({ field, entries: [...setBy] })),
      changedByNewerVersion: unreadable || changedByNewerVersion(entries, knownKinds),
      state: stateOfObject(this.#ledger, row.inspection, note),
      questions: questionsOn(this.#ledger, row.inspection, note, entries),
      history: this.#history(entries, revisions),
    }
  }

  #history(entries: readonly OpenedEntry[], revisions: readonly Revision[]): Output<'note.read'>['history'] {
    const by = authorsIn(this.#ledger)
    const byHash = new Map(entries.map((entry) => [entry.hash, entry]))
    return inDisplayOrder(revisions).flatMap((revision) => {
      const entry = byHash.get(revision.hash)
      if (entry === undefined) return []
      return [
        {
          entry: revision.hash,
          at: entry.payload.at ?? '',
          zone: entry.payload.zone ?? '',
          by: by(entry.header.device),
          reason: revision.data.reason,
          typed: revision.data.typed,
          parents: [...revision.parents],
          content: foldNote(upTo(revisions, [revision.hash])).content,
        },
      ]
    })
  }

  #summary(row: NoteRow, by: (device: string) => By): Summary {
    const tags = tagsOf(row)
    const valuesOf = (field: string): string[] => tags.filter((tag) => tag.field === field).map(({ value }) => value)
    return {
      note: row.id,
      inspection: row.inspection,
      kind: row.kind,
      opening: row.words.slice(0, openingLength),
      from: row.source,
      described: row.described,
      when: row.happened,
      place: row.place,
      people: valuesOf('people'),
      categories: valuesOf('categories'),
      areas: valuesOf('areas'),
      flags: valuesOf('flags'),
      enquiry: row.enquiry,
      bearing: row.bearing,
      mayBeShown: row.mayBeShown === 1,
      written: row.written,
      by: by(row.device),
      revisions: row.revisions,
      conflict: row.conflict === 1,
      hasDraft: draftOf(this.#ledger.reader, row.id) !== undefined,
      state: stateOfObject(this.#ledger, row.inspection, row.id),
    }
  }

  #revisionsFor(note: string, inspection: string): readonly Revision[] {
    const standing = standingOf(this.#ledger.reader, note)
    if (standing !== undefined && standing.inspection !== inspection) throw new Problem('note.elsewhere')
    const entries = this.#ledger.entriesOf(inspection, note)
    const revisions = revisionsIn(this.#ledger, entries, revisingKinds)
    if (changedByNewerVersion(entries, knownKinds) || (revisions.length > 0 && foldNote(revisions).unreadable)) {
      throw new Problem('note.newer-version')
    }
    return revisions
  }

  /** Two people can choose at the same time what only one may: that stands until somebody changes the categories. */
  #refuseAtOdds({ categories }: NoteContent, before: NoteContent | null): void {
    if (before !== null && sameSet(before.categories, categories)) return
    if (!standsBesideOthers(categories, this.#pack.lists.alone)) return
    throw new Problem('note.categories-at-odds', { fields: ['categories'] })
  }

  #refuseUnsettled(input: Input<'note.save'>): void {
    refuseUnsettled(this.#unsettledIn(input.inspection, textsEntering(this.#ledger, input)))
  }

  #evidenceOf(inspection: string): CompartmentRow {
    const row = compartmentOf(this.#ledger.reader, inspection)
    if (row?.type !== 'evidence') throw new Problem('inspection.unknown')
    return row
  }

  /** Only what is newly chosen must be known: a term that a newer pack wrote stays where it is. */
  #refuseUnknownTerms(inspection: string, content: NoteContent, known: readonly Revision[]): void {
    const before = known.length === 0 ? null : foldNote(known).content
    const { reader } = this.#ledger
    const remitOfInspection = inspectionOf(reader, inspection)?.remit
    const remit = this.#pack.remits.find(({ id }) => id === remitOfInspection)
    const unknownAmong = (
      chosen: readonly string[],
      standing: readonly string[],
      offered: readonly { readonly id: string }[],
    ): boolean => chosen.some((term) => !standing.includes(term) && !offered.some(({ id }) => id === term))
    const { lists } = this.#pack
    if (unknownAmong([content.kind], before === null ? [] : [before.kind], lists.noteKinds)) throw unknownTerm('kind')
    if (unknownAmong(content.categories, before?.categories ?? [], lists.categories)) throw unknownTerm('categories')
    this.#refuseAtOdds(content, before)
    if (unknownAmong(content.areas, before?.areas ?? [], remit?.areas ?? [])) throw unknownTerm('areas')
    const people = content.text.from === null ? content.people : [...content.people, content.text.from]
    if (!arePeopleOf(reader, inspection, people)) throw new Problem('person.unknown')
    const { enquiry } = content
    if (enquiry !== null && enquiryOf(reader, inspection, enquiry) === undefined) throw new Problem('enquiry.unknown')
  }
}

function refuseIncomplete(content: NoteContent): void {
  if (isComplete(content)) return
  const fields = [...(content.kind === '' ? ['kind'] : []), ...(content.text.words.trim() === '' ? ['text.words'] : [])]
  throw new Problem('note.incomplete', { fields })
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return new Set(one).symmetricDifference(new Set(other)).size === 0
}

function unknownTerm(field: string): Problem {
  return new Problem('policy.unknown-term', { fields: [field] })
}

function saved(writer: Writer, note: string): Output<'note.save'> {
  const standing = standingOf(writer, note)
  if (standing === undefined) throw new Problem('note.unknown')
  return { note, heads: JSON.parse(standing.heads) as string[], conflict: standing.conflict === 1 }
}

/** What each choice of a filter would leave: a field's own choice does not narrow what else it offers. */
function countChoices(reader: Reader, inspection: string, filter: NoteFilter): readonly FieldCount[] {
  const chosen = filter.tags.map(({ field }) => field)
  const others = countValues(reader, inspection, filter).filter(({ field }) => !chosen.includes(field))
  const own = filter.tags.flatMap((tag) => {
    const without = { ...filter, tags: filter.tags.filter((other) => other !== tag) }
    return countValues(reader, inspection, without).filter(({ field }) => field === tag.field)
  })
  return [...others, ...own]
}

function filterOf(filter: Listing['filter']): NoteFilter {
  const { kind, enquiry, bearing, person, category, area, flag, deleted } = filter
  const fields = { kind, enquiry, bearing, people: person, categories: category, areas: area, flags: flag }
  const tags = Object.entries(fields).flatMap(([field, value]) => (value === null ? [] : [{ field, value }]))
  return { deleted, tags }
}
