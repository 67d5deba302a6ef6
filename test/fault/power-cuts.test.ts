// The short form of the power cuts: a short script, cut at some places; and the same trace with a fault put into it, which must be found.
import { afterAll, beforeAll, expect } from 'vitest'
import { seedOfThisTest } from '../fixtures/seed.ts'
import { skipUnless } from '../fixtures/skip.ts'
import { cutPower, type Outcome } from './power-cuts/cutting.ts'
import { Lookers } from './power-cuts/looking.ts'
import type { Trace } from './power-cuts/trace.ts'
import { tracePlay, whyNoTrace } from './power-cuts/tracing.ts'

const why = whyNoTrace()
const whereTraced = skipUnless(why === null, why ?? '')

let trace: Trace
let lookers: Lookers

beforeAll(async () => {
  if (why !== null) return
  lookers = new Lookers()
  trace = await tracePlay({ scenario: 'drafts', seed: 1, deeds: 35 })
})
afterAll(() => lookers?.end())

/** As if some calls for syncing had not been made. */
function unsynced(which: (path: string) => boolean): Trace {
  return { ...trace, calls: trace.calls.filter((call) => call.call !== 'sync' || !which(call.path)) }
}

function cut(at: Trace, places: number): Promise<Outcome> {
  return cutPower(at, { seed: seedOfThisTest(), about: 'the short form', places, lookers })
}

whereTraced(
  'after a power cut a vault holds every note and draft that was acknowledged, and nothing else',
  async () => {
    const { failures, cuts, acknowledgements } = await cut(trace, 24)
    expect(failures).toEqual([])
    expect(cuts).toEqual({ dropped: 24, some: 24, torn: 24 })
    expect(acknowledgements).toBeGreaterThan(30)
  },
)

const faults: readonly (readonly [string, (path: string) => boolean])[] = [
  ['nothing is synced', () => true],
  ['the log is not synced', (path) => path.endsWith('-wal')],
  ['the file of key slots is not synced', (path) => path.includes('slots.json')],
  ['folders are not synced', (path) => !/\.\w+(-wal)?$/.test(path)],
]

for (const [fault, which] of faults) {
  whereTraced(`that ${fault} is found: what was acknowledged is lost`, async () => {
    const { lost, failures } = await cut(unsynced(which), 6)
    expect(lost).toBeGreaterThan(0)
    expect(failures.map(({ variant }) => variant)).toContain('dropped')
  })
}
