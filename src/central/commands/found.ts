// `npm run central -- found`: founds a real organisation and says what to do with each file.
import { join } from 'node:path'
import { makeFolder } from '../files.ts'
import { databaseFile } from '../index.ts'
import { foundReal, rootKeyFile, shareFile, takeAwayFolder, threshold } from '../real.ts'
import { takeFolderLock } from '../storage/sqlite/folder-lock.ts'
import { openStorage } from '../storage/sqlite/storage.ts'
import { say } from '../terminal.ts'

export async function foundOrganisation(folder: string, name: string, officers: number): Promise<0> {
  process.umask(0o077)
  makeFolder(folder)
  const lock = takeFolderLock(folder)
  try {
    const storage = openStorage(join(folder, databaseFile))
    await foundReal(folder, storage, { name, officers }, new Date().toISOString()).finally(() => storage.close())
  } finally {
    lock.release()
  }
  say(...whatToDo(folder, name, officers))
  return 0
}

function whatToDo(folder: string, name: string, officers: number): readonly string[] {
  const place = join(folder, takeAwayFolder)
  return [
    `${name} was founded. Its store starts with: npm run central`,
    '',
    `Take these files away from ${place} and delete them there.`,
    'Until you have, whoever runs this store could name an administrator and read everything.',
    `  ${rootKeyFile}`,
    '      Copy it to two offline media in two safes. It names and replaces administrators, nothing else.',
    '      Without it an organisation that lost its administrators cannot go on.',
    ...Array.from({ length: officers }, (_, index) => [
      `  ${shareFile('ordinary', index + 1)}, ${shareFile('restricted', index + 1)}`,
      `      Hand both to recovery officer ${index + 1}, on a medium of their own. One share opens nothing.`,
    ]).flat(),
    `Any ${threshold} of the ${officers} officers together can open what nobody else can open any more;`,
    `if fewer than ${threshold} shares are left, it stays closed for good.`,
    'The key of the store stays in its folder: it signs checkpoints and receipts and opens nothing.',
    'Codes for people come from an administrator, whom the root key names.',
  ]
}
