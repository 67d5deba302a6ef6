// Checking a vault's file without going on with it: no device signs, no head is written.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '#shared/problems.ts'
import { openVault } from '../../data/open-vault.ts'
import { type Verification, verifyVault } from '../../ledger/verify.ts'
import type { Folders } from '../../platform/folders.ts'
import { openPassphraseSlot } from '../../platform/key-slots.ts'
import { argon2Floor, fixedAt } from '../../platform/passphrase-cost.ts'
import { readHead } from '../../platform/rollback-head.ts'
import { beginAttempt, clearAttempts } from './attempts.ts'
import { pathsOf, readSlots } from './vault-files.ts'

/**
 * Throws Problems `vault.unknown`, `vault.in-use`, `vault.passphrase-wrong`, `vault.wait`, `vault.slots-damaged` and
 * `vault.damaged`. `now` is when the passphrase was typed: an attempt here counts as one in the application.
 */
export async function verifyFile(
  database: string,
  folders: Folders,
  passphrase: Uint8Array,
  now: string,
): Promise<Verification> {
  if (!existsSync(database)) throw new Problem('vault.unknown')
  const folder = dirname(database)
  const slots = readSlots({ folder, slots: join(folder, 'slots.json') })
  const { attempts } = pathsOf(folders, slots.vault)
  beginAttempt(attempts, now)
  const slot = await openPassphraseSlot(slots, passphrase, fixedAt(argon2Floor))
  if (slot === null) throw new Problem('vault.passphrase-wrong')
  clearAttempts(attempts)
  const { secrets } = slot
  secrets.seed.fill(0)
  const opened = openVault(database, secrets.vaultKey)
  try {
    return verifyVault(opened.reader, readHead(pathsOf(folders, slots.vault).head, secrets.vaultKey))
  } finally {
    opened.close()
    secrets.vaultKey.fill(0)
  }
}
