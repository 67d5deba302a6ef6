// What was deleted from a vault is nowhere in its files once it was scrubbed, whatever SQLite left where rows were moved.
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeVault, openVault, type VaultDatabase } from '#main/data/open-vault.ts'
import { decrypted, timesIn } from '../fixtures/decrypted.ts'
import { temporaryFolder } from '../fixtures/world.ts'

const key = randomBytes(32)
const word = 'unmistakable'
let folder: string
let file: string

beforeEach(() => {
  folder = temporaryFolder()
  file = join(folder, 'vault.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** The same numbers from 0 to 1 in every run: what is left behind depends on how pages were divided. */
function numbersFrom(beginning: number): () => number {
  let state = beginning
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** Rows of many lengths that come, grow, shrink and move in a table and its index; every tenth holds the word for a while. */
function churn(vault: VaultDatabase, beginning: number): void {
  const next = numbersFrom(beginning)
  const text = (): string => `${next()}`.repeat(Math.floor(next() ** 3 * 200) + 1)
  vault.write((writer) => {
    writer.run('create table moving (number integer primary key, words text not null) strict')
    writer.run('create index moving_by_words on moving (words)')
    const put = (number: number, words: string): void =>
      writer.run('insert or replace into moving (number, words) values (?, ?)', number, words)
    for (let number = 0; number < 200; number += 1) put(number, text())
    for (let number = 0; number < 200; number += 10) put(number, `${text()} ${word} ${text()}`)
    for (let time = 0; time < 400; time += 1) {
      const number = Math.floor(next() * 200)
      if (number % 10 !== 0) put(number, text())
    }
    for (let number = 0; number < 200; number += 10) put(number, text())
  })
}

/** A closed vault in whose files the word still stands, though no row has it: one in some 25 comes out so. */
function vaultWithTraces(): void {
  for (let beginning = 54; beginning < 154; beginning += 1) {
    const vault = makeVault(file, key)
    churn(vault, beginning)
    vault.close()
    if (timesIn(decrypted(file, key), word) > 0) return
    rmSync(file)
  }
  throw new Error('deleting left no trace in a hundred vaults, so scrubbing proves nothing here')
}

test('deleting can leave copies where rows were moved; after scrubbing there are none, and all else is as it was', () => {
  vaultWithTraces()
  const vault = openVault(file, key)
  const rows = (): unknown => vault.reader.all('select * from moving order by number')
  const before = rows()
  expect(JSON.stringify(before)).not.toContain(word)
  vault.scrub()
  expect(timesIn(decrypted(file, key), word)).toBe(0)
  expect(rows()).toEqual(before)
  expect(vault.reader.get('pragma integrity_check')).toEqual({ integrity_check: 'ok' })
  vault.close()
})

test('what was deleted a moment ago stands in the log beside the file until it is scrubbed', () => {
  const vault = makeVault(file, key)
  vault.write((writer) => writer.run('insert into setting (name, value) values (?, ?)', 'a', word))
  vault.write((writer) => writer.run("delete from setting where name = 'a'"))
  expect(timesIn(decrypted(file, key), word)).toBeGreaterThan(0)
  vault.scrub()
  expect(timesIn(decrypted(file, key), word)).toBe(0)
  vault.close()
})
