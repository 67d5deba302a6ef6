// The log of a store: methods, patterns of routes, statuses, codes and durations, and its own deeds; never what a request carried.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import type { Deed } from './records/store.ts'

export interface LogLine {
  readonly method: string
  /** The pattern of the route, without the ids in it. */
  readonly route: string
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly milliseconds: number
  /** The first eight digits of the id of the device that asked. */
  readonly device: string
}

export type Log = (line: LogLine) => void

/** The log of a store that runs: requests, and what it did by itself. */
interface StoreLog {
  readonly request: Log
  readonly deed: (deed: Deed) => void
}

/** Appends to `log/central.log` in the store's folder, which only its owner can read. */
export function openLog(folder: string): StoreLog {
  const place = join(folder, 'log')
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const file = pino.destination({ dest: join(place, 'central.log'), mode: 0o600, sync: true })
  // No host name: it often is a person's.
  const log = pino({ base: {}, timestamp: pino.stdTimeFunctions.isoTime }, file)
  // Field by field, so that nothing else a line might carry is written.
  return {
    request: ({ method, route, status, code, detail, milliseconds, device }) =>
      log.info({ method, route, status, code, detail, milliseconds, device }),
    deed: ({ deed, outcome, compartment }) => log.info({ deed, outcome, compartment }),
  }
}
