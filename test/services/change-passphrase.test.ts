// A change of passphrase: one slot anew, the others as they were, and at every step of it the old one or the new one opens.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { Attention } from '#main/platform/attention.ts'
import { nextTurn } from '#main/platform/clock.ts'
import { type Costing, fixedAt } from '#main/platform/passphrase-cost.ts'
import { Vaults } from '#main/services/vault/vaults.ts'
import {
  aNote,
  openLarkfield,
  openWorld,
  passphrase,
  saveNote,
  secret,
  temporaryFolder,
  type World,
} from '../fixtures/world.ts'

const fresh = 'marsh lantern copper violin'

/** Told before and after each step by which a file is replaced, while somebody listens. */
const disk = vi.hoisted(() => ({ step: null as ((what: string) => void) | null }))

vi.mock('node:fs', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs')>()
  const told = <A extends unknown[], R>(name: string, call: (...parts: A) => R) => {
    return (...parts: A): R => {
      disk.step?.(`before ${name}`)
      const result = call(...parts)
      disk.step?.(`after ${name}`)
      return result
    }
  }
  return {
    ...real,
    openSync: told('openSync', real.openSync),
    writeFileSync: told('writeFileSync', real.writeFileSync),
    fsyncSync: told('fsyncSync', real.fsyncSync),
    closeSync: told('closeSync', real.closeSync),
    renameSync: told('renameSync', real.renameSync),
  }
})

let world: World
let vault: string
beforeEach(async () => {
  world = await openWorld()
  vault = world.application.open.vault.slots.vault
})
afterEach(() => {
  disk.step = null
  world.remove()
})

const changed = (present: string = passphrase, next: string = fresh) =>
  world.call('vault.changePassphrase', { present: secret(present), passphrase: secret(next) })
const slotsFile = (): string => join(world.folders.data, 'vaults', vault, 'slots.json')
const slotsSchema = z.looseObject({
  slots: z.array(z.looseObject({ type: z.string(), cost: z.looseObject({ memory: z.int() }).optional() })),
})
const slots = () => slotsSchema.parse(JSON.parse(readFileSync(slotsFile(), 'utf8'))).slots
const ofType = (type: string) => slots().filter((slot) => slot.type === type)

/** Whether the vault of these files opens with the passphrase. */
async function opens(folder: string, words: string): Promise<boolean> {
  const folders = { data: join(folder, 'data'), state: join(folder, 'state') }
  const vaults = new Vaults(folders, world.clock, new Attention(), fixedAt({ memory: 64, passes: 1, lanes: 1 }))
  try {
    ;(await vaults.unlock(vault, secret(words))).close()
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'vault.passphrase-wrong' })
    return false
  }
}

