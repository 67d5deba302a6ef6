// The log of one process: codes, procedures and places in our code; never input, tokens or evidence.
import { join } from 'node:path'
import pino from 'pino'
import { makeFolder } from './files.ts'

export interface LogEntry {
  readonly code: string
  readonly detail?: string
  readonly procedure?: string
}

export type Log = (entry: LogEntry) => void

/** Appends to `log/fieldbook.log` in the state folder, which only its owner can read; `process` says who wrote a line. */
export function openLog(stateFolder: string, process: 'shell' | 'engine'): Log {
  const folder = join(stateFolder, 'log')
  makeFolder(folder)
  const file = pino.destination({ dest: join(folder, 'fieldbook.log'), mode: 0o600, sync: true })
  // No host name: it often is a person's.
  const log = pino({ base: { process }, timestamp: pino.stdTimeFunctions.isoTime }, file)
  // Field by field, so that nothing else an entry might carry is written.
  return ({ code, detail, procedure }) => log.info({ code, procedure, detail })
}

/** Where in our code an error came from: never its message, which may quote a value. */
export function placesOf(error: Error): string {
  const lines = error.stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')) ?? []
  return lines
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' ')
}
