// The fold rule on a real vault: rows are a function of the set of entries, whatever arrives first and however often.

import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addCompartment, addKey, allCompartments, keysOf } from '#main/data/compartments.ts'
import { addDevice, allDevices } from '#main/data/devices.ts'
import { type EntryRow, entriesAfter, insertEntry } from '#main/data/entries.ts'
import type { Writer } from '#main/data/handles.ts'
import { makeVault } from '#main/data/open-vault.ts'
import { knownCompartment, Ledger, type Signer } from '#main/ledger/ledger.ts'
import { project } from '#main/ledger/projections.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { random } from '#main/platform/crypto.ts'
import type { Revision } from '#shared/domain/fold.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { admit, type BareVault, bareCompartment, bareInspection, bareVault } from '../fixtures/bare-vault.ts'
import { histories } from '../fixtures/histories.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { projectionsOf, searchesOf } from '../fixtures/tables.ts'
import {
  aNote,
  anId,
  ledgerOf,
  noFilter,
  openLarkfield,
  openWorld,
  SteppingClock,
  saveNote,
  temporaryFolder,
  type World,
} from '../fixtures/world.ts'

const words = ['kitchen', 'garden', 'office', 'k', 'nowhere']

// --- A story: notes, people and lines of enquiry, revised on three devices; Bo joins the team somewhere in it. ---

const kinds = fc.constantFrom('note.revised', 'note.revised', 'person.revised', 'enquiry.revised')
const story = fc.record({
  objects: fc.array(fc.record({ kind: kinds, history: histories }), { minLength: 1, maxLength: 4 }),
  signers: fc.array(fc.constantFrom('ada', 'adasOther', 'bo'), { minLength: 12, maxLength: 12 }),
  boJoinsAfter: fc.nat(10),
  disclosed: fc.boolean(),
})
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never

async function played({ objects, signers, boJoinsAfter, disclosed }: Story): Promise<BareVault> {
  const vault = await bareVault()
  const inspection = await bareInspection(vault)
  const hashes = new Map<Hash, Hash>()
  const longest = Math.max(...objects.map(({ history }) => history.length))
  const notes = objects.map(({ kind, history }) => ({ kind, history, of: anId() }))
  const play = (from: number, to: number): void =>
    vault.ledger.write((writer) => {
      for (let turn = from; turn < to; turn += 1) {
        for (const { kind, history, of } of notes) {
          const revision = history[turn]
          if (revision === undefined) continue
          const signer = vault.signers[signers[turn] ?? 'ada']
          hashes.set(revision.hash, append(vault, writer, inspection, kind, of, revision, hashes, signer))
        }
      }
    })
  play(0, boJoinsAfter)
  await admit(vault, inspection, vault.signers.bo.person)
  play(boJoinsAfter, longest)
  if (disclosed) await disclose(vault, inspection)
  return vault
}

function append(
  { ledger }: BareVault,
  writer: Writer,
  compartment: Hash,
  kind: string,
  of: string,
  { parents, data }: Revision,
  hashes: ReadonlyMap<Hash, Hash>,
  signer: Signer,
): Hash {
  const real = (hash: Hash): Hash => hashes.get(hash) ?? hash
  const remove = Object.entries(data.remove).map(([field, removed]) => [
    field,
    removed.map(({ value, additions }) => ({ value, additions: additions.map(real) })),
  ])
  const statement = { kind, of, parents: parents.map(real), data: { ...data, remove: Object.fromEntries(remove) } }
  return ledger.append(writer, knownCompartment(writer, compartment), statement, signer)
}

async function disclose(vault: BareVault, inspection: Hash): Promise<void> {
  const restricted = await bareCompartment(vault, 'restricted', inspection)
  const data = { set: { concern: 'kitchen' }, add: {}, remove: {}, reason: '', typed: null }
  const statement = { kind: 'concern.revised', of: anId(), parents: [], data }
  vault.ledger.write((writer) => vault.ledger.append(writer, knownCompartment(writer, restricted), statement))
}

