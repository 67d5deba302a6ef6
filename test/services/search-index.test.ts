// The search index follows a save by a moment, and no search can tell.
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { indexLags } from '#main/data/search.ts'
import { knownCompartment } from '#main/ledger/ledger.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { fromNothing, writeNote } from '#main/ledger/writing.ts'
import { aNote, anId, ledgerOf, openLarkfield, openWorld, saveNote, type World } from '../fixtures/world.ts'

let world: World
let inspection: string

beforeEach(async () => {
  world = await openWorld()
  inspection = (await openLarkfield(world)).inspection
})
afterEach(() => world.remove())

const lags = (): boolean => indexLags(ledgerOf(world).reader)
const matching = async (words: string): Promise<number> =>
  (await world.call('search.find', { inspection, words, limit: 10 })).matching

/** Words that the index itself holds, whatever the notes say now. */
function indexed(word: string): boolean {
  const sql = 'select 1 from note_search where note_search match ? limit 1'
  return ledgerOf(world).reader.get(sql, word) !== undefined
}

async function indexFollowed(): Promise<void> {
  for (let waited = 0; lags() && waited < 5_000; waited += 20) await pause(20)
}

test('a note is found at once, before the index has followed', async () => {
  await saveNote(world, inspection, aNote('the marmalade was gone'))
  expect(lags()).toBe(true)
  expect(await matching('marmalade')).toBe(1)
  expect(lags()).toBe(false)
})

test('the index follows without a search', async () => {
  await saveNote(world, inspection, aNote('the marmalade was gone'))
  expect(indexed('marmalade')).toBe(false)
  await indexFollowed()
  expect(indexed('marmalade')).toBe(true)
})

test('what a kill left unindexed is indexed by the next process', async () => {
  await saveNote(world, inspection, aNote('the marmalade was gone'))
  world.startAgain()
  await world.unlock()
  expect(await matching('marmalade')).toBe(1)
})

test.each(['before', 'after'])('words revised %s the index followed are in it no more', async (when) => {
  const saved = await saveNote(world, inspection, aNote('the marmalade was gone'))
  if (when === 'after') await indexFollowed()
  await saveNote(world, inspection, aNote('the honey was gone'), saved)
  expect(indexed('marmalade')).toBe(false)
  expect([await matching('marmalade'), await matching('honey')]).toEqual([0, 1])
})

test.each(['before', 'after'])(
  'a note deleted %s the index followed is found no more, and again when it is back',
  async (when) => {
    const saved = await saveNote(world, inspection, aNote('the marmalade was gone'))
    if (when === 'after') await indexFollowed()
    const deleted = await saveNote(world, inspection, aNote('the marmalade was gone', { deleted: true }), saved)
    expect([await matching('marmalade'), indexed('marmalade')]).toEqual([0, false])
    await saveNote(world, inspection, aNote('the marmalade was gone'), deleted)
    expect(await matching('marmalade')).toBe(1)
  },
)

test('after a rebuild the index begins again and finds the same', async () => {
  await saveNote(world, inspection, aNote('the marmalade was gone'))
  await indexFollowed()
  rebuildProjections(ledgerOf(world))
  expect(indexed('marmalade')).toBe(false)
  expect(await matching('marmalade')).toBe(1)
})

describe('a search that has many notes to index first', () => {
  const many = 1_000
  const words = 'marmalade'

  /** Written in one transaction, as when they arrive from others. */
  function writeMany(): void {
    const ledger = ledgerOf(world)
    const evidence = knownCompartment(ledger.reader, inspection)
    ledger.write((writer) => {
      for (let index = 0; index < many; index += 1)
        writeNote(ledger, writer, evidence, anId(), aNote(`${words} ${index}`), fromNothing)
    })
  }

  test('lets a draft be kept meanwhile, and finds all of them', async () => {
    writeMany()
    const answered: string[] = []
    const found = matching(words).then((count) => {
      answered.push('search')
      return count
    })
    await nextTurn()
    const draft = { note: anId(), inspection, heads: [], content: aNote('being typed'), typed: null }
    await world.call('draft.keep', draft).then(() => answered.push('draft'))
    expect(await found).toBe(many)
    expect(answered).toEqual(['draft', 'search'])
  })

  test('ends with the vault, and the next process finds all of them', async () => {
    writeMany()
    const found = world.problemOf('search.find', { inspection, words, limit: 10 })
    await nextTurn()
    await world.lock()
    expect(await found).toBe('vault.locked')
    await world.unlock()
    expect(await matching(words)).toBe(many)
  })
})
