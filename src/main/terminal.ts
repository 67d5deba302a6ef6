// What the terminal says: plain sentences, never a stack trace.
import { Problem, problems } from '#shared/problems.ts'

export function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** Why something ended, and what to do next. */
export function complain(error: unknown): void {
  const { sentence, next } = problems[error instanceof Problem ? error.code : 'application.unexpected']
  const code = error instanceof Problem ? error.code : systemCode(error)
  process.stderr.write(`${sentence}\n${next}\n(${code})\n`)
}

/** The system's code, such as EACCES, says enough; a message could hold more than should be shown. */
function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' ? code : 'application.unexpected'
}
