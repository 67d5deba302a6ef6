// Disclosures: each sealed away by itself; outside its own page there is no trace that it exists.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { entriesOfCompartment } from '#main/data/entries.ts'
import type { OpenedEntry } from '#main/ledger/ledger.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import type { ProcedureName } from '#shared/contract.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import type { DisclosureContent } from '#shared/domain/disclosure.ts'
import {
  aNote,
  anId,
  ledgerOf,
  noFilter,
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
  await saveNote(world, larkfield.inspection, aNote('an ordinary note', { people: [larkfield.people.AB] }))
  await world.call('draft.keep', {
    note: anId(),
    inspection: larkfield.inspection,
    heads: [],
    content: aNote('an ordinary draft'),
    typed: null,
  })
})
afterAll(() => world.remove())

const told: DisclosureContent = {
  who: 'Night worker Zebulon',
  role: 'night staff',
  contact: 'zebulon at the bus stop',
  howKnown: 'was there on three nights',
  concern: 'Doors are locked at night with chairs, whistleblown',
}
const unmistakable = ['Zebulon', 'zebulon', 'night staff', 'bus stop', 'three nights', 'whistleblown', 'Doors']

const input = (over: object = {}) => ({
  draft: anId(),
  disclosure: null,
  inspection: larkfield.inspection,
  heads: [],
  content: told,
  typed: null,
  ...over,
})
const save = (over: object = {}) => world.call('disclosure.save', { ...input(over), reason: '' })
const read = (disclosure: string) => world.call('disclosure.read', { disclosure })

/** Every reply that a page other than the disclosures' can get, for every id that it can know, and for others. */
async function everyOtherReply(ids: readonly string[]): Promise<string> {
  const replies: unknown[] = []
  const ask = async (name: ProcedureName, about: object): Promise<void> => {
    const reply = await world.call(name, about as never).catch((error: Error) => error.message)
    replies.push([name, about, reply])
  }
  await ask('application.status', {})
  await ask('policy.read', {})
  await ask('inspection.list', {})
  await ask('draft.list', {})
  for (const inspection of [larkfield.inspection, ...ids.filter((id) => id.length === 64)]) {
    await ask('inspection.read', { inspection })
    for (const order of ['newest', 'timeline']) {
      await ask('note.list', { inspection, filter: noFilter, order, offset: 0, limit: 500 })
    }
    for (const words of unmistakable) await ask('search.find', { inspection, words, limit: 100 })
  }
  for (const words of [...unmistakable, 'ordinary']) await ask('search.find', { inspection: null, words, limit: 100 })
  const page = { filter: noFilter, order: 'newest', offset: 0, limit: 500 } as const
  const { notes } = await world.call('note.list', { inspection: larkfield.inspection, ...page })
  for (const note of [...notes.map((one) => one.note), ...ids.filter((id) => id.length === 32)]) {
    await ask('note.read', { note })
    await ask('draft.read', { note })
  }
  return canonicalText(replies)
}

/** Rows of every table of the vault as text, by table. */
function tables(): Readonly<Record<string, string>> {
  const { reader } = ledgerOf(world)
  const names = reader.all<{ name: string }>(
    "select name from sqlite_schema where type = 'table' and sql not like '%virtual%'",
  )
  return Object.fromEntries(names.map(({ name }) => [name, JSON.stringify(reader.all(`select * from ${name}`))]))
}

const differing = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] =>
  Object.keys(after).filter((name) => before[name] !== after[name])

function opened(compartment: string): readonly OpenedEntry[] {
  return entriesOfCompartment(ledgerOf(world).reader, compartment).flatMap((row) => ledgerOf(world).opened(row) ?? [])
}

/** Everything that an entry says, in its header and its payload. */
const saidIn = (compartment: string): string => JSON.stringify(opened(compartment))

const idsIn = (text: string): ReadonlySet<string> => new Set(text.match(/\b([0-9a-f]{64}|[0-9a-f]{32})\b/g))

