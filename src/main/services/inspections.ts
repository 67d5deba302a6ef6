// Inspections with their people and lines of enquiry: opened, listed, read and revised.
import type { Input, Output } from '#shared/contract.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { refuseUnsettled, type UnsettledIn } from '#shared/domain/identifiers/identifier.ts'
import type { Hash, ObjectId } from '#shared/domain/ids.ts'
import { chosenLabel } from '#shared/domain/people.ts'
import type { Pack, Remit } from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'
import { countOpenQuestions } from '../data/bundles.ts'
import { countDrafts } from '../data/drafts.ts'
import {
  allInspections,
  enquiriesOf,
  enquiryOf,
  type InspectionRow,
  inspectionOf,
  peopleOf,
  personOf,
} from '../data/inspections.ts'
import { countConflicts, countMentions, countNotes, everyNote } from '../data/notes.ts'
import { countNotReceived } from '../data/trees.ts'
import { authorsIn } from '../ledger/authors.ts'
import { prepareCompartment } from '../ledger/compartments.ts'
import { knownCompartment, type Ledger } from '../ledger/ledger.ts'
import { revisionsIn } from '../ledger/revisions.ts'
import {
  type Confirmation,
  type InspectionFacts,
  type Revising,
  writeConfirmation,
  writeEnquiry,
  writeInspection,
  writePerson,
} from '../ledger/writing.ts'
import { writingIn } from '../ledger/writing-allowed.ts'
import { random } from '../platform/crypto.ts'

type Listed = Output<'inspection.list'>['inspections'][number]

export class Inspections {
  readonly #ledger: Ledger
  readonly #pack: Pack

  readonly #unsettledIn: UnsettledIn

  constructor(ledger: Ledger, pack: Pack, unsettledIn: UnsettledIn) {
    this.#ledger = ledger
    this.#pack = pack
    this.#unsettledIn = unsettledIn
  }

