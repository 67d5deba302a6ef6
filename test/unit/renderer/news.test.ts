// What is shown is asked for again when main tells of something new, and never twice at once.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { SyncStatus } from '../../../src/renderer/stores/organisation/sync.ts'
import { type FakeBridge, fakeBridge, settled } from './fake-bridge.ts'
import { installWindow } from './fake-window.ts'

const inspection = 'a'.repeat(64)
const other = 'b'.repeat(64)
const me = 'c'.repeat(64)

const status: SyncStatus = {
  organisation: null,
  roles: ['inspector'],
  state: 'alone',
  notReceived: 0,
  waitingForKey: 0,
  reason: null,
  alarms: [],
  heard: null,
  received: null,
}
const organisation = { name: 'Northgate', trial: true, address: 'http://127.0.0.1:1', store: me, root: other }
const open = {
  vault: 'd'.repeat(32),
  practice: false,
  person: me,
  name: 'Rowan Ellis',
  device: me,
  recoverySheetMade: null,
  notice: null,
  roles: ['inspector'],
}

let now: SyncStatus
let bridge: FakeBridge
let sync: typeof import('../../../src/renderer/stores/organisation/sync.ts')
let session: typeof import('../../../src/renderer/stores/session.ts')
let renewal: typeof import('../../../src/renderer/stores/renewal.ts')
let forget: typeof import('../../../src/renderer/stores/forget.ts')
let lists: typeof import('../../../src/renderer/stores/capture/note-list.ts')
let noteList: (input: Readonly<Record<string, unknown>>) => unknown

beforeEach(async () => {
  installWindow()
  vi.resetModules()
  now = status
  noteList = () => ({ notes: [], total: 0, matching: 0, counts: [] })
  bridge = fakeBridge({
    'policy.read': () => ({}),
    'application.status': () => ({ version: '1', vaults: [], open: { ...open, roles: now.roles } }),
    'sync.status': () => now,
    'note.list': (input) => noteList(input),
  })
  const events = await import('../../../src/renderer/stores/session-events.ts')
  sync = await import('../../../src/renderer/stores/organisation/sync.ts')
  session = await import('../../../src/renderer/stores/session.ts')
  renewal = await import('../../../src/renderer/stores/renewal.ts')
  forget = await import('../../../src/renderer/stores/forget.ts')
  lists = await import('../../../src/renderer/stores/capture/note-list.ts')
  events.startSession(bridge)
  bridge.connect()
  await settled()
})

describe('a page that shows one inspection', () => {
  const arrived = (inspections: string[], disclosures = false) =>
    bridge.tell({ type: 'entries.arrived', inspections, disclosures })

  test('asks again when entries of it arrive, and not for others', () => {
    const ask = vi.fn(async () => undefined)
    const end = renewal.renewWith({ inspection }, ask)
    arrived([other], true)
    bridge.tell({ type: 'sync.changed' })
    expect(ask).not.toHaveBeenCalled()
    arrived([other, inspection])
    expect(ask).toHaveBeenCalledTimes(1)
    end()
    arrived([inspection])
    expect(ask).toHaveBeenCalledTimes(1)
  })

  test('asks again for states whenever sending has come further', () => {
    const ask = vi.fn(async () => undefined)
    renewal.renewWith({ inspection, states: true }, ask)
    bridge.tell({ type: 'sync.changed' })
    expect(ask).toHaveBeenCalledTimes(1)
  })

  test('asks again after a connection made anew, because nobody told it anything meanwhile', async () => {
    const ask = vi.fn(async () => undefined)
    renewal.renewWith({ inspection }, ask)
    bridge.connect()
    await settled()
    expect(ask).toHaveBeenCalledTimes(1)
  })

  test('of disclosures alone hears of disclosures alone', () => {
    const ask = vi.fn(async () => undefined)
    renewal.renewWith({ disclosures: true }, ask)
    arrived([inspection])
    expect(ask).not.toHaveBeenCalled()
    arrived([], true)
    expect(ask).toHaveBeenCalledTimes(1)
  })
})

test('many news while an answer is awaited ask once more, not once each; a failure ends nothing', async () => {
  const answers: ((failed?: Error) => void)[] = []
  const ask = vi.fn(
    () => new Promise<void>((resolve, reject) => answers.push((failed) => (failed ? reject(failed) : resolve()))),
  )
  const renew = renewal.oneAtATime(ask)
  for (let times = 0; times < 20; times += 1) renew()
  expect(ask).toHaveBeenCalledTimes(1)
  answers[0]?.(new Error('not now'))
  await settled()
  expect(ask).toHaveBeenCalledTimes(2)
  answers[1]?.()
  await settled()
  expect(ask).toHaveBeenCalledTimes(2)
  renew()
  expect(ask).toHaveBeenCalledTimes(3)
})

describe('the state of sending', () => {
  test('is asked on connecting and on each change, never by itself', async () => {
    expect(bridge.count('sync.status')).toBe(1)
    now = { ...status, organisation, state: 'sending', notReceived: 3 }
    bridge.tell({ type: 'sync.changed' })
    await settled()
    expect(sync.useSync.getState().status).toEqual(now)
    expect(bridge.count('sync.status')).toBe(2)
  })

  test('brings new roles to the session', async () => {
    now = { ...status, organisation, roles: ['inspector', 'supervisor'] }
    bridge.tell({ type: 'sync.changed' })
    await settled()
    expect(session.useSession.getState().status?.open?.roles).toEqual(['inspector', 'supervisor'])
    const asked = bridge.count('application.status')
    bridge.tell({ type: 'sync.changed' })
    await settled()
    expect(bridge.count('application.status')).toBe(asked)
  })

  test('is forgotten with the vault, also when its answer is still on the way', async () => {
    bridge.tell({ type: 'sync.changed' })
    forget.forgetVault()
    await settled()
    expect(sync.useSync.getState().status).toBeNull()
  })
})

describe('a list of notes that is renewed', () => {
  const page = (input: Readonly<Record<string, unknown>>, of: number) => {
    const { offset, limit } = input as { offset: number; limit: number }
    const notes = Array.from({ length: of }, (_, index) => ({ note: `${index}` })).slice(offset, offset + limit)
    return { notes, total: of, matching: of, counts: [] }
  }

  test('shows as many as before, from the first one on', async () => {
    noteList = (input) => page(input, 350)
    const list = lists.createNoteList(inspection, 'newest')
    await list.getState().show(lists.noFilter)
    await list.getState().more()
    await list.getState().more()
    noteList = (input) => page(input, 351)
    await list.getState().renew()
    expect(list.getState().notes).toHaveLength(300)
    expect(list.getState().matching).toBe(351)
  })

  test('never asks for more at once than main gives', async () => {
    noteList = (input) => page(input, 1_200)
    const list = lists.createNoteList(inspection, 'newest')
    await list.getState().show(lists.noFilter)
    for (let steps = 0; steps < 7; steps += 1) await list.getState().more()
    await list.getState().renew()
    const limits = bridge.asked.filter(({ procedure }) => procedure === 'note.list').map(({ input }) => input['limit'])
    expect(Math.max(...limits.map(Number))).toBe(500)
    expect(list.getState().notes).toHaveLength(800)
  })

  test('does not take the place of what a person just asked for', async () => {
    noteList = (input) => page(input, 350)
    const list = lists.createNoteList(inspection, 'newest')
    await list.getState().show(lists.noFilter)
    await Promise.all([list.getState().more(), list.getState().renew()])
    expect(list.getState().notes).toHaveLength(200)
  })
})
