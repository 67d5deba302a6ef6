// The files of a store beside its database: written durably, readable by their owner only.
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'

const ownerOnly = 0o600
const ownerOnlyFolder = 0o700

interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** Where a store lies when nobody says otherwise: FIELDBOOK_CENTRAL, else the platform's place for data. */
export function usualFolder(): string {
  return folderOf({ platform: process.platform, home: homedir(), env: process.env })
}

export function folderOf({ platform, home, env }: Surroundings): string {
  const { FIELDBOOK_CENTRAL, LOCALAPPDATA, XDG_DATA_HOME } = env
  if (FIELDBOOK_CENTRAL) return resolve(FIELDBOOK_CENTRAL)
  if (platform === 'win32') return join(LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Fieldbook Central')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Fieldbook Central')
  // The XDG base directory specification: a path that is not absolute counts as not set.
  const data = XDG_DATA_HOME !== undefined && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(home, '.local', 'share')
  return join(data, 'fieldbook-central')
}

/**
 * Makes a folder and those above it that are missing, durably, because what lies in a folder is lost with the folder's
 * name; and closes it to everyone else even if it came from elsewhere.
 */
export function makeFolder(path: string): void {
  const highest = mkdirSync(path, { recursive: true, mode: ownerOnlyFolder })
  if (highest !== undefined) syncNames(resolve(path), highest)
  chmodSync(path, ownerOnlyFolder)
}

/** Writes a file so that at every instant the old or the new content is there, and is on disk when this returns. */
export function replaceFile(path: string, content: string): void {
  const beside = `${path}.new`
  const handle = openSync(beside, 'w', ownerOnly)
  try {
    // Writes to the end, where one call of the system may stop short on a disk that is all but full.
    writeFileSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(beside, path)
  syncFolder(dirname(path))
}

export function readFileOrNull(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Makes the names of a folder, and of those above it up to the highest that was made, durable. */
function syncNames(path: string, highest: string): void {
  for (let made = path; made.length >= highest.length; made = dirname(made)) syncFolder(dirname(made))
}

/** Makes names in a folder durable. Windows cannot open a folder for syncing and needs none. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
