// Vaults on this device: made, unlocked, locked, told apart, and never left half made.
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { aNote, openLarkfield, openWorld, passphrase, saveNote, secret, type World } from '../fixtures/world.ts'
import { filesOf, read } from '../repo/files.ts'

let world: World
let mask: number

beforeAll(async () => {
  // As the engine does when it starts.
  mask = process.umask(0o077)
  world = await openWorld()
})
afterAll(() => {
  process.umask(mask)
  world.remove()
})

const vaultsFolder = (): string => join(world.folders.data, 'vaults')
const slotsFile = (vault: string): string => join(vaultsFolder(), vault, 'slots.json')
const onlyVault = (): string => world.application.status().vaults[0]?.vault ?? ''

describe('a vault', () => {
  test('is of one person with one device, whose id is the person’s', () => {
    const { person, device, name, practice, recoverySheetMade } = world.application.status().open ?? {}
    expect({ name, practice, recoverySheetMade }).toEqual({
      name: 'Ada Ferris',
      practice: false,
      recoverySheetMade: null,
    })
    expect(person).toBe(device)
    expect(person).toMatch(/^[0-9a-f]{64}$/)
  })

  test('gives back what was written after locking and unlocking, as the same device', async () => {
    const { inspection } = await openLarkfield(world)
    const { note } = await saveNote(world, inspection, aNote('kept'))
    const before = world.application.status().open
    await world.lock()
    expect(world.application.status().open).toBeNull()
    expect(await world.unlock()).toEqual(before)
    expect((await world.call('note.read', { note })).content.text.words).toBe('kept')
    expect((await world.call('vault.verify', {})).findings).toEqual([])
  })

  test('gives it back after a kill as well', async () => {
    const { inspection } = await openLarkfield(world)
    const { note } = await saveNote(world, inspection, aNote('kept through a kill'))
    world.startAgain()
    expect(await world.unlock()).toMatchObject({ notice: null })
    expect((await world.call('note.read', { note })).content.text.words).toBe('kept through a kill')
    expect((await world.call('vault.verify', {})).findings).toEqual([])
  })

  test('does not open with another passphrase, and stays closed', async () => {
    await world.lock()
    const attempt = { vault: onlyVault(), passphrase: secret('correct horse battery stapler') }
    expect(await world.problemOf('vault.unlock', attempt)).toBe('vault.passphrase-wrong')
    expect(await world.problemOf('inspection.list', {})).toBe('vault.locked')
    await world.unlock()
  })

  test('overwrites the passphrase that it was given, right or wrong', async () => {
    await world.lock()
    for (const words of ['not the passphrase at all', passphrase]) {
      const given = secret(words)
      await world.call('vault.unlock', { vault: onlyVault(), passphrase: given }).catch(() => null)
      expect(given.every((byte) => byte === 0)).toBe(true)
    }
  })

  test('is one at a time: another cannot be made or opened meanwhile', async () => {
    expect(await world.problemOf('vault.unlock', { vault: onlyVault(), passphrase: secret() })).toBe(
      'vault.already-open',
    )
    expect(await world.problemOf('vault.create', { name: 'Bo', passphrase: secret() })).toBe('vault.already-open')
  })

  test('and its state are for their owner only', () => {
    const open = world.application.open.vault.paths
    for (const file of [open.database, open.slots, open.head]) expect(statSync(file).mode & 0o077).toBe(0)
    for (const folder of [vaultsFolder(), open.folder]) expect(statSync(folder).mode & 0o077).toBe(0)
  })

  test('says when its recovery sheet was made', async () => {
    const { made, code } = await world.call('vault.makeRecoverySheet', {})
    expect(world.application.status().open?.recoverySheetMade).toBe(made)
    const slots = readFileSync(slotsFile(onlyVault()), 'utf8')
    expect(slots).not.toContain(code)
    expect(slots).not.toContain(code.replaceAll('-', ''))
    await world.lock()
    expect((await world.unlock()).recoverySheetMade).toBe(made)
  })
})

describe('a passphrase', () => {
  test.each([
    ['fourteen characters', 'abcdefghijklmn'],
    ['nothing', ''],
    ['the same few letters over and over', 'abababababababababab'],
    ['fourteen characters of several bytes each', '👧🏽é'.repeat(4) + 'ab'],
  ])('of %s is refused for a new vault, and nothing is made', async (_, words) => {
    await world.lock()
    const before = readdirSync(vaultsFolder())
    const attempt = { name: 'Bo', passphrase: secret(words) }
    expect(await world.problemOf('vault.create', attempt)).toBe('vault.passphrase-refused')
    expect(readdirSync(vaultsFolder())).toEqual(before)
    await world.unlock()
  })
})

