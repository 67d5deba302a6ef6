// An opened vault: its database, its ledger and whose it is, until it is closed.

import { allDevices } from '../../data/devices.ts'
import { allChains, lastArrival } from '../../data/entries.ts'
import type { VaultDatabase } from '../../data/open-vault.ts'
import { indexLags, indexNext } from '../../data/search.ts'
import { readSetting } from '../../data/settings.ts'
import { Ledger, type Signer } from '../../ledger/ledger.ts'
import { project } from '../../ledger/projections.ts'
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
  close(): void
}

/** How long the rollback head and the search index may lag behind the vault, in milliseconds. */
const lag = 50
/** Notes indexed in one transaction: some 20 milliseconds in which nothing else is answered. */
const indexedAtOnce = 200

/** Joins database and signer; from now on every commit is followed by a fresh rollback head and search index. */
export function openedVault(
  parts: Pick<OpenedVault, 'slots' | 'paths' | 'vaultKey' | 'database' | 'notice'>,
  signer: Signer,
  clock: DeviceClock,
): OpenedVault {
  const { database, paths, vaultKey, slots } = parts
  let waiting: NodeJS.Timeout | null = null
  let closed = false
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
    if (settled(database) || indexSome(database)) followSoon()
  }
  const followSoon = (): void => {
    // A turn of sync that was under way may still try to write, and fail; nothing follows that.
    if (!closed) waiting ??= setTimeout(follow, lag)
  }
  const ledger = new Ledger(database, signer, clock, project, followSoon)
  writeHeadNow()
  followSoon()
  return {
    ...parts,
    ledger,
    name: readSetting(database.reader, 'name') ?? '',
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
function settled(database: VaultDatabase): boolean {
  try {
    return database.settle()
  } catch {
    return false
  }
}

/** Indexes notes that wait and answers whether more do. Words that could not be indexed now are when they are searched. */
function indexSome(database: VaultDatabase): boolean {
  if (!indexLags(database.reader)) return false
  try {
    database.write((writer) => indexNext(writer, indexedAtOnce))
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
