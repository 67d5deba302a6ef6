// What every storage of central must do: one suite over each implementation.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AcceptedEntry, ChainEnd, Fork, Log, Storage, Writing } from '#central/storage/Storage.ts'
import { random } from '#main/platform/crypto.ts'
import { toHex, utf8 } from '#shared/domain/bytes.ts'

export interface OpenedStorage {
  readonly storage: Storage
  /** As after a kill: everything open is dropped, and what is durable is opened again. */
  reopen(): Promise<OpenedStorage>
  remove(): Promise<void>
}

const hash = (): string => toHex(random(32))
const many = { entries: 1_000, bytes: 1_000_000 }

function entry(device: string, seq: number, about: Partial<AcceptedEntry> = {}): AcceptedEntry {
  const bytes = (length: number) => new Uint8Array(random(length))
  return {
    hash: hash(),
    device,
    seq,
    header: bytes(300),
    signature: bytes(64),
    body: bytes(500),
    control: false,
    ...about,
  }
}

const logOf = (compartment: string, size: number, about: Partial<Log> = {}): Log => ({
  compartment,
  epoch: 1,
  size,
  controls: 0,
  frontier: `frontier ${size}`,
  checkpoint: `checkpoint ${size}`,
  ...about,
})

const endOf = ({ device, seq, hash: head }: AcceptedEntry, directory = 0): ChainEnd => ({
  device,
  seq,
  head,
  directory,
})

