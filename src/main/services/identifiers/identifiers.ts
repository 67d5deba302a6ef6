// Identifiers in what is about to become evidence: found, matched with what was confirmed, confirmed with a reason.
import type { Input, Output } from '#shared/contract.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { coarserForm, initialsOf } from '#shared/domain/identifiers/coarser.ts'
import {
  type Hit,
  type TextField,
  type Texts,
  termOf,
  textFields,
  withoutOverlaps,
} from '#shared/domain/identifiers/identifier.ts'
import { patternedIn } from '#shared/domain/identifiers/patterned.ts'
import { Problem } from '#shared/problems.ts'
import { compartmentOf } from '../../data/compartments.ts'
import { isConfirmed } from '../../data/identifiers.ts'
import { peopleOf } from '../../data/inspections.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { random } from '../../platform/crypto.ts'
import type { Language } from './language.ts'
import { namesIn } from './names.ts'

type Found = Output<'identifier.find'>['identifiers'][number]

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

  find({ inspection, content, reason }: Input<'identifier.find'>): Output<'identifier.find'> {
    this.#refuseUnknown(inspection)
    const { words, described } = content.text
    const on = content.when === '' ? this.#today() : content.when.slice(0, 10)
    const fields = { words, described, place: content.place, reason }
    return { identifiers: [...this.#unsettled(inspection, { on, fields })] }
  }

  /** Throws Problem `note.identifiers-unsettled` for a reason that itself holds an identifier nobody confirmed. */
  confirm({ inspection, kind, words, reason }: Input<'identifier.confirm'>): Output<'identifier.confirm'> {
    this.#refuseUnknown(inspection)
    const term = termOf(kind, words)
    if (term === '') throw new Problem('application.input-refused', { fields: ['words'] })
    const inReason = this.#unsettled(inspection, { on: this.#today(), fields: { reason } })
    if (inReason.some((found) => found.kind !== kind || termOf(found.kind, found.words) !== term)) {
      throw new Problem('note.identifiers-unsettled', { fields: ['reason'] })
    }
    // Once for each term: a repeated request whose reply was lost says nothing new.
    if (isConfirmed(this.#ledger.reader, inspection, kind, term)) return {}
    this.#ledger.write((writer) => {
      const statement = {
        kind: 'identifier.confirmed',
        of: toHex(random(16)),
        parents: [],
        data: { kind, term, reason },
      }
      this.#ledger.append(writer, knownCompartment(writer, inspection), statement)
    })
    return {}
  }

  /** Which of these texts cannot become evidence of the inspection as they stand. */
  unsettledIn(inspection: string, texts: Texts): readonly TextField[] {
    return [...new Set(this.#unsettled(inspection, texts).map(({ field }) => field))]
  }

  #unsettled(inspection: string, { on, fields }: Texts): readonly Found[] {
    return textFields.flatMap((field) => {
      const text = fields[field] ?? ''
      return this.#hitsIn(text, on).flatMap((hit) => {
        const words = text.slice(hit.from, hit.to)
        const term = termOf(hit.kind, words)
        if (isConfirmed(this.#ledger.reader, inspection, hit.kind, term)) return []
        return [{ field, ...hit, words, replacements: this.#replacements(inspection, hit, words, on) }]
      })
    })
  }

  #hitsIn(text: string, on: string): readonly Hit[] {
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
  #replacements(inspection: string, { kind }: Hit, words: string, on: string): string[] {
    if (kind !== 'name') return [coarserForm(kind, words, on)]
    const initials = initialsOf(words)
    const alike = peopleOf(this.#ledger.reader, inspection)
      .filter((person) => initials !== '' && person.initials.startsWith(initials))
      .map(({ label }) => label)
    return [...new Set([...alike.toSorted().slice(0, mostOffered), initials])].filter((label) => label !== '')
  }

  #today(): string {
    return this.#ledger.now().slice(0, 10)
  }

  #refuseUnknown(inspection: string): void {
    if (compartmentOf(this.#ledger.reader, inspection)?.type !== 'evidence') throw new Problem('inspection.unknown')
  }
}
