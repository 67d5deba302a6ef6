// The practice inspection: replays its script through the ledger, a colleague's entries signed by the colleague's device.
import { readFileSync } from 'node:fs'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { toHex } from '#shared/domain/bytes.ts'
import type { Revision } from '#shared/domain/fold.ts'
import type { ObjectId } from '#shared/domain/ids.ts'
import { emptyNote, type NoteContent } from '#shared/domain/note.ts'
import { chosenLabel } from '#shared/domain/people.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { type PracticeScript, practiceScriptSchema } from '#shared/domain/practice.ts'
import { Problem } from '#shared/problems.ts'
import type { CompartmentRow } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { addMember, createCompartment, prepareCompartment, prepareMember } from '../ledger/compartments.ts'
import { concernShape, sourceShape } from '../ledger/disclosure-projection.ts'
import type { Ledger, Signer } from '../ledger/ledger.ts'
import { revisionsIn } from '../ledger/revisions.ts'
import { fromNothing, writeEnquiry, writeInspection, writeNote, writePerson, writeRevision } from '../ledger/writing.ts'
import { random } from '../platform/crypto.ts'

type ScriptedNote = PracticeScript['notes'][number]

/** Makes the colleague's device in the device table; its seed is discarded when the loader is done. */
export type MakeColleague = (writer: Writer, name: string) => Signer

interface Stage {
  readonly ledger: Ledger
  readonly script: PracticeScript
  readonly evidence: CompartmentRow
  readonly colleague: Signer
  readonly people: ReadonlyMap<string, ObjectId>
  readonly enquiries: ReadonlyMap<string, ObjectId>
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

/** Loads the script into an empty practice vault; `progress` is told how many notes are written of how many. */
export async function loadPractice(
  ledger: Ledger,
  pack: Pack,
  script: PracticeScript,
  makeColleague: MakeColleague,
  progress: (done: number, total: number) => void,
): Promise<void> {
  const stage = await setStage(ledger, pack, script, makeColleague)
  for (let start = 0; start < script.notes.length; start += batch) {
    const notes = script.notes.slice(start, start + batch)
    ledger.write((writer) => {
      for (const note of notes) playNote(stage, writer, note)
    })
    progress(Math.min(start + batch, script.notes.length), script.notes.length)
    await nextTurn()
  }
  for (const disclosure of script.disclosures) await playDisclosure(stage, disclosure)
}

async function setStage(
  ledger: Ledger,
  pack: Pack,
  script: PracticeScript,
  makeColleague: MakeColleague,
): Promise<Stage> {
  const evidence = await prepareCompartment(ledger, 'evidence')
  const register = await prepareCompartment(ledger, 'register')
  const begins = instantOf(script.begins)
  const { title, remit, setting } = script
  const facts = { title, remit, setting, begins: script.begins.slice(0, 10), ends: script.ends.slice(0, 10) }
  const retention = pack.remits.find(({ id }) => id === remit)?.retention.map(({ id }) => id) ?? []
  const opened = ledger.write((writer) => {
    const row = writeInspection(ledger, writer, { evidence, register }, facts, retention, { at: begins })
    return { row, colleague: makeColleague(writer, script.colleague) }
  })
  ledger.forget()
  await admit(ledger, opened.row, opened.colleague)
  return ledger.write((writer) => ({
    ledger,
    script,
    evidence: opened.row,
    colleague: opened.colleague,
    people: playPeople(ledger, writer, opened.row, script),
    enquiries: playEnquiries(ledger, writer, opened.row, script),
  }))
}

async function admit(ledger: Ledger, evidence: CompartmentRow, colleague: Signer): Promise<void> {
  const grants = await prepareMember(ledger, evidence.id, colleague.person)
  const member = { person: colleague.person, right: 'member' } as const
  ledger.write((writer) => addMember(ledger, writer, evidence, member, grants))
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

function playNote(stage: Stage, writer: Writer, scripted: ScriptedNote): void {
  const note = toHex(random(16))
  const content = contentOf(stage, scripted)
  play(stage, writer, note, content, scripted, [])
  for (const { text, ...revision } of scripted.revisions) {
    const { ledger, evidence } = stage
    const known = revisionsIn(ledger, ledger.entriesOf(evidence.id, note), ['note.revised'])
    play(stage, writer, note, { ...content, text: { ...content.text, words: text } }, revision, known)
  }
}

function play(
  stage: Stage,
  writer: Writer,
  note: ObjectId,
  content: NoteContent,
  by: { readonly author: ScriptedNote['author']; readonly at: string; readonly reason?: string },
  known: readonly Revision[],
): void {
  const { ledger, evidence, colleague } = stage
  const signer = by.author === 'colleague' ? colleague : ledger.me
  const revising = { known, heads: headsOf(known), reason: by.reason ?? '', typed: null, signer, at: instantOf(by.at) }
  writeNote(ledger, writer, evidence, note, content, revising)
}

/** A script revises one after another: the revision that no other builds on. */
function headsOf(known: readonly Revision[]): readonly string[] {
  const named = new Set(known.flatMap(({ parents }) => parents))
  return known.map(({ hash }) => hash).filter((hash) => !named.has(hash))
}

function contentOf({ people, enquiries }: Stage, scripted: ScriptedNote): NoteContent {
  const { text, at, kind, place, bearing, mayBeShown, categories, areas } = scripted
  return {
    ...emptyNote,
    kind,
    text: { words: text, from: idIn(people, scripted.from), described: '' },
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
}

async function playDisclosure(stage: Stage, scripted: PracticeScript['disclosures'][number]): Promise<void> {
  const { ledger, evidence } = stage
  const prepared = await prepareCompartment(ledger, 'restricted')
  const about = { ...fromNothing, at: instantOf(scripted.at) }
  ledger.write((writer) => {
    const compartment = createCompartment(ledger, writer, prepared, evidence.id)
    const ofSource = { kind: 'source.revised', of: toHex(random(16)), shape: sourceShape }
    writeRevision(
      ledger,
      writer,
      compartment,
      ofSource,
      { ...scripted.source, inspection: evidence.id, inspectionTitle: stage.script.title },
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
