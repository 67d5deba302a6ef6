// `npm run central -- stats`: whose store this is and how much it holds; nothing of what.
import { join } from 'node:path'
import { databaseFile, lastAddress } from '../index.ts'
import { Organisation } from '../records/organisation.ts'
import { openToLookAt } from '../storage/sqlite/storage.ts'
import { say, trialWarning } from '../terminal.ts'

export async function stats(folder: string): Promise<0> {
  const storage = openToLookAt(join(folder, databaseFile))
  try {
    const { id, directory } = await Organisation.open(storage)
    const { compartments, entries, forks, bytes } = await storage.totals()
    const devices = directory.devices()
    const inUse = devices.filter(({ state }) => state === 'active').length
    say(
      directory.name,
      `  organisation   ${id}`,
      `  root           ${directory.root?.device ?? '-'}`,
      `  store          ${directory.store?.device ?? '-'}`,
      `  address        ${lastAddress(folder) ?? 'never started'}`,
      `  directory      ${directory.size} entries, ${directory.persons().length} persons`,
      `  devices        ${inUse} in use of ${devices.length}`,
      `  compartments   ${compartments}, the directory included`,
      `  entries        ${entries}`,
      `  size           ${bytes} bytes of headers, signatures and bodies`,
      `  forks          ${forks} entries kept as evidence`,
      ...(directory.trial ? trialWarning : []),
    )
    return 0
  } finally {
    await storage.close()
  }
}
