// A store killed at each step of a disposal and started again: it is committed once, and nothing that it covers is left in any file.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '#central/index.ts'
import { verifyStore } from '#central/records/verifying.ts'
import { openToLookAt } from '#central/storage/sqlite/storage.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { bytesIn } from './files.ts'
import { enrolPeople, OrderedInspection } from './ordered.ts'
import { killedInDisposal } from './processes.ts'
import { TestStore } from './store.ts'

/** A store that stopped while an approved disposal waited; by the clock of this computer its time has come. */
let before: TestStore
let inspection: OrderedInspection
const secrets: Buffer[] = []

beforeAll(async () => {
  before = await TestStore.open()
  inspection = await OrderedInspection.begin(before, await enrolPeople(before), 0)
  for (const words of [30, 5_000]) secrets.push(Buffer.from((await inspection.note(words)).body ?? []))
  await inspection.approve(await inspection.propose())
  await before.app.close()
  await before.storage.close()
})
afterAll(() => rmSync(before.folder, { recursive: true, force: true }))

/** How often the store committed, how many bodies of sealed entries are left, and what waits. */
async function standing(folder: string) {
  const looking = openToLookAt(join(folder, 'central.db'))
  const entries = await looking.entries(inspection.compartment, 0, { entries: 1_000, bytes: 1e9 })
  const { pendingDisposals: waits, disposals } = await looking.totals()
  await looking.close()
  const commits = entries.filter(({ device }) => device === before.facts.store).length
  const sealed = entries.filter(({ control, body }) => !control && body !== null).length
  return { commits, sealed, waits, disposals }
}

const hasPieces = (folder: string): boolean => {
  const bytes = bytesIn(folder)
  return secrets.some((body) =>
    [0, body.length / 2, body.length - 48].some((at) => bytes.includes(body.subarray(at, at + 48))),
  )
}

const untouched = { commits: 0, sealed: 2, waits: 1, disposals: 0 }
const done = { commits: 1, sealed: 0, waits: 0, disposals: 1 }

test.each([
  ['disposal-stated', untouched],
  ['disposal-in-transaction', untouched],
  ['disposal-committed', done],
  ['disposal-scrubbed', done],
])('killed at %s', async (point, left) => {
  const folder = temporaryFolder()
  cpSync(before.folder, folder, { recursive: true })
  expect(hasPieces(folder)).toBe(true)
  expect(await killedInDisposal(folder, point)).toMatchObject({ signal: 'SIGKILL' })
  expect(await standing(folder)).toEqual(left)
  expect(hasPieces(folder)).toBe(point !== 'disposal-scrubbed')

  for (let times = 0; times < 2; times += 1) {
    const store = await run({ folder, port: 0 })
    expect(await standing(folder)).toEqual(done)
    expect(hasPieces(folder)).toBe(false)
    await store.stop()
  }
  const looking = openToLookAt(join(folder, 'central.db'))
  expect((await verifyStore(looking)).findings).toEqual([])
  await looking.close()
  rmSync(folder, { recursive: true })
})
