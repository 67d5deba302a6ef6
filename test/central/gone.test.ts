// What was destroyed is gone from every file of the store: not a piece of a body or of a sealed key is left, wherever it lay.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AcceptedEntry, Storage } from '#central/storage/Storage.ts'
import { openStorage, openToLookAt } from '#central/storage/sqlite/storage.ts'
import { random } from '#main/platform/crypto.ts'
import { toBase64url, toHex } from '#shared/domain/bytes.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { bytesIn } from './files.ts'
import { enrolPeople, OrderedInspection } from './ordered.ts'
import { TestStore } from './store.ts'

const hash = (): Hash => toHex(random(32))

/** An entry whose body repeats a few random bytes: any piece of it of some length betrays it. */
interface Marked {
  readonly entry: AcceptedEntry
  readonly log: Hash
  readonly mark: Uint8Array
}

function marked(log: Hash, seq: number, size: number, control = false): Marked {
  const mark = random(12)
  const bytes = { header: random(200), signature: random(64), body: Buffer.alloc(size, mark) }
  return { entry: { hash: hash(), device: log, seq, ...bytes, control }, log, mark }
}

/** Those of which the bytes hold a piece. */
function foundIn(bytes: Buffer, entries: readonly Marked[]): readonly Hash[] {
  return entries.filter(({ mark }) => bytes.includes(Buffer.alloc(30, mark))).map(({ entry }) => entry.hash)
}

/** Appends them one by one, each log after its own, as pushes of several devices mix them. */
async function appendAll(storage: Storage, entries: readonly Marked[]): Promise<void> {
  await storage.write(async (writing) => {
    for (const { log, entry } of entries) {
      if (entry.seq === 1) await writing.makeLog(log, 1, false)
      const counted = { compartment: log, epoch: 1, size: entry.seq, controls: 0, frontier: '', checkpoint: '' }
      await writing.append(counted, [entry], [])
    }
  })
}

/** Most bodies share a page with others, some fill several. */
const size = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 60, max: 1_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 3_000, max: 20_000 }) },
)

/** Not made smaller where they fail: what is left behind depends on where hundreds of rows lay. */
const histories = fc.noShrink(
  fc.record({
    sizes: fc.array(fc.array(size, { minLength: 100, maxLength: 200, size: 'max' }), { minLength: 2, maxLength: 4 }),
    /** In which order single bodies are taken. */
    order: fc.infiniteStream(fc.nat()),
  }),
)

test('whatever was taken in whatever order, no piece of it is in any file, and all else is there', async () => {
  await alwaysAsync(
    fc.asyncProperty(histories, async ({ sizes, order }) => {
      const folder = temporaryFolder()
      const storage = openStorage(join(folder, 'central.db'))
      const logs = sizes.map((of) => ({ log: hash(), of }))
      const sealed = logs.flatMap(({ log, of }) => of.map((bytes, index) => marked(log, index + 1, bytes)))
      const orders = logs.map(({ log, of }) => marked(log, of.length + 1, 100, true))
      await appendAll(
        storage,
        [...sealed, ...orders].toSorted((one, other) => one.entry.seq - other.entry.seq),
      )
      const shuffled = sealed.map((one) => ({ one, at: order.next().value ?? 0 })).toSorted((a, b) => a.at - b.at)
      const single = shuffled.slice(0, sealed.length / 2).map(({ one }) => one)
      const ordered = new Map(orders.map(({ log, entry }) => [log, entry.hash]))
      const [{ log: disposed, of }] = logs as [(typeof logs)[0]]
      await storage.write(async (writing) => {
        for (const { log, entry } of single) await writing.correct(log, ordered.get(log) ?? '', [entry.hash])
        const committed = ordered.get(disposed) ?? ''
        await writing.dispose({ compartment: disposed, committed, size: of.length }, [])
      })
      expect(await storage.scrub()).toBe(true)

      const gone = sealed.filter((one) => one.log === disposed || single.includes(one))
      expect(foundIn(bytesIn(folder), gone)).toEqual([])
      for (const { log } of logs) {
        const left = await storage.entries(log, 0, { entries: 1_000, bytes: 1e9 })
        const expected = [...sealed, ...orders].filter((one) => one.log === log)
        const bodies = expected.map((one) => (gone.includes(one) ? null : toHex(one.entry.body)))
        expect(left.map(({ body }) => body && toHex(body))).toEqual(bodies)
      }
      expect(await storage.faults()).toEqual([])
      await storage.close()
      rmSync(folder, { recursive: true })
    }),
    15,
  )
}, 120_000)

