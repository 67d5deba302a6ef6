// Making a device: fresh signing seed and age identity, written into the vault's device table.
import { deviceId } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { addDevice, addOwnDevice } from '../../data/devices.ts'
import type { Writer } from '../../data/handles.ts'
import { newAgeIdentity } from '../../platform/age.ts'
import { random, type SigningKey, sha256, signingKeyFrom } from '../../platform/crypto.ts'

export interface NewDevice {
  readonly id: Hash
  readonly seed: Uint8Array
  readonly key: SigningKey
  readonly recipient: string
  readonly ageIdentity: string
}

export async function newDevice(): Promise<NewDevice> {
  const seed = random(32)
  const key = signingKeyFrom(seed)
  const age = await newAgeIdentity()
  return {
    id: deviceId(sha256, key.publicKey, age.recipient),
    seed,
    key,
    recipient: age.recipient,
    ageIdentity: age.identity,
  }
}

/** Names the device in the table; `own` keeps its age identity, which a colleague's device does not leave here. */
export function nameDevice(
  writer: Writer,
  device: NewDevice,
  about: { readonly person: Hash; readonly name: string; readonly at: string; readonly own: boolean },
): void {
  const { id, recipient } = device
  addDevice(
    writer,
    { id, person: about.person, publicKey: device.key.publicKey, recipient, name: about.name },
    about.at,
  )
  if (about.own) addOwnDevice(writer, id, device.ageIdentity, about.at)
}
