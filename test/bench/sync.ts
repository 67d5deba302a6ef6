// Measures sync beside PouchDB over HTTP in one run, each in turn first, prints a table and keeps the last result as JSON.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, percentile, plain } from './figures.ts'
import { seed } from './practice.ts'
import { jsonOf, tableOf } from './report.ts'
import { type PeerRound, SyncPeer } from './sync-peer.ts'
import { median, type Round, syncRound } from './sync-rounds.ts'
import { setStage } from './sync-stage.ts'

const [entries = 20_000, rounds = 3] = process.argv.slice(2).map(Number)
const peerName = 'PouchDB over HTTP'

interface Measured {
  readonly ours: readonly Round[]
  readonly peers: readonly PeerRound[]
  /** Bytes of the median text. */
  readonly text: number
}

async function measure(): Promise<Measured> {
  const stage = await setStage(entries)
  try {
    const peer = await SyncPeer.filled(join(stage.folder, 'peer'), stage.texts)
    const [ours, peers]: [Round[], PeerRound[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      if (round % 2 === 1) peers.push(await peer.round())
      ours.push(await syncRound(stage))
      if (round % 2 === 0) peers.push(await peer.round())
    }
    await peer.close()
    return { ours, peers, text: percentile(stage.texts.map(bytesOf), 0.5) }
  } finally {
    stage.remove()
  }
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

function ratesOf({ ours, peers }: Measured): readonly Figure[] {
  const rate = (took: number): number => (entries / took) * 1_000
  const peer = (of: 'push' | 'pull') => ({ name: peerName, value: rate(median(peers, (round) => round[of])) })
  const figure = (name: string, of: 'push' | 'pull' | 'latePull', least: number | null): Figure => ({
    name: `${name} ${entries} notes`,
    unit: 'per s',
    value: rate(median(ours, (round) => round[of].took)),
    peer: peer(of === 'push' ? 'push' : 'pull'),
    goal: least === null ? null : { of: 'ratio', least },
  })
  return [
    figure('push', 'push', 1.5),
    figure('pull, verified and durable,', 'pull', 1),
    figure('pull by a latecomer who writes meanwhile,', 'latePull', null),
  ]
}

/** What somebody at work notices of sync. */
function delaysOf({ ours }: Measured): readonly Figure[] {
  const saves = ours.flatMap((round) => round.saves)
  const longest = (name: string, of: 'push' | 'pull' | 'latePull'): Figure => ({
    ...plain(
      `longest delay of the engine's event loop, ${name}`,
      median(ours, (round) => round[of].longest),
    ),
    goal: { of: 'value', most: 50 },
  })
  return [
    longest('push', 'push'),
    longest('pull', 'pull'),
    longest('pull by a latecomer', 'latePull'),
    plain('save a note while pulling, p50', percentile(saves, 0.5)),
    { ...plain('save a note while pulling, p99', percentile(saves, 0.99)), goal: { of: 'value', most: 50 } },
    plain(
      'from a save to its receipt while online, p50',
      percentile(
        ours.flatMap((round) => round.receipts),
        0.5,
      ),
    ),
  ]
}

function sizesOf({ ours, peers, text }: Measured): readonly Figure[] {
  const megabytes = (bytes: number): number => bytes / 1e6
  const memory = { name: peerName, value: megabytes(median(peers, (round) => round.memory)) }
  const perDocument = { name: peerName, value: median(peers, (round) => round.disk) / entries }
  const beside = { name: 'the text itself, median', value: text }
  const perEntry = (of: 'store' | 'vault'): number => median(ours, (round) => round.disk[of]) / entries
  const peak = plain("the store's memory, most", megabytes(median(ours, (round) => round.memory.peak)), 'MB')
  return [
    plain("the store's memory, idle", megabytes(median(ours, (round) => round.memory.idle)), 'MB'),
    { ...peak, peer: memory },
    { ...plain('on disk per entry, store', perEntry('store'), 'bytes'), peer: beside },
    { ...plain('on disk per entry, store', perEntry('store'), 'bytes'), peer: perDocument },
    { ...plain('on disk per entry, vault with search index', perEntry('vault'), 'bytes'), peer: beside },
  ]
}

process.stdout.write(`Seed ${seed}, ${rounds} rounds. Figures depend on the machine and on what else it does.\n`)
const measured = await measure()
const figures = [...ratesOf(measured), ...delaysOf(measured), ...sizesOf(measured)]
process.stdout.write(`${tableOf(figures)}\n`)
writeFileSync(new URL('./last-sync-result.json', import.meta.url), jsonOf(seed, figures))