/** Another vault that the same entries reached in this order; its rows are computed from nothing else. */
function receivedBy(sender: BareVault, entries: readonly EntryRow[]): { readonly ledger: Ledger; remove(): void } {
  const folder = temporaryFolder()
  const database = makeVault(join(folder, 'vault.db'), random(32))
  const ledger = new Ledger(database, sender.signers.ada, new SteppingClock(), project, () => {})
  database.write((writer) => {
    for (const device of allDevices(sender.database.reader)) addDevice(writer, device, '')
    for (const compartment of allCompartments(sender.database.reader)) {
      addCompartment(writer, compartment)
      for (const key of keysOf(sender.database.reader, compartment.id)) addKey(writer, compartment.id, key)
    }
    for (const entry of entries) insertEntry(writer, entry, entry.body, null)
  })
  rebuildProjections(ledger)
  const remove = (): void => {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { ledger, remove }
}

describe('any story', () => {
  test('gives the rows that a rebuild gives, and the same search results', async () => {
    await alwaysAsync(
      fc.asyncProperty(story, async (told) => {
        const vault = await played(told)
        const rows = projectionsOf(vault.database.reader)
        const found = searchesOf(vault.ledger, words)
        rebuildProjections(vault.ledger)
        expect(projectionsOf(vault.database.reader)).toEqual(rows)
        expect(searchesOf(vault.ledger, words)).toEqual(found)
        vault.remove()
      }),
      25,
    )
  })

  test('gives the same rows and the same search results in a vault where its entries arrived in another order', async () => {
    const stories = fc.tuple(story, fc.infiniteStream(fc.nat()))
    await alwaysAsync(
      fc.asyncProperty(stories, async ([told, dice]) => {
        const sender = await played(told)
        const entries = entriesAfter(sender.database.reader, 0, 1_000)
        const shuffled = entries
          .map((entry) => ({ entry, at: dice.next().value ?? 0 }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ entry }) => entry)
        const receiver = receivedBy(sender, shuffled)
        expect(projectionsOf(receiver.ledger.reader)).toEqual(projectionsOf(sender.database.reader))
        expect(searchesOf(receiver.ledger, words)).toEqual(searchesOf(sender.ledger, words))
        receiver.remove()
        sender.remove()
      }),
      15,
    )
  })

  test('leaves the rows of what can be opened when a key is missing, and all of them when it has come', async () => {
    await alwaysAsync(
      fc.asyncProperty(story, async (told) => {
        const vault = await played({ ...told, disclosed: true })
        const { reader } = vault.database
        const rows = projectionsOf(reader)
        const restricted = allCompartments(reader).find(({ type }) => type === 'restricted')?.id ?? ''
        const [key] = keysOf(reader, restricted)
        vault.database.write((writer) => writer.run('delete from compartment_key where compartment = ?', restricted))
        rebuildProjections(vault.ledger)
        expect(projectionsOf(reader)).toMatchObject({ disclosure: [], note: rows['note'], person: rows['person'] })
        if (key !== undefined) vault.database.write((writer) => addKey(writer, restricted, key))
        rebuildProjections(vault.ledger)
        expect(projectionsOf(reader)).toEqual(rows)
        vault.remove()
      }),
      5,
    )
  })
})

// --- Kinds that only a newer version knows. ---

function appendTo(world: World, inspection: string, note: string, kind: string, parents: readonly string[], data = {}) {
  const ledger = ledgerOf(world)
  const statement = { kind, of: note, parents, data }
  return ledger.write((writer) => ledger.append(writer, knownCompartment(writer, inspection), statement))
}

