// Names and other identifiers: a draft that holds one stays a draft until each is replaced, or confirmed with a reason.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entriesAfter } from '#main/data/entries.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import type { Input, Output } from '#shared/contract.ts'
import type { FieldTexts } from '#shared/domain/identifiers/identifier.ts'
import type { NoteContent } from '#shared/domain/note.ts'
import { textsToSend } from '../../src/renderer/capture/identifier-groups.ts'
import { projectionsOf } from '../fixtures/tables.ts'
import {
  aNote,
  anId,
  larkfield as facts,
  ledgerOf,
  type OpenedInspection,
  openLarkfield,
  openWorld,
  saveNote,
  type World,
} from '../fixtures/world.ts'

let world: World
let larkfield: OpenedInspection

beforeAll(async () => {
  world = await openWorld()
  larkfield = await openLarkfield(world)
})
afterAll(() => world.remove())

const unsettled = 'note.identifiers-unsettled'

function draftOf(content: NoteContent, note = anId(), heads: readonly string[] = []): Input<'draft.keep'> {
  return { note, inspection: larkfield.inspection, heads: [...heads], content, typed: null }
}

async function keep(words: string): Promise<Input<'draft.keep'>> {
  const draft = draftOf(aNote(words))
  await world.call('draft.keep', draft)
  return draft
}

type Found = Output<'identifier.find'>['identifiers']

/** In the fields of a note, as the page asks for them. */
async function found({ text, place, when }: NoteContent): Promise<Found> {
  const { words, described } = text
  const fields = { words, described, place }
  return foundIn(fields, when === '' ? null : when.slice(0, 10))
}

async function foundIn(fields: FieldTexts, on: string | null = null): Promise<Found> {
  const { inspection } = larkfield
  return (await world.call('identifier.find', { inspection, on, texts: textsToSend(fields) })).identifiers
}

const confirm = (words: string, reason: string, kind: Input<'identifier.confirm'>['kind'] = 'name') =>
  world.call('identifier.confirm', { inspection: larkfield.inspection, kind, words, reason })

const isDraft = async (note: string) => (await world.call('draft.list', {})).drafts.some((draft) => draft.note === note)

describe('a draft with a name in it', () => {
  test('cannot be saved in any of its fields, and stays in the vault word for word', async () => {
    const draft = await keep('Staff told Oluwaseun to wait.')
    expect(await world.problemOf('note.save', { ...draft, reason: '' })).toBe(unsettled)
    expect(await world.call('draft.read', { note: draft.note })).toMatchObject({
      content: draft.content,
      waits: ['identifiers'],
    })
    const text = { words: 'Quiet.', from: null, described: 'the aunt, Mrs Begum' }
    for (const content of [aNote('Quiet.', { text }), aNote('Quiet.', { place: "Oluwaseun's room" })]) {
      expect(await world.problemOf('note.save', { ...draftOf(content), reason: '' })).toBe(unsettled)
    }
    expect(await world.problemOf('note.save', { ...draftOf(aNote('Quiet.')), reason: 'Oluwaseun said so' })).toBe(
      unsettled,
    )
    await world.call('draft.discard', { note: draft.note })
  })

  test('stays a draft when it is left alone, when its inspection is sealed and when the vault is locked', async () => {
    const { note, content } = await keep('Staff told Oluwaseun to wait.')
    const other = await keep('Staff told AB to wait.')
    const { gaps } = await world.call('bundle.prepare', { inspection: larkfield.inspection })
    expect(gaps.filter(({ gap }) => gap === 'draft').map((one) => one.note)).toEqual([note])
    await world.call('bundle.seal', { inspection: larkfield.inspection, bundle: anId() })
    expect([await isDraft(note), await isDraft(other.note)]).toEqual([true, false])
    world.clock.pass(11 * 60_000)
    world.application.savePausedDrafts()
    expect(await isDraft(note)).toBe(true)
    await world.call('vault.lock', {})
    await world.unlock()
    expect(await world.call('draft.read', { note })).toMatchObject({ content, unsaved: true })
    await world.call('draft.discard', { note })
  })

  test('becomes an entry once the name is confirmed, however it is spelt, and not in another inspection', async () => {
    const draft = await keep('We read what ŠARKA wrote. Šarka’s plan is late.')
    expect(await world.problemOf('note.save', { ...draft, reason: '' })).toBe(unsettled)
    await confirm('sarka', 'A firm that makes alarms.')
    await world.call('note.save', { ...draft, reason: '' })
    expect(await isDraft(draft.note)).toBe(false)
    const { inspection } = await openLarkfield(world)
    const elsewhere = { ...draftOf(aNote('We read what Šarka wrote.')), inspection, reason: '' }
    expect(await world.problemOf('note.save', elsewhere)).toBe(unsettled)
  })
})