describe('a change of passphrase', () => {
  test('lets the new one open and the old one no more, and keeps device and notes', async () => {
    const { inspection } = await openLarkfield(world)
    const { note } = await saveNote(world, inspection, aNote('kept'))
    const before = world.application.status().open
    expect(await changed()).toEqual({})
    await world.lock()
    expect(await world.problemOf('vault.unlock', { vault, passphrase: secret() })).toBe('vault.passphrase-wrong')
    expect(await world.unlock(fresh)).toEqual(before)
    expect((await world.call('note.read', { note })).content.text.words).toBe('kept')
  })

  test('leaves the other slots as they were, also of a type that only a newer version knows', async () => {
    const { code } = await world.call('vault.makeRecoverySheet', {})
    const unheardOf = { type: 'smart-card', anything: [1, { two: 3 }] }
    const file: unknown = JSON.parse(readFileSync(slotsFile(), 'utf8'))
    const known = slotsSchema.parse(file)
    writeFileSync(slotsFile(), JSON.stringify({ ...known, slots: [unheardOf, ...known.slots] }))
    const others = slots().filter(({ type }) => type !== 'passphrase')
    await changed()
    expect(slots().filter(({ type }) => type !== 'passphrase')).toEqual(others)
    expect(ofType('passphrase')).toHaveLength(1)
    await world.lock()
    const opened = await world.call('vault.recover', { vault, code: secret(code), passphrase: secret() })
    expect(opened).toMatchObject({ notice: 'opened-by-recovery-sheet' })
  })

  test('asks for the present passphrase, and changes nothing without it', async () => {
    const before = readFileSync(slotsFile(), 'utf8')
    const input = { present: secret('not the passphrase'), passphrase: secret(fresh) }
    expect(await world.problemOf('vault.changePassphrase', input)).toBe('vault.passphrase-wrong')
    expect(readFileSync(slotsFile(), 'utf8')).toBe(before)
  })

  test.each([
    ['one that is too short', 'short'],
    ['a common one', 'Password Password 2026'],
    ['the person’s name', 'Ada Ferris Ada Ferris'],
  ])('refuses %s', async (_, words) => {
    const input = { present: secret(), passphrase: secret(words) }
    expect(await world.problemOf('vault.changePassphrase', input)).toBe('vault.passphrase-refused')
  })

  test('overwrites both passphrases that it was given', async () => {
    for (const present of ['not the passphrase', passphrase]) {
      const input = { present: secret(present), passphrase: secret(fresh) }
      await world.call('vault.changePassphrase', input).catch(() => null)
      expect([...input.present, ...input.passphrase].every((byte) => byte === 0)).toBe(true)
    }
  })

  test('takes a passphrase of a kilobyte, of which the last letter counts', async () => {
    const long = 'marsh lantern copper violin '.repeat(37).slice(0, 1_023)
    await changed(passphrase, `${long}a`)
    await world.lock()
    expect(await world.problemOf('vault.unlock', { vault, passphrase: secret(`${long}b`) })).toBe(
      'vault.passphrase-wrong',
    )
    expect(await world.problemOf('vault.unlock', { vault, passphrase: secret(long) })).toBe('vault.passphrase-wrong')
    expect(await world.unlock(`${long}a`)).toMatchObject({ vault })
  })

  test('is the same two seconds for any vault: it touches no file but the slots', async () => {
    const database = world.application.open.vault.paths.database
    const before = readFileSync(database)
    await changed()
    expect(readFileSync(database).equals(before)).toBe(true)
  })
})

describe('at every step of writing', () => {
  /** Copies of the files as they lie before and after each step, each also without what was not synced. */
  async function copiesOfEachStep(): Promise<readonly (readonly [what: string, folder: string])[]> {
    const copies: (readonly [string, string])[] = []
    let synced = false
    const copy = (what: string): string => {
      const folder = temporaryFolder()
      // Copying opens files too.
      const { step } = disk
      disk.step = null
      cpSync(dirname(world.folders.data), folder, { recursive: true })
      disk.step = step
      copies.push([what, folder])
      return folder
    }
    disk.step = (what) => {
      copy(what)
      if (what === 'after fsyncSync') synced = true
      if (synced) return
      // A power cut before the sync may leave any part of what was written.
      const unsynced = join(copy(`${what}, power cut`), 'data', 'vaults', vault, 'slots.json.new')
      disk.step = null
      rmSync(unsynced, { force: true })
      writeFileSync(unsynced, '{"v": 1, "va')
      disk.step = step
    }
    const step = disk.step
    await changed()
    disk.step = null
    return copies
  }

  test('the old passphrase or the new one opens', async () => {
    world.application.open.vault.database.write(() => undefined)
    const copies = await copiesOfEachStep()
    expect(copies.map(([what]) => what)).toContain('before renameSync')
    const opening: string[] = []
    for (const [what, folder] of copies) {
      const [old, renewed] = [await opens(folder, passphrase), await opens(folder, fresh)]
      expect(old !== renewed, `${what}: old ${old}, new ${renewed}`).toBe(true)
      opening.push(old ? 'old' : 'new')
      rmSync(folder, { recursive: true })
    }
    expect(new Set(opening)).toEqual(new Set(['old', 'new']))
    expect(opening.lastIndexOf('old')).toBeLessThan(opening.indexOf('new'))
  })

  test.each(['openSync', 'writeFileSync', 'fsyncSync', 'renameSync'])(
    'the old one opens when %s fails, and the change can be made again',
    async (failing) => {
      let armed = false
      disk.step = (what) => {
        // The attempt is written down first; the slots follow.
        if (what === 'after closeSync') armed = true
        if (armed && what === `before ${failing}`) throw Object.assign(new Error('no space'), { code: 'ENOSPC' })
      }
      const input = { present: secret(), passphrase: secret(fresh) }
      expect(await world.problemOf('vault.changePassphrase', input)).toBe('vault.disk-full')
      disk.step = null
      await world.lock()
      await world.unlock()
      await changed()
      await world.lock()
      expect(await world.unlock(fresh)).toMatchObject({ vault })
    },
  )
})

