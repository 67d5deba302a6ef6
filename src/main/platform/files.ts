// Small files written so that at every instant either the old or the new content is there.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const ownerOnly = 0o600
const ownerOnlyFolder = 0o700

/** Makes a folder and those above it that are missing, durably: what lies in a folder is lost with the folder's name. */
export function makeFolder(path: string): void {
  const highest = mkdirSync(path, { recursive: true, mode: ownerOnlyFolder })
  if (highest === undefined) return
  for (let made = resolve(path); made.length >= highest.length; made = dirname(made)) syncFolder(dirname(made))
}

/** Replaces a file durably: written beside it, synced, renamed, and the folder synced. */
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

/** The content, or null when there is no such file. */
export function readFileOrNull(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** Makes names in a folder durable. Windows cannot open a folder for syncing and needs none. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
