// Making an older vault of today's: the same rows under the schema that so many migrations make.
import { renameSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3-multiple-ciphers'
import { migrate, migrations } from '#main/data/migrate.ts'
import { openVault } from '#main/data/open-vault.ts'
import { openPassphraseSlot } from '#main/platform/key-slots.ts'
import { fixedAt } from '#main/platform/passphrase-cost.ts'
import { pathsOf, readSlots } from '#main/services/vault/vault-files.ts'
import { hardlyAny, secret, type World } from '../../fixtures/world.ts'

/** Puts the only vault of this world, which is locked, back to what it would be after this many migrations. */
export async function makeOlder(world: World, version: number): Promise<void> {
  const [vault] = world.application.status().vaults
  if (vault === undefined) throw new Error('there is no vault')
  const paths = pathsOf(world.folders, vault.vault)
  const slot = await openPassphraseSlot(readSlots(paths), secret(), fixedAt(hardlyAny))
  if (slot === null) throw new Error('the passphrase does not open the vault')
  const { vaultKey } = slot.secrets
  const older = `${paths.database}.older`
  const to = new Database(older)
  to.pragma("cipher='sqlcipher'")
  to.pragma('legacy=4')
  to.key(Buffer.from(`x'${Buffer.from(vaultKey).toString('hex')}'`))
  migrate(to, migrations().slice(0, version))
  const from = openVault(paths.database, vaultKey)
  for (const table of tablesOf(to)) {
    const columns = columnsOf(to, table).join(', ')
    const places = columnsOf(to, table).map(() => '?')
    const copy = to.prepare(`insert or ignore into ${table} (${columns}) values (${places.join(', ')})`)
    for (const row of from.reader.all<Record<string, unknown>>(`select ${columns} from ${table}`))
      copy.run(Object.values(row))
  }
  from.close()
  to.close()
  rmSync(paths.database)
  renameSync(older, paths.database)
}

/** All but the search index, which follows by itself. In the order of their making, so that what is referred to is there. */
function tablesOf(database: Database.Database): readonly string[] {
  const ours = `select name from sqlite_schema where type = 'table' and name not like 'note\\_search%' escape '\\'
    and name not like 'sqlite\\_%' escape '\\' order by rowid`
  return (database.prepare(ours).all() as { name: string }[]).map(({ name }) => name)
}

function columnsOf(database: Database.Database, table: string): readonly string[] {
  return (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
}
