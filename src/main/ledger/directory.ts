// The directory in the vault: read back from its entries, and its devices kept in the device table.
import { Directory, type DirectoryEntry } from '#shared/domain/directory.ts'
import { parseHeader } from '#shared/domain/entry.ts'
import { Problem } from '#shared/problems.ts'
import { allDevices, putDevice } from '../data/devices.ts'
import { entriesInTree } from '../data/entries.ts'
import type { Reader, Writer } from '../data/handles.ts'
import { readSetting } from '../data/settings.ts'
import { sha256 } from '../platform/crypto.ts'
import { openBody } from './bodies.ts'

/** The directory as far as it was verified and filed; null in a vault of no organisation. */
export function readDirectory(reader: Reader): Directory | null {
  const organisation = readSetting(reader, 'organisation')
  if (organisation === undefined) return null
  const directory = new Directory(sha256)
  for (const { header, hash, body, position } of entriesInTree(reader, organisation)) {
    // Of an entry of ours that the store took after others', those are not here yet.
    if (position !== directory.size) break
    directory.accept(directoryEntry(header, hash, body ?? new Uint8Array(), position))
  }
  return directory
}

/** A directory entry from its bytes, which were verified before. */
export function directoryEntry(bytes: Uint8Array, hash: string, body: Uint8Array, position: number): DirectoryEntry {
  const header = parseHeader(bytes)
  return { hash, device: header.device, position, seen: header.seen, payload: openBody(header, body, null) }
}

/** Brings the device table in step with the directory: authors have the names that the directory gives them. */
export function keepDevices(writer: Writer, directory: Directory, now: string): void {
  const known = new Map(allDevices(writer).map((row) => [row.id, row]))
  const official = [directory.root, directory.store].flatMap((device) => device ?? [])
  for (const { device, person, publicKey, recipient } of [...official, ...directory.devices()]) {
    const name = directory.person(person)?.name ?? directory.name
    const before = known.get(device)
    if (before?.person === person && before.name === name) continue
    putDevice(writer, { id: device, person, publicKey, recipient, name }, now)
  }
}

/** The directory of an enrolled vault. Throws Problem `enrolment.missing`. */
export function directoryOf({ directory }: { readonly directory: Directory | null }): Directory {
  if (directory === null) throw new Problem('enrolment.missing')
  return directory
}
