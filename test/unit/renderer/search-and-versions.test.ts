// The search while typing, the versions of a note, and the beginnings of texts.
import { describe, expect, test, vi } from 'vitest'
import { emptyNote } from '#shared/domain/note.ts'
import { openingOf } from '../../../src/renderer/capture/opening.ts'
import { savesOf } from '../../../src/renderer/capture/saves.ts'
import { type Note, newestFirst, type Revision, settled, versionsOf } from '../../../src/renderer/capture/versions.ts'
import { createSearch, type Found } from '../../../src/renderer/stores/capture/search.ts'

describe('searching', () => {
  test('asks 150 ms after the last key, and shows only the answer to the last words', async () => {
    vi.useFakeTimers()
    const asked: string[] = []
    const find = async ({ words }: { words: string }): Promise<Found> => {
      asked.push(words)
      // The answer to the first words comes after the answer to the second.
      await new Promise((resolve) => setTimeout(resolve, words === 'ni' ? 900 : 10))
      return { found: [], matching: words.length }
    }
    const search = createSearch(find, '', null)
    search.getState().type('n')
    await vi.advanceTimersByTimeAsync(100)
    search.getState().type('ni')
    await vi.advanceTimersByTimeAsync(150)
    search.getState().type('night')
    await vi.advanceTimersByTimeAsync(200)
    expect(search.getState().found?.matching).toBe(5)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(search.getState().found?.matching).toBe(5)
    expect(asked).toEqual(['ni', 'night'])
    search.getState().type(' ')
    expect(search.getState().found).toBeNull()
    vi.useRealTimers()
  })
})

const by = { person: 'p', name: 'Pat', me: true }
const revision = (entry: string, parents: string[], place: string): Revision => ({
  entry,
  parents,
  at: '2026-03-10T09:00:00.000Z',
  zone: 'Europe/London',
  by,
  reason: '',
  typed: null,
  content: { ...emptyNote, place },
})
const note: Note = {
  note: 'n',
  inspection: 'i',
  content: { ...emptyNote, place: 'Hall' },
  heads: ['b', 'c'],
  conflicts: [
    { field: 'place', entries: ['b', 'c'] },
    { field: 'mood', entries: ['b', 'c'] },
  ],
  changedByNewerVersion: false,
  state: 'saved',
  questions: [],
  history: [revision('c', ['a'], 'Kitchen'), revision('a', [], ''), revision('b', ['a'], 'Hall')],
}

describe('versions of a note', () => {
  test('are those of the fields that this version knows', () => {
    expect(versionsOf(note).map(({ field, revisions }) => [field, revisions.map(({ entry }) => entry)])).toEqual([
      ['place', ['c', 'b']],
    ])
  })

  test('are settled by the one chosen', () => {
    expect(settled(note.content, versionsOf(note), { place: 'c' }).place).toBe('Kitchen')
    expect(settled(note.content, versionsOf(note), {}).place).toBe('Hall')
  })

  test('a revision stands above what it builds on, whatever the clock said', () => {
    expect(newestFirst(note.history).map(({ entry }) => entry)).toEqual(['c', 'b', 'a'])
  })
})

test('one save of a disclosure is one line of its history', () => {
  const content = { who: '', role: '', contact: '', howKnown: '', concern: '' }
  const entry = (name: string, at: string) => ({ entry: name, at, zone: 'UTC', by, reason: '', content })
  const history = [
    entry('source', '2026-03-10T09:00:00.000Z'),
    entry('concern', '2026-03-10T09:00:00.004Z'),
    entry('later', '2026-03-10T09:05:00.000Z'),
  ]
  expect(savesOf(history).map((save) => save.entry)).toEqual(['concern', 'later'])
})

test('an opening stands on one line and ends with a whole word', () => {
  expect(openingOf('Short.\n\nText.')).toBe('Short. Text.')
  expect(openingOf(`${'word '.repeat(47)}wonder`)).toBe(`${'word '.repeat(47).trim()}…`)
  expect(openingOf('one two three', 9)).toBe('one two…')
})
