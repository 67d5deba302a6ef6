// The practice vault: the sample inspection of two inspectors, whole and provable, and deleted as a whole.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3-multiple-ciphers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { allDevices } from '#main/data/devices.ts'
import { signingKeyFrom } from '#main/platform/crypto.ts'
import { readScript } from '#main/services/practice.ts'
import { toBase64url, toHex } from '#shared/domain/bytes.ts'
import { aNote, noFilter, openWorld, passphrase, resources, saveNote, secret, type World } from '../fixtures/world.ts'

// Every random value that the application draws is remembered here, so that the colleague's seed can be looked for.
const drawn = vi.hoisted((): { readonly value: Uint8Array; readonly kept: Uint8Array }[] => [])
vi.mock('#main/platform/crypto.ts', async (importOriginal) => {
  const original = await importOriginal<typeof import('#main/platform/crypto.ts')>()
  const random = (length: number): Uint8Array => {
    const bytes = original.random(length)
    drawn.push({ value: Uint8Array.from(bytes), kept: bytes })
    return bytes
  }
  return { ...original, random }
})

const script = readScript(join(resources, 'practice', 'inspection.json'))
let world: World
let inspection: string

beforeAll(async () => {
  world = await openWorld({ vault: 'none' })
  await world.call('practice.create', { name: 'Ada Ferris', passphrase: secret() })
  const [only] = (await world.call('inspection.list', {})).inspections
  inspection = only?.inspection ?? ''
})
afterAll(() => world.remove())

const notes = async () =>
  (await world.call('note.list', { inspection, filter: noFilter, order: 'timeline', offset: 0, limit: 500 })).notes

describe('the practice inspection', () => {
  test('is marked as practice, whole, and clean', async () => {
    expect(world.application.status().open).toMatchObject({ practice: true, name: 'Ada Ferris', notice: null })
    expect(world.application.status().vaults).toMatchObject([{ practice: true }])
    const listed = await notes()
    expect(listed).toHaveLength(script.notes.length)
    expect(listed.length).toBeGreaterThanOrEqual(60)
    expect((await world.call('vault.verify', {})).findings).toEqual([])
    const { people, enquiries } = await world.call('inspection.read', { inspection })
    expect([people.length, enquiries.length]).toEqual([script.people.length, script.enquiries.length])
    expect((await world.call('disclosure.list', {})).disclosures).toHaveLength(script.disclosures.length)
  })

  test('told the page how far it had come, to the end', () => {
    const progress = world.events.filter((event) => event.type === 'progress')
    expect(progress.length).toBeGreaterThan(0)
    expect(progress.at(-1)).toMatchObject({ done: script.notes.length, total: script.notes.length })
  })

  test('has the marks that its categories raise', async () => {
    const { lists } = await world.call('policy.read', {})
    const listed = await notes()
    for (const [member, flag] of [
      ['special', 'special-category'],
      ['criminal', 'criminal-offence'],
    ] as const) {
      const raising = lists.categories.filter((category) => category[member]).map(({ id }) => id)
      const holding = listed.filter(({ categories }) => categories.some((id) => raising.includes(id)))
      expect(holding.length).toBeGreaterThan(3)
      expect(holding.filter(({ flags }) => !flags.includes(flag))).toEqual([])
    }
  })

  test('keeps the mark that the script gives where no category of the remit says it', async () => {
    const { lists } = await world.call('policy.read', {})
    const special = lists.categories.filter((category) => category.special).map(({ id }) => id)
    const only = (await notes()).filter(
      ({ flags, categories }) => flags.includes('special-category') && !categories.some((id) => special.includes(id)),
    )
    const scripted = script.notes.filter(({ specialCategory }) => specialCategory)
    expect(scripted.length).toBeGreaterThan(1)
    expect(only).toHaveLength(scripted.length)
  })

  test('has two children of the same initials, told apart', async () => {
    const { people } = await world.call('inspection.read', { inspection })
    const labels = people.map(({ label }) => label)
    expect(labels).toEqual(expect.arrayContaining(['AB', 'AB2']))
    expect(new Set(labels).size).toBe(labels.length)
  })

  test("has the colleague's notes with effect and under their name, and the lead's as mine", async () => {
    const listed = await notes()
    const byColleague = listed.filter(({ by }) => !by.me)
    expect(byColleague.length).toBe(
      script.notes.filter(({ author, revisions }) => (revisions.at(-1)?.author ?? author) === 'colleague').length,
    )
    expect(new Set(byColleague.map(({ by }) => by.name))).toEqual(new Set([script.colleague]))
    const [hers] = byColleague
    expect((await world.call('note.read', { note: hers?.note ?? '' })).history.length).toBeGreaterThan(0)
  })

  test('has the revisions of the script, with their reasons', async () => {
    const revised = script.notes.filter(({ revisions }) => revisions.length > 0)
    expect(revised.length).toBeGreaterThan(0)
    const listed = (await notes()).filter(({ revisions }) => revisions > 1)
    expect(listed).toHaveLength(revised.length)
    const reasons = await Promise.all(
      listed.map(async ({ note }) => (await world.call('note.read', { note })).history.map(({ reason }) => reason)),
    )
    const scripted = revised.map(({ revisions }) => ['', ...revisions.map(({ reason }) => reason)])
    expect(reasons.toSorted()).toEqual(scripted.toSorted())
  })

  test("goes on: a note of the inspector's own is saved, and the colleague's can be revised", async () => {
    await saveNote(world, inspection, aNote('my own'))
    const hers = (await notes()).find(({ by }) => !by.me)
    const { content, heads } = await world.call('note.read', { note: hers?.note ?? '' })
    const revised = { ...content, place: 'somewhere else' }
    expect(await saveNote(world, inspection, revised, { note: hers?.note ?? '', heads })).toMatchObject({
      conflict: false,
    })
  })
})

