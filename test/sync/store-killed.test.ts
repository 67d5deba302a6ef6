// Two real vaults and a store in a process of its own that is killed at each named point of a push: nothing is lost or doubled.
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { entriesOfCompartment } from '#main/data/entries.ts'
import { treeOf } from '#main/data/trees.ts'
import { command, type StoreProcess, startKilledAt, startStore } from '../central/processes.ts'
import {
  controlStateOf,
  evidenceOf,
  type Member,
  notesOf,
  personOf,
  settle,
  statusOf,
  straight,
  turn,
} from '../fixtures/organisation.ts'
import { aNote, ledgerOf, openLarkfield, openWorld, saveNote, temporaryFolder } from '../fixtures/world.ts'

const folder = temporaryFolder()
let store: StoreProcess
let port: string
let ada: Member
let bo: Member
let inspection: string

beforeAll(async () => {
  store = await startStore(folder)
  port = new URL(store.address).port
  ada = await enrolled('Ada Ferris')
  bo = await enrolled('Bo Lindgren')
  await turn(ada)
  inspection = (await openLarkfield(ada.world)).inspection
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  await settle([ada, bo], 2)
})
afterAll(async () => {
  for (const { world } of [ada, bo]) world.remove()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function enrolled(name: string): Promise<Member> {
  const world = await openWorld({ name, sync: { random: () => 0 } })
  const { out } = await command('enrol', '--folder', folder, '--name', name, '--role', 'inspector')
  await world.call('enrolment.join', { code: out.split('\n')[0] ?? '' })
  return { world, name, online: true, bend: straight }
}

/** The entries that a vault holds of the inspection, and how many leaves of the store's tree it has verified. */
function countsOf({ world }: Member): { readonly entries: number; readonly leaves: number | undefined } {
  const { reader } = ledgerOf(world)
  return { entries: entriesOfCompartment(reader, inspection).length, leaves: treeOf(reader, inspection)?.size }
}

async function expectReceived(member: Member): Promise<void> {
  const received = { state: 'received', notReceived: 0, waitingForKey: 0, reason: null, alarms: [] }
  expect(await statusOf(member)).toMatchObject(received)
  expect((await member.world.call('vault.verify', {})).findings).toEqual([])
  expect(evidenceOf(member, inspection)).toEqual(evidenceOf(ada, inspection))
  expect(controlStateOf(member, inspection)).toEqual(controlStateOf(ada, inspection))
  const states = (await notesOf(member, inspection)).map(({ state }) => state)
  expect(new Set(states)).toEqual(new Set(['received']))
}

test.each(['parsed', 'in-transaction', 'committed', 'mid-reply'])(
  'killed at %s and started again, the store has everything once, and so has the colleague',
  async (point) => {
    await settle([ada, bo], 2)
    const before = countsOf(ada)
    const listed = (await notesOf(ada, inspection)).length
    await store.stop()
    const written = ['first', 'second', 'third'].map((words) => `${words}, ${point}`)
    for (const words of written) await saveNote(ada.world, inspection, aNote(words))

    const doomed = await startKilledAt(folder, point, port)
    await turn(ada)
    expect(await doomed.ended).toMatchObject({ signal: 'SIGKILL' })
    // Whatever the store has by now, it has promised nothing.
    expect(await statusOf(ada)).toMatchObject({ notReceived: 3, reason: { code: 'central.unreachable' } })

    store = await startStore(folder, '--port', port)
    await settle([ada, bo], 2)
    for (const member of [ada, bo]) await expectReceived(member)
    const notes = await notesOf(bo, inspection)
    expect(notes).toHaveLength(listed + 3)
    expect(notes.map(({ opening }) => opening)).toEqual(expect.arrayContaining(written))
    // What an undisturbed push of three notes comes to.
    for (const member of [ada, bo]) {
      expect(countsOf(member)).toEqual({ entries: before.entries + 3, leaves: (before.leaves ?? 0) + 3 })
    }
    expect(await store.stop()).toMatchObject({ status: 0 })
    expect(await command('verify', '--folder', folder)).toMatchObject({ status: 0 })
    store = await startStore(folder, '--port', port)
  },
  60_000,
)