describe('a disclosure', () => {
  test('is saved into a restricted compartment of its own and read back whole', async () => {
    const { disclosure } = await save()
    expect(await read(disclosure)).toMatchObject({
      disclosure,
      inspection: larkfield.inspection,
      content: told,
      conflicts: [],
      released: 'no',
    })
    const another = await save()
    expect(another.disclosure).not.toBe(disclosure)
    const { disclosures } = await world.call('disclosure.list', {})
    expect(disclosures.map((one) => one.disclosure)).toEqual(expect.arrayContaining([disclosure, another.disclosure]))
    expect(disclosures[0]).toMatchObject({ inspectionTitle: 'Larkfield House', opening: told.concern })
  })

  test('tells nobody when its author was at work: what stands in clear of it has no time', async () => {
    const { disclosure } = await save()
    const control = opened(disclosure).filter(({ header }) => header.key === null)
    expect(control.map(({ payload }) => payload.kind).toSorted()).toEqual(['compartment.created', 'key.introduced'])
    for (const { payload } of control) expect(payload).toMatchObject({ at: null, zone: null, clock: null })
    expect(opened(disclosure).filter(({ header }) => header.key !== null)).toHaveLength(2)
  })

  test('needs its concern, and an inspection', async () => {
    const empty = { ...input({ content: { ...told, concern: ' ' } }), reason: '' }
    expect(await world.problemOf('disclosure.save', empty)).toBe('disclosure.incomplete')
    const nowhere = { ...input({ inspection: 'd'.repeat(64) }), reason: '' }
    expect(await world.problemOf('disclosure.save', nowhere)).toBe('inspection.unknown')
    expect(await world.problemOf('disclosure.read', { disclosure: larkfield.inspection })).toBe('disclosure.unknown')
  })

  test('is revised; source and concern each have their history', async () => {
    const { disclosure } = await save()
    const { heads } = await read(disclosure)
    const content = { ...told, concern: 'Doors are locked every night' }
    await world.call('disclosure.save', { ...input({ disclosure, heads, content }), reason: 'said more' })
    const after = await read(disclosure)
    expect(after).toMatchObject({ content, conflicts: [] })
    expect(after.history.at(-1)).toMatchObject({ reason: 'said more', content })
    expect(after.history.map((one) => one.content.concern)).toContain(told.concern)
  })

  test('saved again because the reply was lost is still one, with one version', async () => {
    const draft = anId()
    const { disclosure } = await save({ draft })
    const count = (await world.call('disclosure.list', {})).disclosures.length
    expect(await save({ draft })).toEqual({ disclosure })
    expect((await world.call('disclosure.list', {})).disclosures).toHaveLength(count)
    const { heads, conflicts, history } = await read(disclosure)
    expect([heads.length, conflicts, history.length]).toEqual([2, [], 2])
  })

  test.each([
    ['heads that it does not have', { heads: ['d'.repeat(64)] }],
    ['another inspection than its own', { elsewhere: true }],
  ])(
    'is not revised with %s',
    async (_, { heads = [], elsewhere = false }: { heads?: string[]; elsewhere?: boolean }) => {
      const { disclosure } = await save()
      const inspection = elsewhere ? (await openLarkfield(world)).inspection : larkfield.inspection
      const content = { ...told, concern: 'changed' }
      const revision = { ...input({ disclosure, heads, inspection, content }), reason: '' }
      expect(await world.problemOf('disclosure.save', revision)).toBe('application.input-refused')
      expect((await read(disclosure)).content).toEqual(told)
    },
  )
})

