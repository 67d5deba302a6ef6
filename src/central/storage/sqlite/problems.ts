// SQLite's error codes as problems that whoever runs the store can act on.
import { Problem, type ProblemCode } from '#shared/problems.ts'

const codes: readonly (readonly [string, ProblemCode])[] = [
  ['SQLITE_FULL', 'central.disk-full'],
  ['SQLITE_IOERR', 'central.disk-fault'],
  ['SQLITE_CANTOPEN', 'central.disk-fault'],
  ['SQLITE_READONLY', 'central.disk-fault'],
  ['SQLITE_CORRUPT', 'central.damaged'],
  ['SQLITE_NOTADB', 'central.damaged'],
  ['SQLITE_BUSY', 'central.busy'],
]

/** The problem for an error of the driver; anything else is passed on unchanged. */
export function asProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = codes.find(([prefix]) => code.startsWith(prefix))
  return known === undefined ? error : new Problem(known[1], { detail: code, cause: error })
}
