// The directory: whose devices are whose, and which roles they hold, folded from signed entries in tree order (docs/protocol.md section 5).
import { fromBase64url, toHex, utf8 } from './bytes.ts'
import { canonicalText } from './canonical.ts'
import { type CompartmentType, directoryCreatedSchema } from './control.ts'
import {
  administratorReplacedSchema,
  type DirectoryDeviceData,
  deviceApprovedSchema,
  deviceNamedSchema,
  personEnrolledSchema,
  type Role,
  recoveryNamedSchema,
  roleNamedSchema,
  sensitiveRoles,
  storeNamedSchema,
} from './directory-kinds.ts'
import { deviceId, framed, type Seen, type Sha256 } from './entry.ts'
import type { Hash } from './ids.ts'
import { DirectoryHolds } from './orders/directory-holds.ts'
import type { DirectoryHold } from './orders/orders.ts'
import type { Payload } from './payload.ts'

/** A verified entry of the directory at its leaf index. */
export interface DirectoryEntry {
  readonly hash: Hash
  readonly device: Hash
  readonly position: number
  readonly seen: Seen | null
  readonly payload: Payload
}

export interface DirectoryPerson {
  readonly person: Hash
  readonly name: string
  /** Post and body that an official works for; both may be empty. */
  readonly post: string
  readonly body: string
}

/** ended: replaced by a newer device of the same person; its entries are accepted, its requests refused. */
export type DeviceState = 'active' | 'ended' | 'retired' | 'revoked'

export interface DirectoryDevice {
  readonly device: Hash
  readonly person: Hash
  readonly publicKey: Uint8Array
  readonly recipient: string
  readonly state: DeviceState
}

/** The recipients that every key must reach: ordinary for all compartments but the restricted ones. */
export interface Recovery {
  readonly ordinary: string
  readonly restricted: string
}

/** A value that holds from a directory size on. */
interface Since<T> {
  readonly size: number
  readonly value: T
}

type Outcome = 'counts' | 'first-of-two' | 'does-not-count'

/**
 * The directory as far as it is known; grows by `accept`, never shrinks. The one mutable thing of the domain: it is
 * asked at every entry and every request, and would cost a copy of all people at each of its own entries otherwise.
 */
export class Directory {
  readonly #sha256: Sha256
  readonly #persons = new Map<Hash, DirectoryPerson>()
  readonly #devices = new Map<Hash, DirectoryDevice>()
  readonly #roles = new Map<Hash, readonly Since<ReadonlySet<Role>>[]>()
  readonly #recovery: Since<Recovery>[] = []
  /** First statements of two, by kind and data: whose they are. */
  readonly #halves = new Map<Hash, { readonly person: Hash; readonly says: string }>()
  readonly #holds = new DirectoryHolds()
  /** Every device that was ever the store's: what it signed then still counts. */
  readonly #stores = new Set<Hash>()
  #size = 0
  #name = ''
  #trial = false
  #root: DirectoryDevice | null = null
  #store: DirectoryDevice | null = null

  constructor(sha256: Sha256) {
    this.#sha256 = sha256
  }

  /** How many entries were accepted, those that do not count included. */
  get size(): number {
    return this.#size
  }

  get name(): string {
    return this.#name
  }

  /** Whoever runs the store of a trial organisation could add a reader. */
  get trial(): boolean {
    return this.#trial
  }

  /** The root's device, which signed the first entry; null while there is none. */
  get root(): DirectoryDevice | null {
    return this.#root
  }

  /** The store's device; its key signs checkpoints and receipts. */
  get store(): DirectoryDevice | null {
    return this.#store
  }

  /** Whether a device is or was the store's. */
  isStore(device: Hash): boolean {
    return this.#stores.has(device)
  }

  /** Holds that cover more than one inspection, lifted ones too, in the order in which they were placed. */
  holds(): readonly DirectoryHold[] {
    return this.#holds.all()
  }

  /** The officer who said first that a hold of the directory may go, and by which entry. */
  firstToLift(hold: Hash): { readonly entry: Hash; readonly person: Hash } | undefined {
    return this.#holds.firstToLift(hold)
  }

