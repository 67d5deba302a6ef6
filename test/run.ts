// `npm test`: prepares what the tests need, runs both test runners side by side, and ends with every skip's reason and the totals.
import { findChromium, noChromium } from './run/chromium.ts'
import { runJourneys, runNode, runTests } from './run/runners.ts'
import { buildReader } from './run/sqlcipher.ts'
import { closingLines, type Summary, total } from './run/summary.ts'

const began = Date.now()

function say(words: string): void {
  process.stdout.write(`[${Math.round((Date.now() - began) / 1000)} s] ${words}\n`)
}

async function prepare(): Promise<boolean> {
  say('Building the page, unpacking Chromium, and compiling the independent reader where that is possible')
  const [built, chromium] = await Promise.all([
    runNode(['node_modules/electron-vite/bin/electron-vite.js', 'build', '--logLevel', 'warn']),
    findChromium(),
    buildReader(),
  ])
  if (built !== 'exit code 0') throw new Error(`building the page ended with ${built}`)
  return chromium !== null
}

/** A journey waits most of its time for a page, in which the other tests use the processor. */
async function journeys(hasChromium: boolean): Promise<Summary> {
  if (!hasChromium) return { passed: 0, failed: 0, skipped: [{ test: 'test/e2e', reason: noChromium }] }
  const { summary, printed } = await runJourneys()
  say('Journeys in Chromium (Playwright) ended')
  process.stdout.write(printed)
  return summary
}

const hasChromium = await prepare()
say('Tests in Node (vitest), and beside them the journeys, which print when they end')
const all = total(await Promise.all([runTests(), journeys(hasChromium)]))
say('Done')
for (const line of closingLines(all)) process.stdout.write(`${line}\n`)
process.exitCode = all.failed === 0 ? 0 : 1
