// Cutting the power at places of a trace: what each cut leaves is written to a folder, opened by the product, and judged.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Chance, chanceOf } from '../chance.ts'
import { Disk } from './disk.ts'
import type { Lookers } from './looking.ts'
import { mercyOf, type Variant, variants } from './mercy.ts'
import { type Judgement, judged, Promises, saidOf } from './promises.ts'
import type { Trace, Traced } from './trace.ts'

export interface Cuts {
  readonly seed: number
  /** What the seed's numbers are for: one scenario's differ from another's. */
  readonly about: string
  /** How many places are cut at; every acknowledgement among them, or as many of them as fit. */
  readonly places: number
  readonly lookers: Lookers
  readonly ending?: AbortSignal
  readonly progress?: (done: number, of: number) => void
}

/** A cut after which something was wrong. */
export interface Failure extends Judgement {
  readonly place: number
  readonly variant: Variant
  /** What was under way. */
  readonly what: string
}

export interface Outcome {
  readonly acknowledgements: number
  readonly places: number
  readonly cuts: Readonly<Record<Variant, number>>
  /** Things that were acknowledged and were lost, summed over all cuts. */
  readonly lost: number
  readonly failures: readonly Failure[]
}

/** Memory where there is such a folder: what is written there is read once and removed. */
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** Cuts the power at each of the places in every variant. */
export async function cutPower({ disk: path, calls }: Trace, how: Cuts): Promise<Outcome> {
  const { seed, about, lookers, ending, progress } = how
  const promises = new Promises(calls)
  const places = placesIn(calls.length, promises, how.places, chanceOf(seed, 'places', about))
  const folder = mkdtempSync(join(memory, 'fieldbook-cuts-'))
  const failures: Failure[] = []
  const cuts = { dropped: 0, some: 0, torn: 0 }
  const cut = async (disk: Disk, place: number, variant: Variant): Promise<void> => {
    const left = join(folder, `${place}-${variant}`)
    const promised = promises.at(place)
    disk.leave(promised.folder, left, mercyOf(variant, chanceOf(seed, 'mercy', about, place, variant)))
    const found = await lookers.look({
      folder: left,
      passphrases: saidOf('passphrase', promised),
      codes: saidOf('sheet', promised),
    })
    rmSync(left, { recursive: true, force: true })
    cuts[variant] += 1
    const judgement = judged(found, promised)
    if (judgement.lost.length + judgement.faults.length > 0)
      failures.push({ place, variant, what: promised.what, ...judgement })
  }
  try {
    const [all, underWay]: [Promise<void>[], Set<Promise<void>>] = [[], new Set()]
    let done = 0
    for (const [disk, place] of replayed(path, calls, places)) {
      for (const variant of variants) {
        const one = cut(disk, place, variant)
        const over = (): boolean => underWay.delete(one)
        one.then(over, over)
        underWay.add(one)
        all.push(one)
        if (underWay.size > lookers.count) await Promise.race(underWay)
        ending?.throwIfAborted()
      }
      progress?.((done += 1), places.length)
    }
    await Promise.all(all)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  failures.sort((one, other) => one.place - other.place)
  const lost = failures.reduce((sum, failure) => sum + failure.lost.length, 0)
  return { acknowledgements: promises.acknowledgements.length, places: places.length, cuts, lost, failures }
}

/** The disk as it was at each of the places, which are in order. */
function* replayed(
  path: string,
  calls: readonly Traced[],
  places: readonly number[],
): Generator<readonly [Disk, number]> {
  const disk = new Disk(path)
  const cuts = new Set(places)
  for (const [place, traced] of calls.entries()) {
    if (traced.call !== 'mark') disk.apply(traced)
    else if (traced.mark.mark === 'vault' && traced.mark.given) disk.syncAll()
    if (cuts.has(place)) yield [disk, place]
  }
}

/** Every acknowledgement, or as many as half of the places are, and others by chance. */
function placesIn(
  length: number,
  { acknowledgements, first }: Promises,
  most: number,
  chance: Chance,
): readonly number[] {
  const half = Math.ceil(most / 2)
  const kept = acknowledgements.length <= half ? acknowledgements : someOf(acknowledgements, half, chance)
  const others = Array.from({ length: length - first }, (_, index) => first + index).filter((at) => !kept.includes(at))
  return [...kept, ...someOf(others, most - kept.length, chance)].toSorted((one, other) => one - other)
}

function someOf(all: readonly number[], count: number, chance: Chance): readonly number[] {
  const drawn = [...all]
  for (let at = 0; at < Math.min(count, drawn.length); at += 1) {
    const other = at + chance.below(drawn.length - at)
    ;[drawn[at], drawn[other]] = [drawn[other] ?? 0, drawn[at] ?? 0]
  }
  return drawn.slice(0, count)
}