export function storageSuite(name: string, open: () => Promise<OpenedStorage>): void {
  describe(name, () => {
    let opened: OpenedStorage
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(async () => opened.remove())

    const append = async (compartment: string, entries: readonly AcceptedEntry[], before = 0): Promise<Log> => {
      const log = logOf(compartment, before + entries.length, { controls: entries.filter((one) => one.control).length })
      await opened.storage.write(async (writing) => {
        if (before === 0) await writing.makeLog(compartment, 1, false)
        await writing.append(log, entries, [...new Map(entries.map((one) => [one.device, endOf(one)])).values()])
      })
      return log
    }

    test('knows nothing at first', async () => {
      const { storage } = opened
      expect(await storage.organisation()).toBe(null)
      expect(await storage.log(hash())).toBe(null)
      expect(await storage.entries(hash(), 0, many)).toEqual([])
      expect(await storage.leaves(hash(), 0)).toEqual([])
      expect(await storage.chainEnds(hash(), [hash()])).toEqual([])
      expect(await storage.hashAt(hash(), hash(), 1)).toBe(null)
      expect(await storage.standingsOf(hash())).toEqual([])
      expect(await storage.usedCode(hash())).toBe(null)
      expect(await storage.pendingDisposals()).toEqual([])
      expect(await storage.disposal(hash())).toBe(null)
      expect([await storage.disposedKeys(hash()), await storage.corrected(hash())]).toEqual([[], []])
      const orders = { pendingDisposals: 0, disposals: 0, corrections: 0, correctedBodies: 0 }
      expect(await storage.totals()).toEqual({ compartments: 0, entries: 0, forks: 0, bytes: 0, ...orders })
    })

    test('gives back what was appended, byte for byte and in its place, also after a kill', async () => {
      const [compartment, one, other] = [hash(), hash(), hash()]
      const entries = [entry(one, 1, { control: true }), entry(other, 1), entry(one, 2)]
      const log = await append(compartment, entries)
      opened = await opened.reopen()
      const { storage } = opened
      expect(await storage.log(compartment)).toEqual(log)
      const placed = entries.map((each, position) => ({ ...each, position }))
      expect((await storage.entries(compartment, 0, many)).map(plain)).toEqual(placed)
      expect((await storage.controlEntries(compartment)).map(plain)).toEqual(placed.slice(0, 1))
      expect(await storage.leaves(compartment, 1)).toEqual([entries[1]?.hash, entries[2]?.hash])
      expect(await storage.hashAt(compartment, one, 2)).toBe(entries[2]?.hash)
      expect(await storage.hashAt(compartment, one, 3)).toBe(null)
      const ends = await storage.chainEnds(compartment, [one, other, hash()])
      expect(ends.map(({ device, seq }) => [device, seq])).toEqual([
        [one, 2],
        [other, 1],
      ])
      expect(await storage.checkpoints(compartment)).toEqual([{ epoch: 1, size: 3, checkpoint: 'checkpoint 3' }])
      expect(await storage.faults()).toEqual([])
    })

    test('continues a log where it ended', async () => {
      const [compartment, device] = [hash(), hash()]
      const entries = [1, 2, 3, 4].map((seq) => entry(device, seq))
      await append(compartment, entries.slice(0, 2))
      await append(compartment, entries.slice(2), 2)
      const placed = await opened.storage.entries(compartment, 0, many)
      expect(placed.map(({ position, hash: is }) => [position, is])).toEqual(
        entries.map((one, index) => [index, one.hash]),
      )
      expect((await opened.storage.checkpoints(compartment)).map(({ size }) => size)).toEqual([2, 4])
    })

    test('cuts a page by number and by bytes, and gives at least one entry', async () => {
      const [compartment, device] = [hash(), hash()]
      await append(
        compartment,
        [1, 2, 3].map((seq) => entry(device, seq)),
      )
      const pageOf = async (from: number, limits: typeof many) =>
        (await opened.storage.entries(compartment, from, limits)).map(({ seq }) => seq)
      expect(await pageOf(1, { entries: 1, bytes: 1_000_000 })).toEqual([2])
      expect(await pageOf(0, { entries: 10, bytes: 2 * 864 })).toEqual([1, 2])
      expect(await pageOf(0, { entries: 10, bytes: 2 * 864 - 1 })).toEqual([1])
      expect(await pageOf(0, { entries: 10, bytes: 1 })).toEqual([1])
      expect(await pageOf(3, many)).toEqual([])
    })

    test('a transaction that throws leaves nothing, and the next one works', async () => {
      const [compartment, device] = [hash(), hash()]
      const broken = opened.storage.write(async (writing) => {
        await writing.makeLog(compartment, 1, false)
        await writing.append(logOf(compartment, 1), [entry(device, 1)], [])
        await writing.keepUsedCode({ code: hash(), devices: hash(), reply: '{}' })
        expect(await writing.leaves(compartment, 0)).toHaveLength(1)
        throw new RangeError('broken off')
      })
      await expect(broken).rejects.toThrow('broken off')
      expect(await opened.storage.log(compartment)).toBe(null)
      await append(compartment, [entry(device, 1)])
      expect(await opened.storage.leaves(compartment, 0)).toHaveLength(1)
    })

    test('nobody reads what is not committed', async () => {
      const compartment = hash()
      await opened.storage.write(async (writing) => {
        await writing.makeLog(compartment, 1, false)
        await writing.append(logOf(compartment, 1), [entry(hash(), 1)], [])
        expect(await opened.storage.log(compartment)).toBe(null)
        expect(await opened.storage.leaves(compartment, 0)).toEqual([])
      })
      expect(await opened.storage.leaves(compartment, 0)).toHaveLength(1)
    })

    test('transactions on one log come one after another, each on top of the one before', async () => {
      const [compartment, device] = [hash(), hash()]
      await append(compartment, [entry(device, 1)])
      const addOne = async (writing: Writing): Promise<void> => {
        const log = await writing.lock(compartment)
        const size = log?.size ?? 0
        await Promise.resolve()
        await writing.append(logOf(compartment, size + 1), [entry(device, size + 1)], [])
      }
      await Promise.all(Array.from({ length: 20 }, async () => opened.storage.write(addOne)))
      const placed = await opened.storage.entries(compartment, 0, many)
      expect(placed.map(({ position, seq }) => [position, seq])).toEqual(placed.map((_, index) => [index, index + 1]))
      expect(placed).toHaveLength(21)
    })

    test('an entry and its place are never given twice, changed or removed', async () => {
      const [compartment, device] = [hash(), hash()]
      const first = entry(device, 1)
      await append(compartment, [first])
      const again = (log: Log, one: AcceptedEntry) =>
        opened.storage.write(async (writing) => writing.append(log, [one], []))
      await expect(again(logOf(compartment, 1), entry(hash(), 1))).rejects.toThrow(/./)
      await expect(again(logOf(compartment, 2), entry(device, 1))).rejects.toThrow(/./)
      expect((await opened.storage.entries(compartment, 0, many)).map((one) => one.hash)).toEqual([first.hash])
    })

    test('what waits is given in order of its time, replaced and dropped by what proposes it', async () => {
      const [one, other, first, second] = [hash(), hash(), hash(), hash()]
      for (const compartment of [one, other]) await append(compartment, [entry(hash(), 1)])
      const [early, late] = ['2026-03-10T09:00:00.000Z', '2026-03-11T09:00:00.000Z']
      await opened.storage.write(async (writing) => {
        await writing.keepPending({ compartment: one, proposed: first, due: late })
        await writing.keepPending({ compartment: other, proposed: second, due: late })
        await writing.keepPending({ compartment: other, proposed: second, due: early })
      })
      opened = await opened.reopen()
      const waits = { compartment: one, proposed: first, due: late }
      expect(await opened.storage.pendingDisposals()).toEqual([
        { compartment: other, proposed: second, due: early },
        waits,
      ])
      await opened.storage.write(async (writing) => {
        await writing.dropPending({ compartment: other, proposed: first })
        await writing.dropPending({ compartment: other, proposed: second })
      })
      expect(await opened.storage.pendingDisposals()).toEqual([waits])
    })

    test('a disposal takes sealed bodies below its size and the keys that are named, and stays on record', async () => {
      const [compartment, device, due] = [hash(), hash(), '2026-03-10T09:00:00.000Z']
      const key = { control: true, body: utf8('{"kind":"key.granted"}') }
      const member = { control: true, body: utf8('{"kind":"member.added"}') }
      const entries = [
        entry(device, 1, member),
        entry(device, 2, key),
        entry(device, 3),
        entry(device, 4, key),
        entry(device, 5, member),
      ]
      await append(compartment, entries)
      const [, granted = entry(device, 2), , since = entry(device, 4), last = entry(device, 5)] = entries
      const disposed = { compartment, committed: last.hash, size: 3 }
      await opened.storage.write(async (writing) => {
        await writing.keepPending({ compartment, proposed: hash(), due })
        await writing.dispose(disposed, [granted.hash, since.hash, hash()])
      })
      expect(await opened.storage.scrub()).toBe(true)
      opened = await opened.reopen()
      const bodies = (await opened.storage.entries(compartment, 0, many)).map(({ body }) => body !== null)
      expect(bodies).toEqual([true, false, false, false, true])
      expect(await opened.storage.disposal(compartment)).toEqual(disposed)
      expect(await opened.storage.disposedKeys(compartment)).toEqual([granted.hash, since.hash])
      expect(await opened.storage.pendingDisposals()).toEqual([])
      expect((await opened.storage.controlEntries(compartment)).map(({ body }) => body === null)).toEqual([
        false,
        true,
        true,
        false,
      ])
    })

    test('a correction takes the sealed bodies that it names below it, once', async () => {
      const [compartment, device] = [hash(), hash()]
      const entries = [entry(device, 1), entry(device, 2, { control: true }), entry(device, 3), entry(device, 4)]
      const [first, clear, second] = entries.map((one) => one.hash)
      const order = entry(device, 5, { control: true })
      const late = entry(device, 6)
      await append(compartment, [...entries, order, late])
      const correct = (ordered: string, bodies: readonly string[]) =>
        opened.storage.write(async (writing) => writing.correct(compartment, ordered, bodies))
      expect(await correct(hash(), [first ?? ''])).toBe(0)
      expect(await correct(order.hash, [first ?? '', clear ?? '', late.hash, hash()])).toBe(1)
      expect(await correct(order.hash, [first ?? '', second ?? ''])).toBe(1)
      const bodies = (await opened.storage.entries(compartment, 0, many)).map(({ body }) => body !== null)
      expect(bodies).toEqual([false, true, false, true, true, true])
      expect(await opened.storage.corrected(compartment)).toEqual(
        [first, second].map((one) => ({ entry: one, ordered: order.hash })),
      )
    })

    test('there is one directory', async () => {
      const id = hash()
      await opened.storage.write(async (writing) => writing.makeLog(id, 1, true))
      expect(await opened.storage.organisation()).toBe(id)
      await expect(opened.storage.write(async (writing) => writing.makeLog(hash(), 1, true))).rejects.toThrow(/./)
    })

    test('members are replaced, and found by person in order of compartments', async () => {
      const [one, other, ada, bo] = [hash(), hash(), hash(), hash()]
      for (const compartment of [one, other]) await append(compartment, [entry(hash(), 1)])
      const set = (compartment: string, persons: readonly string[]) =>
        opened.storage.write(async (writing) => writing.setMembers(compartment, persons))
      await set(one, [ada, bo])
      await set(other, [ada])
      await set(one, [ada])
      const standings = [one, other].toSorted().map((compartment) => ({ compartment, epoch: 1, size: 1 }))
      expect(await opened.storage.standingsOf(ada)).toEqual(standings)
      expect(await opened.storage.standingsOf(bo)).toEqual([])
      expect(await opened.storage.members(one)).toEqual([ada])
    })

    test('keeps forks once, and used codes with their reply', async () => {
      const [compartment, device, code, devices] = [hash(), hash(), hash(), hash()]
      await append(compartment, [entry(device, 1)])
      const { hash: other, header, signature } = entry(device, 1)
      const fork: Fork = { compartment, device, seq: 1, hash: other, header, signature, at: '2026-03-10T09:00:00.000Z' }
      await opened.storage.write(async (writing) => {
        await writing.keepFork(fork)
        await writing.keepFork(fork)
        await writing.keepUsedCode({ code, devices, reply: '{"a":1}' })
      })
      opened = await opened.reopen()
      expect(await opened.storage.totals()).toMatchObject({ compartments: 1, entries: 1, forks: 1, bytes: 864 })
      expect(await opened.storage.usedCode(code)).toEqual({ code, devices, reply: '{"a":1}' })
      const twice = opened.storage.write(async (writing) => writing.keepUsedCode({ code, devices, reply: '{}' }))
      await expect(twice).rejects.toThrow(/./)
    })
  })
}

/** Drivers give Buffers, which are not equal to the same bytes elsewhere. */
function plain<Of extends object>(row: Of): Of {
  const parts = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Uint8Array ? new Uint8Array(value) : value,
  ])
  return Object.fromEntries(parts) as Of
}
