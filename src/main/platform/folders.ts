// Where Fieldbook keeps its data and its state on each platform, readable by their owner only.
import { chmodSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { makeFolder } from './files.ts'

export interface Folders {
  /** Vaults. */
  readonly data: string
  /** What is outside the vaults: rollback heads, log, the file that opens the page. */
  readonly state: string
}

interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly home: string
  readonly env: Readonly<Record<string, string | undefined>>
}

/** The folders as the platform's customs have them; FIELDBOOK_HOME takes precedence everywhere. */
export function foldersOf({ platform, home, env }: Surroundings): Folders {
  const { FIELDBOOK_HOME, LOCALAPPDATA, XDG_DATA_HOME, XDG_STATE_HOME } = env
  if (FIELDBOOK_HOME) return both(resolve(FIELDBOOK_HOME))
  if (platform === 'win32') return both(join(LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Fieldbook'))
  if (platform === 'darwin') return both(join(home, 'Library', 'Application Support', 'Fieldbook'))
  return {
    data: join(absoluteOr(XDG_DATA_HOME, join(home, '.local', 'share')), 'fieldbook'),
    state: join(absoluteOr(XDG_STATE_HOME, join(home, '.local', 'state')), 'fieldbook'),
  }
}

/** Makes the folders of this computer where they are missing, closed to everyone else, and takes care for all later files. */
export function openFolders(): Folders {
  process.umask(0o077)
  const folders = foldersOf({ platform: process.platform, home: homedir(), env: process.env })
  for (const folder of [folders.data, folders.state]) {
    makeFolder(folder)
    // A folder from elsewhere (a copy, another program) may be open to others.
    chmodSync(folder, 0o700)
  }
  return folders
}

function both(folder: string): Folders {
  return { data: join(folder, 'data'), state: join(folder, 'state') }
}

/** The XDG base directory specification: a path that is not absolute counts as not set. */
function absoluteOr(path: string | undefined, usual: string): string {
  return path !== undefined && isAbsolute(path) ? path : usual
}
