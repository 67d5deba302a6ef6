// Sealing: what would be frozen and what is missing, the signed manifest, and bundles as they were sealed.
import type { Input, Output } from '#shared/contract.ts'
import { bundleCountsSchema, type Manifest, mostRevisions } from '#shared/domain/bundle.ts'
import { foldObject, type Revision } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { foldNote, noteShape } from '#shared/domain/note-state.ts'
import { Problem } from '#shared/problems.ts'
import {
  type BundleRow,
  bundleOf,
  bundlesOf,
  notesInQuestion,
  type RevisionRow,
  revisionsOf,
} from '../../data/bundles.ts'
import { allCompartments, type CompartmentRow, compartmentOf } from '../../data/compartments.ts'
import { allDrafts } from '../../data/drafts.ts'
import { chainsIn } from '../../data/entries.ts'
import type { Writer } from '../../data/handles.ts'
import { enquiriesOf, inspectionOf, peopleOf } from '../../data/inspections.ts'
import {
  countConflicts,
  countNotes,
  countValues,
  everyNote,
  listNotes,
  type NoteRow,
  noteOf,
} from '../../data/notes.ts'
import { treeOf } from '../../data/trees.ts'
import { authorsIn } from '../../ledger/authors.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { questionsOn } from '../../ledger/review-projection.ts'
import { revisionsIn } from '../../ledger/revisions.ts'
import { type FoldedBundle, foldBundle, missingFrom, summaryOf } from './folding.ts'

type Gap = Output<'bundle.prepare'>['gaps'][number]
type SealedNote = Output<'bundle.read'>['notes'][number]

/** UTF-16 units of a note's text by which a gap names it. */
const openingLength = 80
const allOfThem = { offset: 0, limit: 100_000 }

export class Bundles {
  readonly #ledger: Ledger

  constructor(ledger: Ledger) {
    this.#ledger = ledger
  }

  prepare({ inspection }: Input<'bundle.prepare'>): Output<'bundle.prepare'> {
    this.#evidence(inspection)
    return { counts: this.#counts(inspection), gaps: this.#gaps(inspection) }
  }

  /** Works without a connection. Repeating a request whose reply was lost finds the seal that it made. */
  seal({ inspection, bundle }: Input<'bundle.seal'>): Output<'bundle.seal'> {
    const evidence = this.#evidence(inspection)
    const before = bundleOf(this.#ledger.reader, bundle)
    if (before !== undefined && before.inspection !== inspection) throw new Problem('bundle.unknown')
    if (before !== undefined) return { bundle }
    const manifest = this.#manifest(inspection)
    const parents = this.#all(inspection).map(({ seal }) => seal.hash)
    this.#ledger.write((writer) => {
      const data = { ...manifest }
      this.#ledger.append(writer, evidence, { kind: 'bundle.sealed', of: bundle, parents: parents.toSorted(), data })
      this.#summarise(writer, inspection, manifest)
    })
    return { bundle }
  }

