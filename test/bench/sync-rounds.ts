// One round of sync: everything pushed, pulled by a colleague, then by a latecomer who writes meanwhile, then one note more.
import { setTimeout as pause } from 'node:timers/promises'
import { percentile, timed } from './figures.ts'
import { moreNotes, newNote } from './notes.ts'
import type { BenchEngine, Turn } from './sync-engines.ts'
import { bytesIn, memoryOf, peakOf } from './sync-resources.ts'
import { type Playing, play, type Stage } from './sync-stage.ts'

/** Times in milliseconds, sizes in bytes. */
export interface Round {
  readonly push: Turn
  readonly pull: Turn
  /** By somebody whose key comes last, so that all of it waits and is read at the end. */
  readonly latePull: Turn
  /** Saves through dispatch, as a page asks for them, while the late pull was under way. */
  readonly saves: readonly number[]
  /** From a save to the receipt that covers it. */
  readonly receipts: readonly number[]
  readonly memory: { readonly idle: number; readonly peak: number }
  readonly disk: { readonly store: number; readonly vault: number }
}

/** Milliseconds between two saves and between two looks. */
const betweenSaves = 20
const betweenLooks = 5
const receiptsWanted = 5

export async function syncRound(stage: Stage): Promise<Round> {
  const playing = await play(stage)
  try {
    const idle = memoryOf(playing.store.child.pid)
    const empty = { store: bytesIn(playing.storeFolder), vault: bytesIn(playing.vaultFolder('colleague')) }
    const author = await playing.open('author')
    const push = await author.turn()
    await refuseUnlessReceived(author)
    const pull = await pulledBy(playing, stage)
    const vault = bytesIn(playing.vaultFolder('colleague')) - empty.vault
    await author.call('team.add', { inspection: stage.inspection.inspection, people: [stage.latecomer] })
    await author.turn()
    const late = await pulledLate(playing, stage)
    const receipts = await receiptsAfter(author, stage)
    await author.stop()
    const peak = peakOf(playing.store.child.pid)
    await playing.store.stop()
    const disk = { store: bytesIn(playing.storeFolder) - empty.store, vault }
    return { push, pull, ...late, receipts, memory: { idle, peak }, disk }
  } finally {
    await playing.end()
  }
}

async function pulledBy(playing: Playing, stage: Stage): Promise<Turn> {
  const colleague = await playing.open('colleague')
  const pull = await colleague.turn()
  await refuseUnlessAllThere(colleague, stage)
  await colleague.stop()
  return pull
}

async function pulledLate(playing: Playing, stage: Stage): Promise<Pick<Round, 'latePull' | 'saves'>> {
  const latecomer = await playing.open('latecomer')
  const pulling = { underWay: true }
  const turn = latecomer.turn().finally(() => {
    pulling.underWay = false
  })
  const saves: number[] = []
  const notes = moreNotes(5_000)
  while (pulling.underWay) {
    const note = notes[saves.length % notes.length]
    if (note === undefined) break
    const input = newNote(stage.own, note)
    saves.push(await timed(() => latecomer.call('note.save', input)))
    await pause(betweenSaves)
  }
  const latePull = await turn
  await refuseUnlessAllThere(latecomer, stage)
  await latecomer.stop()
  return { latePull, saves }
}

async function receiptsAfter(author: BenchEngine, stage: Stage): Promise<readonly number[]> {
  const samples: number[] = []
  for (const note of moreNotes(receiptsWanted)) {
    samples.push(
      await timed(async () => {
        await author.call('note.save', newNote(stage.inspection, note))
        while ((await author.call('sync.status', {})).notReceived > 0) await pause(betweenLooks)
      }),
    )
  }
  return samples
}

async function refuseUnlessReceived(author: BenchEngine): Promise<void> {
  const { notReceived, reason, alarms } = await author.call('sync.status', {})
  if (notReceived > 0) throw new Error(`${notReceived} entries were not received: ${JSON.stringify([reason, alarms])}`)
}

async function refuseUnlessAllThere(engine: BenchEngine, { inspection, texts }: Stage): Promise<void> {
  const { inspections } = await engine.call('inspection.list', {})
  const found = inspections.find((one) => one.inspection === inspection.inspection)
  if (found?.notes !== texts.length) {
    const status = await engine.call('sync.status', {})
    throw new Error(`${found?.notes} notes are there: ${JSON.stringify(status)}`)
  }
}

/** The median over rounds. */
export function median<T>(rounds: readonly T[], of: (round: T) => number): number {
  return percentile(rounds.map(of), 0.5)
}