describe('a disclosure that was drafted and never saved', () => {
  test('is in its own table of drafts and in no other', async () => {
    const before = tables()
    const draft = input()
    await world.call('disclosureDraft.keep', draft)
    expect(differing(before, tables())).toEqual(['disclosure_draft'])
    const [kept] = (await world.call('disclosureDraft.list', {})).drafts
    expect(kept).toMatchObject({ draft: draft.draft, content: told, inspectionTitle: 'Larkfield House' })
    await world.call('disclosureDraft.discard', { draft: draft.draft })
  })

  test('leaves nothing in any table when it is discarded', async () => {
    const before = tables()
    const { draft, ...rest } = input()
    await world.call('disclosureDraft.keep', { draft, ...rest })
    await world.call('disclosureDraft.discard', { draft })
    expect(tables()).toEqual(before)
    expect(await world.problemOf('disclosureDraft.discard', { draft })).toBe('draft.unknown')
  })

  test('is not saved by locking: whoever saves it says who will read it', async () => {
    const draft = input()
    await world.call('disclosureDraft.keep', draft)
    const { disclosures } = await world.call('disclosure.list', {})
    await world.lock()
    await world.unlock()
    expect((await world.call('disclosure.list', {})).disclosures).toEqual(disclosures)
    expect((await world.call('disclosureDraft.list', {})).drafts.map((one) => one.draft)).toEqual([draft.draft])
    await world.call('disclosureDraft.discard', { draft: draft.draft })
  })

  test('and begun as an ordinary draft takes its words with it, without a trace in the evidence', async () => {
    const { inspection } = larkfield
    const before = tables()
    const note = anId()
    await world.call('draft.keep', { note, inspection, heads: [], content: aNote('half a secret'), typed: null })
    const draft = input()
    await world.call('disclosureDraft.takeOver', { note, ...draft })
    expect(differing(before, tables())).toEqual(['disclosure_draft'])
    await world.call('disclosureDraft.discard', { draft: draft.draft })
    expect(tables()).toEqual(before)
  })
})

describe('a draft of a saved disclosure', () => {
  test('is discarded on the record, inside the disclosure and nowhere else, without its text', async () => {
    const { disclosure } = await save()
    const { heads } = await read(disclosure)
    const { draft, ...rest } = input({ disclosure, heads, content: { ...told, concern: 'never kept' } })
    await world.call('disclosureDraft.keep', { draft, ...rest })
    const evidence = saidIn(larkfield.inspection)
    await world.call('disclosureDraft.discard', { draft })
    expect(saidIn(larkfield.inspection)).toBe(evidence)
    const last = opened(disclosure).find(({ payload }) => payload.kind === 'draft.discarded')
    expect(last?.header.key).not.toBeNull()
    expect(JSON.stringify(last)).not.toContain('never kept')
    expect(await read(disclosure)).toMatchObject({ content: told, heads })
  })
})

describe('outside its own page', () => {
  test('no reply changes by a byte, from the first keystroke to the release of another, for any id of it', async () => {
    const draft = input()
    const before = await everyOtherReply([draft.draft])
    await world.call('disclosureDraft.keep', draft)
    expect(await everyOtherReply([draft.draft])).toBe(before)

    const { disclosure } = await world.call('disclosure.save', { ...draft, reason: '' })
    const ids = [...idsIn(saidIn(disclosure))].filter((id) => id !== larkfield.inspection)
    const about = (world.application.status().open ?? {}) as Record<string, unknown>
    const secrets = ids.filter((id) => !Object.values(about).includes(id))
    expect(secrets).toContain(draft.draft)
    expect(await everyOtherReply([draft.draft])).toBe(before)
    const unheardOf = secrets.map((id) => id.replaceAll(/./g, 'd'))
    expect(withoutQuestions(await everyOtherReply(secrets))).toBe(withoutQuestions(await everyOtherReply(unheardOf)))

    const { heads } = await read(disclosure)
    const content = { ...told, who: 'Zebulon again' }
    await world.call('disclosure.save', { ...draft, disclosure, heads, content, reason: 'Zebulon' })
    rebuildProjections(ledgerOf(world))
    expect(await everyOtherReply([draft.draft])).toBe(before)
  })

  /** Replies name no question: what is asked for is not a trace of what there is. */
  function withoutQuestions(replies: string): string {
    const parsed = JSON.parse(replies) as readonly (readonly [string, unknown, unknown])[]
    return canonicalText(parsed.map(([, , reply]) => reply))
  }

  test('initials of a source take no label, and the index of words holds none of its own', async () => {
    await save({ content: { ...told, who: 'GH' } })
    const { inspection } = larkfield
    const person = { inspection, person: null, heads: [], initials: 'GH', role: 'child', family: '' }
    expect((await world.call('person.save', person)).label).toBe('GH')
    const { reader } = ledgerOf(world)
    for (const word of ['zebulon', 'whistleblown']) {
      const hits = reader.all('select rowid from note_search where note_search match ?', word)
      expect(hits).toEqual([])
    }
  })

  test('nothing in evidence or register names it, and it names nothing of theirs but the inspection', async () => {
    const { disclosure } = await save()
    const others = allCompartments(ledgerOf(world).reader).filter(({ type }) => type !== 'restricted')
    // Device and key of the person, the root of nothing and the boot are of the vault, not of a compartment.
    const ofTheVault = new Set(['device', 'seen', 'clock', 'grants'])
    const idsOf = (compartment: string): ReadonlySet<string> =>
      idsIn(JSON.stringify(opened(compartment), (name, value: unknown) => (ofTheVault.has(name) ? null : value)))
    const mine = [...idsOf(disclosure)].filter((id) => id !== ledgerOf(world).me.person)
    for (const { id } of others) {
      const shared = mine.filter((one) => idsOf(id).has(one))
      expect(shared.filter((one) => one !== larkfield.inspection)).toEqual([])
      for (const word of unmistakable) expect(saidIn(id)).not.toContain(word)
    }
  })
})

