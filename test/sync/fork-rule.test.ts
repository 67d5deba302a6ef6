// The fork rule with a real store: copies of an enrolled vault go on as new devices, and nothing that either wrote is lost.
import { cpSync, rmSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { entriesOfObject } from '#main/data/entries.ts'
import { allSetAside } from '#main/data/set-aside.ts'
import { knownCompartment } from '#main/ledger/ledger.ts'
import type { OpenedEntry } from '#main/ledger/opened-entry.ts'
import { nonceHeader } from '#shared/central-api.ts'
import {
  type Bend,
  controlStateOf,
  evidenceOf,
  type Member,
  Organisation,
  personOf,
  reaching,
  settle,
  startAgain,
  statusOf,
  straight,
  turn,
} from '../fixtures/organisation.ts'
import { aNote, ledgerOf, noFilter, openLarkfield, saveNote, secret } from '../fixtures/world.ts'
import { headsOf, putBackAfter } from './old-copies.ts'
import { isPush } from './ways.ts'

let organisation: Organisation
let ada: Member
let bo: Member
let inspection: string

beforeEach(async () => {
  organisation = await Organisation.found()
  ada = await organisation.enrol('Ada Ferris', ['inspector'])
  bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  inspection = (await openLarkfield(ada.world)).inspection
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
})
afterEach(() => organisation.close())

const listing = (of: string) => ({ inspection: of, filter: noFilter, order: 'newest', offset: 0, limit: 100 }) as const

async function openings({ world }: Member): Promise<readonly string[]> {
  return (await world.call('note.list', listing(inspection))).notes.map(({ opening }) => opening).toSorted()
}

async function writes(member: Member, words: string): Promise<void> {
  await saveNote(member.world, inspection, aNote(words))
}

/** A statement about the team, as a lead's device makes it. */
function state({ world }: Member, kind: string, data: Record<string, string>): void {
  const ledger = ledgerOf(world)
  ledger.write((writer) => {
    const parents = ledger.controlHeads(inspection)
    ledger.append(writer, knownCompartment(writer, inspection), { kind, of: inspection, parents, data })
  })
}

/** What the entries of a note say, as they were signed, in the order of their saying. */
function payloadsOf({ world }: Member, note: string): readonly Pick<OpenedEntry, 'hash' | 'payload'>[] {
  const ledger = ledgerOf(world)
  const opened = entriesOfObject(ledger.reader, inspection, note).flatMap((row) => ledger.opened(row) ?? [])
  const inOrder = opened.toSorted((one, other) => ((one.payload.at ?? '') < (other.payload.at ?? '') ? -1 : 1))
  return inOrder.map(({ hash, payload }) => ({ hash, payload }))
}

function loses(member: Member): Promise<void> {
  const { online } = member
  member.online = false
  return putBackAfter(member, () => writes(member, 'lost with the files')).finally(() => {
    member.online = online
  })
}

/** As a person does who reads the notice: locks, unlocks, and gets a code. */
async function goesOnAsNewDevice(member: Member): Promise<void> {
  await member.world.lock()
  await member.world.unlock()
  await organisation.approve(member)
}

async function expectSound(members: readonly Member[]): Promise<void> {
  for (const member of members) {
    expect(await statusOf(member), member.name).toMatchObject({ state: 'received', notReceived: 0, alarms: [] })
    expect((await member.world.call('vault.verify', {})).findings, member.name).toEqual([])
  }
}

describe('a copy of an enrolled vault', () => {
  test('that wrote elsewhere is noticed by what was pulled; until the next unlocking nothing is signed', async () => {
    const copy = await organisation.copy(ada)
    await writes(ada, 'the original')
    await turn(ada)
    await writes(copy, 'the copy')
    await turn(copy)

    expect(await statusOf(copy)).toMatchObject({ state: 'stopped', reason: { code: 'entry.fork' } })
    const note = { note: 'a'.repeat(32), inspection, heads: [], content: aNote('typed now'), typed: null }
    expect(await copy.world.problemOf('note.save', { ...note, reason: '' })).toBe('entry.fork')
    await copy.world.call('draft.keep', note)

    const { device } = ledgerOf(copy.world).me
    await copy.world.lock()
    const unlocked = await copy.world.unlock()
    expect(unlocked).toMatchObject({ notice: 'copied-elsewhere', person: personOf(ada) })
    expect(unlocked.device).not.toBe(device)
    expect(await statusOf(copy)).toMatchObject({ state: 'waiting' })
    expect((await copy.world.call('draft.list', {})).drafts).toMatchObject([
      { content: { text: { words: 'typed now' } } },
    ])
  })

  test('enters again what the store lacks once it is approved, and everybody reads both branches', async () => {
    const copy = await organisation.copy(ada)
    await writes(ada, 'the original')
    await turn(ada)
    await writes(copy, 'the copy')
    await writes(copy, 'the copy, later')
    await turn(copy)
    await goesOnAsNewDevice(copy)
    await settle([copy, bo], 3)

    const all = ['the copy', 'the copy, later', 'the original']
    expect(await openings(copy)).toEqual(all)
    expect(await openings(bo)).toEqual(all)
    const aside = allSetAside(ledgerOf(copy.world).reader)
    expect(aside.map(({ device }) => device)).toEqual([ledgerOf(ada.world).me.device, ledgerOf(ada.world).me.device])
    await expectSound([copy, bo])
  })

  test('judges the branch that stays by the directory that it had stated before the fork', async () => {
    ada.online = false
    await writes(ada, 'in both')
    const copy = await organisation.copy(ada)
    await writes(ada, 'the original')
    await writes(copy, 'the copy')
    for (const member of [ada, copy]) member.online = true
    await turn(ada)
    await turn(copy)
    await goesOnAsNewDevice(copy)
    await settle([copy, bo], 3)
    expect(await openings(copy)).toEqual(['in both', 'the copy', 'the original'])
    const stated = ({ world }: Member) =>
      ledgerOf(world).reader.all('select hash, directory from entry where compartment = ? order by hash', inspection)
    expect(stated(copy)).toEqual(stated(bo))
  })

  test('says again exactly what was said, when it was said, on top of what it was said on', async () => {
    const copy = await organisation.copy(ada)
    await writes(ada, 'the original')
    await turn(ada)
    const first = await saveNote(copy.world, inspection, aNote('first', { flags: ['safeguarding'] }))
    await saveNote(copy.world, inspection, aNote('second'), first)
    const before = payloadsOf(copy, first.note)
    await turn(copy)
    await goesOnAsNewDevice(copy)
    await settle([copy, bo], 3)
    const after = payloadsOf(bo, first.note)
    const renamed = new Map(after.map(({ hash, payload }) => [payload.was, hash]))
    const expected = before.map(({ hash, payload }) => {
      const text = JSON.stringify({ ...payload, was: hash })
      const named = (text.match(/[0-9a-f]{64}/g) ?? []).filter((name) => name !== hash && renamed.has(name))
      return JSON.parse(named.reduce((said, name) => said.replaceAll(name, renamed.get(name) ?? ''), text)) as unknown
    })
    expect(after.map(({ payload }) => payload)).toEqual(expected)
    expect(JSON.stringify(after)).not.toContain('"was":null')
    expect(after.at(1)?.payload.parents).toEqual([after.at(0)?.hash])
  })

  test('ends the original’s device too, which goes on as a new one with a code of its own', async () => {
    const copy = await organisation.copy(ada)
    await writes(ada, 'the original')
    await turn(ada)
    await writes(copy, 'the copy')
    await turn(copy)
    await goesOnAsNewDevice(copy)
    await writes(ada, 'the original, without knowing')
    await turn(ada)
    expect(await statusOf(ada)).toMatchObject({ state: 'stopped', reason: { code: 'device.unknown' } })

    const code = organisation.codeFor(ada.name, [], personOf(ada))
    expect(await ada.world.problemOf('enrolment.join', { code })).toBe('device.replaced')
    await ada.world.lock()
    expect(await ada.world.unlock()).toMatchObject({ notice: 'copied-elsewhere' })
    await ada.world.call('enrolment.join', { code })
    await settle([ada, copy, bo], 3)
    const all = ['the copy', 'the original', 'the original, without knowing']
    for (const member of [ada, copy, bo]) expect(await openings(member)).toEqual(all)
    await expectSound([ada, copy, bo])
  })

  test('that revised the same note gives two heads, on every laptop', async () => {
    const first = await saveNote(ada.world, inspection, aNote('as it was'))
    await settle([ada, bo], 2)
    const copy = await organisation.copy(ada)
    await saveNote(ada.world, inspection, aNote('by the original'), first)
    await turn(ada)
    await saveNote(copy.world, inspection, aNote('by the copy'), first)
    await turn(copy)
    await goesOnAsNewDevice(copy)
    await settle([copy, bo], 3)
    const all = ['as it was', 'by the copy', 'by the original']
    for (const { world } of [copy, bo]) {
      const { heads, conflicts, history } = await world.call('note.read', { note: first.note })
      expect(heads).toHaveLength(2)
      expect(conflicts).toMatchObject([{ field: 'text' }])
      expect(history.map(({ content }) => content.text.words).toSorted()).toEqual(all)
    }
    expect(evidenceOf(copy, inspection)).toEqual(evidenceOf(bo, inspection))
  })

  test('with an inspection that was never sent: the first to send it sends it as it is, the other enters its branch again', async () => {
    ada.online = false
    const { inspection: unsent } = await openLarkfield(ada.world)
    const copy = await organisation.copy(ada)
    await saveNote(ada.world, unsent, aNote('in the original'))
    await saveNote(copy.world, unsent, aNote('in the copy'))
    for (const member of [ada, copy]) member.online = true
    await turn(ada)
    await turn(copy)
    await goesOnAsNewDevice(copy)
    await settle([copy], 3)
    const { notes } = await copy.world.call('note.list', listing(unsent))
    expect(notes.map(({ opening }) => opening).toSorted()).toEqual(['in the copy', 'in the original'])
    await expectSound([copy])
  })

  test('keeps who is in the team as its person stated it last', async () => {
    const copy = await organisation.copy(ada)
    await writes(ada, 'the original')
    await turn(ada)
    await writes(copy, 'the copy')
    state(copy, 'member.removed', { person: personOf(bo) })
    await turn(copy)
    await copy.world.lock()
    await copy.world.unlock()
    state(copy, 'member.added', { person: personOf(bo), right: 'member' })
    await organisation.approve(copy)
    await settle([copy, bo], 3)
    expect(ledgerOf(copy.world).state(inspection).members.get(personOf(bo))).toBe('member')
    expect(await openings(bo)).toEqual(['the copy', 'the original'])
    expect(controlStateOf(copy, inspection)).toEqual(controlStateOf(bo, inspection))
  })

  test('does not enter again what the other copy entered again already', async () => {
    ada.online = false
    await writes(ada, 'not sent before the copy')
    const copy = await organisation.copy(ada)
    for (const member of [ada, copy]) await loses(member)
    for (const member of [ada, copy]) member.online = true
    await organisation.approve(copy)
    await settle([copy], 2)
    await organisation.approve(ada)
    await settle([ada, copy, bo], 3)
    for (const member of [ada, copy, bo]) expect(await openings(member)).toEqual(['not sent before the copy'])
    const again = ledgerOf(bo.world).reader.all('select entry from entered_again')
    expect(again).toHaveLength(1)
    await expectSound([ada, copy, bo])
  })
})

describe('an old copy that was put back into an enrolled vault', () => {
  test('gets back from the store what it had sent', async () => {
    await putBackAfter(ada, async () => {
      await writes(ada, 'sent before')
      await turn(ada)
    })
    expect(await openings(ada)).toEqual([])
    expect(await statusOf(ada)).toMatchObject({ state: 'waiting' })
    await writes(ada, 'while waiting')
    await organisation.approve(ada)
    await settle([ada, bo], 3)
    for (const member of [ada, bo]) expect(await openings(member)).toEqual(['sent before', 'while waiting'])
    await expectSound([ada, bo])
  })

  test('sends an inspection that its ended device made and never sent as it is', async () => {
    ada.online = false
    const { inspection: unsent } = await openLarkfield(ada.world)
    await saveNote(ada.world, unsent, aNote('never sent'))
    await loses(ada)
    await saveNote(ada.world, unsent, aNote('while waiting'))
    ada.online = true
    await organisation.approve(ada)
    await settle([ada], 3)
    await ada.world.call('team.add', { inspection: unsent, people: [personOf(bo)] })
    await settle([ada, bo], 3)
    for (const { world } of [ada, bo]) {
      const { notes } = await world.call('note.list', listing(unsent))
      expect(notes.map(({ opening }) => opening).toSorted()).toEqual(['never sent', 'while waiting'])
    }
    expect(allSetAside(ledgerOf(ada.world).reader)).toEqual([])
    await expectSound([ada, bo])
  })

  test('that wrote on what it had not sent yet shows no conflict with itself, here or elsewhere', async () => {
    ada.online = false
    const first = await saveNote(ada.world, inspection, aNote('not sent'))
    await loses(ada)
    const second = await saveNote(ada.world, inspection, aNote('on top of it', { flags: ['safeguarding'] }), first)
    ada.online = true
    await organisation.approve(ada)
    await settle([ada, bo], 3)
    for (const { world } of [ada, bo]) {
      const { content, conflicts, history } = await world.call('note.read', { note: first.note })
      expect(content.text.words).toBe('on top of it')
      expect(conflicts).toEqual([])
      expect(history).toHaveLength(2)
    }
    expect(evidenceOf(ada, inspection)).toEqual(evidenceOf(bo, inspection))
    expect(second.conflict).toBe(false)
  })

  test('that forks again before all was sent shows no conflict with itself, here or elsewhere', async () => {
    ada.online = false
    const first = await saveNote(ada.world, inspection, aNote('not sent'))
    const other = await saveNote(ada.world, inspection, aNote('not sent either'))
    await loses(ada)
    const second = await saveNote(ada.world, inspection, aNote('on top of it', { flags: ['safeguarding'] }), first)
    // More than one page, so that what names the old entry is sent and the entry that says it again is not.
    for (let note = 0; note < 60; note += 1) await writes(ada, `while waiting ${note}`)
    ada.online = true
    await organisation.approve(ada)
    let pushes = 0
    ada.bend = (fetch) => (url, init) => {
      if (isPush(url, init) && url.includes(inspection)) pushes += 1
      return pushes > 1 ? Promise.reject(new TypeError('the connection broke')) : fetch(url, init)
    }
    await turn(ada)
    await loses(ada)
    const third = await saveNote(ada.world, inspection, aNote('and on top of that'), second)
    const { heads } = await ada.world.call('note.read', { note: other.note })
    const fourth = await saveNote(ada.world, inspection, aNote('on what was entered again'), { ...other, heads })
    expect([third.conflict, fourth.conflict]).toEqual([false, false])
    ada.bend = straight
    await organisation.approve(ada)
    await settle([ada, bo], 3)
    for (const { world } of [ada, bo]) {
      const { content, conflicts, history } = await world.call('note.read', { note: first.note })
      expect([content.text.words, conflicts, history.length]).toEqual(['and on top of that', [], 3])
      const beside = await world.call('note.read', { note: other.note })
      expect([beside.content.text.words, beside.conflicts]).toEqual(['on what was entered again', []])
    }
    expect(evidenceOf(ada, inspection)).toEqual(evidenceOf(bo, inspection))
    await expectSound([ada, bo])
  })

  test('takes what a page saves that was open all the while, and names what it builds on as it was called', async () => {
    ada.online = false
    const first = await saveNote(ada.world, inspection, aNote('not sent'))
    const draft = { note: first.note, inspection, heads: first.heads, content: aNote('typing'), typed: null }
    await loses(ada)
    await ada.world.call('draft.keep', draft)
    ada.online = true
    await organisation.approve(ada)
    await settle([ada, bo], 3)
    const { drafts } = await ada.world.call('draft.list', {})
    expect(drafts).toMatchObject([{ overtaken: false, content: { text: { words: 'typing' } } }])
    await saveNote(ada.world, inspection, aNote('typed to the end'), first)
    await settle([ada, bo], 2)
    for (const { world } of [ada, bo]) {
      const { content, conflicts } = await world.call('note.read', { note: first.note })
      expect([content.text.words, conflicts]).toEqual(['typed to the end', []])
    }
  })

  test('is no older than any head of it: setting aside has its place in the order of arrivals', async () => {
    ada.online = false
    for (const words of ['one', 'two']) await writes(ada, words)
    await loses(ada)
    const heads = [await headsOf(ada)]
    ada.online = true
    await organisation.approve(ada)
    await settle([ada], 2)
    expect(allSetAside(ledgerOf(ada.world).reader)).toHaveLength(2)
    heads.push(await headsOf(ada))
    await writes(ada, 'three')
    heads.push(await headsOf(ada))
    const { device } = ledgerOf(ada.world).me
    for (const head of heads) {
      await ada.world.lock()
      cpSync(head, ada.world.folders.state, { recursive: true })
      rmSync(head, { recursive: true })
      expect(await ada.world.unlock()).toMatchObject({ notice: null, device })
    }
  })

  test('seals nothing before it is approved', async () => {
    await writes(ada, 'something')
    await loses(ada)
    const seal = { inspection, bundle: 'b'.repeat(32) }
    expect(await ada.world.problemOf('bundle.seal', seal)).toBe('device.unknown')
    await organisation.approve(ada)
    await ada.world.call('bundle.seal', seal)
  })

  test('killed between any two requests of its approval, and after, ends in the same', async () => {
    ada.online = false
    for (const words of ['one', 'two', 'three']) await writes(ada, words)
    await loses(ada)
    ada.online = true
    for (let requests = 0; requests < 12; requests += 1) {
      ada.bend = failingAfter(requests)
      const code = organisation.codeFor(ada.name, [], personOf(ada))
      await ada.world.call('enrolment.join', { code }).catch(() => {})
      await turn(ada)
      await startAgain(ada)
    }
    ada.bend = straight
    await settle([ada, bo], 3)
    if ((await statusOf(ada)).state === 'waiting') await organisation.approve(ada)
    await settle([ada, bo], 3)
    for (const member of [ada, bo]) expect(await openings(member)).toEqual(['one', 'three', 'two'])
    expect(allSetAside(ledgerOf(ada.world).reader)).toHaveLength(3)
    await expectSound([ada, bo])
  })
})

test('a vault opened by its recovery sheet is approved and goes on, with everything there', async () => {
  const { code } = await ada.world.call('vault.makeRecoverySheet', {})
  ada.online = false
  await writes(ada, 'not sent')
  await ada.world.lock()
  const [vault] = ada.world.application.status().vaults
  const input = { vault: vault?.vault ?? '', code: secret(code), passphrase: secret('another passphrase altogether') }
  await ada.world.call('vault.recover', input)
  expect(await statusOf(ada)).toMatchObject({ state: 'waiting' })
  ada.online = true
  await organisation.approve(ada)
  await settle([ada, bo], 3)
  for (const member of [ada, bo]) expect(await openings(member)).toEqual(['not sent'])
  await expectSound([ada, bo])
})

test('an answer that says fork is not believed: the device goes on once the store tells the truth', async () => {
  const lying: Bend = (fetch) => async (url, init) => {
    const reply = await fetch(url, init)
    if (init.method !== 'POST' || reply.status !== 200) return reply
    const told = { ...((await reply.json()) as object), refused: [{ index: 0, code: 'entry.fork' }] }
    const nonce = reply.headers.get(nonceHeader) ?? ''
    return Response.json(told, { headers: { [nonceHeader]: nonce } })
  }
  ada.bend = lying
  await writes(ada, 'written')
  await turn(ada)
  expect(await statusOf(ada)).toMatchObject({ alarms: [{ code: 'entry.fork' }] })
  expect(ledgerOf(ada.world).hasEnded).toBe(false)
  ada.bend = straight
  organisation.pass(120_000)
  await turn(ada)
  await writes(ada, 'written later')
  await turn(ada)
  await expectSound([ada])
})

test('a code of another organisation does nothing to a vault that belongs to one', async () => {
  const other = await Organisation.found()
  try {
    await loses(ada)
    const { device } = ledgerOf(ada.world).me
    const { problem, code } = { problem: 'enrolment.joined-before', code: other.codeFor('Ada Ferris', ['inspector']) }
    ada.bend = () => reaching(() => other.store)
    expect(await ada.world.problemOf('enrolment.join', { code })).toBe(problem)
    expect(ledgerOf(ada.world)).toMatchObject({ hasEnded: false, me: { device } })
  } finally {
    await other.close()
  }
})

/** The first requests are answered; of the next the answer is lost; no other gets anywhere. */
function failingAfter(requests: number): Bend {
  let asked = 0
  return (fetch) => async (url, init) => {
    asked += 1
    if (asked <= requests) return fetch(url, init)
    if (asked === requests + 1) await fetch(url, init)
    throw new TypeError('killed')
  }
}