describe('what stands in a note already', () => {
  test('does not keep it from being deleted, or changed in another field', async () => {
    const { note, heads } = await saveNote(world, larkfield.inspection, aNote('Quiet.'))
    // As written by a version that did not look.
    const before = aNote('Staff told Babajide to wait.')
    await confirm('Babajide', 'For this test.')
    const named = await saveNote(world, larkfield.inspection, before, { note, heads })
    ledgerOf(world).write((writer) => writer.run('delete from identifier_confirmed where term = ?', 'babajide'))
    const tagged = await saveNote(world, larkfield.inspection, { ...before, flags: ['safeguarding'] }, named)
    await saveNote(world, larkfield.inspection, { ...before, flags: ['safeguarding'], deleted: true }, tagged)
    const longer = { ...before, text: { ...before.text, words: 'Staff told Babajide to wait. He did.' } }
    const { heads: now } = await world.call('note.read', { note })
    expect(await world.problemOf('note.save', { ...draftOf(longer, note, now), reason: '' })).toBe(unsettled)
    rebuildProjections(ledgerOf(world))
  })
})

describe('finding', () => {
  test('says where, what and what may stand instead: pseudonyms of the inspection first', async () => {
    const content = aNote('Quiet.\nAnita Bose, born 12 March 2016, rang 07700 900182.', {
      when: '2026-03-10T09:40',
      place: 'at LE99 4QX',
    })
    const identifiers = await found(content)
    expect(identifiers.map(({ field, kind, words, replacements }) => [field, kind, words, replacements])).toEqual([
      ['words', 'name', 'Anita Bose', ['AB', 'AB2']],
      ['words', 'birth-date', '12 March 2016', ['[age: about 9]']],
      ['words', 'telephone', '07700 900182', ['[telephone number removed]']],
      ['place', 'postcode', 'LE99 4QX', ['[postcode area LE]']],
    ])
    for (const { field, from, to, words } of identifiers) {
      const text = field === 'place' ? content.place : content.text.words
      expect(text.slice(from, to)).toBe(words)
    }
  })

  test('finds nothing once each is replaced by what is offered', async () => {
    const replaced = 'AB, born [age: about 9], rang [telephone number removed].'
    expect(await found(aNote(replaced, { place: 'at [postcode area LE]' }))).toEqual([])
  })

  test('reads each line once more when only another one changed, and finds the same', async () => {
    const first = await found(aNote('Quiet.\nYewande laughed.'))
    expect(await found(aNote('Loud.\nYewande laughed.'))).toEqual(first.map((hit) => ({ ...hit, from: 6, to: 13 })))
  })
})

describe('confirming', () => {
  const confirmations = () =>
    entriesAfter(ledgerOf(world).reader, 0, 10_000).flatMap((row) => {
      const payload = ledgerOf(world).opened(row)?.payload
      return payload?.kind === 'identifier.confirmed' ? [payload.data] : []
    })

  test('is an entry with the folded term and the reason, once for each term', async () => {
    await confirm('Mrs Tegwen', 'The name of the boiler.')
    await confirm('TEGWEN', 'Said again.')
    const said = confirmations().filter(({ term }) => term === 'tegwen')
    expect(said).toEqual([{ kind: 'name', term: 'tegwen', reason: 'The name of the boiler.' }])
  })

  test('is refused without a reason, with a name in the reason, and for an inspection that is not here', async () => {
    const input = { inspection: larkfield.inspection, kind: 'name', words: 'Iestyn', reason: ' ' } as const
    expect(await world.problemOf('identifier.confirm', input)).toBe('application.input-refused')
    const naming = { ...input, reason: 'He is the brother of Rhiannon Pugh.' }
    expect(await world.problemOf('identifier.confirm', naming)).toBe(unsettled)
    const nowhere = { ...input, reason: 'A boat.', inspection: 'e'.repeat(64) }
    expect(await world.problemOf('identifier.confirm', nowhere)).toBe('inspection.unknown')
    await confirm('Iestyn', 'Iestyn is a boat.')
  })

  test('of a name says nothing of a number, and of a number nothing of its spelling', async () => {
    await confirm('+44 7700 900419', 'A line for complaints.', 'telephone')
    expect(await found(aNote('Ring 07700 900 419.'))).toEqual([])
    expect(await found(aNote('Ring 07700 900 418.'))).toHaveLength(1)
  })

  test('is a function of the entries: rebuilt, the same is confirmed', async () => {
    await confirm('Siobhan', 'A street band.')
    const before = projectionsOf(ledgerOf(world).reader)
    rebuildProjections(ledgerOf(world))
    expect(projectionsOf(ledgerOf(world).reader)).toEqual(before)
    expect(await found(aNote('Siobhan played.'))).toEqual([])
  })
})

