// Writing the things of an inspection as entries: one function for each, used by services and the practice loader.

import { toHex } from '#shared/domain/bytes.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import { foldObject, type Revision, type Shape, upTo } from '#shared/domain/fold.ts'
import type { IdentifierKind } from '#shared/domain/identifiers/identifier.ts'
import type { Hash, ObjectId } from '#shared/domain/ids.ts'
import type { NoteContent } from '#shared/domain/note.ts'
import { noteShape } from '#shared/domain/note-state.ts'
import type { RevisionData } from '#shared/domain/payload.ts'
import { enquiryShape, personShape } from '#shared/domain/people.ts'
import { revisionOf, type Wanted } from '#shared/domain/revision.ts'
import { Problem } from '#shared/problems.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { random } from '../platform/crypto.ts'
import { createCompartment, type PreparedCompartment } from './compartments.ts'
import type { Ledger, Signer } from './ledger.ts'

export interface InspectionFacts {
  readonly title: string
  readonly remit: string
  readonly setting: string
  readonly begins: string
  readonly ends: string
}

/** Who writes and when, where that is not this device now. */
export interface Authorship {
  readonly signer?: Signer
  readonly at?: string
}

/** What a revision builds on, why it was made, and when it was typed. */
export interface Revising extends Authorship {
  readonly known: readonly Revision[]
  readonly heads: readonly Hash[]
  readonly reason: string
  readonly typed: RevisionData['typed']
}

/** Opens an inspection: its evidence compartment, and the register that tells of it without evidence (section 4). */
export function writeInspection(
  ledger: Ledger,
  writer: Writer,
  prepared: { readonly evidence: PreparedCompartment; readonly register: PreparedCompartment },
  facts: InspectionFacts,
  retention: readonly string[],
  authorship: Authorship = {},
): CompartmentRow {
  const evidence = createCompartment(ledger, writer, prepared.evidence, null)
  const register = createCompartment(ledger, writer, prepared.register, evidence.id)
  const at = authorship.at === undefined ? {} : { at: authorship.at }
  ledger.append(writer, evidence, {
    kind: 'inspection.opened',
    of: evidence.id,
    parents: [],
    data: { ...facts },
    ...at,
  })
  const { remit, setting, begins, ends } = facts
  const data = { inspection: evidence.id, remit, setting, begins, ends, retention: [...retention] }
  ledger.append(writer, register, { kind: 'inspection.registered', of: register.id, parents: [], data, ...at })
  return evidence
}

/** That a term may stand in the evidence of an inspection, folded for comparison, and why. */
export interface Confirmation {
  readonly kind: IdentifierKind
  readonly term: string
  readonly reason: string
}

export function writeConfirmation(
  ledger: Ledger,
  writer: Writer,
  evidence: CompartmentRow,
  { kind, term, reason }: Confirmation,
): void {
  const data = { kind, term, reason }
  ledger.append(writer, evidence, { kind: 'identifier.confirmed', of: toHex(random(16)), parents: [], data })
}

export function writePerson(
  ledger: Ledger,
  writer: Writer,
  evidence: CompartmentRow,
  person: ObjectId,
  wanted: { readonly initials: string; readonly label: string; readonly role: string; readonly family: string },
  revising: Revising,
): Hash | null {
  return writeRevision(
    ledger,
    writer,
    evidence,
    { kind: 'person.revised', of: person, shape: personShape },
    wanted,
    revising,
  )
}

export function writeEnquiry(
  ledger: Ledger,
  writer: Writer,
  evidence: CompartmentRow,
  enquiry: ObjectId,
  question: string,
  revising: Revising,
): Hash | null {
  const object = { kind: 'enquiry.revised', of: enquiry, shape: enquiryShape }
  return writeRevision(ledger, writer, evidence, object, { question }, revising)
}

export function writeNote(
  ledger: Ledger,
  writer: Writer,
  evidence: CompartmentRow,
  note: ObjectId,
  content: NoteContent,
  revising: Revising,
): Hash | null {
  return writeRevision(
    ledger,
    writer,
    evidence,
    { kind: 'note.revised', of: note, shape: noteShape },
    content,
    revising,
  )
}

/** What builds on nothing: the first revision of an object. */
export const fromNothing: Revising = { known: [], heads: [], reason: '', typed: null }

/**
 * Appends what differs from the state at `heads`; returns the new entry's hash, or null when nothing differs or the
 * same was said before: a request that is repeated because its reply was lost must not become a second version.
 * Throws Problem `application.input-refused` for heads that the object does not have.
 */
export function writeRevision(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  object: { readonly kind: string; readonly of: ObjectId; readonly shape: Shape },
  wanted: Wanted,
  revising: Revising,
): Hash | null {
  const { known, reason, typed, signer, at } = revising
  // A page that was open all the while names what was entered again by its old name.
  const heads = revising.heads.flatMap(ledger.namesIn(compartment.id))
  if (heads.some((head) => !known.some(({ hash }) => hash === head))) {
    throw new Problem('application.input-refused', { fields: ['heads'] })
  }
  const seen = foldObject(upTo(known, heads), object.shape)
  const data = revisionOf(seen, wanted, object.shape, { reason, typed })
  if (data === null || known.some((revision) => saysTheSame(revision, heads, data))) return null
  const statement = { kind: object.kind, of: object.of, parents: [...heads].toSorted(), data }
  return ledger.append(writer, compartment, at === undefined ? statement : { ...statement, at }, signer)
}

function saysTheSame(revision: Revision, heads: readonly Hash[], data: RevisionData): boolean {
  const said = (parents: readonly Hash[], what: RevisionData) => canonicalText([[...parents].toSorted(), what])
  return said(revision.parents, revision.data) === said(heads, data)
}
