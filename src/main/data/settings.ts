// Small facts about this vault: whose it is.
import type { Reader, Writer } from './handles.ts'

export type SettingName = 'person' | 'name'

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
