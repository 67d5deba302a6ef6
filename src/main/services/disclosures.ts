// Disclosures: each in a restricted compartment of its own, drafted, saved, read and released without a link back.
import type { Input, Output } from '#shared/contract.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { holdsKeys } from '#shared/domain/control.ts'
import { type DisclosureContent, disclosureContentSchema } from '#shared/domain/disclosure.ts'
import { foldObject, inDisplayOrder, type Revision, type Shape, upTo } from '#shared/domain/fold.ts'
import { refuseUnsettled, type UnsettledIn } from '#shared/domain/identifiers/identifier.ts'
import type { Hash, ObjectId } from '#shared/domain/ids.ts'
import { emptyNote } from '#shared/domain/note.ts'
import { revisionDataSchema, typedSchema } from '#shared/domain/payload.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'
import { compartmentOf } from '../data/compartments.ts'
import {
  allDisclosureDrafts,
  allDisclosures,
  type DisclosureDraftRow,
  type DisclosureRow,
  disclosureDraftOf,
  disclosureOf,
  keepDisclosureDraft,
  removeDisclosureDraft,
} from '../data/disclosures.ts'
import { draftOf, removeDraft } from '../data/drafts.ts'
import { compartmentOfObject } from '../data/entries.ts'
import type { Writer } from '../data/handles.ts'
import { inspectionOf } from '../data/inspections.ts'
import { noteOf } from '../data/notes.ts'
import { authorsIn, namesIn } from '../ledger/authors.ts'
import { createCompartment, type PreparedCompartment, prepareCompartment } from '../ledger/compartments.ts'
import {
  concernShape,
  contentOf,
  type DisclosureState,
  foldDisclosure,
  sourceShape,
} from '../ledger/disclosure-projection.ts'
import { knownCompartment, type Ledger } from '../ledger/ledger.ts'
import { revisionsIn } from '../ledger/revisions.ts'
import { stateOfCompartment } from '../ledger/sending.ts'
import { fromNothing, writeEnquiry, writeNote, writeRevision } from '../ledger/writing.ts'
import { writingIn } from '../ledger/writing-allowed.ts'
import { random } from '../platform/crypto.ts'

const longestQuestion = 500

export class Disclosures {
  readonly #ledger: Ledger
  readonly #pack: Pack
  readonly #unsettledIn: UnsettledIn

  constructor(ledger: Ledger, pack: Pack, unsettledIn: UnsettledIn) {
    this.#ledger = ledger
    this.#pack = pack
    this.#unsettledIn = unsettledIn
  }

