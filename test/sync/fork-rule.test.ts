// The fork rule with a real store: copies of an enrolled vault go on as new devices, and nothing that either wrote is lost.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { allSetAside } from '#main/data/set-aside.ts'
import { type Member, Organisation, personOf, settle, statusOf, turn } from '../fixtures/organisation.ts'
import { aNote, ledgerOf, noFilter, openLarkfield, saveNote } from '../fixtures/world.ts'

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
})
