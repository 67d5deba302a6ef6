// Grants of keys: opening those made to this vault, and making those that recovery, members and new devices lack (docs/protocol.md section 9).
import { fromBase64url, toBase64url } from '#shared/domain/bytes.ts'
import { type CompartmentType, grantedSchema, holdsKeys, introducedSchema } from '#shared/domain/control.ts'
import { recoveryId } from '#shared/domain/directory.ts'
import { keyId } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { keysOf } from '../data/compartments.ts'
import { allDevices, ownDevices } from '../data/devices.ts'
import type { Writer } from '../data/handles.ts'
import { openSealed, sealTo } from '../platform/age.ts'
import { sha256 } from '../platform/crypto.ts'
import { knownCompartment, type Ledger } from './ledger.ts'

export interface Grant {
  readonly to: Hash
  readonly sealed: string
}

/** A key with the grants to be stated for it. */
export interface KeyGrants {
  readonly key: Hash
  readonly grants: readonly Grant[]
}

/** A key that a grant to one of this vault's devices gave. */
export interface OpenedGrant {
  readonly id: Hash
  readonly key: Uint8Array
}

/** Someone to whom keys are sealed: a device or a recovery recipient, by id. */
export interface Recipient {
  readonly id: Hash
  readonly recipient: string
}

/**
 * Opens the grants among clear payloads that are sealed to a device of this vault. One that does not open, or whose
 * key is another one than it says, is passed over: another grant may follow.
 */
export async function openGrants(
  ledger: Ledger,
  compartment: Hash,
  payloads: readonly Payload[],
): Promise<readonly OpenedGrant[]> {
  const identities = new Map(ownDevices(ledger.reader).map(({ id, ageIdentity }) => [id, ageIdentity]))
  const found = new Map<Hash, OpenedGrant>()
  for (const { key: id, grants } of payloads.flatMap(grantsIn)) {
    if (found.has(id) || ledger.heldKey(compartment, id) !== undefined) continue
    for (const { to, sealed } of grants) {
      const identity = identities.get(to)
      const key = identity === undefined ? null : await openedOrNull(identity, sealed)
      if (key !== null && key.length === 32 && keyId(sha256, compartment, key) === id) found.set(id, { id, key })
    }
  }
  return [...found.values()]
}

/** Seals every key held for a compartment to those recipients that no grant names yet. */
export async function prepareGrants(
  ledger: Ledger,
  compartment: Hash,
  recipients: readonly Recipient[],
): Promise<readonly KeyGrants[]> {
  const { keys } = ledger.state(compartment)
  const prepared: KeyGrants[] = []
  for (const { id, key } of keysOf(ledger.reader, compartment)) {
    const lacking = recipients.filter((one) => keys.get(id)?.granted.has(one.id) !== true)
    if (lacking.length > 0) prepared.push({ key: id, grants: await grantsFor(lacking, key) })
  }
  return prepared
}

export async function grantsFor(recipients: readonly Recipient[], key: Uint8Array): Promise<readonly Grant[]> {
  return Promise.all(
    recipients.map(async ({ id, recipient }) => ({ to: id, sealed: toBase64url(await sealTo(recipient, key)) })),
  )
}

/** States grants; what somebody else has granted meanwhile is granted twice, which changes nothing. */
export function writeGrants(ledger: Ledger, writer: Writer, compartment: Hash, granted: readonly KeyGrants[]): void {
  const row = knownCompartment(writer, compartment)
  for (const { key, grants } of granted) {
    ledger.append(writer, row, {
      kind: 'key.granted',
      of: compartment,
      parents: ledger.controlHeads(compartment),
      data: { key, grants: [...grants] },
    })
  }
}

/** The recipient of recovery for a type of compartment; none before enrolment. */
export function recoveryFor({ directory }: Ledger, type: CompartmentType): readonly Recipient[] {
  const recipient = directory?.recoveryAt(type, directory.size) ?? null
  return recipient === null ? [] : [{ id: recoveryId(sha256, recipient), recipient }]
}

/** Devices of key-holding members that are in use and lack a key which this vault holds. */
export function lackingDevices(ledger: Ledger, compartment: Hash): readonly Recipient[] {
  const state = ledger.state(compartment)
  const held = keysOf(ledger.reader, compartment).map(({ id }) => id)
  return allDevices(ledger.reader)
    .filter(({ person }) => holdsKeys(state, person))
    .filter(({ id }) => ledger.directory?.device(id)?.state === 'active')
    .filter(({ id }) => held.some((key) => state.keys.get(key)?.granted.has(id) !== true))
    .map(({ id, recipient }) => ({ id, recipient }))
}

function grantsIn({ kind, data }: Payload): readonly KeyGrants[] {
  if (kind === 'key.introduced') return [introducedSchema.safeParse(data).data].flatMap((one) => one ?? [])
  if (kind === 'key.granted') return [grantedSchema.safeParse(data).data].flatMap((one) => one ?? [])
  return []
}

async function openedOrNull(identity: string, sealed: string): Promise<Uint8Array | null> {
  try {
    return await openSealed(identity, fromBase64url(sealed))
  } catch {
    return null
  }
}
