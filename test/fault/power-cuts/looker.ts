// Run as a process of its own: opens vaults as they lie after a power cut, by the product's own code, and tells what each holds.
import { join } from 'node:path'
import { verifyVault } from '#main/ledger/verify.ts'
import { Attention } from '#main/platform/attention.ts'
import { sha256 } from '#main/platform/crypto.ts'
import { openSheetSlot } from '#main/platform/key-slots.ts'
import { fixedAt } from '#main/platform/passphrase-cost.ts'
import { readHead } from '#main/platform/rollback-head.ts'
import { Inspections } from '#main/services/inspections.ts'
import { Notes } from '#main/services/notes.ts'
import { loadPolicy } from '#main/services/policy.ts'
import type { OpenedVault } from '#main/services/vault/opened-vault.ts'
import { Vaults } from '#main/services/vault/vaults.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { secretOfRecoveryCode } from '#shared/domain/recovery-code.ts'
import { Problem } from '#shared/problems.ts'
import { aNote, hardlyAny, resources, SteppingClock, secret } from '../../fixtures/world.ts'
import { holdingsOf } from './holdings.ts'
import type { Look } from './looking.ts'
import type { Holdings } from './marks.ts'
import type { Found } from './promises.ts'

/** Milliseconds. */
const longestWait = 60_000

/** No script gives a note this id. */
const noteAfter = 'f'.repeat(32)

const pack: Pack = loadPolicy(join(resources, 'policy'))

async function lookAt(look: Look): Promise<Found> {
  const folders = { data: join(look.folder, 'data'), state: join(look.folder, 'state') }
  try {
    const clock = new SteppingClock()
    const vaults = new Vaults(folders, clock, new Attention(), fixedAt(hardlyAny))
    const [listed, ...others] = vaults.list()
    if (listed === undefined) return { holds: {} }
    if (others.length > 0) return { fault: 'there is more than one vault' }
    return await opening(vaults, clock, listed.vault, look)
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    return { fault: error instanceof Problem ? `${error.code} ${message}` : `${name}: ${message}` }
  }
}

async function opening(vaults: Vaults, clock: SteppingClock, vault: string, look: Look): Promise<Found> {
  for (const words of look.passphrases) {
    const unlock = (): Promise<OpenedVault> => vaults.unlock(vault, secret(words))
    const opened = await unlocked(unlock, clock)
    if (opened === null) continue
    try {
      return found(opened, { vault: 'made', passphrase: words, ...sheetOf(opened, look.codes) })
    } finally {
      opened.close()
    }
  }
  return { fault: 'no passphrase opens it' }
}

/** Null where the passphrase is another one. */
async function unlocked(unlock: () => Promise<OpenedVault>, clock: SteppingClock): Promise<OpenedVault | null> {
  try {
    return await unlock()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    if (error.code === 'vault.passphrase-wrong') return null
    if (error.code !== 'vault.wait') throw error
    // What was torn of the file that counts attempts makes somebody wait, and no longer than this.
    clock.pass(longestWait)
    return unlock()
  }
}

function found(vault: OpenedVault, opened: Holdings): Found {
  // A device that cannot go on is one that took the vault for an old copy.
  if (vault.notice !== null) return { fault: `it goes on as a new device: ${vault.notice}` }
  const holds = { ...opened, ...holdingsOf(vault.ledger, pack) }
  writeOn(vault)
  const { findings } = verifyVault(vault.database.reader, readHead(vault.paths.head, vault.vaultKey))
  if (findings.length > 0) return { fault: `it does not verify: ${findings.map(({ fault }) => fault).join(', ')}` }
  return { holds }
}

/** As after any other day: its chains must go on from where they stood. */
function writeOn({ ledger }: OpenedVault): void {
  const [first] = new Inspections(ledger, pack, () => []).list().inspections
  if (first === undefined) return
  const content = aNote('written after the power came back')
  const { inspection } = first
  new Notes(ledger, pack, () => []).save({ note: noteAfter, inspection, heads: [], content, typed: null, reason: '' })
}

/** The code of the recovery sheet that opens this vault. */
function sheetOf(vault: OpenedVault, codes: readonly string[]): Holdings {
  const opens = (code: string): boolean => {
    const words = secretOfRecoveryCode(code, sha256)
    const key = words === null ? null : openSheetSlot(vault.slots, words)
    return key !== null && Buffer.from(key).equals(vault.vaultKey)
  }
  if (!vault.slots.slots.some(({ type }) => type === 'recovery-sheet')) return {}
  return { sheet: codes.find(opens) ?? 'none that anybody has' }
}

process.on('message', (look: Look) => {
  void lookAt(look).then((found) => process.send?.(found))
})
