// Making compartments: the self-certifying first entry, the first key with its grants, and members added later.
import { toBase64url, toHex } from '#shared/domain/bytes.ts'
import type { CompartmentType, Right } from '#shared/domain/control.ts'
import { compartmentId, keyId } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { addCompartment, addKey, type CompartmentRow } from '../data/compartments.ts'
import { allDevices, type DeviceRow } from '../data/devices.ts'
import type { Writer } from '../data/handles.ts'
import { random, sha256 } from '../platform/crypto.ts'
import { type Grant, grantsFor, type KeyGrants, prepareGrants, recoveryFor, writeGrants } from './grants.ts'
import type { Ledger } from './ledger.ts'

/** A compartment made ready outside the transaction, because sealing grants takes milliseconds. */
export interface PreparedCompartment {
  readonly id: Hash
  readonly type: CompartmentType
  readonly nonce: Uint8Array
  readonly creator: DeviceRow
  readonly key: Uint8Array
  readonly keyId: Hash
  readonly grants: readonly Grant[]
}

/** Draws nonce and key, and seals the key to recovery and to every device of the person who makes the compartment. */
export async function prepareCompartment(ledger: Ledger, type: CompartmentType): Promise<PreparedCompartment> {
  const devices = allDevices(ledger.reader)
  const creator = devices.find(({ id }) => id === ledger.me.device)
  if (creator === undefined) throw new Error('the signing device is not in the device table')
  const nonce = random(32)
  const key = random(32)
  const id = compartmentId(sha256, creator.id, nonce)
  const mine = devices.filter(({ person }) => person === creator.person)
  const grants = await grantsFor([...mine, ...recoveryFor(ledger, type)], key)
  return { id, type, nonce, creator, key, keyId: keyId(sha256, id, key), grants }
}

/** Writes `compartment.created` and `key.introduced` (section 4); `inspection` is null for an evidence compartment. */
export function createCompartment(
  ledger: Ledger,
  writer: Writer,
  prepared: PreparedCompartment,
  inspection: Hash | null,
): CompartmentRow {
  const { id, type, nonce, creator, key } = prepared
  const row = { id, type, inspection: inspection ?? id }
  addCompartment(writer, row)
  addKey(writer, id, { id: prepared.keyId, key })
  const created = ledger.append(writer, row, {
    kind: 'compartment.created',
    of: id,
    parents: [],
    data: { type, nonce: toHex(nonce), publicKey: toBase64url(creator.publicKey), recipient: creator.recipient },
  })
  ledger.append(writer, row, {
    kind: 'key.introduced',
    of: id,
    parents: [created],
    data: { key: prepared.keyId, generation: 1, grants: [...prepared.grants] },
  })
  return row
}

/** What adding a member will grant, sealed outside the transaction: every key held, to each of the person's devices. */
export function prepareMember(ledger: Ledger, compartment: Hash, person: Hash): Promise<readonly KeyGrants[]> {
  const devices = allDevices(ledger.reader).filter((device) => device.person === person)
  return prepareGrants(ledger, compartment, devices)
}

/** Writes `member.added` and the grants in the same transaction (section 9, late joiner). */
export function addMember(
  ledger: Ledger,
  writer: Writer,
  compartment: CompartmentRow,
  member: { readonly person: Hash; readonly right: Right },
  granted: readonly KeyGrants[],
): void {
  ledger.append(writer, compartment, {
    kind: 'member.added',
    of: compartment.id,
    parents: ledger.controlHeads(compartment.id),
    data: { person: member.person, right: member.right },
  })
  writeGrants(ledger, writer, compartment.id, granted)
}
