// Correction with a real store: a member asks, two records managers order, and the wordings go from every replica.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { verifyVault } from '#main/ledger/verify.ts'
import { evidenceOf, type Member, Organisation, personOf, settle } from '../fixtures/organisation.ts'
import { projectionsOf, searchesOf } from '../fixtures/tables.ts'
import { aNote, anId, ledgerOf, saveNote } from '../fixtures/world.ts'
import {
  after,
  ask,
  before,
  enrolPeople,
  faultsOf,
  freshTurn,
  hasBody,
  inspectionOf,
  type Note,
  noteWithSlip,
  order,
  type People,
  slipped,
  timesLeft,
} from './corrections.ts'

let organisation: Organisation
let people: People
let inspection: string

beforeAll(async () => {
  organisation = await Organisation.found()
  people = await enrolPeople(organisation)
  inspection = await inspectionOf(people)
})
afterAll(() => organisation.close())

const read = ({ world }: Member, { note }: Pick<Note, 'note'>) => world.call('note.read', { note })

/** A note of Ada's whose earlier wordings are gone everywhere. */
async function corrected(about: Parameters<typeof noteWithSlip>[2] = {}): Promise<Note> {
  const { ada, all } = people
  const slip = await noteWithSlip(ada, inspection, about)
  await ask(ada, slip)
  await order(people, inspection, ada)
  await settle(all, 2)
  return slip
}