describe('release', () => {
  const release = (disclosure: string, over: object = {}) => {
    const words = 'Check how bedroom doors are secured after ten.'
    return { disclosure, as: 'note', kind: 'observation', words, ...over }
  }

  test('as a note writes an ordinary note with the words given, and no link in either direction', async () => {
    const { disclosure } = await save()
    const before = saidIn(larkfield.inspection)
    const restricted = idsIn(saidIn(disclosure))
    await world.call('disclosure.release', release(disclosure) as never)

    const { found } = await world.call('search.find', { inspection: null, words: 'bedroom doors secured', limit: 5 })
    expect(found).toHaveLength(1)
    const { content } = await world.call('note.read', { note: found[0]?.note ?? '' })
    expect(content).toMatchObject({ kind: 'observation', mayBeShown: false, people: [], text: { from: null } })
    expect(await read(disclosure)).toMatchObject({ released: 'note', content: told })

    const evidence = saidIn(larkfield.inspection)
    const added = [...idsIn(evidence)].filter((id) => !idsIn(before).has(id))
    expect(added.filter((id) => restricted.has(id))).toEqual([])
    for (const word of unmistakable) expect(evidence).not.toContain(word)
    const told2 = saidIn(disclosure)
    expect(added.filter((id) => idsIn(told2).has(id))).toEqual([])
    expect(told2).not.toContain('bedroom')
    expect(opened(disclosure).find(({ payload }) => payload.kind === 'concern.released')?.payload.data).toEqual({
      as: 'note',
    })
  })

  test('as a line of enquiry writes an ordinary one', async () => {
    const { disclosure } = await save()
    const question = { as: 'enquiry', kind: null, words: 'How are doors secured at night?' }
    await world.call('disclosure.release', release(disclosure, question) as never)
    const { enquiries } = await world.call('inspection.read', { inspection: larkfield.inspection })
    expect(enquiries.map((one) => one.question)).toContain('How are doors secured at night?')
    expect((await read(disclosure)).released).toBe('enquiry')
  })

  test('happens once', async () => {
    const { disclosure } = await save()
    await world.call('disclosure.release', release(disclosure) as never)
    const { entries } = await world.call('vault.verify', {})
    expect(await world.problemOf('disclosure.release', release(disclosure))).toBe('disclosure.released-before')
    expect((await world.call('vault.verify', {})).entries).toBe(entries)
  })

  test.each([
    ['of a kind that the pack does not have', { kind: 'rumour' }, 'policy.unknown-term'],
    ['as a note of no kind', { kind: null }, 'policy.unknown-term'],
    ['as a line of enquiry longer than one', { as: 'enquiry', words: 'w'.repeat(501) }, 'application.input-too-large'],
    ['without a word', { words: ' ' }, 'application.input-refused'],
    ['of nothing', { disclosure: 'd'.repeat(64) }, 'disclosure.unknown'],
  ])('%s is refused, and nothing is written', async (_, over, code) => {
    const { disclosure } = await save()
    const { entries } = await world.call('vault.verify', {})
    expect(await world.problemOf('disclosure.release', release(disclosure, over))).toBe(code)
    expect((await world.call('vault.verify', {})).entries).toBe(entries)
    expect((await read(disclosure)).released).toBe('no')
  })
})

test('the vault that holds all this has nothing to find', async () => {
  expect((await world.call('vault.verify', {})).findings).toEqual([])
})
