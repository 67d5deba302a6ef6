// The organisation of a store: its directory kept in memory, grown by every committed entry of its log.

import { Directory, type DirectoryDevice } from '#shared/domain/directory.ts'
import { deviceId, parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { clearPayload } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import { sha256 } from '../crypto.ts'
import type { PlacedEntry, Reading } from '../storage/Storage.ts'

const page = { entries: 500, bytes: 4 * 1024 * 1024 }

export class Organisation {
  /** The id of the directory's compartment. */
  readonly id: Hash
  readonly directory = new Directory(sha256)
  readonly #withoutEffect = new Set<Hash>()
  readonly #soundDevices = new WeakMap<DirectoryDevice, boolean>()
  #last: Promise<void> = Promise.resolve()

  private constructor(id: Hash) {
    this.id = id
  }

  /** Throws Problem `organisation.missing` when none was founded here. */
  static async open(reading: Reading): Promise<Organisation> {
    const id = await reading.organisation()
    if (id === null) throw new Problem('organisation.missing')
    const organisation = new Organisation(id)
    await organisation.catchUp(reading)
    return organisation
  }

  /** Takes in what was committed since. Inside a transaction only before it appends: what is taken in is never undone. */
  async catchUp(reading: Reading): Promise<void> {
    const mine = this.#last.then(async () => this.#takeIn(reading))
    this.#last = mine.catch(() => {})
    return mine
  }

  /** Whether an entry of the directory is stored but does not count: it was not written on top, or without the right. */
  isWithoutEffect(entry: Hash): boolean {
    return this.#withoutEffect.has(entry)
  }

  /** Whose signature an entry may carry: an enrolled device, ended ones too, the root, or the store. */
  signer(id: Hash): DirectoryDevice | undefined {
    const { root, store } = this.directory
    const found = this.directory.device(id) ?? [root, store].find((device) => device?.device === id)
    return found !== undefined && found !== null && this.#isSound(found) ? found : undefined
  }

  personOf(device: Hash): Hash | null {
    return this.signer(device)?.person ?? null
  }

  /** An administrator could name a device under an id that is not that of its keys. */
  #isSound(device: DirectoryDevice): boolean {
    const known = this.#soundDevices.get(device)
    if (known !== undefined) return known
    const sound = deviceId(sha256, device.publicKey, device.recipient) === device.device
    this.#soundDevices.set(device, sound)
    return sound
  }

  async #takeIn(reading: Reading): Promise<void> {
    for (;;) {
      const entries = await reading.entries(this.id, this.directory.size, page)
      for (const entry of entries) this.#accept(entry)
      if (entries.length < page.entries) return
    }
  }

  #accept({ hash, device, position, header, body }: PlacedEntry): void {
    if (body === null) throw new Problem('central.damaged', { detail: `the directory lacks the body at ${position}` })
    const { seen } = parseHeader(header)
    const outcome = this.directory.accept({ hash, device, position, seen, payload: clearPayload(body) })
    if (outcome === 'does-not-count') this.#withoutEffect.add(hash)
  }
}
