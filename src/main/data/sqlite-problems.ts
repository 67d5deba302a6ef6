// SQLite's error codes as problems that a person can act on.
import { Problem, type ProblemCode } from '#shared/problems.ts'

const codes: readonly (readonly [string, ProblemCode])[] = [
  ['SQLITE_FULL', 'vault.disk-full'],
  ['SQLITE_IOERR', 'vault.disk-fault'],
  ['SQLITE_CANTOPEN', 'vault.disk-fault'],
  ['SQLITE_READONLY', 'vault.disk-fault'],
  ['SQLITE_CORRUPT', 'vault.damaged'],
  ['SQLITE_NOTADB', 'vault.damaged'],
  ['SQLITE_BUSY', 'vault.in-use'],
]

/** The problem for an error of the driver; anything else is passed on unchanged. */
export function asProblem(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const known = codes.find(([prefix]) => code.startsWith(prefix))
  return known === undefined ? error : new Problem(known[1], { detail: code, cause: error })
}
