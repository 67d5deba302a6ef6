// Identifiers in what is about to become evidence: found, matched with what was confirmed, confirmed with a reason.
import type { Input, Output } from '#shared/contract.ts'
import { coarserForm, initialsOf } from '#shared/domain/identifiers/coarser.ts'
import {
  type Hit,
  type IdentifierKind,
  refuseUnsettled,
  type TextField,
  type Texts,
  termOf,
  textFields,
  withoutOverlaps,
} from '#shared/domain/identifiers/identifier.ts'
import { patternedIn } from '#shared/domain/identifiers/patterned.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { compartmentOf } from '../../data/compartments.ts'
import { isConfirmed } from '../../data/identifiers.ts'
import { peopleOf } from '../../data/inspections.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { type Confirmation, writeConfirmation } from '../../ledger/writing.ts'
import { initialsIn } from './initials.ts'
import type { Language } from './language.ts'
import { namesIn } from './names.ts'

type Found = Output<'identifier.find'>['identifiers'][number]
type Confirmed = Omit<Input<'identifier.confirm'>, 'inspection'>

/** An inspection, or null for one that is about to be opened. */
type Where = Hash | null

/** Lines whose hits are remembered: of what is being typed only the line that changed is read again. */
const mostLines = 2000
/** Pseudonyms that are offered for one name. */
const mostOffered = 4

export class Identifiers {
  readonly #ledger: Ledger
  readonly #language: Language
  readonly #lines = new Map<string, readonly Hit[]>()

  constructor(ledger: Ledger, language: Language) {
    this.#ledger = ledger
    this.#language = language
  }

  find({ inspection, on, texts }: Input<'identifier.find'>): Output<'identifier.find'> {
    this.#refuseUnknown(inspection)
    const fields = Object.fromEntries(texts.map(({ field, words }) => [field, words]))
    return { identifiers: [...this.#unsettled(inspection, { on, fields })] }
  }

  /**
   * Throws Problems `note.identifiers-unsettled` for a reason that itself holds an identifier nobody confirmed, and
   * `application.role-missing` for somebody whose word would not count.
   */
  confirm({ inspection, ...confirmed }: Input<'identifier.confirm'>): Output<'identifier.confirm'> {
    this.#refuseUnknown(inspection)
    const confirmation = this.#confirmationOf(inspection, confirmed)
    const { kind, term } = confirmation
    // Once for each term: a repeated request whose reply was lost says nothing new.
    if (inspection === null || isConfirmed(this.#ledger.reader, inspection, kind, term)) return {}
    const { me, directory } = this.#ledger
    if (!this.#ledger.mayWrite(inspection, me.person, 'identifier.confirmed', directory?.size ?? 0)) {
      throw new Problem('application.role-missing')
    }
    this.#ledger.write((writer) => {
      writeConfirmation(this.#ledger, writer, knownCompartment(writer, inspection), confirmation)
    })
    return {}
  }

  /** Which of these texts cannot become evidence of the inspection as they stand. */
  unsettledIn(inspection: Hash, texts: Texts): readonly TextField[] {
    return fieldsOf(this.#unsettled(inspection, texts))
  }

  /**
   * What opening an inspection takes down of what may stay in its title. Throws Problem `note.identifiers-unsettled`
   * while the title holds anything else, or a reason does.
   */
  confirmationsOf(title: string, confirmed: readonly Confirmed[]): readonly Confirmation[] {
    const confirmations = confirmed.map((one) => this.#confirmationOf(null, one))
    const left = this.#unsettled(null, { on: null, fields: { title } }).filter(
      ({ kind, words }) => !confirmations.some((one) => isSame(one, kind, words)),
    )
    refuseUnsettled(fieldsOf(left))
    return confirmations
  }

  #confirmationOf(inspection: Where, { kind, words, reason }: Confirmed): Confirmation {
    const confirmation = { kind, term: termOf(kind, words), reason }
    if (confirmation.term === '') throw new Problem('application.input-refused', { fields: ['words'] })
    const inReason = this.#unsettled(inspection, { on: null, fields: { reason } })
    refuseUnsettled(fieldsOf(inReason.filter((found) => !isSame(confirmation, found.kind, found.words))))
    return confirmation
  }

  #unsettled(inspection: Where, { on, fields }: Texts): readonly Found[] {
    const day = on ?? this.#ledger.now().slice(0, 10)
    return textFields.flatMap((field) => {
      const text = fields[field] ?? ''
      return this.#hitsIn(field, text, day).flatMap((hit) => {
        const words = text.slice(hit.from, hit.to)
        const term = termOf(hit.kind, words)
        if (inspection !== null && isConfirmed(this.#ledger.reader, inspection, hit.kind, term)) return []
        return [{ field, ...hit, words, replacements: this.#replacements(inspection, field, hit.kind, words, day) }]
      })
    })
  }

  #hitsIn(field: TextField, text: string, on: string): readonly Hit[] {
    if (field === 'initials') return initialsIn(text, this.#language)
    let start = 0
    return text.split('\n').flatMap((line) => {
      const at = start
      start += line.length + 1
      return this.#hitsInLine(line, on).map(({ kind, from, to }) => ({ kind, from: at + from, to: at + to }))
    })
  }

  #hitsInLine(line: string, on: string): readonly Hit[] {
    const key = `${on}\n${line}`
    const known = this.#lines.get(key)
    if (known !== undefined) return known
    const hits = withoutOverlaps([...patternedIn(line, on), ...namesIn(line, this.#language)])
    if (this.#lines.size >= mostLines) this.#lines.clear()
    this.#lines.set(key, hits)
    return hits
  }

  /** For a name: pseudonyms of the inspection that it may be, then its initials, as a new person would have them. */
  #replacements(inspection: Where, field: TextField, kind: IdentifierKind, words: string, on: string): string[] {
    if (kind !== 'name') return [coarserForm(kind, words, on)]
    const initials = initialsOf(words)
    const alike = field === 'initials' ? [] : this.#labelsLike(inspection, initials)
    return [...new Set([...alike, initials])].filter((label) => label !== '')
  }

  #labelsLike(inspection: Where, initials: string): readonly string[] {
    if (inspection === null || initials === '') return []
    const alike = peopleOf(this.#ledger.reader, inspection).filter((person) => person.initials.startsWith(initials))
    return alike
      .map(({ label }) => label)
      .toSorted()
      .slice(0, mostOffered)
  }

  #refuseUnknown(inspection: Where): void {
    if (inspection === null) return
    if (compartmentOf(this.#ledger.reader, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
  }
}

function fieldsOf(found: readonly Found[]): readonly TextField[] {
  return [...new Set(found.map(({ field }) => field))]
}

function isSame(one: Confirmation, kind: IdentifierKind, words: string): boolean {
  return one.kind === kind && one.term === termOf(kind, words)
}
