// What central says in the terminal: plain sentences, never a stack trace.
import { Problem, problems } from '#shared/problems.ts'

export function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Why a command ended, what to do next, and the code to report. */
export function complain(error: unknown): void {
  process.stderr.write(error instanceof Problem ? wordsOf(error) : wordsOfFault(error))
}

function wordsOf({ code, detail }: Problem): string {
  const { sentence, next } = problems[code]
  return `${sentence}\n${next}\n(${[code, detail].filter((words) => words !== '').join(': ')})\n`
}

/** The system's code, such as EACCES, says enough; a message could hold more than should be shown. */
function wordsOfFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code'
  return `The store met a fault of its own and stopped.\nStart it again. If this happens again, report the code.\n(${code})\n`
}

/** Said wherever a trial shows itself (docs/protocol.md section 5). */
export const trialWarning = [
  'This is a TRIAL organisation. Its keys lie with the store, so whoever runs this store could add a reader.',
  'Do not bring real evidence here. A real organisation is founded with: npm run central -- found --name "…"',
]
