// Small facts about this vault: whose it is, and which of their devices signs.
import type { Reader, Writer } from './handles.ts'

/**
 * `device`: the one that signs here; every other of the person's devices has ended (docs/protocol.md section 8).
 * `ended`: the one that was found to be in use elsewhere too and must not sign again, until another one takes its place.
 * `left`: compartments of which this person is no member any more, as the store told last.
 * `scrub`: something was deleted of which no trace may stay, and the file was not written anew since.
 * `organisation`, `address`, `root`: the directory's compartment, where its store is, and the device that founded it.
 */
export type SettingName =
  | 'person'
  | 'name'
  | 'device'
  | 'ended'
  | 'left'
  | 'scrub'
  | 'organisation'
  | 'address'
  | 'root'
  | 'heard'

export function readSetting(reader: Reader, name: SettingName): string | undefined {
  return reader.get<{ value: string }>('select value from setting where name = ?', name)?.value
}

export function writeSetting(writer: Writer, name: SettingName, value: string): void {
  writer.run(
    'insert into setting (name, value) values (?, ?) on conflict (name) do update set value = excluded.value',
    name,
    value,
  )
}

/** Asks, in the transaction that deletes something, for the file to be written anew, also after a kill. */
export function askForScrub(writer: Writer): void {
  writeSetting(writer, 'scrub', 'asked')
}

export function isScrubAsked(reader: Reader): boolean {
  return readSetting(reader, 'scrub') !== undefined
}

export function noLongerAsksForScrub(writer: Writer): void {
  writer.run("delete from setting where name = 'scrub'")
}