describe('earlier wordings that two records managers ordered to be removed', () => {
  test('go from every device, with every trace of them, and what stands stays as it was', async () => {
    const { ada, bo, all } = people
    const slip = await noteWithSlip(ada, inspection, { flags: ['safeguarding'], place: 'Hall' })
    await settle([ada, bo], 2)
    const stood = (await read(bo, slip)).content
    await ask(ada, slip)
    expect((await read(ada, slip)).content).toEqual(stood)
    await order(people, inspection, ada)
    await settle(all, 2)

    for (const member of [ada, bo]) {
      const { content, history } = await read(member, slip)
      expect(content, member.name).toEqual(stood)
      expect(history.map((one) => [one.content.text.words, one.reason])).toEqual([[after, '']])
      expect([hasBody(member, slip.first), hasBody(member, slip.second)]).toEqual([false, false])
      expect(searchesOf(ledgerOf(member.world), [slipped, 'neighbour'])).toMatchObject([
        [slipped, { matching: 0 }],
        ['neighbour', { matching: 1 }],
      ])
      expect(await timesLeft(member), member.name).toBe(0)
    }
    for (const member of all) expect(await faultsOf(member), member.name).toEqual([])
    expect(evidenceOf(ada, inspection)).toEqual(evidenceOf(bo, inspection))
    const rows = projectionsOf(ledgerOf(bo.world).reader)
    rebuildProjections(ledgerOf(bo.world))
    expect(projectionsOf(ledgerOf(bo.world).reader)).toEqual(rows)
  })

  test('of a deleted note leave it deleted and empty', async () => {
    const { ada, bo } = people
    const saved = await saveNote(ada.world, inspection, aNote(before, { place: `${slipped}s` }))
    const deleted = aNote(before, { place: `${slipped}s`, deleted: true })
    const { heads } = await saveNote(ada.world, inspection, deleted, { ...saved, reason: 'a slip' })
    await ada.world.call('correction.ask', { inspection, of: 'note', id: saved.note, heads })
    await order(people, inspection, ada)
    await settle([ada, bo], 2)
    const { content } = await read(bo, saved)
    expect(content).toMatchObject({ deleted: true, text: { words: '', described: '' }, place: '', kind: 'observation' })
    expect(await timesLeft(bo)).toBe(0)
  })

  test('of a person and of a line of enquiry go alike', async () => {
    const { ada, bo } = people
    const child = { inspection, initials: 'GH', role: 'child' }
    const { person } = await ada.world.call('person.save', { ...child, person: null, heads: [], family: slipped })
    const question = `Was ${slipped} heard?`
    const { enquiry } = await ada.world.call('enquiry.save', { inspection, enquiry: null, heads: [], question })
    const known = async ({ world }: Member) => {
      const { people: persons, enquiries } = await world.call('inspection.read', { inspection })
      return {
        person: persons.find((one) => one.person === person),
        enquiry: enquiries.find((one) => one.enquiry === enquiry),
      }
    }
    const first = await known(ada)
    const heads = (one: { readonly heads: string[] } | undefined): string[] => one?.heads ?? []
    await ada.world.call('person.save', { ...child, person, heads: heads(first.person), family: 'north wing' })
    const better = { inspection, enquiry, heads: heads(first.enquiry), question: 'Was everybody heard?' }
    await ada.world.call('enquiry.save', better)
    const second = await known(ada)
    for (const [of, id, one] of [
      ['person', person, second.person],
      ['enquiry', enquiry, second.enquiry],
    ] as const) {
      await ada.world.call('correction.ask', { inspection, of, id, heads: heads(one) })
    }
    await order(people, inspection, ada)
    await settle([ada, bo], 2)
    expect(await known(bo)).toMatchObject({
      person: { label: 'GH', initials: 'GH', role: 'child', family: 'north wing' },
      enquiry: { question: 'Was everybody heard?' },
    })
    expect(await timesLeft(bo)).toBe(0)
    expect(await faultsOf(bo)).toEqual([])
  })

  test('take a confirmed name with them where nothing else in the inspection needs it', async () => {
    const { ada, bo } = people
    for (const words of ['Zachary Quorblatt', 'Wilhelmina Fennimore']) {
      await ada.world.call('identifier.confirm', { inspection, kind: 'name', words, reason: 'It seemed right.' })
    }
    const both = aNote('Zachary Quorblatt and Wilhelmina Fennimore run the home.')
    const { note, heads } = await saveNote(ada.world, inspection, both)
    const one = aNote('Wilhelmina Fennimore runs the home.')
    const edited = await saveNote(ada.world, inspection, one, { note, heads, reason: 'one too many' })
    await ada.world.call('correction.ask', { inspection, of: 'note', id: note, heads: edited.heads })
    await order(people, inspection, ada)
    await settle([ada, bo], 2)
    const confirmed = ledgerOf(bo.world).reader.all(
      'select term from identifier_confirmed where inspection = ?',
      inspection,
    )
    expect(confirmed).toEqual([{ term: 'wilhelmina fennimore' }])
    expect(await timesLeft(bo, 'quorblatt')).toBe(0)
    expect(await timesLeft(bo, 'fennimore')).toBeGreaterThan(0)
  })

  test('leave a draft that began from them, with what was typed and without what went', async () => {
    const { ada, bo } = people
    const { note, heads } = await saveNote(ada.world, inspection, aNote(before))
    await settle([ada, bo], 2)
    const typed = aNote(`${before} It was dark by then.`, { place: 'Yard' })
    const draft = { note, inspection, heads, content: typed, typed: null }
    await bo.world.call('draft.keep', draft)
    const edited = await saveNote(ada.world, inspection, aNote(after), { note, heads, reason: 'shorter' })
    await ask(ada, { inspection, note, first: heads[0] ?? '', second: edited.heads[0] ?? '' })
    await order(people, inspection, ada)
    await settle([bo], 2)

    const kept = await bo.world.call('draft.read', { note })
    expect(kept).toMatchObject({
      content: { text: { words: 'A neighbour … saw the door. It was dark by then.' }, place: 'Yard' },
      corrected: true,
      overtaken: true,
    })
    expect(await timesLeft(bo)).toBe(0)
    // A page that was open all the while does not bring it back, by keeping or by saving.
    expect(await bo.world.problemOf('draft.keep', draft)).toBe('draft.corrected')
    expect(await bo.world.problemOf('note.save', { ...draft, reason: '' })).toBe('draft.corrected')
    // Left alone it stays a draft until its writer has looked at it.
    bo.world.clock.pass(11 * 60_000)
    bo.world.application.savePausedDrafts()
    expect((await read(bo, { note })).content.text.words).toBe(after)

    const looked = { ...draft, heads: kept.heads, content: kept.content }
    await bo.world.call('draft.keep', looked)
    expect(await bo.world.call('draft.read', { note })).toMatchObject({ corrected: false, overtaken: false })
    await bo.world.call('note.save', { ...looked, reason: 'seen' })
    await settle([bo, ada], 2)
    expect((await read(ada, { note })).conflicts).toEqual([])
    expect((await read(ada, { note })).content.text.words).toBe('A neighbour … saw the door. It was dark by then.')
  })
})

