// Durable saves of notes and drafts through dispatch, each between the same saves of its peers.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { EngineHere } from './engine-here.ts'
import { type Figure, percentile, plain, timed } from './figures.ts'
import { moreNotes, newNote } from './notes.ts'
import { encryptedNotes, encryptedTable, plainTable, type RawTable } from './peers.ts'
import type { Home } from './practice.ts'

const rounds = 800
/** Rounds that are not counted: the first some hundred go through code that is not compiled yet. */
const warmUp = 600

/** A competitor of one run: its name, and what it does in each round. */
interface Runner {
  readonly name: string
  readonly save: (round: number) => unknown
}

interface Sampled extends Runner {
  readonly samples: readonly number[]
}

/** Turn and turn about, each as often first, so that what the machine does and has in its caches falls on all alike. */
async function interleaved(runners: readonly Runner[]): Promise<readonly Sampled[]> {
  const sampled = runners.map((runner) => ({ ...runner, samples: [] as number[] }))
  for (let round = 0; round < rounds + warmUp; round++) {
    for (const { save, samples } of rotated(sampled, round)) {
      const took = await timed(() => save(round))
      if (round >= warmUp) samples.push(took)
    }
    // Calls reach the engine as messages; between two of them it does what follows a save.
    await nextTurn()
  }
  return sampled
}

function rotated<T>(list: readonly T[], by: number): readonly T[] {
  const start = by % list.length
  return [...list.slice(start), ...list.slice(0, start)]
}

/** Runs `ours` beside the peers, whose tables hold as many notes. */
async function besidePeers(home: Home, ours: Runner['save'], peer: (table: RawTable, round: number) => void) {
  const texts = home.script.notes.map(({ text }) => text)
  const tables = [
    { name: 'raw, encrypted, text alone', table: encryptedTable(home.folder, texts) },
    { name: 'raw, encrypted, listed and searchable', table: encryptedNotes(home.folder, texts) },
    { name: 'raw, not encrypted, text alone', table: plainTable(home.folder, texts) },
  ]
  try {
    const peers = tables.map(({ name, table }) => ({ name, save: (round: number) => peer(table, round) }))
    return await interleaved([{ name: 'Fieldbook', save: ours }, ...peers])
  } finally {
    for (const { table } of tables) table.close()
  }
}

/**
 * `note.save` beside raw inserts of the same text with the same settings. The goal is on the median beside the text
 * alone; the table that can be listed and searched as ours can shows how much of the rest is the signed log.
 */
export async function noteSaves(home: Home, engine: EngineHere): Promise<readonly Figure[]> {
  const scripted = moreNotes(rounds + warmUp)
  const saves = scripted.map((note) => newNote(engine.inspection, note))
  const sampled = await besidePeers(
    home,
    (round) => engine.call('note.save', at(saves, round)),
    (table, round) => table.insert(at(scripted, round).text),
  )
  return figuresOf(`save a note, ${home.script.notes.length} notes`, sampled, 2.5)
}

/** `draft.keep` of a text of some 600 words that grows by a letter each time, beside the same change of a raw row. */
export async function draftKeeps(home: Home, engine: EngineHere): Promise<readonly Figure[]> {
  const scripted = moreNotes(6)
  const text = scripted.map((note) => note.text).join('\n\n')
  const { note, inspection, heads, typed, content } = newNote(engine.inspection, at(scripted, 0))
  const words = (round: number): string => `${text}${'a'.repeat(round)}`
  const sampled = await besidePeers(
    home,
    (round) => {
      const grown = { ...content, text: { ...content.text, words: words(round) } }
      return engine.call('draft.keep', { note, inspection, heads, typed, content: grown })
    },
    (table, round) => table.change(words(round)),
  )
  return figuresOf('keep a draft of 600 words', sampled, null)
}

/** What a save costs the engine with all that follows it: the search index and the head kept outside the vault. */
export async function savesWithAllThatFollows(engine: EngineHere): Promise<readonly Figure[]> {
  const saves = moreNotes(rounds).map((note) => newNote(engine.inspection, note))
  const all = await timed(async () => {
    for (const save of saves) {
      await engine.call('note.save', save)
      await nextTurn()
    }
    await engine.call('search.find', { inspection: null, words: 'nothing that was said', limit: 1 })
  })
  return [plain('save a note, with index and head, mean', all / rounds)]
}

function at<T>(list: readonly T[], index: number): T {
  const member = list[index]
  if (member === undefined) throw new Error(`there is nothing at ${index}`)
  return member
}

function figuresOf(name: string, [ours, ...peers]: readonly Sampled[], most: number | null): readonly Figure[] {
  const figure = (share: number, peer: Sampled, goal: Figure['goal']): Figure => ({
    name: `${name}, p${share * 100}`,
    unit: 'ms',
    value: percentile(ours?.samples ?? [], share),
    peer: { name: peer.name, value: percentile(peer.samples, share) },
    goal,
  })
  const [first] = peers
  if (first === undefined) return []
  const goals = new Map(most === null ? [] : [[first, { of: 'ratio', most } as const]])
  return [...peers.map((peer) => figure(0.5, peer, goals.get(peer) ?? null)), figure(0.99, first, null)]
}
