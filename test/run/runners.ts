// Starts a test runner and gives back what it did; a runner that broke or ran nothing counts as a failure.
import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { forgetSummary, type Runner, readSummary, root, type Summary } from './summary.ts'

/** Milliseconds after which a runner that hangs is ended. */
const patience = 20 * 60_000

const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=./test/run/vitest-reporter.ts',
]
const playwright = ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,./test/run/playwright-reporter.ts']

/** Where Node keeps what it compiled: the tests start hundreds of processes of the same few programs. */
const compiled = join(root, '.tmp', 'compiled')

/** What the journeys print, held back so that it does not mix with what else runs. */
const journeysLog = join(root, '.tmp', 'journeys.log')

/** Runs the tests in Node. */
export async function runTests(): Promise<Summary> {
  forgetSummary('vitest')
  return summaryOf('vitest', await runNode(vitest))
}

/** Runs the journeys, and gives back what they printed too. */
export async function runJourneys(): Promise<{ readonly summary: Summary; readonly printed: string }> {
  forgetSummary('playwright')
  mkdirSync(dirname(journeysLog), { recursive: true })
  const log = openSync(journeysLog, 'w')
  const ended = await runNode(playwright, log)
  closeSync(log)
  return { summary: summaryOf('playwright', ended), printed: readFileSync(journeysLog, 'utf8') }
}

/** Runs a script of Node's, which prints here or into an open file, and says how it ended. */
export function runNode(command: readonly string[], output: 'inherit' | number = 'inherit'): Promise<string> {
  const [script = '', ...rest] = command
  const child = spawn(process.execPath, [join(root, script), ...rest], {
    cwd: root,
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    stdio: ['ignore', output, output],
    timeout: patience,
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
  })
}

function summaryOf(runner: Runner, ended: string): Summary {
  const summary = readSummary(runner)
  if (summary === null) return broken(`${runner} ended without a summary (${ended})`)
  if (summary.passed + summary.failed === 0) return broken(`${runner} ran no test`, summary)
  // Something failed that is no test: a hook, a worker, the configuration.
  if (ended !== 'exit code 0' && summary.failed === 0) return broken(`${runner} ended with ${ended}`, summary)
  return summary
}

function broken(words: string, summary: Summary = { passed: 0, failed: 0, skipped: [] }): Summary {
  process.stdout.write(`${words}\n`)
  return { ...summary, failed: summary.failed + 1 }
}
