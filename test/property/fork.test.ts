// The fork rule (docs/protocol.md section 8) as far as one vault goes: a device that lost its past never signs again.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lastArrival } from '#main/data/entries.ts'
import { readHead } from '#main/platform/rollback-head.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import {
  aNote,
  noFilter,
  openLarkfield,
  openWorld,
  passphrase,
  saveNote,
  secret,
  temporaryFolder,
  type World,
} from '../fixtures/world.ts'

const newPassphrase = 'another passphrase altogether'
let world: World
let inspection: string

beforeEach(async () => {
  world = await openWorld()
  inspection = (await openLarkfield(world)).inspection
})
afterEach(() => {
  world.remove()
  for (const folder of copies.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Folders with copies, removed after each test. */
const copies: string[] = []

// --- Copies of the vault's folder, taken and put back while it is locked, as a backup program or a person does. ---

function copyOf(folder: string): string {
  const kept = temporaryFolder()
  copies.push(kept)
  const copy = join(kept, 'copy')
  cpSync(folder, copy, { recursive: true })
  return copy
}

function putBack(copy: string, folder: string): void {
  rmSync(folder, { recursive: true })
  cpSync(copy, folder, { recursive: true })
}

function vaultFolder(): string {
  const [vault = ''] = readdirSync(join(world.folders.data, 'vaults'))
  return join(world.folders.data, 'vaults', vault)
}

function headFile(): string {
  const [head = ''] = readdirSync(join(world.folders.state, 'heads'))
  return join(world.folders.state, 'heads', head)
}

interface Place {
  readonly place: string
  readonly device: string
  readonly seq: number
  readonly hash: string
}

/** Every entry of the open vault under its place, (compartment, device, seq). */
function places(): readonly Place[] {
  return world.application.open.vault.database.reader.all<Place>(
    "select compartment || ' ' || device || ' ' || seq as place, device, seq, hash from entry",
  )
}

/** Places that hold different entries in different branches: what no store may ever be shown. */
function forkedPlaces(branches: readonly (readonly Place[])[]): readonly string[] {
  const hashes = Map.groupBy(branches.flat(), ({ place }) => place)
  return [...hashes].filter(([, entries]) => new Set(entries.map(({ hash }) => hash)).size > 1).map(([place]) => place)
}

const findings = async () => (await world.call('vault.verify', {})).findings
const listed = async () =>
  (await world.call('note.list', { inspection, filter: noFilter, order: 'newest', offset: 0, limit: 500 })).notes

async function writes(words: string): Promise<void> {
  await saveNote(world, inspection, aNote(words))
}

describe('an old copy put back', () => {
  test('is noticed; the old device never signs again, and a new one of the same person begins at 1', async () => {
    await writes('before the copy')
    const { device, person } = world.application.open.vault.ledger.me
    await world.lock()
    const copy = copyOf(world.folders.data)
    await world.unlock()
    await writes('after the copy, lost with it')
    const lost = places()
    await world.lock()
    putBack(copy, world.folders.data)

    const opened = await world.unlock()
    expect(opened).toMatchObject({ notice: 'older-than-known', person, name: 'Ada Ferris' })
    expect(opened.device).not.toBe(device)
    await writes('on the new device')
    const mine = places().filter((entry) => entry.device === opened.device)
    expect(mine.map(({ seq }) => seq)).toEqual([1])
    expect(forkedPlaces([lost, places()])).toEqual([])
    expect(await findings()).toEqual([])
    const notes = await listed()
    expect(notes.map(({ opening }) => opening)).toEqual(['on the new device', 'before the copy'])
    expect(notes.every(({ by }) => by.me && by.name === 'Ada Ferris')).toBe(true)
  })

  test('is noticed once: the next time the vault opens as the new device and says nothing', async () => {
    await world.lock()
    const copy = copyOf(world.folders.data)
    await world.unlock()
    await writes('lost')
    await world.lock()
    putBack(copy, world.folders.data)
    const { device } = await world.unlock()
    await world.lock()
    expect(await world.unlock()).toMatchObject({ notice: null, device })
  })

  test('goes on: what was written before can be revised, and new compartments made and read', async () => {
    const first = await saveNote(world, inspection, aNote('first'))
    await world.lock()
    const copy = copyOf(world.folders.data)
    await world.unlock()
    await writes('lost')
    await world.lock()
    putBack(copy, world.folders.data)
    await world.unlock()

    await saveNote(world, inspection, aNote('second'), first)
    expect(await world.call('note.read', { note: first.note })).toMatchObject({
      content: { text: { words: 'second' } },
      conflicts: [],
    })
    const other = await openLarkfield(world)
    await saveNote(world, other.inspection, aNote('elsewhere'))
    expect((await world.call('search.find', { inspection: null, words: 'elsewhere', limit: 5 })).matching).toBe(1)
    expect(await findings()).toEqual([])
  })

  test('that is no older than what is known is no fork: the device goes on', async () => {
    await writes('known')
    const { device } = world.application.open.vault.ledger.me
    await world.lock()
    const copy = copyOf(world.folders.data)
    await world.unlock()
    await world.lock()
    putBack(copy, world.folders.data)
    expect(await world.unlock()).toMatchObject({ notice: null, device })
  })

  test('of another branch, as long as what is known, is noticed by its content', async () => {
    await world.lock()
    const before = copyOf(world.folders.data)
    await world.unlock()
    await writes('first branch')
    const first = places()
    await world.lock()
    const branch = copyOf(world.folders.data)
    putBack(before, world.folders.data)
    await world.unlock()
    await writes('second branch')
    const second = places()
    expect(second).toHaveLength(first.length)
    await world.lock()
    putBack(branch, world.folders.data)

    expect(await world.unlock()).toMatchObject({ notice: 'older-than-known' })
    await writes('on the first branch again')
    expect(forkedPlaces([first, second, places()])).toEqual([])
    expect((await listed()).map(({ opening }) => opening)).toEqual(['on the first branch again', 'first branch'])
  })

  test('whatever is copied, put back, killed and written in whatever order: no place ever holds two entries', async () => {
    const step = fc.oneof(
      { weight: 3, arbitrary: fc.constant('write' as const) },
      fc.constant('copy' as const),
      { weight: 2, arbitrary: fc.nat(3) },
      fc.constant('kill' as const),
    )
    await alwaysAsync(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), async (steps) => {
        world.remove()
        world = await openWorld()
        inspection = (await openLarkfield(world)).inspection
        const taken: string[] = []
        const branches: (readonly Place[])[] = []
        for (const [turn, what] of steps.entries()) {
          if (what === 'write') await writes(`note ${turn}`)
          if (what === 'copy') taken.push(await copied())
          if (what === 'kill') await killed()
          const copy = typeof what === 'number' ? taken[what] : undefined
          if (copy !== undefined) await returned(copy)
          branches.push(places())
          expect(await findings()).toEqual([])
        }
        expect(forkedPlaces(branches)).toEqual([])
      }),
      5,
    )
  })

  async function copied(): Promise<string> {
    await world.lock()
    const copy = copyOf(world.folders.data)
    await world.unlock()
    return copy
  }

  /** A kill a moment after the last commit, when the head has followed it. */
  async function killed(): Promise<void> {
    const { vault } = world.application.open
    const caughtUp = (): boolean =>
      readHead(vault.paths.head, vault.vaultKey)?.counter === lastArrival(vault.database.reader)
    while (!caughtUp()) await new Promise((resolve) => setTimeout(resolve, 5))
    world.startAgain()
    await world.unlock()
  }

  /** Puts a copy back; whether anything was lost by it must show in the notice. */
  async function returned(copy: string): Promise<void> {
    const before = places()
    await world.lock()
    putBack(copy, world.folders.data)
    const { notice } = await world.unlock()
    const after = new Set(places().map(({ hash }) => hash))
    expect(notice).toBe(before.every(({ hash }) => after.has(hash)) ? null : 'older-than-known')
  }
})

describe('recovery by sheet', () => {
  async function recovered(code: string): Promise<Awaited<ReturnType<World['unlock']>>> {
    const [vault] = world.application.status().vaults
    const input = { vault: vault?.vault ?? '', code: secret(code), passphrase: secret(newPassphrase) }
    return world.call('vault.recover', input)
  }

  test('goes on as a new device of the same person; everything is there, and the new chain begins at 1', async () => {
    await writes('before')
    const { device, person } = world.application.open.vault.ledger.me
    const { code } = await world.call('vault.makeRecoverySheet', {})
    await world.lock()

    const opened = await recovered(code)
    expect(opened).toMatchObject({ notice: 'opened-by-recovery-sheet', person, name: 'Ada Ferris' })
    expect(opened.device).not.toBe(device)
    await writes('after')
    expect(
      places()
        .filter((entry) => entry.device === opened.device)
        .map(({ seq }) => seq),
    ).toEqual([1])
    expect((await listed()).map(({ opening }) => opening)).toEqual(['after', 'before'])
    expect(await findings()).toEqual([])
  })

  test('ends the old passphrase; the new one opens, and so does the sheet, once more', async () => {
    const { code } = await world.call('vault.makeRecoverySheet', {})
    await world.lock()
    const first = await recovered(code)
    await world.lock()
    await expect(world.unlock(passphrase)).rejects.toMatchObject({ problem: { code: 'vault.passphrase-wrong' } })
    expect(await world.unlock(newPassphrase)).toMatchObject({ notice: null, device: first.device })
    await world.lock()
    expect((await recovered(code)).device).not.toBe(first.device)
  })

  test('takes no code but that of the newest sheet, typed in any way that a person types', async () => {
    const { code: old } = await world.call('vault.makeRecoverySheet', {})
    const { code } = await world.call('vault.makeRecoverySheet', {})
    await world.lock()
    await expect(recovered(old)).rejects.toMatchObject({ problem: { code: 'vault.recovery-code-wrong' } })
    await expect(recovered('no code')).rejects.toMatchObject({ problem: { code: 'vault.recovery-code-wrong' } })
    expect(await recovered(code.toLowerCase().replaceAll('-', ' '))).toMatchObject({ name: 'Ada Ferris' })
  })

  test('with an old slots file put back, the old passphrase opens, but the old device does not sign', async () => {
    await writes('by the first device')
    const { device } = world.application.open.vault.ledger.me
    const { code } = await world.call('vault.makeRecoverySheet', {})
    await world.lock()
    const old = copyOf(vaultFolder())
    const { device: second } = await recovered(code)
    await writes('by the second')
    await world.lock()
    cpSync(join(old, 'slots.json'), join(vaultFolder(), 'slots.json'))

    const opened = await world.unlock(passphrase)
    expect(opened.notice).not.toBeNull()
    expect([device, second]).not.toContain(opened.device)
    expect(await findings()).toEqual([])
  })

  test('with the database from before it put back and no head left, the vault opens all the same', async () => {
    const { code } = await world.call('vault.makeRecoverySheet', {})
    await writes('kept')
    await world.lock()
    const old = copyOf(vaultFolder())
    await recovered(code)
    await world.lock()
    cpSync(join(old, 'vault.db'), join(vaultFolder(), 'vault.db'))
    rmSync(headFile())

    const opened = await world.unlock(newPassphrase)
    expect(opened).toMatchObject({ notice: 'older-than-known', name: 'Ada Ferris' })
    expect((await listed()).map(({ opening }) => opening)).toEqual(['kept'])
  })
})

describe('a crash on the way to a new device', () => {
  /** Something that stands in the way of writing the slots, after the vault has learnt of the device. */
  const inTheWay = (): string => join(vaultFolder(), 'slots.json.new')

  async function lostSomething(): Promise<void> {
    await world.lock()
    const copy = copyOf(world.folders.data)
    await world.unlock()
    await writes('lost')
    await world.lock()
    putBack(copy, world.folders.data)
  }

  test('before the slots are written is made good at the next start', async () => {
    const { device } = world.application.open.vault.ledger.me
    await lostSomething()
    mkdirSync(inTheWay())
    await expect(world.unlock()).rejects.toThrow()
    rmSync(inTheWay(), { recursive: true })

    const opened = await world.unlock()
    expect(opened).toMatchObject({ notice: 'older-than-known', name: 'Ada Ferris' })
    expect(opened.device).not.toBe(device)
    await writes('goes on')
    expect(await findings()).toEqual([])
  })

  test('before the head is written is made good at the next start', async () => {
    await lostSomething()
    const head = copyOf(headFile())
    const { device } = await world.unlock()
    await world.lock()
    cpSync(head, headFile())
    const opened = await world.unlock()
    expect(opened.notice).toBe('older-than-known')
    expect(opened.device).not.toBe(device)
    expect(await findings()).toEqual([])
  })

  test('in recovery, before the slots are written: the old passphrase opens, but the old device does not sign', async () => {
    const { device } = world.application.open.vault.ledger.me
    const { code } = await world.call('vault.makeRecoverySheet', {})
    await world.lock()
    mkdirSync(inTheWay())
    const [vault] = world.application.status().vaults
    const input = { vault: vault?.vault ?? '', code: secret(code), passphrase: secret(newPassphrase) }
    await expect(world.call('vault.recover', input)).rejects.toThrow()
    rmSync(inTheWay(), { recursive: true })

    const opened = await world.unlock(passphrase)
    expect(opened.notice).not.toBeNull()
    expect(opened.device).not.toBe(device)
  })
})

describe('a vault whose file is gone', () => {
  test.each([
    ['missing', () => rmSync(join(vaultFolder(), 'vault.db'))],
    ['empty', () => writeFileSync(join(vaultFolder(), 'vault.db'), '')],
  ])('or %s is said to be damaged; no empty one takes its place', async (_, lose) => {
    await world.lock()
    lose()
    await expect(world.unlock()).rejects.toMatchObject({ problem: { code: 'vault.damaged' } })
    await expect(world.unlock()).rejects.toMatchObject({ problem: { code: 'vault.damaged' } })
    expect(existsSync(join(vaultFolder(), 'vault.db-wal'))).toBe(false)
  })
})
