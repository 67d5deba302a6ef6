// `npm run central -- stats`: whose store this is and how much it holds; nothing of what.
import { join } from 'node:path'
import { readFileOrNull } from '../files.ts'
import { databaseFile, lastAddress } from '../index.ts'
import { Organisation } from '../records/organisation.ts'
import { openToLookAt } from '../storage/sqlite/storage.ts'
import { say, trialWarning } from '../terminal.ts'
import { windowFile, windowFrom, windowWords } from '../undo-window.ts'

export async function stats(folder: string): Promise<0> {
  const storage = openToLookAt(join(folder, databaseFile))
  try {
    const { id, directory } = await Organisation.open(storage)
    const { compartments, entries, forks, bytes, ...orders } = await storage.totals()
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
      `  disposals      ${orders.disposals} carried out, ${orders.pendingDisposals} approved and waiting`,
      `  corrections    ${orders.corrections}, which took ${orders.correctedBodies} bodies`,
      `  undo window    ${undoWindowOf(folder)}`,
      ...(directory.trial ? trialWarning : []),
    )
    return 0
  } finally {
    await storage.close()
  }
}

/** Of the store that was started last: it is told at each start and holds for what is approved from then on. */
function undoWindowOf(folder: string): string {
  const window = windowFrom(readFileOrNull(join(folder, windowFile))?.trim() ?? '')
  return window === null ? 'never started' : windowWords(window)
}
