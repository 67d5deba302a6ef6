// The fork rule with a real store (docs/protocol.md section 8): whatever is copied, put back and killed, nothing is signed twice or lost.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { parseHeader } from '#shared/domain/entry.ts'
import { CopiedVaults, copyStories } from '../fixtures/copied-vaults.ts'
import { controlStateOf, evidenceOf, type Member, statusOf } from '../fixtures/organisation.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { ledgerOf } from '../fixtures/world.ts'

// What happens of itself waits for timers: without them a seed tells the same story each time.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

test('both branches are with everybody, once, in the same rows', async () => {
  await alwaysAsync(
    fc.asyncProperty(copyStories, async (steps) => {
      const play = await CopiedVaults.begin()
      try {
        await play.play(steps)
        await play.settle()
        await expectSound(play)
        expectNothingLost(play)
        expectSameRows(play)
        await expectOneEntryInEachPlace(play)
      } finally {
        await play.close()
      }
    }),
    8,
  )
}, 400_000)

async function expectSound({ members }: CopiedVaults): Promise<void> {
  for (const [index, member] of members.entries()) {
    const { state, notReceived, waitingForKey, reason, alarms } = await statusOf(member)
    const settled = { state: 'received', notReceived: 0, waitingForKey: 0, reason: null, alarms: [] }
    expect({ state, notReceived, waitingForKey, reason, alarms }, `vault ${index}`).toEqual(settled)
    expect((await member.world.call('vault.verify', {})).findings, `vault ${index}`).toEqual([])
  }
}

function expectNothingLost({ members, vaults, saved, mayBeLost, inspections: [shared] }: CopiedVaults): void {
  for (const [index, member] of members.entries()) {
    const { notes } = member.world.application.open
    for (const [words, { note, inspection }] of saved) {
      const isFor = vaults.includes(member) || inspection === shared
      if (!isFor || mayBeLost.has(words)) continue
      const known = notes.read({ note }).history.map(({ content }) => content.text.words)
      expect(known, `${words} in vault ${index}`).toContain(words)
    }
  }
}

function expectSameRows({ vaults: [first, ...others], colleague, inspections }: CopiedVaults): void {
  if (first === undefined) throw new Error('a story has a vault')
  for (const [index, inspection] of inspections.entries()) {
    const shown = shownOf(first, inspection)
    for (const other of index === 0 ? [...others, colleague] : others) {
      expect(shownOf(other, inspection)).toEqual(shown)
    }
    rebuildProjections(ledgerOf(first.world))
    expect(shownOf(first, inspection), 'after a rebuild').toEqual(shown)
  }
}

function shownOf(member: Member, inspection: string): unknown {
  return { evidence: evidenceOf(member, inspection), control: controlStateOf(member, inspection) }
}

/** The store, as it lies on its disk, has no place twice. */
async function expectOneEntryInEachPlace({ organisation: { store }, vaults: [first] }: CopiedVaults): Promise<void> {
  const compartments = first === undefined ? [] : allCompartments(ledgerOf(first.world).reader)
  for (const { id } of compartments) {
    const entries = await store.storage.entries(id, 0, { entries: 100_000, bytes: 1e9 })
    const places = entries.map(({ header }) => parseHeader(header)).map(({ device, seq }) => `${device} ${seq}`)
    expect(places.length).toBeGreaterThan(0)
    expect(new Set(places).size).toBe(places.length)
  }
}
