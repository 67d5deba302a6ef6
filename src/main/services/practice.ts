// The practice inspection: replays its script through the ledgers of its authors, for practice vaults and the demo.
import { readFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { toHex } from '#shared/domain/bytes.ts'
import type { Revision } from '#shared/domain/fold.ts'
import type { Hash, ObjectId } from '#shared/domain/ids.ts'
import { marked } from '#shared/domain/marking.ts'
import { emptyNote, type NoteContent } from '#shared/domain/note.ts'
import { chosenLabel } from '#shared/domain/people.ts'
import type { Category, Pack } from '#shared/domain/policy.ts'
import { type PracticeScript, practiceScriptSchema } from '#shared/domain/practice.ts'
import { Problem } from '#shared/problems.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { addMember, createCompartment, prepareCompartment, prepareMember } from '../ledger/compartments.ts'
import { concernShape, sourceShape } from '../ledger/disclosure-projection.ts'
import { knownCompartment, type Ledger, type Signer } from '../ledger/ledger.ts'
import { revisionsIn } from '../ledger/revisions.ts'
import { fromNothing, writeEnquiry, writeInspection, writeNote, writePerson, writeRevision } from '../ledger/writing.ts'
import { random } from '../platform/crypto.ts'

type ScriptedNote = PracticeScript['notes'][number]

type Author = ScriptedNote['author']

/** Makes the colleague's device in the device table; its seed is discarded when the loader is done. */
export type MakeColleague = (writer: Writer, name: string) => Signer

/** Told how many notes are written of how many. */
export type Progress = (done: number, total: number) => void

/** Where and as whom an author writes: each in a vault of their own, or both in one practice vault. */
export interface Hand {
  readonly ledger: Ledger
  readonly signer: Signer
}

/** The inspection that a script was opened as, and what its keys stand for. */
export interface Stage {
  readonly script: PracticeScript
  readonly inspection: Hash
  readonly people: ReadonlyMap<string, ObjectId>
  readonly enquiries: ReadonlyMap<string, ObjectId>
  readonly notes: ReadonlyMap<string, ObjectId>
  readonly categories: readonly Category[]
}

/** Notes of one transaction: large enough to be quick, small enough that progress moves. */
const batch = 100

/** Throws Problem `practice.unreadable` for a script that is missing or has a mistake. */
export function readScript(file: string): PracticeScript {
  try {
    return practiceScriptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Problem('practice.unreadable', { detail: error instanceof Error ? error.name : '', cause: error })
  }
}

/** Loads the script into an empty practice vault, in which the colleague's device signs for the colleague. */
export async function loadPractice(
  ledger: Ledger,
  pack: Pack,
  script: PracticeScript,
  makeColleague: MakeColleague,
  progress: Progress,
): Promise<void> {
  const stage = await openScripted(ledger, pack, script)
  const colleague = ledger.write((writer) => makeColleague(writer, script.colleague))
  ledger.forget()
  await admit(ledger, stage.inspection, colleague)
  const hands = { lead: { ledger, signer: ledger.me }, colleague: { ledger, signer: colleague } }
  await playNotes(stage, hands, async () => {}, progress)
  await playDisclosures(stage, ledger)
}

/** Opens the script's inspection in the lead's vault, with its people and lines of enquiry. */
export async function openScripted(ledger: Ledger, pack: Pack, script: PracticeScript): Promise<Stage> {
  const evidence = await prepareCompartment(ledger, 'evidence')
  const register = await prepareCompartment(ledger, 'register')
  const begins = instantOf(script.begins)
  const { title, remit, setting } = script
  const facts = { title, remit, setting, begins: script.begins.slice(0, 10), ends: script.ends.slice(0, 10) }
  const retention = pack.remits.find(({ id }) => id === remit)?.retention.map(({ id }) => id) ?? []
  return ledger.write((writer) => {
    const row = writeInspection(ledger, writer, { evidence, register }, facts, retention, { at: begins })
    return {
      script,
      inspection: row.id,
      people: playPeople(ledger, writer, row, script),
      enquiries: playEnquiries(ledger, writer, row, script),
      notes: new Map(script.notes.map(({ key }) => [key, toHex(random(16))])),
      categories: pack.lists.categories,
    }
  })
}

/**
 * Writes the notes, each version by its author: all first versions, then all second ones, and so on.
 * `meet` is waited for after each, so that authors with vaults of their own know each other's before they go on.
 */
export async function playNotes(
  stage: Stage,
  hands: Readonly<Record<Author, Hand>>,
  meet: () => Promise<void>,
  progress: Progress,
): Promise<void> {
  const { notes } = stage.script
  const versions = Math.max(...notes.map(({ revisions }) => revisions.length + 1))
  let done = 0
  for (let version = 0; version < versions; version += 1) {
    for (const author of ['lead', 'colleague'] as const) {
      const due = notes.filter((note) => versionOf(note, version)?.author === author)
      for (let start = 0; start < due.length; start += batch) {
        const some = due.slice(start, start + batch)
        hands[author].ledger.write((writer) => {
          for (const note of some) playVersion(stage, hands[author], writer, note, version)
        })
        if (version === 0) progress((done += some.length), notes.length)
        await nextTurn()
      }
    }
    await meet()
  }
}

/** Writes the script's disclosures, each in a compartment of its own. */
export async function playDisclosures(stage: Stage, ledger: Ledger): Promise<void> {
  for (const disclosure of stage.script.disclosures) await playDisclosure(stage, ledger, disclosure)
}

async function admit(ledger: Ledger, inspection: Hash, colleague: Signer): Promise<void> {
  const grants = await prepareMember(ledger, inspection, colleague.person)
  const member = { person: colleague.person, right: 'member' } as const
  ledger.write((writer) => addMember(ledger, writer, knownCompartment(writer, inspection), member, grants))
}

function playPeople(ledger: Ledger, writer: Writer, evidence: CompartmentRow, script: PracticeScript): Stage['people'] {
  const taken = new Set<string>()
  const at = instantOf(script.begins)
  return new Map(
    script.people.map(({ key, initials, role, family }) => {
      const person = toHex(random(16))
      const label = chosenLabel(initials, taken)
      taken.add(label)
      writePerson(ledger, writer, evidence, person, { initials, label, role, family }, { ...fromNothing, at })
      return [key, person]
    }),
  )
}

function playEnquiries(
  ledger: Ledger,
  writer: Writer,
  evidence: CompartmentRow,
  script: PracticeScript,
): Stage['enquiries'] {
  const at = instantOf(script.begins)
  return new Map(
    script.enquiries.map(({ key, question }) => {
      const enquiry = toHex(random(16))
      writeEnquiry(ledger, writer, evidence, enquiry, question, { ...fromNothing, at })
      return [key, enquiry]
    }),
  )
}

/** What a version of a note says, or undefined where the script has no such version. */
function versionOf({ author, at, text, revisions }: ScriptedNote, version: number) {
  return version === 0 ? { author, at, text, reason: '' } : revisions[version - 1]
}

function playVersion(stage: Stage, { ledger, signer }: Hand, writer: Writer, scripted: ScriptedNote, version: number) {
  const said = versionOf(scripted, version)
  const note = idIn(stage.notes, scripted.key)
  if (said === undefined || note === null) return
  const known = revisionsIn(ledger, ledger.entriesOf(stage.inspection, note), ['note.revised'])
  const { reason, at, text } = said
  const revising = { known, heads: headsOf(known), reason, typed: null, signer, at: instantOf(at) }
  const evidence = knownCompartment(writer, stage.inspection)
  writeNote(ledger, writer, evidence, note, contentOf(stage, scripted, text), revising)
}

/** A script revises one after another: the revision that no other builds on. */
function headsOf(known: readonly Revision[]): readonly string[] {
  const named = new Set(known.flatMap(({ parents }) => parents))
  return known.map(({ hash }) => hash).filter((hash) => !named.has(hash))
}

function contentOf({ people, enquiries, ...stage }: Stage, scripted: ScriptedNote, words: string): NoteContent {
  const { at, kind, place, bearing, mayBeShown, categories, areas } = scripted
  const content: NoteContent = {
    ...emptyNote,
    kind,
    text: { words, from: idIn(people, scripted.from), described: '' },
    when: at,
    place,
    enquiry: idIn(enquiries, scripted.enquiry),
    bearing,
    mayBeShown,
    people: scripted.people.flatMap((key) => idIn(people, key) ?? []),
    categories,
    areas,
    flags: [
      ...(scripted.safeguarding ? (['safeguarding'] as const) : []),
      ...(scripted.specialCategory ? (['special-category'] as const) : []),
    ],
  }
  return marked(content, stage.categories)
}

type ScriptedDisclosure = PracticeScript['disclosures'][number]

async function playDisclosure(stage: Stage, ledger: Ledger, scripted: ScriptedDisclosure): Promise<void> {
  const { inspection, script } = stage
  const prepared = await prepareCompartment(ledger, 'restricted')
  const about = { ...fromNothing, at: instantOf(scripted.at) }
  ledger.write((writer) => {
    const compartment = createCompartment(ledger, writer, prepared, inspection)
    const ofSource = { kind: 'source.revised', of: toHex(random(16)), shape: sourceShape }
    writeRevision(
      ledger,
      writer,
      compartment,
      ofSource,
      { ...scripted.source, inspection, inspectionTitle: script.title },
      about,
    )
    const ofConcern = { kind: 'concern.revised', of: toHex(random(16)), shape: concernShape }
    writeRevision(ledger, writer, compartment, ofConcern, { concern: scripted.concern }, about)
  })
}

function idIn(ids: ReadonlyMap<string, ObjectId>, key: string | null): ObjectId | null {
  if (key === null) return null
  const id = ids.get(key)
  if (id === undefined) throw new Problem('practice.unreadable', { detail: `nothing has the key ${key}` })
  return id
}

/** Script times are local; the practice inspection takes place in winter, when United Kingdom time is UTC. */
function instantOf(local: string): string {
  return `${local}:00.000Z`
}
