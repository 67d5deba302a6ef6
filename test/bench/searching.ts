// Search and the first page of a list at many notes.
import { noFilter } from '../fixtures/world.ts'
import type { EngineHere } from './engine-here.ts'
import { type Figure, percentile, plain, timed } from './figures.ts'
import { plainSearch } from './peers.ts'
import type { Home } from './practice.ts'

const repeats = 5

/** Some forty searches of four sorts: rare words, common words, two words of one note, beginnings of words. */
function searches(texts: readonly string[]): readonly string[] {
  const byNote = texts.map((text) => [...new Set(text.toLowerCase().match(/\p{L}{3,}/gu))])
  const counts = new Map<string, number>()
  for (const word of byNote.flat()) counts.set(word, (counts.get(word) ?? 0) + 1)
  const ordered = [...counts].toSorted(([, one], [, other]) => one - other).map(([word]) => word)
  const notes = Array.from({ length: 10 }, (_, index) => byNote[Math.floor((index * byNote.length) / 10)] ?? [])
  const pairs = notes.map((words) => words.filter((_, index) => index % 7 === 3).slice(0, 2))
  const beginnings = notes.map((words) => words.find((word) => word.length > 5)?.slice(0, 3) ?? 'the')
  return [...ordered.slice(0, 10), ...ordered.slice(-10), ...pairs.map((pair) => pair.join(' ')), ...beginnings]
}

/** The same search on SQLite alone takes every word as a beginning too. */
function matchOf(words: string): string {
  return words
    .split(' ')
    .map((word) => `"${word}"*`)
    .join(' ')
}

export async function searchFigures(home: Home, engine: EngineHere): Promise<readonly Figure[]> {
  const texts = home.script.notes.map(({ text }) => text)
  const { inspection } = engine.inspection
  const peer = plainSearch(home.folder, texts)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < repeats; round++) {
    for (const words of searches(texts)) {
      ours.push(await timed(() => engine.call('search.find', { inspection, words, limit: 50 })))
      theirs.push(await timed(() => peer(matchOf(words))))
    }
  }
  const figure = (share: number, goal: Figure['goal']): Figure => ({
    name: `search, ${texts.length} notes, p${share * 100}`,
    unit: 'ms',
    value: percentile(ours, share),
    peer: { name: 'FTS5, not encrypted', value: percentile(theirs, share) },
    goal,
  })
  return [figure(0.95, { of: 'value', most: 50 }), figure(0.5, null)]
}

/** The first page as the screen asks for it, with all counts. */
export async function firstPage(call: EngineHere['call'], inspection: string): Promise<void> {
  await call('note.list', { inspection, filter: noFilter, order: 'newest', offset: 0, limit: 50 })
}

export async function listFigures(home: Home, engine: EngineHere): Promise<readonly Figure[]> {
  const samples: number[] = []
  for (let round = 0; round < 2 * repeats; round++) {
    samples.push(await timed(() => firstPage(engine.call, engine.inspection.inspection)))
  }
  return [plain(`first page of the list with counts, ${home.script.notes.length} notes, p50`, percentile(samples, 0.5))]
}