  list(): Output<'disclosure.list'> {
    const { reader } = this.#ledger
    const disclosures = allDisclosures(reader).map(({ id, inspection, title, opening, released, written }) => ({
      disclosure: id,
      inspection,
      inspectionTitle: inspectionOf(reader, inspection)?.title ?? title,
      opening,
      released,
      written,
      state: stateOfCompartment(this.#ledger, id),
    }))
    return { disclosures }
  }

  read({ disclosure }: Input<'disclosure.read'>): Output<'disclosure.read'> {
    const row = this.#row(disclosure)
    const state = this.#state(disclosure)
    const conflicts = [state.source, state.concern].flatMap(({ single }) =>
      Object.entries(single).flatMap(([field, heads]) => (heads.length > 1 ? [field] : [])),
    )
    return {
      disclosure,
      inspection: row.inspection,
      content: state.content,
      heads: [...state.source.heads, ...state.concern.heads],
      conflicts,
      released: state.released,
      inspectionTitle: inspectionOf(this.#ledger.reader, row.inspection)?.title ?? row.title,
      state: stateOfCompartment(this.#ledger, disclosure),
      ...this.#readersOf(disclosure),
      mayRelease: this.#mayRelease(row.inspection),
      history: this.#history(state),
    }
  }

  /** The first save makes the compartment; a repeated request whose reply was lost finds the one it made. */
  async save(input: Input<'disclosure.save'>): Promise<Output<'disclosure.save'>> {
    const { draft, inspection, content } = input
    if (content.concern.trim() === '') throw new Problem('disclosure.incomplete', { fields: ['concern'] })
    this.#refuseUnknownInspection(inspection)
    const disclosure = input.disclosure ?? compartmentOfObject(this.#ledger.reader, draft)
    const prepared = disclosure === null ? await prepareCompartment(this.#ledger, 'restricted') : null
    return this.#ledger.write((writer) => {
      const saved =
        prepared === null ? this.#revise(writer, disclosure ?? '', input) : this.#begin(writer, prepared, input)
      removeDisclosureDraft(writer, draft)
      return { disclosure: saved }
    })
  }

  /**
   * Writes the words as an ordinary note or line of enquiry; neither side names the other. What becomes evidence holds
   * no identifier that nobody confirmed, as with any note (docs/decisions/0016-what-counts-as-a-name.md).
   */
  release({ disclosure, as, kind, words }: Input<'disclosure.release'>): Output<'disclosure.release'> {
    const row = this.#row(disclosure)
    const state = this.#state(disclosure)
    if (state.released !== 'no') throw new Problem('disclosure.released-before')
    if (as === 'enquiry' && words.length > longestQuestion) {
      throw new Problem('application.input-too-large', { fields: ['words'] })
    }
    if (as === 'note' && !this.#pack.lists.noteKinds.some(({ id }) => id === kind)) {
      throw new Problem('policy.unknown-term', { fields: ['kind'] })
    }
    refuseUnsettled(this.#unsettledIn(row.inspection, { on: null, fields: { words } }))
    this.#ledger.write((writer) => {
      const evidence = knownCompartment(writer, row.inspection)
      const object = toHex(random(16))
      if (as === 'enquiry') writeEnquiry(this.#ledger, writer, evidence, object, words, fromNothing)
      else writeNote(this.#ledger, writer, evidence, object, plainNote(kind ?? '', words), fromNothing)
      const parents = [...state.concern.heads]
      const statement = {
        kind: 'concern.released',
        of: this.#objectOf(state, 'concern.revised'),
        parents,
        data: { as },
      }
      this.#ledger.append(writer, knownCompartment(writer, disclosure), statement)
    })
    return {}
  }

  keepDraft(input: Input<'disclosureDraft.keep'>): Output<'disclosureDraft.keep'> {
    const kept = this.#ledger.now()
    this.#refuseUnknownPlace(input)
    this.#ledger.write((writer) => keepDisclosureDraft(writer, draftRow(input, kept)))
    return { kept }
  }

  /** In one step, and without the entry that discarding leaves: evidence must not tell that something moved. */
  takeOverDraft({ note, ...input }: Input<'disclosureDraft.takeOver'>): Output<'disclosureDraft.takeOver'> {
    const kept = this.#ledger.now()
    this.#refuseUnknownPlace(input)
    this.#ledger.write((writer) => {
      if (noteOf(writer, note) !== undefined) throw new Problem('disclosure.too-late')
      if ((draftOf(writer, note)?.inspection ?? input.inspection) !== input.inspection)
        throw new Problem('note.elsewhere')
      removeDraft(writer, note)
      keepDisclosureDraft(writer, draftRow(input, kept))
    })
    return { kept }
  }

  listDrafts(): Output<'disclosureDraft.list'> {
    const drafts = allDisclosureDrafts(this.#ledger.reader).map((row) => ({
      draft: row.draft,
      disclosure: row.disclosure,
      inspection: row.inspection,
      inspectionTitle: inspectionOf(this.#ledger.reader, row.inspection)?.title ?? '',
      heads: JSON.parse(row.heads) as string[],
      content: disclosureContentSchema.parse(JSON.parse(row.content)),
      typed: typedSchema.parse(row.typed === null ? null : JSON.parse(row.typed)),
      kept: row.kept,
    }))
    return { drafts }
  }

  /** Discarding a disclosure that was never saved writes nothing: nobody learns that there was one (section 13). */
  discardDraft({ draft }: Input<'disclosureDraft.discard'>): Output<'disclosureDraft.discard'> {
    this.#ledger.write((writer) => {
      const row = disclosureDraftOf(writer, draft)
      if (row === undefined) throw new Problem('draft.unknown')
      removeDisclosureDraft(writer, draft)
      if (row.disclosure === null) return
      const of = this.#objectOf(this.#state(row.disclosure), 'concern.revised')
      const parents = JSON.parse(row.heads) as string[]
      const statement = { kind: 'draft.discarded', of, parents, data: { kept: row.kept } }
      this.#ledger.append(writer, knownCompartment(writer, row.disclosure), statement)
    })
    return {}
  }

  #begin(writer: Writer, prepared: PreparedCompartment, input: Input<'disclosure.save'>): Hash {
    const compartment = createCompartment(this.#ledger, writer, prepared, input.inspection)
    const { concern, ...source } = input.content
    const about = { ...fromNothing, reason: input.reason, typed: input.typed }
    const ofSource = { kind: 'source.revised', of: input.draft, shape: sourceShape }
    writeRevision(this.#ledger, writer, compartment, ofSource, { ...source, ...this.#place(input.inspection) }, about)
    const ofConcern = { kind: 'concern.revised', of: toHex(random(16)), shape: concernShape }
    writeRevision(this.#ledger, writer, compartment, ofConcern, { concern }, about)
    return compartment.id
  }

  #revise(writer: Writer, disclosure: Hash, saved: Input<'disclosure.save'>): Hash {
    const input = { ...saved, heads: saved.heads.flatMap(this.#ledger.namesIn(disclosure)) }
    const state = this.#state(disclosure)
    if (this.#row(disclosure).inspection !== input.inspection) {
      throw new Problem('application.input-refused', { fields: ['inspection'] })
    }
    if (input.heads.some((head) => !state.entries.some(({ hash }) => hash === head))) {
      throw new Problem('application.input-refused', { fields: ['heads'] })
    }
    const { concern, ...source } = input.content
    this.#reviseObject(writer, disclosure, state, { kind: 'source.revised', shape: sourceShape }, input, {
      ...source,
      ...this.#place(input.inspection),
    })
    this.#reviseObject(writer, disclosure, state, { kind: 'concern.revised', shape: concernShape }, input, { concern })
    return disclosure
  }

  #reviseObject(
    writer: Writer,
    disclosure: Hash,
    state: DisclosureState,
    object: { readonly kind: string; readonly shape: Shape },
    input: Input<'disclosure.save'>,
    wanted: Readonly<Record<string, unknown>>,
  ): void {
    const known = revisionsIn(this.#ledger, state.entries, [object.kind])
    const heads = input.heads.filter((head) => known.some(({ hash }) => hash === head))
    const { reason, typed } = input
    const target = { ...object, of: this.#objectOf(state, object.kind) }
    writeRevision(this.#ledger, writer, knownCompartment(writer, disclosure), target, wanted, {
      known,
      heads,
      reason,
      typed,
    })
  }

  #objectOf(state: DisclosureState, kind: string): ObjectId {
    const entry = state.entries.find(({ payload }) => payload.kind === kind)
    if (entry === undefined) throw new Problem('disclosure.unknown')
    return entry.payload.of
  }

  /** Each revision of source or concern, with the disclosure as it stood by then. */
  #history(state: DisclosureState): Output<'disclosure.read'>['history'] {
    const by = authorsIn(this.#ledger)
    const sources = revisionsIn(this.#ledger, state.entries, ['source.revised'])
    const concerns = revisionsIn(this.#ledger, state.entries, ['concern.revised'])
    return inDisplayOrder([...sources, ...concerns]).flatMap((revision, index, all) => {
      const entry = state.entries.find(({ hash }) => hash === revision.hash)
      if (entry === undefined) return []
      const so = all.slice(0, index + 1).map(({ hash }) => hash)
      const data = revisionDataSchema.parse(entry.payload.data)
      const { at, zone } = entry.payload
      const content = contentAt(sources, concerns, so)
      return [
        {
          entry: entry.hash,
          at: at ?? '',
          zone: zone ?? '',
          by: by(entry.header.device),
          reason: data.reason,
          content,
        },
      ]
    })
  }

  #mayRelease(inspection: Hash): boolean {
    const isHere = compartmentOf(this.#ledger.reader, inspection)?.type === 'evidence'
    return isHere && writingIn(this.#ledger, inspection) === 'allowed'
  }

  /** The inspection and its title as it is now: a whistleblowing lead reads the disclosure without the inspection. */
  #place(inspection: Hash): { readonly inspection: Hash; readonly inspectionTitle: string } {
    return { inspection, inspectionTitle: inspectionOf(this.#ledger.reader, inspection)?.title ?? '' }
  }

  /** Who reads a disclosure, and which whistleblowing leads were named since the first ones were added. */
  #readersOf(disclosure: Hash): Pick<Output<'disclosure.read'>, 'readers' | 'waitsForLead' | 'mayAdd'> {
    const { me, directory } = this.#ledger
    const named = namesIn(this.#ledger)
    const { members, creator } = this.#ledger.state(disclosure)
    const readers = [...members.keys()].filter((person) => holdsKeys({ members }, person)).map(named)
    const others = (directory?.holdersOf('whistleblowing-lead') ?? []).filter((person) => !members.has(person))
    const waitsForLead = readers.length < 2
    return { readers, waitsForLead, mayAdd: waitsForLead || creator !== me.person ? [] : others.map(named) }
  }

  #row(disclosure: Hash): DisclosureRow {
    const row = disclosureOf(this.#ledger.reader, disclosure)
    if (row === undefined) throw new Problem('disclosure.unknown')
    return row
  }

  #state(disclosure: Hash): DisclosureState {
    const state = foldDisclosure(this.#ledger, disclosure)
    if (state === null) throw new Problem('disclosure.unknown')
    return state
  }

  #refuseUnknownPlace({ inspection, disclosure }: Pick<DisclosureDraftRow, 'inspection' | 'disclosure'>): void {
    this.#refuseUnknownInspection(inspection)
    if (disclosure !== null) this.#row(disclosure)
  }

  #refuseUnknownInspection(inspection: Hash): void {
    if (compartmentOf(this.#ledger.reader, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
  }
}

function contentAt(
  sources: readonly Revision[],
  concerns: readonly Revision[],
  known: readonly Hash[],
): DisclosureContent {
  const source = foldObject(upTo(sources, known), sourceShape)
  const concern = foldObject(upTo(concerns, known), concernShape)
  return contentOf(source, concern)
}

function draftRow(input: Input<'disclosureDraft.keep'>, kept: string): DisclosureDraftRow {
  const { draft, disclosure, inspection, heads, content, typed } = input
  return {
    draft,
    disclosure,
    inspection,
    heads: JSON.stringify(heads),
    content: JSON.stringify(content),
    typed: typed === null ? null : JSON.stringify(typed),
    kept,
  }
}

function plainNote(kind: string, words: string): typeof emptyNote {
  return { ...emptyNote, kind, text: { ...emptyNote.text, words } }
}
