// Remembers in the state folder that Electron's runtime could not be fetched, so that not every start waits for it.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FetchMemory } from './choose-shell.ts'
import { readFileOrNull, replaceFile } from './platform/files.ts'

export interface FetchMemoryFile extends FetchMemory {
  readonly forget: () => void
}

export function fetchMemory(stateFolder: string, now: () => number): FetchMemoryFile {
  const path = join(stateFolder, 'electron-not-fetched')
  return {
    failedAt: () => {
      const at = Number(readFileOrNull(path) ?? Number.NaN)
      return Number.isFinite(at) ? at : null
    },
    failed: () => replaceFile(path, String(now())),
    forget: () => rmSync(path, { force: true }),
  }
}
