// A setting that does not hold stops the opening: evidence could be lost or leak, and nobody would notice.
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type Database from 'better-sqlite3-multiple-ciphers'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { makeVault, openVault } from '#main/data/open-vault.ts'
import { temporaryFolder } from '../fixtures/world.ts'

// A driver that answers something else for one setting, as a build without it, or with other defaults, would.
const lie = vi.hoisted((): { name: string; value: unknown } => ({ name: '', value: null }))
vi.mock('better-sqlite3-multiple-ciphers', async (importOriginal) => {
  const { default: Driver } = await importOriginal<{ default: typeof Database }>()
  class Lying extends Driver {
    override pragma(source: string, options?: { simple?: boolean }): unknown {
      const actual = super.pragma(source, options)
      return options?.simple === true && source === lie.name ? lie.value : actual
    }
    override prepare(source: string): never {
      if (lie.name !== 'build' || !source.includes('sqlite3mc_version')) return super.prepare(source) as never
      return { get: () => ({ build: lie.value }) } as never
    }
  }
  return { default: Lying }
})

beforeEach(() => {
  lie.name = ''
})

const wrong: readonly (readonly [string, unknown])[] = [
  ['cipher', 'chacha20'],
  ['legacy', 3],
  ['locking_mode', 'normal'],
  ['journal_mode', 'delete'],
  ['synchronous', 1],
  ['temp_store', 0],
  ['secure_delete', 0],
  ['foreign_keys', 0],
  ['trusted_schema', 1],
  ['cell_size_check', 0],
  ['build', 'SQLite3 Multiple Ciphers 2.2.9'],
  ['build', 'SQLite3 Multiple Ciphers 1.99.99'],
  ['build', ''],
]

describe('a vault', () => {
  test.each(wrong)('is not opened when %s is %j, and is left as it was', (name, value) => {
    const folder = temporaryFolder()
    const [file, key] = [join(folder, 'vault.db'), randomBytes(32)]
    makeVault(file, key).close()
    const before = readFileSync(file)

    Object.assign(lie, { name, value })
    expect(() => openVault(file, key)).toThrow(expect.objectContaining({ code: 'vault.unsafe-settings' }))
    expect(readFileSync(file).equals(before)).toBe(true)
    expect(readdirSync(folder)).toEqual(['vault.db'])

    lie.name = ''
    openVault(file, key).close()
    rmSync(folder, { recursive: true })
  })

  test('is opened with a newer build of the driver', () => {
    const folder = temporaryFolder()
    const [file, key] = [join(folder, 'vault.db'), randomBytes(32)]
    Object.assign(lie, { name: 'build', value: 'SQLite3 Multiple Ciphers 3.0.0' })
    makeVault(file, key).close()
    rmSync(folder, { recursive: true })
  })
})
