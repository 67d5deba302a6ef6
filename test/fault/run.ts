// `npm run fault`: breaks things under the product many times at random, and keeps the result of the last long run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { powerCuts } from './power-cuts/campaign.ts'
import { resultOf } from './power-cuts/result.ts'

const usage = `npm run fault                 every campaign, in full; the results are kept
npm run fault -- power-cuts   a vault after power cuts
  --seed N                    the same script and the same chances as a run with this seed; keys and timing differ
  --cuts N                    at how many places the power is cut, in three ways each
`

interface Wishes {
  readonly seed: number
  readonly cuts: number | null
  readonly ending: AbortSignal
}

/** What a campaign found: `sound` when nothing was lost or broken, `full` when the run was long enough for it to be kept. */
interface Ran {
  readonly result: object
  readonly sound: boolean
  readonly full: boolean
}

/** Places at which a full run cuts the power. */
const allPlaces = 1_500

const campaigns: Readonly<Record<string, (wishes: Wishes) => Promise<Ran>>> = {
  'power-cuts': async ({ seed, cuts, ending }) => {
    const began = performance.now()
    const outcomes = await powerCuts({ seed, cuts: cuts ?? allPlaces, ending, say, progress })
    const result = resultOf(outcomes, seed, (performance.now() - began) / 1_000)
    return { result, sound: result.lost + result.faults === 0, full: (cuts ?? allPlaces) >= allPlaces }
  },
}

function say(words: string): void {
  process.stdout.write(`${words}\n`)
}

function progress(name: string, done: number, of: number): void {
  if (done === of || done % 100 === 0) say(`${name}: ${done} of ${of} places`)
}

/** Results of the last full run of each campaign, by its name. */
const keptIn = new URL('./last-result.json', import.meta.url)

function keep(name: string, result: object): void {
  const all: unknown = existsSync(keptIn) ? JSON.parse(readFileSync(keptIn, 'utf8')) : {}
  writeFileSync(keptIn, `${JSON.stringify({ ...(all as object), [name]: result }, null, 2)}\n`)
}

/** Whether every campaign found everything sound. */
async function run(names: readonly string[], wishes: Wishes): Promise<boolean> {
  let allSound = true
  for (const name of names) {
    const campaign = campaigns[name]
    if (campaign === undefined) throw new Error(`there is no campaign ${name}\n${usage}`)
    say(`${name}, seed ${wishes.seed}`)
    const { result, sound, full } = await campaign(wishes)
    say(JSON.stringify(result, null, 2))
    if (full) keep(name, result)
    allSound &&= sound
  }
  return allSound
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, cuts: { type: 'string' }, help: { type: 'boolean' } },
})
const ending = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort())

if (values.help === true) say(usage)
else {
  const seed = Number(values.seed ?? Math.floor(Math.random() * 0x7fff_ffff))
  const cuts = values.cuts === undefined ? null : Number(values.cuts)
  try {
    const sound = await run(positionals.length === 0 ? Object.keys(campaigns) : positionals, {
      seed,
      cuts,
      ending: ending.signal,
    })
    process.exitCode = sound ? 0 : 1
  } catch (error) {
    if (!ending.signal.aborted) throw error
    say('ended before it was done; no result is kept')
    process.exitCode = 130
  }
}
