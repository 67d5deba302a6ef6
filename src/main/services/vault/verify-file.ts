// Checking a vault's file without going on with it: no device signs, no head is written.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Problem } from '#shared/problems.ts'
import { openVault } from '../../data/open-vault.ts'
import { type Verification, verifyVault } from '../../ledger/verify.ts'
import type { Folders } from '../../platform/folders.ts'
import { openPassphraseSlot } from '../../platform/key-slots.ts'
import { readHead } from '../../platform/rollback-head.ts'
import { pathsOf, readSlots } from './vault-files.ts'

/** Throws Problems `vault.unknown`, `vault.in-use`, `vault.passphrase-wrong`, `vault.slots-damaged`, `vault.damaged`. */
export async function verifyFile(database: string, folders: Folders, passphrase: Uint8Array): Promise<Verification> {
  if (!existsSync(database)) throw new Problem('vault.unknown')
  const folder = dirname(database)
  const slots = readSlots({ folder, slots: join(folder, 'slots.json') })
  const secrets = await openPassphraseSlot(slots, passphrase)
  if (secrets === null) throw new Problem('vault.passphrase-wrong')
  secrets.seed.fill(0)
  const opened = openVault(database, secrets.vaultKey)
  try {
    return verifyVault(opened.reader, readHead(pathsOf(folders, slots.vault).head, secrets.vaultKey))
  } finally {
    opened.close()
    secrets.vaultKey.fill(0)
  }
}