describe('words that are no note', () => {
  const person = (about: object) => ({
    inspection: larkfield.inspection,
    person: null,
    heads: [] as string[],
    initials: 'EF',
    role: 'child',
    family: '',
    ...about,
  })
  const enquiry = (question: string) => ({ inspection: larkfield.inspection, enquiry: null, heads: [], question })

  test('a line of enquiry is not taken with a name, and can be changed for what stood in it before', async () => {
    expect(await world.problemOf('enquiry.save', enquiry('Was Oluwakemi heard?'))).toBe(unsettled)
    expect((await foundIn({ question: 'Was Oluwakemi heard?' }))[0]).toMatchObject({ field: 'question', from: 4 })
    const { enquiry: id } = await world.call('enquiry.save', enquiry('Was the eldest heard?'))
    const { enquiries } = await world.call('inspection.read', { inspection: larkfield.inspection })
    const heads = enquiries.find((one) => one.enquiry === id)?.heads ?? []
    const naming = { ...enquiry('Was Oluwakemi heard, too?'), enquiry: id, heads }
    expect(await world.problemOf('enquiry.save', naming)).toBe(unsettled)
    await world.call('enquiry.save', { ...naming, question: 'Was the eldest heard, too?' })
  })

  test('a person has neither a surname as family nor a given name as initials, unless it was confirmed', async () => {
    expect(await world.problemOf('person.save', person({ family: 'the Adebayos' }))).toBe(unsettled)
    expect(await world.problemOf('person.save', person({ initials: 'JACK' }))).toBe(unsettled)
    const [hit] = await foundIn({ initials: 'Jack', family: 'family 1' })
    expect(hit).toMatchObject({ field: 'initials', kind: 'name', words: 'Jack', replacements: ['J'] })
    await confirm('Jack', 'Four given names.')
    const saved = await world.call('person.save', person({ initials: 'JACK', family: 'family 1' }))
    const { people } = await world.call('inspection.read', { inspection: larkfield.inspection })
    const heads = people.find((one) => one.person === saved.person)?.heads ?? []
    ledgerOf(world).write((writer) => writer.run('delete from identifier_confirmed where term = ?', 'jack'))
    await world.call('person.save', person({ person: saved.person, heads, initials: 'JACK', family: 'family 2' }))
    rebuildProjections(ledgerOf(world))
  })

  test('letters that spell no given name are initials', async () => {
    for (const initials of ['AB', 'ABC', 'MRT', 'AL', 'WXYZ']) expect(await foundIn({ initials })).toEqual([])
  })
})

describe('the title of an inspection', () => {
  const named = { ...facts, title: 'Fernleigh Adeyemi' }
  const confirmed = [{ kind: 'name' as const, words: 'Fernleigh Adeyemi', reason: 'The name of the home.' }]

  test('opens nothing with a name in it, until that is confirmed along with opening', async () => {
    const before = (await world.call('inspection.list', {})).inspections.length
    expect(await world.problemOf('inspection.open', named)).toBe(unsettled)
    const wrong = [{ ...confirmed[0], words: 'Somebody Else' }]
    expect(await world.problemOf('inspection.open', { ...named, confirmed: wrong })).toBe(unsettled)
    const gossip = [{ ...confirmed[0], reason: 'Named after Oluwakemi.' }]
    expect(await world.problemOf('inspection.open', { ...named, confirmed: gossip })).toBe(unsettled)
    expect((await world.call('inspection.list', {})).inspections).toHaveLength(before)
    const { inspection } = await world.call('inspection.open', { ...named, confirmed })
    const note = { ...draftOf(aNote('We walked to Fernleigh Adeyemi.')), inspection, reason: '' }
    await world.call('note.save', note)
  })

  test('is looked through before there is an inspection, and so is a reason given for it', async () => {
    const texts = [{ field: 'title' as const, words: 'Fernleigh Adeyemi' }]
    const { identifiers } = await world.call('identifier.find', { inspection: null, on: null, texts })
    expect(identifiers).toMatchObject([{ field: 'title', words: 'Fernleigh Adeyemi', replacements: ['FA'] }])
    const confirmation = { inspection: null, kind: 'name', words: 'Fernleigh Adeyemi' } as const
    await world.call('identifier.confirm', { ...confirmation, reason: 'The name of the home.' })
    const gossip = { ...confirmation, reason: 'Named after Oluwakemi.' }
    expect(await world.problemOf('identifier.confirm', gossip)).toBe(unsettled)
  })
})

test('the concern of a disclosure is looked through when it is released, and not before', async () => {
  const content = {
    who: 'Wren Exampleton',
    role: '',
    contact: '01632 960114',
    howKnown: '',
    concern: 'Oluwaseun was shut in.',
  }
  const { inspection } = larkfield
  const draft = { draft: anId(), disclosure: null, inspection, heads: [], content, typed: null, reason: '' }
  const { disclosure } = await world.call('disclosure.save', draft)
  const release = { disclosure, as: 'note', kind: 'observation', words: content.concern } as const
  expect(await world.problemOf('disclosure.release', release)).toBe(unsettled)
  await world.call('disclosure.release', { ...release, words: 'A child was shut in.' })
})