describe('a correction', () => {
  test('is asked for with a plain problem where something stands in the way', async () => {
    const { ada, bo, officers } = people
    const asking = (slip: Note) => ({ inspection, of: 'note', id: slip.note, heads: [slip.second] })
    const lone = await saveNote(ada.world, inspection, aNote('Said once.'))
    const about = { inspection, of: 'note', id: lone.note, heads: lone.heads } as const
    expect(await ada.world.problemOf('correction.ask', about)).toBe('correction.nothing-earlier')
    expect(await ada.world.call('correction.read', { inspection, of: 'note', id: lone.note })).toEqual({
      earlier: 0,
      whyNot: 'nothing-earlier',
      corrections: [],
    })
    const slip = await noteWithSlip(ada, inspection)
    await settle([ada, bo], 2)
    expect(await ada.world.problemOf('correction.ask', { ...asking(slip), heads: [slip.first] })).toBe(
      'correction.overtaken',
    )
    const draft = { note: slip.note, inspection, heads: [slip.second], content: aNote('typing'), typed: null }
    await ada.world.call('draft.keep', draft)
    expect(await ada.world.problemOf('correction.ask', asking(slip))).toBe('correction.draft')
    await ada.world.call('draft.discard', { note: slip.note })
    for (const [member, words] of [
      [ada, 'one way'],
      [bo, 'another way'],
    ] as const) {
      await saveNote(member.world, inspection, aNote(words), { note: slip.note, heads: [slip.second], reason: 'x' })
    }
    await settle([ada, bo], 3)
    expect(await ada.world.problemOf('correction.ask', asking(slip))).toBe('correction.overtaken')
    const { heads } = await read(ada, slip)
    expect(await ada.world.problemOf('correction.ask', { ...asking(slip), heads })).toBe('correction.conflict')
    const settled = await saveNote(ada.world, inspection, aNote(after), { note: slip.note, heads, reason: 'settled' })
    await ada.world.call('correction.ask', { ...asking(slip), of: 'note', heads: settled.heads })
    // A request whose reply was lost is not a second wish; a second wish is refused.
    await ada.world.call('correction.ask', { ...asking(slip), of: 'note', heads: settled.heads })
    const restated = (await read(ada, slip)).heads
    expect(await ada.world.problemOf('correction.ask', { ...asking(slip), heads: restated })).toBe(
      'correction.asked-before',
    )
    const all = ledgerOf(ada.world).orders(inspection).corrections
    expect(all.filter(({ bodies }) => bodies.includes(slip.first))).toHaveLength(1)
    expect(await officers[0].world.problemOf('correction.ask', asking(slip))).toBe('application.role-missing')
    expect(await ada.world.problemOf('correction.list', {})).toBe('application.role-missing')
  })

  test('is shown to records managers by ids and what the register says, and is ordered by two of them', async () => {
    const { ada, officers } = people
    const [rex, dee] = officers
    const slip = await noteWithSlip(ada, inspection)
    await ask(ada, slip)
    await settle([ada, rex, dee], 2)
    const waiting = async ({ world }: Member) => {
      const { corrections } = await world.call('correction.list', {})
      return corrections.filter(({ at }) => at === null).at(-1)
    }
    const listed = await waiting(rex)
    const entry = listed?.entry ?? ''
    expect(listed).toMatchObject({
      state: 'asked',
      asked: { by: { name: 'Ada Ferris' } },
      bodies: 2,
      inspection,
      facts: {
        remit: 'registered-childrens-care',
        setting: 'childrens-home',
        begins: '2026-03-10',
        ends: '2026-03-11',
      },
      whyNot: null,
    })
    expect(JSON.stringify(await rex.world.call('correction.list', {}))).not.toMatch(/neighbour|Larkfield/)
    const input = { inspection, entry }
    expect(await rex.world.problemOf('correction.order', { inspection, entry: 'f'.repeat(64) })).toBe('order.not-known')
    await rex.world.call('correction.order', input)
    await freshTurn(rex)
    expect(await waiting(rex)).toMatchObject({ state: 'ordered-once', whyNot: 'same-person' })
    expect(await rex.world.problemOf('correction.order', input)).toBe('order.same-person')
    await freshTurn(dee)
    await dee.world.call('correction.order', input)
    expect(await waiting(dee)).toMatchObject({ state: 'ordered-once' })
    await freshTurn(dee)
    expect(await dee.world.problemOf('correction.order', input)).toBe('order.not-known')
    await settle([ada], 2)
    const stands = await ada.world.call('correction.read', { inspection, of: 'note', id: slip.note })
    expect(stands).toMatchObject({
      earlier: 0,
      corrections: [{ state: 'removed', ordered: [{ name: 'Rex Moorcroft' }, { name: 'Dee Okafor' }] }],
    })
  })

  test('that two order without having seen each other waits for one of them to order it again', async () => {
    const { ada, officers } = people
    const [rex, dee] = officers
    const slip = await noteWithSlip(ada, inspection)
    await ask(ada, slip)
    await settle([ada, rex, dee], 2)
    const waiting = async ({ world }: Member) => {
      const { corrections } = await world.call('correction.list', {})
      return corrections.filter(({ at }) => at === null).at(-1)
    }
    const input = { inspection, entry: (await waiting(rex))?.entry ?? '' }
    for (const officer of officers) officer.online = false
    for (const { world } of officers) await world.call('correction.order', input)
    for (const officer of officers) officer.online = true
    // Each sends its own, then each receives the other's.
    for (const member of [rex, dee, rex, ada]) await freshTurn(member)
    expect(hasBody(ada, slip.first)).toBe(true)
    const both = [{ name: 'Rex Moorcroft' }, { name: 'Dee Okafor' }]
    for (const officer of officers) {
      const listed = await waiting(officer)
      expect(listed).toMatchObject({ state: 'ordered-once', whyNot: null })
      expect(listed?.ordered).toEqual(expect.arrayContaining(both.map((one) => expect.objectContaining(one))))
    }
    await dee.world.call('correction.order', input)
    await freshTurn(dee)
    await settle([ada], 2)
    expect(hasBody(ada, slip.first)).toBe(false)
    const about = { inspection, of: 'note', id: slip.note } as const
    const { corrections } = await ada.world.call('correction.read', about)
    expect(corrections).toMatchObject([{ state: 'removed', ordered: { length: 2 } }])
    expect(await faultsOf(ada)).toEqual([])
  })

  test('does nothing while a hold is known: it is not ordered, and where it was ordered before, what is there stays', async () => {
    const { ada, bo, officers } = people
    const [rex, dee] = officers
    const slip = await noteWithSlip(ada, inspection)
    await settle([ada, bo], 2)
    bo.online = false
    await ask(ada, slip)
    await order(people, inspection, ada)
    await settle([ada], 2)
    expect(hasBody(ada, slip.first)).toBe(false)
    await rex.world.call('hold.place', { inspection, ground: 'legal-proceedings', review: null })
    await settle([rex, dee, ada], 2)
    bo.online = true
    await settle([bo], 2)
    expect(hasBody(bo, slip.first)).toBe(true)
    const about = { inspection, of: 'note', id: slip.note } as const
    expect(await bo.world.call('correction.read', about)).toMatchObject({ corrections: [{ state: 'ordered' }] })
    for (const member of [ada, bo]) expect(await faultsOf(member), member.name).toEqual([])

    const other = await noteWithSlip(ada, inspection)
    await ask(ada, other)
    await settle([ada, rex], 2)
    const { corrections } = await rex.world.call('correction.list', {})
    const waiting = corrections.find(({ state }) => state === 'asked')
    expect(waiting).toMatchObject({ whyNot: 'on-hold' })
    expect(await rex.world.problemOf('correction.order', { inspection, entry: waiting?.entry })).toBe('hold.in-force')

    const [hold] = ledgerOf(rex.world).orders(inspection).holds
    for (const officer of officers) {
      await officer.world.call('hold.lift', { inspection, hold: hold?.hold ?? '' })
      await settle([officer, ...officers], 2)
    }
    await settle([bo], 2)
    expect(hasBody(bo, slip.first)).toBe(false)
    expect(await faultsOf(bo)).toEqual([])
    await order(people, inspection, ada)
    await settle([bo, ada], 2)
    expect(hasBody(bo, other.first)).toBe(false)
  })

  test('is not undone by a sealed bundle, which says what of it is gone and can still be judged', async () => {
    const { ada, bo } = people
    const sam = await organisation.enrol('Sam Okafor', ['supervisor'])
    await settle([ada], 2)
    await ada.world.call('team.add', { inspection, people: [personOf(sam)] })
    const { note, heads } = await saveNote(ada.world, inspection, aNote(before))
    await settle([ada, bo], 2)
    const edited = await saveNote(bo.world, inspection, aNote(after), { note, heads, reason: 'without it' })
    await settle([bo, ada], 2)
    const slip = { inspection, note, first: heads[0] ?? '', second: edited.heads[0] ?? '' }
    const bundle = anId()
    await ada.world.call('bundle.seal', { inspection, bundle })
    await settle([ada, bo, sam], 3)
    const sealed = () => sam.world.call('bundle.read', { inspection, bundle })
    expect((await sealed()).notes.map(({ note }) => note)).toContain(slip.note)
    const listed = (await sealed()).notes.length
    await ask(ada, slip)
    await order(people, inspection, ada)
    await settle([sam, bo], 2)
    const { notes, removed, missing } = await sealed()
    expect(missing).toBe(0)
    expect(notes).toHaveLength(listed - 1)
    expect(removed).toMatchObject([
      {
        note: slip.note,
        revisions: 2,
        corrections: [{ ordered: [{ name: 'Rex Moorcroft' }, { name: 'Dee Okafor' }] }],
      },
    ])
    // A seal that froze what stands now as well shows it, and says what went before.
    const later = anId()
    await ada.world.call('bundle.seal', { inspection, bundle: later })
    await settle([ada, sam], 2)
    const again = await sam.world.call('bundle.read', { inspection, bundle: later })
    expect(again.notes.find(({ note }) => note === slip.note)).toMatchObject({ content: { text: { words: after } } })
    expect(again.removed).toEqual([])
    const judged = { inspection, bundle, decision: 'accepted', reason: 'Enough of it.' } as const
    expect(await sam.world.call('review.decide', judged)).toMatchObject({ review: 'accepted' })
    // Whoever wrote what is gone wrote it all the same, and judges it no more than before.
    const row = ledgerOf(sam.world).reader.get('select authors, missing from bundle where id = ?', bundle)
    expect(row).toEqual({ authors: JSON.stringify([ada, bo].map(personOf).toSorted()), missing: '[]' })
  })
})

