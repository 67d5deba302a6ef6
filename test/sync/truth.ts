// What a vault holds, row by row.
import type { Member } from '../fixtures/organisation.ts'
import { ledgerOf } from '../fixtures/world.ts'

/** Every row of every table, but those of the full-text index, which follows by itself. */
export function everythingIn({ world }: Member): unknown {
  const { reader } = ledgerOf(world)
  const tables = reader.all<{ readonly name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'note_search%' and name not like 'sqlite_%'",
  )
  return tables.map(({ name }) => [
    name,
    reader
      .all<Readonly<Record<string, unknown>>>(`select * from ${name}`)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  ])
}