describe('a kind that only a newer version knows', () => {
  test('is kept, and the note is shown as changed by a newer version, also after a rebuild', async () => {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    const { note, heads } = await saveNote(world, inspection, aNote('kept as it was'))
    expect(await world.call('note.read', { note })).toMatchObject({ changedByNewerVersion: false })

    appendTo(world, inspection, note, 'note.translated', heads, { language: 'cy' })
    expect(await world.call('note.read', { note })).toMatchObject({
      changedByNewerVersion: true,
      content: { text: { words: 'kept as it was' } },
    })
    rebuildProjections(ledgerOf(world))
    expect(await world.call('note.read', { note })).toMatchObject({ changedByNewerVersion: true })
    const change = { note, inspection, heads, content: aNote('changed'), typed: null, reason: '' }
    expect(await world.problemOf('note.save', change)).toBe('note.newer-version')
    expect((await world.call('vault.verify', {})).findings).toEqual([])
    world.remove()
  })

  test('carries ancestry: what was revised on top of it supersedes what it was built on', async () => {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    const { note, heads } = await saveNote(world, inspection, aNote('first'))
    const unknown = appendTo(world, inspection, note, 'note.translated', heads, {})
    const set = { text: { words: 'second', from: null, described: '' } }
    const data = { set, add: {}, remove: {}, reason: '', typed: null }
    const second = appendTo(world, inspection, note, 'note.revised', [unknown], data)

    const read = await world.call('note.read', { note })
    expect(read.content.text.words).toBe('second')
    expect(read.conflicts).toEqual([])
    expect(read.heads).toEqual([second])
    expect(read.changedByNewerVersion).toBe(false)
    world.remove()
  })

  test('in a field of a note or a person leaves every list readable', async () => {
    const world = await openWorld()
    const { inspection, people } = await openLarkfield(world)
    const { note, heads } = await saveNote(world, inspection, aNote('kept'))
    const change = (set: object) => ({ set, add: {}, remove: {}, reason: '', typed: null })
    appendTo(world, inspection, note, 'note.revised', heads, change({ kind: { code: 'observation', weight: 2 } }))
    appendTo(world, inspection, people.AB, 'person.revised', [], change({ role: ['child', 'carer'], initials: 7 }))

    const page = { order: 'newest', offset: 0, limit: 50 } as const
    expect((await world.call('note.list', { inspection, filter: noFilter, ...page })).notes).toHaveLength(1)
    expect((await world.call('search.find', { inspection, words: 'kept', limit: 10 })).found).toHaveLength(1)
    expect((await world.call('inspection.read', { inspection })).people).toHaveLength(3)
    expect(await world.call('note.read', { note })).toMatchObject({ changedByNewerVersion: true })
    world.remove()
  })
})

describe('an entry that cannot be read', () => {
  test.each([
    ['header', 'update entry set header = ? where arrival = ?'],
    ['body', 'update body set bytes = ? where entry = ?'],
  ])(
    'because its %s was damaged hides nothing else: the rest of its note and of the inspection stays',
    async (_, sql) => {
      const world = await openWorld()
      const { inspection } = await openLarkfield(world)
      const first = await saveNote(world, inspection, aNote('first'))
      const second = await saveNote(world, inspection, aNote('second'), first)
      await saveNote(world, inspection, aNote('another'))
      const { database } = world.application.open.vault
      database.write((writer) => {
        for (const name of ['entry_is_never_changed', 'body_is_never_changed']) writer.run(`drop trigger ${name}`)
        const arrival = writer.get<{ arrival: number }>(
          'select arrival from entry where hash = ?',
          second.heads[0] ?? '',
        )
        writer.run(sql, Uint8Array.of(1, 2, 3), arrival?.arrival ?? 0)
      })

      expect((await world.call('note.read', { note: first.note })).content.text.words).toBe('first')
      await saveNote(world, inspection, aNote('third'), { note: first.note, heads: first.heads })
      expect((await world.call('note.read', { note: first.note })).content.text.words).toBe('third')
      rebuildProjections(ledgerOf(world))
      expect((await world.call('search.find', { inspection, words: 'another', limit: 10 })).matching).toBe(1)
      world.remove()
    },
  )
})
