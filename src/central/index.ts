// Runs a store: opens its folder, listens on 127.0.0.1, and stops without breaking off what it is doing.
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { Problem } from '#shared/problems.ts'
import { build, type Limits } from './app.ts'
import { DueTimer } from './due-timer.ts'
import { makeFolder, readFileOrNull, replaceFile } from './files.ts'
import { readOrMakeSeed, readStoreKey } from './key-files.ts'
import { openLog } from './log.ts'
import { Nonces } from './records/proving.ts'
import { Records } from './records/records.ts'
import type { FaultPoint } from './records/store.ts'
import type { Storage } from './storage/Storage.ts'
import { type FolderLock, takeFolderLock } from './storage/sqlite/folder-lock.ts'
import { openStorage } from './storage/sqlite/storage.ts'
import { foundTrial, openTrial } from './trial.ts'
import { usualUndoWindow, windowFile, windowText } from './undo-window.ts'
import { version } from './version.ts'

export interface RunOptions {
  readonly folder: string
  /** 0 for one that the system chooses. */
  readonly port: number
  /** What the trial organisation is called where one is founded. */
  readonly trialName?: string
  readonly limits?: Partial<Limits>
  /** Milliseconds between the approval of a disposal and its commit; a day where nothing is said. */
  readonly undoWindow?: number
  /** Milliseconds since 1970. */
  readonly clock?: () => number
  /** Only tests: told of each named point that is reached. */
  readonly atPoint?: (point: FaultPoint) => void
}

export interface RunningStore {
  readonly address: string
  readonly name: string
  readonly trial: boolean
  /** True when this start founded the trial. */
  readonly founded: boolean
  /** Answers what is being answered, refuses what comes, and closes everything. */
  stop(): Promise<void>
}

export const databaseFile = 'central.db'
const addressFile = 'address'
const usualTrialName = 'Trial organisation'

/** The longest that a stop waits for answers under way, in milliseconds. */
const patience = 10_000

/**
 * Starts the store of a folder; without an organisation in it a trial is founded first.
 * Throws Problems `central.already-running`, `central.port-taken`, `central.damaged`, `central.newer-version`.
 */
export async function run(options: RunOptions): Promise<RunningStore> {
  process.umask(0o077)
  makeFolder(options.folder)
  const lock = takeFolderLock(options.folder)
  try {
    const storage = openStorage(join(options.folder, databaseFile))
    try {
      return await runOn(storage, lock, options)
    } catch (error) {
      await storage.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function runOn(storage: Storage, lock: FolderLock, options: RunOptions): Promise<RunningStore> {
  const {
    folder,
    clock = Date.now,
    limits,
    atPoint,
    trialName = usualTrialName,
    undoWindow = usualUndoWindow,
  } = options
  const now = () => new Date(clock()).toISOString()
  const founded = (await storage.organisation()) === null
  if (founded) await foundTrial(folder, storage, trialName, now())
  const nonces = new Nonces(readOrMakeSeed(join(folder, 'nonce-key.json'), 'key of the nonces of requests'), clock)
  const trial = await openTrial(folder, clock)
  const key = readStoreKey(folder)
  const log = openLog(folder)
  const timer = new DueTimer(async () => records.doWhatIsDue(), clock)
  const records = await Records.open({
    storage,
    key,
    trial,
    now,
    undoWindow,
    told: log.deed,
    waits: () => void timer.look(),
    ...(atPoint === undefined ? {} : { atPoint }),
  })
  replaceFile(join(folder, windowFile), `${windowText(undoWindow)}\n`)
  // Before anybody is answered: what was to be destroyed while the store did not run is not given out first.
  await timer.look()
  const app = build({
    records,
    nonces,
    version,
    log: log.request,
    ...(limits === undefined ? {} : { limits }),
    ...(atPoint === undefined ? {} : { midReply: () => atPoint('mid-reply') }),
  })
  const address = await listen(app, options.port)
  // For `enrol`, which may run beside the store or without it.
  replaceFile(join(folder, addressFile), `${address}\n`)
  const { name, trial: isTrial } = records.facts()
  return { address, name, trial: isTrial, founded, stop: async () => stop(app, timer, storage, lock) }
}

/** The address that the store of a folder listened on last, or null. */
export function lastAddress(folder: string): string | null {
  return readFileOrNull(join(folder, addressFile))?.trim() ?? null
}

/** Only loopback: other computers come through a proxy that speaks TLS (docs/protocol.md section 12). */
async function listen(app: FastifyInstance, port: number): Promise<string> {
  try {
    return await app.listen({ host: '127.0.0.1', port, exclusive: true })
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw taken ? new Problem('central.port-taken', { cause: error }) : error
  }
}

async function stop(app: FastifyInstance, timer: DueTimer, storage: Storage, lock: FolderLock): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), patience)
  await app.close()
  clearTimeout(impatience)
  await timer.stop()
  await storage.close()
  lock.release()
}
