// Small facts about this vault: whose it is, and which of their devices signs.
import type { Reader, Writer } from './handles.ts'

/**
 * `device`: the one that signs here; every other of the person's devices has ended (docs/protocol.md section 8).
 * `ended`: the one that was found to be in use elsewhere too and must not sign again, until another one takes its place.
 * `left`: compartments of which this person is no member any more, as the store told last.
 * `organisation`, `address`, `root`: the directory's compartment, where its store is, and the device that founded it.
 */
export type SettingName =
  | 'person'
  | 'name'
  | 'device'
  | 'ended'
  | 'left'
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
