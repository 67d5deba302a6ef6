// The device table: who wrote in this vault; before enrolment it stands for the directory.
import type { Reader, Writer } from './handles.ts'

export interface DeviceRow {
  readonly id: string
  readonly person: string
  readonly publicKey: Uint8Array
  readonly recipient: string
  readonly name: string
}

const columns = 'id, person, public_key as publicKey, recipient, name'

export function allDevices(reader: Reader): readonly DeviceRow[] {
  return reader.all<DeviceRow>(`select ${columns} from device order by id`)
}

export function addDevice(writer: Writer, device: DeviceRow, added: string): void {
  const { id, person, publicKey, recipient, name } = device
  writer.run(
    'insert into device (id, person, public_key, recipient, name, added) values (?, ?, ?, ?, ?, ?)',
    id,
    person,
    publicKey,
    recipient,
    name,
    added,
  )
}

/** Adds a device, or gives one that is known the person and name that the directory says. */
export function putDevice(writer: Writer, device: DeviceRow, added: string): void {
  const { id, person, publicKey, recipient, name } = device
  writer.run(
    `insert into device (id, person, public_key, recipient, name, added) values (?, ?, ?, ?, ?, ?)
     on conflict (id) do update set person = excluded.person, name = excluded.name`,
    id,
    person,
    publicKey,
    recipient,
    name,
    added,
  )
}

export interface OwnDeviceRow {
  readonly id: string
  readonly ageIdentity: string
}

/** The devices of this vault's owner that keep an age identity here, oldest first. */
export function ownDevices(reader: Reader): readonly OwnDeviceRow[] {
  return reader.all<OwnDeviceRow>('select id, age_identity as ageIdentity from own_device order by made, id')
}

/** Keeps the age identity of a device of this vault's owner. */
export function addOwnDevice(writer: Writer, id: string, ageIdentity: string, made: string): void {
  writer.run('insert into own_device (id, age_identity, made) values (?, ?, ?)', id, ageIdentity, made)
}