test('nor of what an earlier version left in the free room of its pages', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'central.db')
  const first = new URL('../../src/central/storage/sqlite/migrations/0001-first.sql', import.meta.url)
  const log = hash()
  const sealed = Array.from({ length: 40 }, (_, index) => marked(log, index + 1, 400))
  const order = marked(log, 41, 100, true)
  const earlier = new Database(file)
  earlier.pragma('journal_mode=WAL')
  earlier.exec(readFileSync(first, 'utf8'))
  earlier.pragma('user_version = 1')
  earlier.prepare("insert into log values (1, ?, 1, 41, 0, '', '', null)").run(Buffer.from(log, 'hex'))
  earlier.prepare('insert into device values (1, ?)').run(Buffer.from(log, 'hex'))
  for (const [index, { entry }] of [...sealed, order].entries()) {
    const values = [index, entry.seq, Buffer.from(entry.hash, 'hex'), entry.header, entry.signature]
    const sql =
      'insert into entry (log, position, device, seq, hash, header, signature, control) values (1, ?, 1, ?, ?, ?, ?, ?)'
    const { lastInsertRowid } = earlier.prepare(sql).run(...values, entry.control ? 1 : 0)
    earlier.prepare('insert into body values (?, ?)').run(lastInsertRowid, entry.body)
  }
  earlier.close()

  const storage = openStorage(file)
  await storage.write(async (writing) => {
    await writing.dispose({ compartment: log, committed: order.entry.hash, size: 40 }, [])
  })
  await storage.scrub()
  expect(foundIn(bytesIn(folder), sealed)).toEqual([])
  expect(foundIn(bytesIn(folder), [order])).toEqual([order.entry.hash])
  await storage.close()
  rmSync(folder, { recursive: true })
})

test('a disposal at a store takes sealed bodies and sealed keys from its files, and nothing of another inspection', async () => {
  const store = await TestStore.open()
  const people = await enrolPeople(store)
  const granted = async (to: OrderedInspection): Promise<Buffer> => {
    const sealed = toBase64url(random(3_000))
    const data = { key: to.made.key.id, grants: [{ to: people.member.device.device, sealed }] }
    const { chain } = to.made
    // The second says that it speaks of something else, and is read by nobody; what is sealed in it is sealed all the same.
    const grants = [
      chain.write({ kind: 'key.granted', data }),
      chain.write({ kind: 'key.granted', data, of: '0'.repeat(32) }),
    ]
    await to.push(people.lead, grants)
    return Buffer.from(sealed)
  }
  const begun = async (): Promise<{ readonly inspection: OrderedInspection; readonly secret: readonly Buffer[] }> => {
    const inspection = await OrderedInspection.begin(store, people, 0)
    const notes = [await inspection.note(10), await inspection.note(6_000)]
    return { inspection, secret: [await granted(inspection), ...notes.map(({ body }) => Buffer.from(body ?? []))] }
  }
  const [going, staying] = [await begun(), await begun()]
  const corrected = await staying.inspection.note(700)
  /** How many of the pieces, each of 40 bytes, are found. */
  const pieces = (of: readonly Buffer[]): number => {
    const bytes = bytesIn(store.folder)
    const starts = (one: Buffer) => Array.from({ length: Math.floor(one.length / 40) }, (_, index) => index * 40)
    return of.flatMap((one) => starts(one).filter((at) => bytes.includes(one.subarray(at, at + 40)))).length
  }
  const name = Buffer.from(corrected.body ?? [])
  const kept = pieces(staying.secret)
  expect([pieces(going.secret) > 200, pieces([name]) > 10, kept > 200]).toEqual([true, true, true])

  await staying.inspection.correct([corrected.hash])
  expect(pieces([name])).toBe(0)
  await going.inspection.approve(await going.inspection.propose())
  await store.afterUndoWindow()
  expect([pieces(going.secret), pieces(staying.secret)]).toEqual([0, kept])
  await store.remove()
})

test('while somebody looks at an earlier moment it is owed, told, and done once they have looked', async () => {
  const store = await TestStore.open()
  const inspection = await OrderedInspection.begin(store, await enrolPeople(store), 0)
  const { hash: named, body } = await inspection.note()
  await store.records.doWhatIsDue()
  store.deeds.length = 0
  store.asked = 0
  const looking = openToLookAt(join(store.folder, 'central.db'))
  await looking.totals()
  await inspection.correct([named])
  const told = { deed: 'scrubbing', compartment: '' }
  expect(store.deeds).toEqual([{ ...told, outcome: 'in-the-way' }])
  expect(store.asked).toBe(1)
  expect(await store.records.doWhatIsDue()).toBe(new Date(store.time + 60_000).toISOString())
  expect(bytesIn(store.folder).includes(Buffer.from(body ?? []))).toBe(true)
  await looking.close()
  expect(await store.records.doWhatIsDue()).toBe(null)
  expect(store.deeds.at(-1)).toEqual({ ...told, outcome: 'done' })
  expect(bytesIn(store.folder).includes(Buffer.from(body ?? []))).toBe(false)
  await store.remove()
})
