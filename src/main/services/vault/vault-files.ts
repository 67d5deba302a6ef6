// Where a vault's files lie, which vaults are on this device, and its key slots file.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '#shared/problems.ts'
import { makeFolder, readFileOrNull, replaceFile } from '../../platform/files.ts'
import type { Folders } from '../../platform/folders.ts'
import { type KeySlots, keySlotsSchema } from '../../platform/key-slots.ts'

export interface VaultPaths {
  readonly folder: string
  readonly database: string
  readonly slots: string
  readonly head: string
  /** Failed attempts to open it. */
  readonly attempts: string
}

/** What lies in the vault's own folder. */
type OwnPaths = Omit<VaultPaths, 'head' | 'attempts'>

const unfinished = '.making-'

export function pathsOf(folders: Folders, vault: string): VaultPaths {
  const folder = join(folders.data, 'vaults', vault)
  const [head, attempts] = [join(folders.state, 'heads', `${vault}.json`), join(folders.state, 'attempts', vault)]
  return { ...pathsIn(folder), head, attempts }
}

/** The folder in which a vault is made, so that a vault half made is never listed. */
export function unfinishedPaths(folders: Folders, vault: string): OwnPaths {
  return pathsIn(join(folders.data, 'vaults', `${unfinished}${vault}`))
}

function pathsIn(folder: string): OwnPaths {
  return { folder, database: join(folder, 'vault.db'), slots: join(folder, 'slots.json') }
}

/** Makes the folders, and removes what a crash left of a vault that was never finished. */
export function prepareFolders(folders: Folders): void {
  makeFolder(join(folders.data, 'vaults'))
  makeFolder(join(folders.state, 'heads'))
  makeFolder(join(folders.state, 'attempts'))
  for (const name of readdirSync(join(folders.data, 'vaults'))) {
    if (name.startsWith(unfinished)) rmSync(join(folders.data, 'vaults', name), { recursive: true, force: true })
  }
}

/** Every vault whose slots can be read, oldest first; one that is damaged does not hide the others. */
export function listVaults(folders: Folders): readonly KeySlots[] {
  const names = readdirSync(join(folders.data, 'vaults')).filter((name) => /^[0-9a-f]{32}$/.test(name))
  const slots = names.flatMap((name) => {
    const parsed = keySlotsSchema.safeParse(jsonOrNull(pathsOf(folders, name).slots))
    return parsed.success ? [parsed.data] : []
  })
  return slots.toSorted((one, other) => (one.made < other.made ? -1 : 1))
}

/** Throws Problems `vault.unknown` and `vault.slots-damaged`. */
export function readSlots(paths: Pick<VaultPaths, 'folder' | 'slots'>): KeySlots {
  if (!existsSync(paths.folder)) throw new Problem('vault.unknown')
  const parsed = keySlotsSchema.safeParse(jsonOrNull(paths.slots))
  if (!parsed.success) throw new Problem('vault.slots-damaged', { detail: 'slots.json cannot be read' })
  return parsed.data
}

/** At every instant either the old slots or the new ones are there. Throws Problems `vault.disk-full` and `vault.disk-fault`. */
export function writeSlots(path: string, slots: KeySlots): void {
  try {
    replaceFile(path, JSON.stringify(slots, null, 2))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const full = code === 'ENOSPC' || code === 'EDQUOT'
    throw new Problem(full ? 'vault.disk-full' : 'vault.disk-fault', { detail: code, cause: error })
  }
}

function jsonOrNull(path: string): unknown {
  try {
    return JSON.parse(readFileOrNull(path) ?? 'null')
  } catch {
    return null
  }
}