describe('the check of a vault', () => {
  test('finds a body that is gone without an order, and one that is there against an order', async () => {
    const { bo } = people
    const { first, note } = await corrected()
    const [standing] = (await read(bo, { note })).heads
    const { database } = bo.world.application.open.vault
    const faultsAfter = (change: (hash: string) => readonly [string, ...string[]][]): readonly string[] => {
      const undo = new Error('undone')
      let faults: readonly string[] = []
      try {
        database.write((writer) => {
          for (const [sql, ...values] of change(standing ?? '')) writer.run(sql, ...values)
          faults = verifyVault(writer, null).findings.map(({ fault }) => fault)
          throw undo
        })
      } catch (error) {
        if (error !== undo) throw error
      }
      return faults
    }
    expect(faultsAfter(() => [])).toEqual([])
    // As somebody would do it who has the vault open: the vault's own note of it is no order.
    expect(
      faultsAfter((hash) => [
        ['insert into corrected (entry, compartment, ordered) values (?, ?, ?)', hash, inspection, 'f'.repeat(64)],
        ['delete from body where entry = (select arrival from entry where hash = ?)', hash],
      ]),
    ).toEqual(['body-missing'])
    const put = "insert into body (entry, bytes) select arrival, x'00' from entry where hash = ?"
    expect(faultsAfter(() => [[put, first]])).toEqual(['body-refused', 'body-kept'])
  })
})