describe("the colleague's signing seed", () => {
  test('is nowhere: not in a page or a row of the vault, and not beside it', async () => {
    const { vault } = world.application.open
    const key = Uint8Array.from(vault.vaultKey)
    const mine = vault.ledger.me.device
    const colleague = allDevices(vault.database.reader).find(({ id }) => id !== mine)
    const found = drawn.find(
      ({ value }) =>
        value.length === 32 && toHex(signingKeyFrom(value).publicKey) === toHex(colleague?.publicKey ?? value),
    )
    if (found === undefined || colleague === undefined) throw new Error('the seed was not drawn through random()')
    const seed = found.value
    expect(found.kept.every((byte) => byte === 0)).toBe(true)
    expect(vault.database.reader.all('select id from own_device')).toEqual([{ id: mine }])
    await world.lock()

    const pages = decrypted(vault.paths.database, key)
    // The scan finds what is there, so that finding nothing means something.
    expect(spelledIn(pages, colleague.publicKey)).toEqual(expect.arrayContaining(['bytes']))
    expect(pages.includes(script.colleague)).toBe(true)
    expect(spelledIn(pages, seed)).toEqual([])
    for (const file of [vault.paths.database, vault.paths.slots, vault.paths.head]) {
      expect(spelledIn(readFileSync(file), seed)).toEqual([])
    }
    await world.unlock()
  })
})

/** The whole database as it lies in its pages, decrypted. */
function decrypted(file: string, key: Uint8Array): Buffer {
  const database = new Database(file, { readonly: true })
  database.pragma("cipher='sqlcipher'")
  database.pragma('legacy=4')
  database.key(Buffer.from(`x'${toHex(key)}'`))
  const pages = database.serialize()
  database.close()
  return pages
}

function spelledIn(where: Buffer, bytes: Uint8Array): string[] {
  const spellings = { bytes: Buffer.from(bytes), hex: toHex(bytes), base64url: toBase64url(bytes) }
  return Object.entries(spellings).flatMap(([name, spelling]) => (where.includes(spelling) ? [name] : []))
}

describe('deleting', () => {
  test('a practice vault removes it as a whole, open or not; any other vault is refused', async () => {
    const other = await openWorld()
    const [real] = other.application.status().vaults
    expect(await other.problemOf('practice.delete', { vault: real?.vault ?? '' })).toBe('vault.not-practice')
    await other.lock()
    expect(await other.problemOf('practice.delete', { vault: real?.vault ?? '' })).toBe('vault.not-practice')
    expect(await other.unlock()).toMatchObject({ practice: false })
    other.remove()

    const { paths, slots } = world.application.open.vault
    expect(existsSync(paths.database)).toBe(true)
    await world.call('practice.delete', { vault: slots.vault })
    expect(world.events.at(-1)).toEqual({ type: 'vault.locked', because: 'practice-deleted' })
    expect([paths.folder, paths.head].map((path) => existsSync(path))).toEqual([false, false])
    expect(world.application.status()).toMatchObject({ vaults: [], open: null })
    expect(await world.problemOf('practice.delete', { vault: slots.vault })).toBe('vault.unknown')
  })

  test('leaves the way free for another one', async () => {
    const again = await world.call('practice.create', { name: 'Ada Ferris', passphrase: secret(passphrase) })
    expect(again).toMatchObject({ practice: true })
    await world.lock()
    await world.call('practice.delete', { vault: again.vault })
    expect(world.application.status().vaults).toEqual([])
  })
})
