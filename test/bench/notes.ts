// Generated notes as a page would send them, with the persons and lines of enquiry of the open inspection.
import { randomBytes } from 'node:crypto'
import type { Input, Output } from '#shared/contract.ts'
import { emptyNote } from '#shared/domain/note.ts'
import type { PracticeScript } from '#shared/domain/practice.ts'
import { generatedScript } from '../fixtures/generated-notes.ts'
import { seed } from './practice.ts'

type ScriptedNote = PracticeScript['notes'][number]
type Inspection = Output<'inspection.read'>

/** Notes that the practice inspection does not have. */
export function moreNotes(count: number): readonly ScriptedNote[] {
  return generatedScript({ seed: seed + 1, notes: count }).notes
}

export function newNote(inspection: Inspection, scripted: ScriptedNote): Input<'note.save'> {
  return {
    note: randomBytes(16).toString('hex'),
    inspection: inspection.inspection,
    heads: [],
    typed: null,
    reason: '',
    content: {
      ...emptyNote,
      kind: scripted.kind,
      text: { words: scripted.text, from: scripted.from === null ? null : personAt(inspection, 0), described: '' },
      when: scripted.at,
      place: scripted.place,
      people: scripted.people.map((_, index) => personAt(inspection, index)),
      categories: scripted.categories,
      areas: scripted.areas,
      enquiry: scripted.enquiry === null ? null : (inspection.enquiries[0]?.enquiry ?? null),
      bearing: scripted.bearing,
      mayBeShown: scripted.mayBeShown,
      flags: scripted.safeguarding ? ['safeguarding'] : [],
    },
  }
}

function personAt({ people }: Inspection, index: number): string {
  const person = people[index]
  if (person === undefined) throw new Error('the inspection has too few persons')
  return person.person
}
