// Starts a test runner and gives back what it did; a runner that broke or ran nothing counts as a failure.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { forgetSummary, type Runner, readSummary, root, type Summary } from './summary.ts'

/** Milliseconds after which a runner that hangs is ended. */
const patience = 12 * 60_000

const commands: Readonly<Record<Runner, readonly string[]>> = {
  vitest: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=./test/run/vitest-reporter.ts'],
  playwright: ['node_modules/@playwright/test/cli.js', 'test', '--reporter=line,./test/run/playwright-reporter.ts'],
}

export async function run(runner: Runner): Promise<Summary> {
  forgetSummary(runner)
  const ended = await runNode(commands[runner])
  const summary = readSummary(runner)
  if (summary === null) return broken(`${runner} ended without a summary (${ended})`)
  if (summary.passed + summary.failed === 0) return broken(`${runner} ran no test`, summary)
  // Something failed that is no test: a hook, a worker, the configuration.
  if (ended !== 'exit code 0' && summary.failed === 0) return broken(`${runner} ended with ${ended}`, summary)
  return summary
}

/** Runs a script of Node's and says how it ended. */
export function runNode(command: readonly string[]): Promise<string> {
  const [script = '', ...rest] = command
  const child = spawn(process.execPath, [join(root, script), ...rest], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: patience,
  })
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`))
  })
}

function broken(words: string, summary: Summary = { passed: 0, failed: 0, skipped: [] }): Summary {
  process.stdout.write(`${words}\n`)
  return { ...summary, failed: summary.failed + 1 }
}
