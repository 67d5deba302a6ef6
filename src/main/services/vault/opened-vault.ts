// An opened vault: its database, its ledger and whose it is, until it is closed.

import { allDevices } from '../../data/devices.ts'
import { allChains, lastArrival } from '../../data/entries.ts'
import type { VaultDatabase } from '../../data/open-vault.ts'
import { indexLags, indexNext } from '../../data/search.ts'
import { isScrubAsked, noLongerAsksForScrub, readSetting } from '../../data/settings.ts'
import { Ledger, type Signer } from '../../ledger/ledger.ts'
import { project } from '../../ledger/projections.ts'
import type { Attention } from '../../platform/attention.ts'
import type { DeviceClock } from '../../platform/clock.ts'
import type { KeySlots } from '../../platform/key-slots.ts'
import { digestOf, writeHead } from '../../platform/rollback-head.ts'
import type { VaultPaths } from './vault-files.ts'

/** Why the vault goes on as a new device since it was opened. */
export type Notice = 'older-than-known' | 'copied-elsewhere' | 'opened-by-recovery-sheet' | null

export interface OpenedVault {
  readonly slots: KeySlots
  readonly paths: VaultPaths
  readonly vaultKey: Uint8Array
  readonly database: VaultDatabase
  readonly ledger: Ledger
  readonly name: string
  readonly notice: Notice
  readonly isClosed: () => boolean
  close(): void
}

/** How long the rollback head and the search index may lag behind the vault, in milliseconds. */
const lag = 50
/** Notes indexed in one transaction, in which nothing else is answered: some 20 milliseconds for 200. */
const indexedAtOnce = { atWork: 50, atRest: 200 } as const
/**
 * Pages of the write-ahead log from which they are moved into the file between two commits: some 20 milliseconds for
 * 500. While many entries arrive and nobody works it is rarer, because many of them change the same pages again.
 */
const settledFrom = { soon: 500, late: 3_000 } as const

/** Joins database and signer; from now on every commit is followed by a fresh rollback head and search index. */
export function openedVault(
  parts: Pick<OpenedVault, 'slots' | 'paths' | 'vaultKey' | 'database' | 'notice'>,
  signer: Signer,
  clock: DeviceClock,
  attention: Attention,
): OpenedVault {
  const { database, paths, vaultKey, slots } = parts
  let waiting: NodeJS.Timeout | null = null
  let closed = false
  // Nothing was committed since the last look.
  let calm = true
  let mayScrub = true
  const writeHeadNow = (): void => {
    const { reader } = database
    const head = { vault: slots.vault, counter: lastArrival(reader), digest: digestOf(allChains(reader)) }
    try {
      writeHead(paths.head, vaultKey, head)
    } catch {
      // The entries are safe in the vault; a head that could not be written lags until the next one is.
    }
  }
  const follow = (): void => {
    waiting = null
    writeHeadNow()
    const soon = calm || attention.isWanted
    calm = true
    const moved = settled(database, soon ? settledFrom.soon : settledFrom.late)
    // What arrives while nobody works is indexed once all of it has arrived.
    const more = moved || !soon || indexSome(database, attention.isWanted ? indexedAtOnce.atWork : indexedAtOnce.atRest)
    const toScrub = mayScrub && isScrubAsked(database.reader)
    // A large file takes seconds, in which nobody is answered.
    if (more || (toScrub && attention.isWanted)) followSoon()
    else if (toScrub) mayScrub = scrubbed(database)
  }
  const followSoon = (): void => {
    // A turn of sync that was under way may still try to write, and fail; nothing follows that.
    if (!closed) waiting ??= setTimeout(follow, lag)
  }
  const ledger = new Ledger(database, signer, clock, project, () => {
    calm = false
    followSoon()
  })
  writeHeadNow()
  followSoon()
  return {
    ...parts,
    ledger,
    name: readSetting(database.reader, 'name') ?? '',
    isClosed: () => closed,
    close: () => {
      closed = true
      if (waiting !== null) clearTimeout(waiting)
      writeHeadNow()
      database.close()
      vaultKey.fill(0)
    },
  }
}

/** A database that could not be settled now is at a later commit. */
function settled(database: VaultDatabase, from: number): boolean {
  try {
    return database.settle(from)
  } catch {
    return false
  }
}

/** Leaves no trace of what was deleted. Where that fails, for want of room on the disk, it is done at the next opening. */
function scrubbed(database: VaultDatabase): boolean {
  try {
    database.scrub()
    database.write(noLongerAsksForScrub)
    return true
  } catch {
    return false
  }
}

/** Indexes notes that wait and answers whether more do. Words that could not be indexed now are when they are searched. */
function indexSome(database: VaultDatabase, most: number): boolean {
  if (!indexLags(database.reader)) return false
  try {
    database.write((writer) => indexNext(writer, most))
    return indexLags(database.reader)
  } catch {
    return false
  }
}

/** The device that a signing key belongs to, or null when this vault does not know it. */
export function signerFor(database: VaultDatabase, key: Signer['key']): Signer | null {
  const publicKey = Buffer.from(key.publicKey)
  const row = allDevices(database.reader).find((device) => publicKey.equals(device.publicKey))
  return row === undefined ? null : { device: row.id, person: row.person, key }
}
