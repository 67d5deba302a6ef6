// `npm run central -- verify`: checks everything that the store of a folder holds and says what it found.
import { join } from 'node:path'
import { databaseFile } from '../index.ts'
import { verifyStore } from '../records/verifying.ts'
import { openToLookAt } from '../storage/sqlite/storage.ts'
import { complain, say } from '../terminal.ts'

/** Exit codes: 0 nothing found, 1 something found, 2 the store could not be checked. */
export async function verify(folder: string): Promise<0 | 1 | 2> {
  try {
    const storage = openToLookAt(join(folder, databaseFile))
    const found = await verifyStore(storage).finally(() => storage.close())
    const { entries, bodies, chains, compartments, checkpoints, findings } = found
    say(
      `Checked ${entries} entries and ${bodies} bodies in ${chains} chains of ${compartments} compartments,`,
      `and ${checkpoints} checkpoints.`,
    )
    const [first] = findings
    if (first === undefined) {
      say('Nothing was changed, removed or added. What is sealed can be opened by its readers only.')
      return 0
    }
    say(`${findings.length} found. The first:`)
    say(`  fault        ${first.fault}`, `  entry        ${first.entry ?? '-'}`)
    say(`  compartment  ${first.compartment ?? '-'}`, `  device       ${first.device ?? '-'}`)
    say(`  sequence     ${first.seq ?? '-'}`)
    for (const [fault, group] of Map.groupBy(findings, (one) => one.fault)) say(`  ${group.length} of ${fault}`)
    return 1
  } catch (error) {
    complain(error)
    return 2
  }
}