  persons(): readonly DirectoryPerson[] {
    return [...this.#persons.values()]
  }

  devices(): readonly DirectoryDevice[] {
    return [...this.#devices.values()]
  }

  person(id: Hash): DirectoryPerson | undefined {
    return this.#persons.get(id)
  }

  device(id: Hash): DirectoryDevice | undefined {
    return this.#devices.get(id)
  }

  devicesOf(person: Hash): readonly DirectoryDevice[] {
    return this.devices().filter((device) => device.person === person)
  }

  holdersOf(role: Role): readonly Hash[] {
    return [...this.#roles.keys()].filter((person) => this.rolesOf(person).has(role))
  }

  rolesOf(person: Hash): ReadonlySet<Role> {
    return this.rolesAt(person, this.#size)
  }

  /** The roles that a person held when the directory had `size` entries. */
  rolesAt(person: Hash, size: number): ReadonlySet<Role> {
    return heldAt(this.#roles.get(person) ?? [], size) ?? new Set()
  }

  /** The recovery recipient of a type of compartment when the directory had `size` entries; null at 0. */
  recoveryAt(type: CompartmentType, size: number): string | null {
    const recovery = heldAt(this.#recovery, size)
    return recovery?.[type === 'restricted' ? 'restricted' : 'ordinary'] ?? null
  }

  /** Takes the next entry. Entries come in tree order, each exactly once; one that is not next throws a RangeError. */
  accept(entry: DirectoryEntry): Outcome {
    if (entry.position !== this.#size) throw new RangeError('the directory grows by one entry at a time')
    const onTop = entry.seen?.size === entry.position
    this.#size += 1
    if (entry.position === 0) return this.#found(entry)
    return onTop ? this.#state(entry) : 'does-not-count'
  }

  #found({ device, payload }: DirectoryEntry): Outcome {
    const data = directoryCreatedSchema.safeParse(payload.data).data
    if (payload.kind !== 'compartment.created' || data === undefined) return 'does-not-count'
    const rootKey = fromBase64url(data.publicKey)
    this.#root = { device, person: device, publicKey: rootKey, recipient: '', state: 'active' }
    this.#name = data.name
    this.#trial = data.trial
    this.#nameStore(fromBase64url(data.storeKey))
    this.#recovery.push({ size: this.#size, value: data.recovery })
    return 'counts'
  }

  #state(entry: DirectoryEntry): Outcome {
    const { kind } = entry.payload
    if (kind === 'administrator.replaced') return this.#administratorReplaced(entry)
    const signer = this.#activePerson(entry.device)
    if (signer === null) return 'does-not-count'
    const byAdministrator = this.rolesOf(signer).has('administrator')
    if (kind === 'device.approved') return this.#deviceApproved(entry, signer, byAdministrator)
    if (kind === 'hold.placed' || kind === 'hold.lifted') return this.#holdStated(entry, signer)
    if (!byAdministrator) return 'does-not-count'
    if (kind === 'person.enrolled') return this.#personEnrolled(entry, signer)
    if (kind === 'role.granted' || kind === 'role.withdrawn') return this.#roleChanged(entry, signer)
    if (kind === 'device.retired' || kind === 'device.revoked') return this.#deviceLeft(entry)
    if (kind === 'store.named') return this.#storeNamed(entry)
    if (kind === 'recovery.named') return this.#recoveryNamed(entry, signer)
    return 'does-not-count'
  }

  #administratorReplaced({ device, payload }: DirectoryEntry): Outcome {
    const data = administratorReplacedSchema.safeParse(payload.data).data
    if (data === undefined || device !== this.#root?.device || !this.#areBound(data.devices)) return 'does-not-count'
    for (const person of this.holdersOf('administrator')) this.#setRoles(person, without(this.rolesOf(person)))
    this.#addPerson(data, data.devices)
    this.#setRoles(data.person, new Set([...this.rolesOf(data.person), 'administrator']))
    return 'counts'
  }

  #personEnrolled(entry: DirectoryEntry, signer: Hash): Outcome {
    const data = personEnrolledSchema.safeParse(entry.payload.data).data
    const known = data === undefined || this.#persons.has(data.person)
    if (known || data.devices.some(({ device }) => this.#devices.has(device))) return 'does-not-count'
    if (data.devices[0]?.device !== data.person || !this.#areBound(data.devices)) return 'does-not-count'
    const half = this.#twoWhere(data.roles.some(isSensitive), entry, signer)
    if (half !== null) return half
    this.#addPerson(data, data.devices)
    this.#setRoles(data.person, new Set(data.roles))
    return 'counts'
  }

  #deviceApproved(entry: DirectoryEntry, signer: Hash, byAdministrator: boolean): Outcome {
    const data = deviceApprovedSchema.safeParse(entry.payload.data).data
    if (data === undefined || !this.#persons.has(data.person) || this.#devices.has(data.device)) return 'does-not-count'
    if (!this.#areBound([data])) return 'does-not-count'
    const byThemselves = signer === data.person
    if (!byThemselves && !byAdministrator) return 'does-not-count'
    const half = byThemselves ? null : this.#twoWhere(true, entry, signer)
    if (half !== null) return half
    for (const ended of data.ends) this.#setState(ended, data.person, 'ended')
    const { device, publicKey, recipient } = data
    this.#addDevices(data.person, [{ device, publicKey, recipient }], 'active')
    return 'counts'
  }

  #roleChanged(entry: DirectoryEntry, signer: Hash): Outcome {
    const data = roleNamedSchema.safeParse(entry.payload.data).data
    if (data === undefined || !this.#persons.has(data.person)) return 'does-not-count'
    const granted = entry.payload.kind === 'role.granted'
    const half = this.#twoWhere(granted && isSensitive(data.role), entry, signer)
    if (half !== null) return half
    const others = new Set([...this.rolesOf(data.person)].filter((role) => role !== data.role))
    this.#setRoles(data.person, granted ? others.add(data.role) : others)
    return 'counts'
  }

  #deviceLeft({ payload }: DirectoryEntry): Outcome {
    const data = deviceNamedSchema.safeParse(payload.data).data
    const device = data === undefined ? undefined : this.#devices.get(data.device)
    if (device === undefined) return 'does-not-count'
    this.#setState(device.device, device.person, payload.kind === 'device.retired' ? 'retired' : 'revoked')
    return 'counts'
  }

  #holdStated(entry: DirectoryEntry, signer: Hash): Outcome {
    if (!this.rolesOf(signer).has('records-manager')) return 'does-not-count'
    return entry.payload.kind === 'hold.placed' ? this.#holds.place(entry, signer) : this.#holds.lift(entry, signer)
  }

  #storeNamed({ payload }: DirectoryEntry): Outcome {
    const data = storeNamedSchema.safeParse(payload.data).data
    if (data === undefined) return 'does-not-count'
    this.#nameStore(fromBase64url(data.publicKey))
    return 'counts'
  }

  #recoveryNamed(entry: DirectoryEntry, signer: Hash): Outcome {
    const data = recoveryNamedSchema.safeParse(entry.payload.data).data
    if (data === undefined) return 'does-not-count'
    const half = this.#twoWhere(true, entry, signer)
    if (half !== null) return half
    this.#recovery.push({ size: this.#size, value: { ordinary: data.ordinary, restricted: data.restricted } })
    return 'counts'
  }

  /** Null when the statement counts now: it needs no second administrator, or this entry is the second. */
  #twoWhere(needsTwo: boolean, entry: DirectoryEntry, signer: Hash): Outcome | null {
    if (!needsTwo || this.#trial || this.holdersOf('administrator').length < 2) return null
    const says = canonicalText([entry.payload.kind, entry.payload.data])
    const first = entry.payload.parents.map((parent) => this.#halves.get(parent)).find((half) => half?.says === says)
    if (first !== undefined && first.person !== signer) return null
    this.#halves.set(entry.hash, { person: signer, says })
    return 'first-of-two'
  }

  #activePerson(device: Hash): Hash | null {
    const known = this.#devices.get(device)
    return known?.state === 'active' ? known.person : null
  }

  #addPerson(data: DirectoryPerson, devices: readonly DirectoryDeviceData[]): void {
    const { person, name, post, body } = data
    this.#persons.set(person, { person, name, post, body })
    this.#addDevices(person, devices.slice(0, -1), 'ended')
    this.#addDevices(person, devices.slice(-1), 'active')
  }

  #addDevices(person: Hash, devices: readonly DirectoryDeviceData[], state: DeviceState): void {
    for (const { device, publicKey, recipient } of devices) {
      this.#devices.set(device, { device, person, publicKey: fromBase64url(publicKey), recipient, state })
    }
  }

  /** A device's id is the hash of its keys: one that says otherwise would let somebody sign as another. */
  #areBound(devices: readonly DirectoryDeviceData[]): boolean {
    return devices.every(
      ({ device, publicKey, recipient }) => deviceId(this.#sha256, fromBase64url(publicKey), recipient) === device,
    )
  }

  #setState(id: Hash, person: Hash, state: DeviceState): void {
    const device = this.#devices.get(id)
    if (device?.person === person && device.state !== 'revoked') this.#devices.set(id, { ...device, state })
  }

  #setRoles(person: Hash, roles: ReadonlySet<Role>): void {
    this.#roles.set(person, [...(this.#roles.get(person) ?? []), { size: this.#size, value: roles }])
  }

  #nameStore(publicKey: Uint8Array): void {
    const device = deviceId(this.#sha256, publicKey, '')
    this.#store = { device, person: device, publicKey, recipient: '', state: 'active' }
    this.#stores.add(device)
  }
}

/** A recovery recipient's id, under which grants name it (section 9). */
export function recoveryId(sha256: Sha256, recipient: string): Hash {
  return toHex(sha256(framed('recovery', utf8(recipient))))
}

function heldAt<T>(history: readonly Since<T>[], size: number): T | null {
  return history.findLast((since) => since.size <= size)?.value ?? null
}

function isSensitive(role: Role): boolean {
  return sensitiveRoles.includes(role)
}

function without(roles: ReadonlySet<Role>): ReadonlySet<Role> {
  return new Set([...roles].filter((role) => role !== 'administrator'))
}
