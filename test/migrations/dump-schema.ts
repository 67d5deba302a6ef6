// `npm run schema`: writes the schema that the migrations make to src/main/data/schema.sql, for people to read and compare.
import { writeFileSync } from 'node:fs'
import Database from 'better-sqlite3-multiple-ciphers'
import { migrate } from '#main/data/migrate.ts'

export const schemaFile = new URL('../../src/main/data/schema.sql', import.meta.url)

/** Every table, index and trigger in the order of their making, as SQLite keeps them. */
export function schemaOf(database: Database.Database): string {
  const ours = database
    .prepare(
      `select s.sql from sqlite_schema s left join pragma_table_list t on t.name = s.name
       where s.sql is not null and s.name not like 'sqlite!_%' escape '!' and ifnull(t.type, '') <> 'shadow'
       order by s.rowid`,
    )
    .all() as { sql: string }[]
  const version = Number(database.pragma('user_version', { simple: true }))
  const head = `-- The schema of a vault after migration ${version}. Written by \`npm run schema\`; a test compares it.\n`
  return [head, ...ours.map(({ sql }) => `${sql};\n`)].join('\n')
}

/** The schema that all migrations make. */
export function migratedSchema(): string {
  const database = new Database(':memory:')
  migrate(database)
  const schema = schemaOf(database)
  database.close()
  return schema
}

if (import.meta.main) writeFileSync(schemaFile, migratedSchema())
