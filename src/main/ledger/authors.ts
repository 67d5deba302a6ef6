// Who wrote: names of authors as this device knows them.
import type { Hash } from '#shared/domain/ids.ts'
import { allDevices } from '../data/devices.ts'
import type { Ledger } from './ledger.ts'

export interface By {
  readonly person: Hash
  readonly name: string
  readonly me: boolean
}

/** A function from person to name, reading the device table once. */
export function namesIn(ledger: Ledger): (person: Hash) => By {
  const names = new Map(allDevices(ledger.reader).map((row) => [row.person, row.name]))
  return (person) => ({ person, name: names.get(person) ?? '', me: person === ledger.me.person })
}

/** A function from device to author, reading the device table once. */
export function authorsIn(ledger: Ledger): (device: Hash) => By {
  const devices = new Map(allDevices(ledger.reader).map((row) => [row.id, row]))
  return (device) => {
    const row = devices.get(device)
    const person = row?.person ?? device
    return { person, name: row?.name ?? '', me: person === ledger.me.person }
  }
}