  list({ inspection }: Input<'bundle.list'>): Output<'bundle.list'> {
    this.#evidence(inspection)
    const all = this.#all(inspection)
    return { bundles: all.map((bundle) => summaryOf(this.#ledger, bundle, all)) }
  }

  read({ inspection, bundle }: Input<'bundle.read'>): Output<'bundle.read'> {
    this.#evidence(inspection)
    const folded = foldBundle(this.#ledger, inspection, bundle)
    const notes = Map.groupBy(folded.revisions, ({ note }) => note)
    return {
      ...summaryOf(this.#ledger, folded, this.#all(inspection)),
      notes: [...notes].flatMap(([note, revisions]) => this.#sealedNote(folded, note, revisions)).toSorted(byTime),
      missing: missingFrom(folded),
    }
  }

  #all(inspection: Hash): readonly FoldedBundle[] {
    return bundlesOf(this.#ledger.reader, inspection).map(({ id }: BundleRow) =>
      foldBundle(this.#ledger, inspection, id),
    )
  }

  #manifest(inspection: Hash): Manifest {
    const { reader } = this.#ledger
    const counting = revisionsOf(reader, inspection).filter((row) => this.#hasEffect(inspection, row))
    if (counting.length === 0) throw new Problem('bundle.empty')
    if (counting.length > mostRevisions) throw new Problem('bundle.too-large')
    const checkpoint = treeOf(reader, inspection)?.checkpoint ?? ''
    return {
      revisions: counting.map(({ hash }) => hash).toSorted(),
      heads: chainsIn(reader, inspection).map(({ device, seq, head }) => ({ device, seq, hash: head })),
      counts: this.#counts(inspection),
      checkpoint: checkpoint === '' ? null : checkpoint,
    }
  }

  #hasEffect(inspection: Hash, { device, directory }: RevisionRow): boolean {
    return this.#ledger.mayWrite(inspection, this.#ledger.personOf(device), 'note.revised', directory)
  }

  #counts(inspection: Hash): Manifest['counts'] {
    const { reader } = this.#ledger
    return bundleCountsSchema.parse({
      notes: countNotes(reader, inspection, everyNote),
      revisions: revisionsOf(reader, inspection).filter((row) => this.#hasEffect(inspection, row)).length,
      people: peopleOf(reader, inspection).length,
      enquiries: enquiriesOf(reader, inspection).length,
      deleted: countNotes(reader, inspection, { deleted: true, tags: [] }),
      conflicts: countConflicts(reader, inspection),
      drafts: this.#drafts(inspection).length,
    })
  }

  #drafts(inspection: Hash): ReturnType<typeof allDrafts> {
    return allDrafts(this.#ledger.reader).filter((draft) => draft.inspection === inspection)
  }

  #gaps(inspection: Hash): Gap[] {
    const { reader } = this.#ledger
    const notes = listNotes(reader, inspection, everyNote, 'timeline', allOfThem)
    const labels = Map.groupBy(peopleOf(reader, inspection), ({ label }) => label)
    const twice = [...labels].filter(([, people]) => people.length > 1)
    return [
      ...this.#drafts(inspection).map((draft): Gap => {
        const { text } = JSON.parse(draft.content) as { readonly text: { readonly words: string } }
        return { gap: 'draft', note: draft.note, words: text.words.slice(0, openingLength) }
      }),
      ...notes.flatMap(gapsOf),
      ...notesInQuestion(reader, inspection).flatMap((note): readonly Gap[] => {
        const row = noteOf(reader, note)
        return row === undefined ? [] : [gapOn('question-open', row)]
      }),
      ...twice.map(([label]): Gap => ({ gap: 'same-label', note: null, words: label })),
    ]
  }

  #sealedNote(folded: FoldedBundle, note: string, rows: readonly RevisionRow[]): readonly SealedNote[] {
    const entries = this.#ledger.entriesOf(folded.row.inspection, note)
    const listed = new Set(rows.map(({ hash }) => hash))
    const known = revisionsIn(this.#ledger, entries, ['note.revised'])
    const revisions = known.filter(({ hash }) => listed.has(hash))
    const { content, conflicts } = foldNote(revisions)
    if (revisions.length === 0 || content.deleted) return []
    const by = authorsIn(this.#ledger)
    const writers = new Map(rows.map(({ device }) => [this.#ledger.personOf(device), by(device)]))
    return [
      {
        note,
        content,
        written: lastWritten(revisions),
        by: [...writers.values()],
        revisions: revisions.length,
        conflict: conflicts.length > 0,
        changedSince: !sameHeads(known, revisions),
        questions: questionsOn(this.#ledger, entries).filter(({ bundle }) => bundle === folded.row.id),
      },
    ]
  }

  /** What the register says of a seal (section 3): counts and categories, never evidence, nothing of disclosures. */
  #summarise(writer: Writer, inspection: Hash, { counts }: Manifest): void {
    const register = allCompartments(writer).find((row) => row.type === 'register' && row.inspection === inspection)
    if (register === undefined || !this.#ledger.holdsWriteKey(register.id)) return
    const { reader } = this.#ledger
    const used = countValues(reader, inspection, everyNote).filter(({ field }) => field === 'categories')
    const { begins = '', ends = '' } = inspectionOf(reader, inspection) ?? {}
    const data = { inspection, counts, categories: used.map(({ value }) => value), begins, ends }
    this.#ledger.append(writer, register, { kind: 'inspection.summarised', of: register.id, parents: [], data })
  }

  #evidence(inspection: Hash): CompartmentRow {
    if (compartmentOf(this.#ledger.reader, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
    return knownCompartment(this.#ledger.reader, inspection)
  }
}

function gapsOf(row: NoteRow): readonly Gap[] {
  const tags = JSON.parse(row.tags) as readonly string[]
  const has = (field: string) => tags.some((tag) => tag.startsWith(`${field} `))
  return [
    ...(row.conflict === 1 ? [gapOn('conflict', row)] : []),
    ...(has('categories') ? [] : [gapOn('no-category', row)]),
    ...(row.happened === '' ? [gapOn('no-time', row)] : []),
    ...(has('areas') ? [] : [gapOn('no-area', row)]),
  ]
}

function gapOn(gap: Gap['gap'], { id, words }: Pick<NoteRow, 'id' | 'words'>): Gap {
  return { gap, note: id, words: words.slice(0, openingLength) }
}

function lastWritten(revisions: readonly Revision[]): string {
  return (
    revisions
      .map(({ at }) => at ?? '')
      .toSorted()
      .at(-1) ?? ''
  )
}

function sameHeads(known: readonly Revision[], sealed: readonly Revision[]): boolean {
  const heads = (revisions: readonly Revision[]) => foldObject(revisions, noteShape).heads.toSorted().join(' ')
  return heads(known) === heads(sealed)
}

function byTime(one: SealedNote, other: SealedNote): number {
  const key = ({ content, written, note }: SealedNote) => `${content.when || written} ${note}`
  return key(one) < key(other) ? -1 : 1
}
