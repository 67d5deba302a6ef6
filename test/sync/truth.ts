// What a vault holds, row by row, and whether what it says of the store is true.
import { expect } from 'vitest'
import { leavesFrom, progressOfChains } from '#main/data/trees.ts'
import { toHex } from '#shared/domain/bytes.ts'
import type { TestStore } from '../central/store.ts'
import type { Member } from '../fixtures/organisation.ts'
import { ledgerOf } from '../fixtures/world.ts'

/** Every row of every table, but those of the full-text index, which follows by itself. */
export function everythingIn({ world }: Member): unknown {
  const { reader } = ledgerOf(world)
  const tables = reader.all<{ readonly name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'note_search%' and name not like 'sqlite_%'",
  )
  return tables.map(({ name }) => [
    name,
    reader
      .all<Readonly<Record<string, unknown>>>(`select * from ${name}`)
      .map((row) => JSON.stringify(row))
      .toSorted(),
  ])
}

/** Nothing counts as placed or received that the store does not hold in that place, and every chain and body is sound. */
export async function expectTrue(member: Member, store: TestStore): Promise<void> {
  const { reader } = ledgerOf(member.world)
  const chains = progressOfChains(reader)
  for (const compartment of new Set(chains.map((chain) => chain.compartment))) {
    const known = leavesFrom(reader, compartment, 0, 100_000).map(toHex)
    expect((await store.storage.leaves(compartment, 0)).slice(0, known.length)).toEqual(known)
    const entries = await store.storage.entries(compartment, 0, { entries: 100_000, bytes: 1e9 })
    for (const { device, placed, received } of chains.filter((chain) => chain.compartment === compartment)) {
      expect(placed).toBeLessThanOrEqual(entries.filter((entry) => entry.device === device).length)
      expect(received).toBeLessThanOrEqual(placed)
    }
  }
  expect((await member.world.call('vault.verify', {})).findings).toEqual([])
}