describe('what a passphrase costs', () => {
  test('is the floor at least, so that a vault which tests made for next to nothing does not open', async () => {
    const cheap = await openWorld()
    const { vault } = cheap.application.open.vault.slots
    await cheap.lock()
    const shipped = await openWorld({ copyOf: cheap, passphraseCost: 'as shipped' })
    expect(await shipped.problemOf('vault.unlock', { vault, passphrase: secret() })).toBe('vault.slots-damaged')
    await cheap.unlock()
    for (const each of [cheap, shipped]) each.remove()
  })

  test('is chosen for this machine when a vault is made, and stands in its slot', async () => {
    const shipped = await openWorld({ passphraseCost: 'as shipped' })
    const [slot] = shipped.application.open.vault.slots.slots
    expect(slot).toMatchObject({ type: 'passphrase', cost: { lanes: 4 } })
    const { cost } = z.object({ cost: z.object({ memory: z.int(), passes: z.int() }) }).parse(slot)
    expect(cost.memory).toBeGreaterThanOrEqual(64 * 1024)
    expect(cost.memory).toBeLessThanOrEqual(512 * 1024)
    expect(cost.passes).toBeGreaterThanOrEqual(3)
    await shipped.lock()
    expect(await shipped.unlock()).toMatchObject({ name: 'Ada Ferris' })
    shipped.remove()
  })

  test('is given by nobody in the product', () => {
    const naming = filesOf(/^src\/.*\.tsx?$/).filter((path) => read(path).includes('passphraseCost'))
    expect(naming).toEqual(['src/main/container.ts'])
  })
})

describe('the list of vaults', () => {
  test('leaves out what was never finished, and removes it at the next start', async () => {
    await world.lock()
    const unfinished = join(vaultsFolder(), `.making-${'a'.repeat(32)}`)
    mkdirSync(unfinished)
    world.startAgain()
    expect(world.application.status().vaults).toHaveLength(1)
    expect(existsSync(join(vaultsFolder(), `.making-${'a'.repeat(32)}`))).toBe(false)
    await world.unlock()
  })

  test('shows the others when the slots of one cannot be read; that one says so when it is opened', async () => {
    await world.lock()
    const vault = onlyVault()
    const slots = readFileSync(slotsFile(vault), 'utf8')
    await world.call('vault.create', { name: 'Bo Lindgren', passphrase: secret() })
    await world.lock()
    for (const damaged of ['', '{', '[]', slots.slice(0, -20), slots.replace('"v": 1', '"v": 2')]) {
      writeFileSync(slotsFile(vault), damaged)
      expect(world.application.status().vaults.map((one) => one.vault)).not.toContain(vault)
      expect(world.application.status().vaults).toHaveLength(1)
      expect(await world.problemOf('vault.unlock', { vault, passphrase: secret() })).toBe('vault.slots-damaged')
    }
    writeFileSync(slotsFile(vault), slots)
    expect(await world.call('vault.unlock', { vault, passphrase: secret() })).toMatchObject({ name: 'Ada Ferris' })
  })

  test('knows no vault by an id that is not there', async () => {
    await world.lock()
    const nowhere = { vault: 'd'.repeat(32), passphrase: secret() }
    expect(await world.problemOf('vault.unlock', nowhere)).toBe('vault.unknown')
  })

  test('does not take one vault for another when the slots of one lie in the folder of another', async () => {
    const [first, second] = world.application.status().vaults.map(({ vault }) => vault)
    const [mine, theirs] = [slotsFile(first ?? ''), slotsFile(second ?? '')].map((file) => readFileSync(file, 'utf8'))
    writeFileSync(slotsFile(second ?? ''), mine ?? '')
    const attempt = { vault: second ?? '', passphrase: secret() }
    expect(await world.problemOf('vault.unlock', attempt)).toBe('vault.slots-damaged')
    writeFileSync(slotsFile(second ?? ''), theirs ?? '')
    expect(await world.call('vault.unlock', { vault: second ?? '', passphrase: secret() })).toMatchObject({
      name: 'Bo Lindgren',
    })
  })
})
