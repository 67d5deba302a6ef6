// Vaults on this device: made, unlocked by passphrase or recovery sheet, and a practice vault deleted as a whole.
import { renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { textOf, toHex } from '#shared/domain/bytes.ts'
import { recoveryCodeOf, secretOfRecoveryCode } from '#shared/domain/recovery-code.ts'
import { Problem } from '#shared/problems.ts'
import { allChains, chainsUpTo, lastArrival } from '../../data/entries.ts'
import { makeVault, openVault, type VaultDatabase } from '../../data/open-vault.ts'
import { readSetting, writeSetting } from '../../data/settings.ts'
import type { Attention } from '../../platform/attention.ts'
import type { DeviceClock } from '../../platform/clock.ts'
import { type Argon2Cost, random, sha256, signingKeyFrom } from '../../platform/crypto.ts'
import { makeFolder, syncFolder } from '../../platform/files.ts'
import type { Folders } from '../../platform/folders.ts'
import {
  type KeySlots,
  type OpenedSlot,
  openPassphraseSlot,
  openSheetSlot,
  passphraseSlot,
  passphraseSlotId,
  sheetMade,
  sheetSlot,
  type VaultSecrets,
  withSlot,
} from '../../platform/key-slots.ts'
import type { Costing } from '../../platform/passphrase-cost.ts'
import { digestOf, readHead } from '../../platform/rollback-head.ts'
import { beginAttempt, clearAttempts } from './attempts.ts'
import { nameDevice, newDevice } from './new-device.ts'
import { type Notice, type OpenedVault, openedVault, signerFor } from './opened-vault.ts'
import { refuseWeakPassphrase } from './passphrase-rule.ts'
import { listVaults, pathsOf, prepareFolders, readSlots, unfinishedPaths, writeSlots } from './vault-files.ts'

export class Vaults {
  readonly #folders: Folders
  readonly #clock: DeviceClock
  readonly #attention: Attention
  readonly #costing: Costing

  constructor(folders: Folders, clock: DeviceClock, attention: Attention, costing: Costing) {
    this.#folders = folders
    this.#clock = clock
    this.#attention = attention
    this.#costing = costing
    prepareFolders(folders)
  }

  list(): readonly KeySlots[] {
    return listVaults(this.#folders)
  }

  /** Makes a vault with its first device; the person's id is that device's id. */
  async create(name: string, passphrase: Uint8Array, practice: boolean): Promise<OpenedVault> {
    await refuseWeakPassphrase(passphrase, [name])
    const vault = toHex(random(16))
    const making = unfinishedPaths(this.#folders, vault)
    const vaultKey = random(32)
    const device = await newDevice()
    makeFolder(making.folder)
    const database = makeVault(making.database, vaultKey)
    const made = this.#clock.now()
    database.write((writer) => {
      writeSetting(writer, 'person', device.id)
      writeSetting(writer, 'name', name)
      writeSetting(writer, 'device', device.id)
      nameDevice(writer, device, { person: device.id, name, at: made, own: true })
    })
    database.close()
    const slot = await passphraseSlot(vault, passphrase, { vaultKey, seed: device.seed }, this.#costing)
    const slots: KeySlots = { v: 1, vault, practice, made, slots: [slot] }
    writeSlots(making.slots, slots)
    const paths = pathsOf(this.#folders, vault)
    renameSync(making.folder, paths.folder)
    syncFolder(dirname(paths.folder))
    return this.#open(slots, { vaultKey, seed: device.seed }, passphrase)
  }

  /** Throws Problems `vault.unknown`, `vault.passphrase-wrong`, `vault.wait`, `vault.slots-damaged` and those of opening. */
  async unlock(vault: string, passphrase: Uint8Array): Promise<OpenedVault> {
    const slots = this.#slotsOf(vault)
    const slot = await this.#openedSlot(slots, passphrase)
    const { id, dearer } = slot
    if (dearer === null) return this.#open(slots, slot.secrets, passphrase)
    // Whoever called overwrites the passphrase once the vault is open, and opening overwrites the seed.
    const kept = Uint8Array.from(passphrase)
    // A slice of Node's buffers would be the same memory.
    const secrets = { vaultKey: Uint8Array.from(slot.secrets.vaultKey), seed: Uint8Array.from(slot.secrets.seed) }
    const forget = (): void => [kept, secrets.vaultKey, secrets.seed].forEach((secret) => secret.fill(0))
    try {
      const opened = await this.#open(slots, slot.secrets, passphrase)
      // The vault is open without it: nobody waits for this.
      void this.#makeDearer(opened, { id, secrets, dearer }, kept).finally(forget)
      return opened
    } catch (error) {
      forget()
      throw error
    }
  }

  /**
   * Rewrites the passphrase slot and nothing else; the recovery sheet goes on working. `about` as for a weak passphrase.
   * Throws Problems `vault.passphrase-refused`, `vault.passphrase-wrong`, `vault.wait` and `vault.slots-damaged`.
   */
  async changePassphrase(
    opened: OpenedVault,
    present: Uint8Array,
    passphrase: Uint8Array,
    about: readonly string[],
  ): Promise<void> {
    const { vault } = opened.slots
    await refuseWeakPassphrase(passphrase, about)
    const { secrets } = await this.#openedSlot(this.#slotsOf(vault), present)
    try {
      const slot = await passphraseSlot(vault, passphrase, secrets, this.#costing)
      // Read again: the slots on disk are the ones that count.
      writeSlots(opened.paths.slots, withSlot(this.#slotsOf(vault), slot))
    } finally {
      secrets.vaultKey.fill(0)
      secrets.seed.fill(0)
    }
  }

  /** Opens with the sheet's code under a new passphrase and goes on as a new device of the same person (section 8). */
  async recover(vault: string, code: Uint8Array, passphrase: Uint8Array): Promise<OpenedVault> {
    await refuseWeakPassphrase(passphrase, [])
    const slots = this.#slotsOf(vault)
    if (sheetMade(slots) === null) throw new Problem('vault.recovery-sheet-missing')
    const vaultKey = await this.#attempt(vault, 'vault.recovery-code-wrong', () => {
      const secret = secretOfRecoveryCode(codeText(code), sha256)
      return secret === null ? null : openSheetSlot(slots, secret)
    })
    const database = openVault(pathsOf(this.#folders, vault).database, vaultKey)
    return closingOnFailure(database, async () => {
      // Whose vault it is, it tells only now.
      await refuseWeakPassphrase(passphrase, [readSetting(database.reader, 'name') ?? ''])
      return this.#asNewDevice(slots, vaultKey, passphrase, database, 'opened-by-recovery-sheet')
    })
  }

  /** Makes a sheet in place of any earlier one; the code is returned and kept nowhere. */
  makeRecoverySheet(opened: OpenedVault): { readonly code: string; readonly made: string; readonly slots: KeySlots } {
    const secret = random(20)
    const made = this.#clock.now()
    const { vault } = opened.slots
    // Read again: the slots on disk are the ones that count.
    const slots = withSlot(readSlots(opened.paths), sheetSlot(vault, secret, opened.vaultKey, made))
    writeSlots(opened.paths.slots, slots)
    const code = recoveryCodeOf(secret, sha256)
    secret.fill(0)
    return { code, made, slots }
  }

  /** Throws Problem `vault.not-practice` for any other vault: evidence leaves only through disposal. */
  deletePractice(vault: string): void {
    const paths = pathsOf(this.#folders, vault)
    if (!this.#slotsOf(vault).practice) throw new Problem('vault.not-practice')
    rmSync(paths.folder, { recursive: true, force: true })
    rmSync(paths.head, { force: true })
    clearAttempts(paths.attempts)
  }

  #openedSlot(slots: KeySlots, passphrase: Uint8Array): Promise<OpenedSlot> {
    return this.#attempt(slots.vault, 'vault.passphrase-wrong', () =>
      openPassphraseSlot(slots, passphrase, this.#costing),
    )
  }

  /** What opens something of the vault, or null when the secret is another one: that counts as a failure. */
  async #attempt<T>(
    vault: string,
    wrong: 'vault.passphrase-wrong' | 'vault.recovery-code-wrong',
    open: () => T | null | Promise<T | null>,
  ): Promise<T> {
    const { attempts } = pathsOf(this.#folders, vault)
    beginAttempt(attempts, this.#clock.now())
    const opened = await open()
    if (opened === null) throw new Problem(wrong)
    clearAttempts(attempts)
    return opened
  }

  /** Writes the slot anew at a cost that fits this machine. Where that fails, the next unlock tries again. */
  async #makeDearer(
    { paths, slots: { vault }, notice }: OpenedVault,
    { id, secrets, dearer }: OpenedSlot & { readonly dearer: Argon2Cost },
    passphrase: Uint8Array,
  ): Promise<void> {
    // It goes on as a new device, whose slot was made just now.
    if (notice !== null) return
    try {
      const slot = await passphraseSlot(vault, passphrase, secrets, this.#costing, dearer)
      const slots = this.#slotsOf(vault)
      // The passphrase may have been changed meanwhile.
      if (passphraseSlotId(slots) === id) writeSlots(paths.slots, withSlot(slots, slot))
    } catch {
      // The slot that opened the vault is still there.
    }
  }

  /** The slots in the vault's folder, which must be its own: those of another vault open that one in its place. */
  #slotsOf(vault: string): KeySlots {
    const slots = readSlots(pathsOf(this.#folders, vault))
    if (slots.vault !== vault) throw new Problem('vault.slots-damaged', { detail: 'the slots are of another vault' })
    return slots
  }

  async #open(slots: KeySlots, secrets: VaultSecrets, passphrase: Uint8Array): Promise<OpenedVault> {
    const paths = pathsOf(this.#folders, slots.vault)
    const { vaultKey, seed } = secrets
    const database = openVault(paths.database, vaultKey)
    return closingOnFailure(database, async () => {
      const signer = signerFor(database, signingKeyFrom(seed))
      // A device that the vault does not know yet, or that has ended here: one of the two files is an old one.
      const mayGoOn = signer !== null && signer.device === readSetting(database.reader, 'device')
      // It was found to sign elsewhere too: a copy of this vault is in use (section 8).
      if (signer !== null && signer.device === readSetting(database.reader, 'ended')) {
        return this.#asNewDevice(slots, vaultKey, passphrase, database, 'copied-elsewhere')
      }
      if (!mayGoOn || isOlderThanKnown(database, paths.head, vaultKey)) {
        return this.#asNewDevice(slots, vaultKey, passphrase, database, 'older-than-known')
      }
      return openedVault({ slots, paths, vaultKey, database, notice: null }, signer, this.#clock, this.#attention)
    }).finally(() => seed.fill(0))
  }

  // The vault learns of the device first, the slots second, the rollback head last: a crash between them repeats this.
  async #asNewDevice(
    slots: KeySlots,
    vaultKey: Uint8Array,
    passphrase: Uint8Array,
    database: VaultDatabase,
    notice: Notice,
  ): Promise<OpenedVault> {
    const paths = pathsOf(this.#folders, slots.vault)
    const device = await newDevice()
    const person = readSetting(database.reader, 'person') ?? device.id
    const name = readSetting(database.reader, 'name') ?? ''
    database.write((writer) => {
      writeSetting(writer, 'device', device.id)
      nameDevice(writer, device, { person, name, at: this.#clock.now(), own: true })
    })
    const slot = await passphraseSlot(slots.vault, passphrase, { vaultKey, seed: device.seed }, this.#costing)
    const renewed = withSlot(slots, slot)
    writeSlots(paths.slots, renewed)
    device.seed.fill(0)
    const signer = { device: device.id, person, key: device.key }
    return openedVault({ slots: renewed, paths, vaultKey, database, notice }, signer, this.#clock, this.#attention)
  }
}

/** A vault that could not be opened to the end is closed again, so that the next attempt can have it. */
async function closingOnFailure<T>(database: VaultDatabase, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    database.close()
    throw error
  }
}

/** Whether the head kept outside knows of entries that this vault lacks or has otherwise. No head proves nothing. */
function isOlderThanKnown(database: VaultDatabase, headPath: string, vaultKey: Uint8Array): boolean {
  const head = readHead(headPath, vaultKey)
  if (head === null) return false
  const last = lastArrival(database.reader)
  if (last < head.counter) return true
  const chains = last === head.counter ? allChains(database.reader) : chainsUpTo(database.reader, head.counter)
  return digestOf(chains) !== head.digest
}

/** The sheet's code is read off paper; unlike the passphrase it stands on the page as text anyway. */
function codeText(code: Uint8Array): string {
  try {
    return textOf(code)
  } catch {
    return ''
  }
}
