// What the terminal says: plain sentences, never a stack trace.
import { Problem, problems } from '#shared/problems.ts'

export function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Why Fieldbook ended, what to do next, and the code to report. */
export function complain(error: unknown): void {
  process.stderr.write(wordsFor(error))
}

/** The same words for where there is no terminal. */
export function wordsFor(error: unknown): string {
  return error instanceof Problem ? wordsOf(error) : wordsOfFault(error)
}

function wordsOf({ code }: Problem): string {
  return `${problems[code].sentence}\n${problems[code].next}\n(${code})\n`
}

/** The system's code, such as EACCES, says enough; a message could hold more than should be shown. */
function wordsOfFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'no code'
  return `Fieldbook met a fault of its own and stopped.\nStart it again. If this happens again, report the code.\n(${code})\n`
}
