// From entries of sealing and review to rows: bundles, the decisions on them, and the questions about notes.
import {
  answerDataSchema,
  decisionDataSchema,
  type Manifest,
  manifestSchema,
  questionDataSchema,
} from '#shared/domain/bundle.ts'
import type { Hash } from '#shared/domain/ids.ts'
import {
  type DecisionRow,
  incompleteBundles,
  putBundle,
  putDecisions,
  putQuestions,
  removeBundle,
  revisionsOf,
} from '../data/bundles.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import { correctedIn } from '../data/corrections.ts'
import type { Writer } from '../data/handles.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'

/** A seal with effect, and what it froze. */
export interface Sealed {
  readonly entry: OpenedEntry
  readonly manifest: Manifest
}

/** A question about a note with the answers that have effect, oldest first. */
export interface Asked {
  readonly question: OpenedEntry
  readonly words: string
  readonly bundle: string
  readonly seal: Hash
  readonly answers: readonly { readonly answer: OpenedEntry; readonly words: string }[]
}

/**
 * The seals of a bundle. There is more than one only where somebody signed another under an id that they had seen: then
 * the first by hash stands, whatever its clock says, every sealer is an author, and decisions on another one count for
 * nothing. Nobody can put another manifest under a decision that was made.
 */
export function sealsIn(ledger: Ledger, entries: readonly OpenedEntry[]): readonly Sealed[] {
  const seals = entries.filter((entry) => entry.payload.kind === 'bundle.sealed' && ledger.hasEffect(entry))
  const read = seals.flatMap((entry) => {
    const manifest = manifestSchema.safeParse(entry.payload.data).data
    return manifest === undefined ? [] : [{ entry, manifest }]
  })
  return read.toSorted((one, other) => (one.entry.hash < other.entry.hash ? -1 : 1))
}

/** Recomputes a bundle and the decisions on it. */
export function projectBundle(ledger: Ledger, writer: Writer, { inspection }: CompartmentRow, id: string): void {
  const entries = ledger.entriesOf(inspection, id)
  putDecisions(
    writer,
    inspection,
    id,
    entries.flatMap((entry) => decisionOf(ledger, entry)),
  )
  const seals = sealsIn(ledger, entries)
  const [standing] = seals
  if (standing === undefined) return removeBundle(writer, inspection, id)
  const { entry, manifest } = standing
  // What a correction removed is not waited for, and its writer stays an author.
  const known = [...revisionsOf(writer, inspection), ...correctedIn(writer, inspection)]
  const readable = new Map(known.map(({ hash, device }) => [hash, device]))
  const writers = manifest.revisions.flatMap((hash) => readable.get(hash) ?? [])
  const devices = new Set([...seals.map((seal) => seal.entry.header.device), ...writers])
  putBundle(writer, {
    inspection,
    id,
    seal: entry.hash,
    sealed: entry.payload.at ?? '',
    device: entry.header.device,
    parents: JSON.stringify(entry.payload.parents),
    counts: JSON.stringify(manifest.counts),
    checkpoint: Number(manifest.checkpoint !== null),
    authors: JSON.stringify([...new Set([...devices].flatMap((device) => ledger.personOf(device) ?? []))].toSorted()),
    missing: JSON.stringify(manifest.revisions.filter((hash) => !readable.has(hash)).toSorted()),
  })
}

/** A revision that a bundle lists and waits for has come: its writer's decisions on that bundle count no more. */
export function projectWaitingBundles(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  entries: readonly OpenedEntry[],
): void {
  for (const { id, missing } of incompleteBundles(writer, compartment.inspection)) {
    const waited = new Set(JSON.parse(missing) as Hash[])
    if (entries.some(({ hash }) => waited.has(hash))) projectBundle(ledger, writer, compartment, id)
  }
}

/** Recomputes the questions about a note. */
export function projectQuestions(
  ledger: Ledger,
  writer: Writer,
  { inspection }: CompartmentRow,
  note: string,
  entries: readonly OpenedEntry[],
): void {
  if (!entries.some(({ payload }) => payload.kind === 'note.questioned')) return
  const questions = askedIn(ledger, entries).map(({ question, bundle, seal, answers }) => ({
    id: question.hash,
    bundle,
    seal,
    person: question.person ?? '',
    effect: Number(ledger.hasEffect(question)),
    answered: Number(answers.length > 0),
  }))
  putQuestions(writer, inspection, note, questions)
}

/** Everything that was asked about a note, whether or not it counts, oldest first. */
export function askedIn(ledger: Ledger, entries: readonly OpenedEntry[]): readonly Asked[] {
  const ordered = inOrder(entries)
  const answers = ordered.flatMap((answer) => {
    if (answer.payload.kind !== 'note.answered' || !ledger.hasEffect(answer)) return []
    const data = answerDataSchema.safeParse(answer.payload.data).data
    return data === undefined ? [] : [{ answer, ...data }]
  })
  return ordered.flatMap((question) => {
    if (question.payload.kind !== 'note.questioned') return []
    const data = questionDataSchema.safeParse(question.payload.data).data
    if (data === undefined) return []
    return [{ question, ...data, answers: answers.filter((answer) => answer.question === question.hash) }]
  })
}

function decisionOf(ledger: Ledger, entry: OpenedEntry): readonly DecisionRow[] {
  const { hash, header, payload, person } = entry
  const data = payload.kind === 'review.decided' ? decisionDataSchema.safeParse(payload.data).data : undefined
  if (data === undefined) return []
  return [
    {
      id: hash,
      parents: JSON.stringify(payload.parents),
      ...data,
      decided: payload.at ?? '',
      device: header.device,
      person: person ?? '',
      effect: Number(ledger.hasEffect(entry)),
    },
  ]
}

/** For display: oldest first, ties by hash. */
function inOrder(entries: readonly OpenedEntry[]): readonly OpenedEntry[] {
  const key = ({ hash, payload }: OpenedEntry) => `${payload.at ?? ''} ${hash}`
  return entries.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
}