describe('a slot that costs less than this machine asks for', () => {
  const cheap = { memory: 64, passes: 1, lanes: 1 }
  /** Asks for 128 KiB, whatever the times. */
  const asksForMore: Costing = {
    least: cheap,
    next: (cost) => (cost.memory < 128 ? { ...cost, memory: 128 } : null),
    now: () => 0,
  }
  const memoryOfSlot = () => ofType('passphrase')[0]?.cost?.memory

  async function unlockedWith(costing: Costing): Promise<Awaited<ReturnType<Vaults['unlock']>>> {
    return new Vaults(world.folders, world.clock, new Attention(), costing).unlock(vault, secret())
  }

  test('is written anew after it opened the vault, which opens as before', async () => {
    const { code } = await world.call('vault.makeRecoverySheet', {})
    const sheet = ofType('recovery-sheet')
    await world.lock()
    expect(memoryOfSlot()).toBe(64)
    const opened = await unlockedWith(asksForMore)
    expect(opened.notice).toBeNull()
    await expect.poll(memoryOfSlot).toBe(128)
    opened.close()
    expect(ofType('recovery-sheet')).toEqual(sheet)
    const again = await unlockedWith(asksForMore)
    expect(again.notice).toBeNull()
    expect(again.ledger.me.device).toBe(opened.ledger.me.device)
    again.close()
    expect(await world.call('vault.recover', { vault, code: secret(code), passphrase: secret() })).toMatchObject({
      vault,
    })
  })

  test('stays where it cannot be written, and the vault is open all the same', async () => {
    await world.lock()
    mkdirSync(`${slotsFile()}.new`)
    const opened = await unlockedWith(asksForMore)
    opened.close()
    rmSync(`${slotsFile()}.new`, { recursive: true })
    expect(memoryOfSlot()).toBe(64)
    expect(await world.unlock()).toMatchObject({ vault })
  })

  test('is not put back in place of a passphrase that was changed meanwhile', async () => {
    const before = readFileSync(slotsFile(), 'utf8')
    await changed()
    await world.lock()
    const after = readFileSync(slotsFile(), 'utf8')
    writeFileSync(slotsFile(), before)
    const derived = Promise.withResolvers<void>()
    // The change comes when the dearer slot has been derived and is about to be written.
    const next: Costing['next'] = (cost) => {
      if (cost.memory < 128) return { ...cost, memory: 128 }
      writeFileSync(slotsFile(), after)
      derived.resolve()
      return null
    }
    const opened = await unlockedWith({ least: cheap, next, now: () => 0 })
    await derived.promise
    await nextTurn()
    opened.close()
    expect(readFileSync(slotsFile(), 'utf8')).toBe(after)
    expect(await world.problemOf('vault.unlock', { vault, passphrase: secret() })).toBe('vault.passphrase-wrong')
    expect(await world.unlock(fresh)).toMatchObject({ vault })
  })
})
