// Copies of a vault's files, made and put back while it is locked.
import { cpSync, rmSync } from 'node:fs'
import { expect } from 'vitest'
import type { Member } from '../fixtures/organisation.ts'
import { temporaryFolder } from '../fixtures/world.ts'

/** The vault as it stands now is put back after something was done: its device ends. */
export async function putBackAfter({ world }: Member, work: () => Promise<void>): Promise<void> {
  const kept = temporaryFolder()
  await world.lock()
  cpSync(world.folders.data, kept, { recursive: true })
  await world.unlock()
  await work()
  await world.lock()
  rmSync(world.folders.data, { recursive: true })
  cpSync(kept, world.folders.data, { recursive: true })
  rmSync(kept, { recursive: true })
  expect(await world.unlock()).toMatchObject({ notice: 'older-than-known' })
}

/** What is kept outside of a vault as it stands, in a folder of its own. */
export async function headsOf({ world }: Member): Promise<string> {
  const folder = temporaryFolder()
  await world.lock()
  cpSync(world.folders.state, folder, { recursive: true })
  await world.unlock()
  return folder
}