  /**
   * `confirmations` says what may stay in the title. Throws Problem `policy.unknown-term` for a remit or kind of setting
   * that the pack does not have.
   */
  async open(facts: InspectionFacts, confirmations: readonly Confirmation[]): Promise<Output<'inspection.open'>> {
    const remit = this.#remit(facts.remit)
    if (!remit.settings.some(({ id }) => id === facts.setting)) throw unknownTerm('setting')
    if (facts.ends < facts.begins) throw new Problem('application.input-refused', { fields: ['ends'] })
    const evidence = await prepareCompartment(this.#ledger, 'evidence')
    const register = await prepareCompartment(this.#ledger, 'register')
    const retention = remit.retention.map(({ id }) => id)
    const row = this.#ledger.write((writer) => {
      const opened = writeInspection(this.#ledger, writer, { evidence, register }, facts, retention)
      for (const confirmation of confirmations) writeConfirmation(this.#ledger, writer, opened, confirmation)
      return opened
    })
    return { inspection: row.id }
  }

  list(): Output<'inspection.list'> {
    return { inspections: allInspections(this.#ledger.reader).map((row) => this.#listed(row)) }
  }

  read({ inspection }: Input<'inspection.read'>): Output<'inspection.read'> {
    const { reader } = this.#ledger
    const mentions = countMentions(reader, inspection)
    const rows = peopleOf(reader, inspection)
    const people = rows.map(({ id, label, initials, role, family, heads }) => ({
      person: id,
      label,
      initials,
      role,
      family,
      heads: JSON.parse(heads) as string[],
      sameLabel: rows.some((other) => other.id !== id && other.label === label),
      notes: mentions.get(id) ?? 0,
    }))
    const enquiries = enquiriesOf(reader, inspection).map(({ id, question, heads }) => ({
      enquiry: id,
      question,
      heads: JSON.parse(heads) as string[],
      notes: mentions.get(id) ?? 0,
    }))
    const writing = writingIn(this.#ledger, inspection)
    return { ...this.#listed(this.#row(inspection)), people, enquiries, writing }
  }

  /** Throws Problem `note.identifiers-unsettled` for what was changed and is a name, even a short one as initials. */
  savePerson(input: Input<'person.save'>): Output<'person.save'> {
    const { inspection, heads, initials, role, family } = input
    const { reader } = this.#ledger
    this.#row(inspection)
    if (!this.#pack.lists.personRoles.some(({ id }) => id === role)) throw unknownTerm('role')
    const before = input.person === null ? undefined : personOf(reader, inspection, input.person)
    if (input.person !== null && before === undefined) throw new Problem('person.unknown')
    const fields = {
      ...(before?.initials === initials ? {} : { initials }),
      ...(before?.family === family ? {} : { family }),
    }
    refuseUnsettled(this.#unsettledIn(inspection, { on: null, fields }))
    const person = input.person ?? newObjectId()
    const label = before?.initials === initials ? before.label : this.#freeLabel(inspection, person, initials)
    this.#ledger.write((writer) => {
      const revising = this.#revising(inspection, person, 'person.revised', heads)
      const evidence = knownCompartment(writer, inspection)
      writePerson(this.#ledger, writer, evidence, person, { initials, label, role, family }, revising)
    })
    return { person, label }
  }

  /** Throws Problem `note.identifiers-unsettled` for a new question that holds an identifier nobody confirmed. */
  saveEnquiry(input: Input<'enquiry.save'>): Output<'enquiry.save'> {
    const { inspection, heads, question } = input
    this.#row(inspection)
    const before = input.enquiry === null ? undefined : enquiryOf(this.#ledger.reader, inspection, input.enquiry)
    if (input.enquiry !== null && before === undefined) throw new Problem('enquiry.unknown')
    const fields = before?.question === question ? {} : { question }
    refuseUnsettled(this.#unsettledIn(inspection, { on: null, fields }))
    const enquiry = input.enquiry ?? newObjectId()
    this.#ledger.write((writer) => {
      const revising = this.#revising(inspection, enquiry, 'enquiry.revised', heads)
      writeEnquiry(this.#ledger, writer, knownCompartment(writer, inspection), enquiry, question, revising)
    })
    return { enquiry }
  }

  #listed(row: InspectionRow): Listed {
    const { reader } = this.#ledger
    return {
      inspection: row.id,
      title: row.title,
      remit: row.remit,
      setting: row.setting,
      begins: row.begins,
      ends: row.ends,
      opened: row.opened,
      openedBy: authorsIn(this.#ledger)(row.device),
      notes: countNotes(reader, row.id, everyNote),
      drafts: countDrafts(reader, row.id),
      conflicts: countConflicts(reader, row.id),
      questionsOpen: countOpenQuestions(reader, row.id),
      notReceived: countNotReceived(reader, row.id),
    }
  }

  #row(inspection: string): InspectionRow {
    const row = inspectionOf(this.#ledger.reader, inspection)
    if (row === undefined) throw new Problem('inspection.unknown')
    return row
  }

  #remit(id: string): Remit {
    const remit = this.#pack.remits.find((candidate) => candidate.id === id)
    if (remit === undefined) throw unknownTerm('remit')
    return remit
  }

  #freeLabel(inspection: string, person: ObjectId, initials: string): string {
    const others = peopleOf(this.#ledger.reader, inspection).filter(({ id }) => id !== person)
    return chosenLabel(initials, new Set(others.map(({ label }) => label)))
  }

  #revising(inspection: string, object: ObjectId, kind: string, heads: readonly Hash[]): Revising {
    const known = revisionsIn(this.#ledger, this.#ledger.entriesOf(inspection, object), [kind])
    return { known, heads, reason: '', typed: null }
  }
}

function newObjectId(): ObjectId {
  return toHex(random(16))
}

function unknownTerm(field: string): Problem {
  return new Problem('policy.unknown-term', { fields: [field] })
}
