// A store killed at each named point and started again: nothing is lost, nothing is doubled, nothing was promised wrongly.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/world.ts'
import { type NewCompartment, newCompartment, newDevice, note, type SignedEntry } from './devices.ts'
import { Caller, command, startKilledAt, startStore } from './processes.ts'

const folder = temporaryFolder()
const device = newDevice()
let made: NewCompartment
const held: SignedEntry[] = []

beforeAll(async () => {
  const store = await startStore(folder)
  const { out } = await command('enrol', '--folder', folder, '--name', 'Ada Ferris', '--role', 'inspector')
  await new Caller(store.address, device).enrol(out)
  made = newCompartment(device)
  held.push(...made.entries)
  await new Caller(store.address, device).push(made.compartment, 0, made.entries)
  await store.stop()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['parsed', 0],
  ['in-transaction', 0],
  ['committed', 3],
  ['mid-reply', 3],
])('killed at %s: %i of three entries are there, and the same push again takes the rest', async (point, kept) => {
  const { compartment, chain, key } = made
  const entries = [note(chain, key), note(chain, key), note(chain, key)]
  const before = held.length
  const doomed = await startKilledAt(folder, point)
  await expect(new Caller(doomed.address, device).push(compartment, before, entries)).rejects.toThrow(/./)
  expect(await doomed.ended).toMatchObject({ signal: 'SIGKILL' })

  const store = await startStore(folder)
  const caller = new Caller(store.address, device)
  expect((await caller.push(compartment, before, [])).size).toBe(before + kept)
  held.push(...entries)
  const reply = await caller.push(compartment, 0, entries)
  expect(reply).toMatchObject({ size: held.length, refused: [], leaves: held.map(({ hash }) => hash) })
  expect(await caller.push(compartment, 0, entries)).toMatchObject({ size: held.length, refused: [] })
  expect(await store.stop()).toMatchObject({ status: 0 })
  expect(await command('verify', '--folder', folder)).toMatchObject({ status: 0 })
})
