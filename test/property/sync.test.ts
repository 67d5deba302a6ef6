// Any interleaving of what members do, with crashes and lost replies, ends in the same evidence on everybody's laptop.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { allDevices } from '#main/data/devices.ts'
import { entriesAfter } from '#main/data/entries.ts'
import { leavesFrom, treeOf } from '#main/data/trees.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { Play, stories } from '../fixtures/interleavings.ts'
import { controlStateOf, evidenceOf, type Member, personOf, statusOf } from '../fixtures/organisation.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { searchesOf } from '../fixtures/tables.ts'
import { ledgerOf } from '../fixtures/world.ts'

// What happens of itself waits for timers: without them a seed tells the same story each time.
beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

test('members see the same, nothing is missing, and nobody else learns anything', async () => {
  await alwaysAsync(
    fc.asyncProperty(stories, async (story) => {
      const play = await Play.begin(story)
      try {
        await play.play(story.steps)
        await play.settle()
        await expectEverythingReceived(play)
        expectSameEvidence(play)
        expectNoRevisionMissing(play)
        await expectDisclosuresApart(play)
        expectNothingOutside(play)
      } finally {
        await play.organisation.close()
      }
    }),
    12,
  )
}, 180_000)

async function expectEverythingReceived({ members }: Play): Promise<void> {
  for (const member of members) {
    const { state, notReceived, waitingForKey, reason, alarms } = await statusOf(member)
    const settled = { state: 'received', notReceived: 0, waitingForKey: 0, reason: null, alarms: [] }
    expect({ state, notReceived, waitingForKey, reason, alarms }, member.name).toEqual(settled)
    expect((await member.world.call('vault.verify', {})).findings, member.name).toEqual([])
  }
}

function expectSameEvidence({ members, inspection }: Play): void {
  const [first, ...others] = members
  if (first === undefined) throw new Error('a story has members')
  const shown = whatIsShown(first, inspection)
  for (const other of others) expect(whatIsShown(other, inspection), other.name).toEqual(shown)
  rebuildProjections(ledgerOf(first.world))
  expect(whatIsShown(first, inspection), 'after a rebuild').toEqual(shown)
}

function whatIsShown(member: Member, inspection: string): unknown {
  const ledger = ledgerOf(member.world)
  const tree = treeOf(ledger.reader, inspection)
  return {
    evidence: evidenceOf(member, inspection),
    control: controlStateOf(member, inspection),
    found: searchesOf(ledger, ['kitchen', 'garden', 'office', 'mark1', 'nowhere']),
    tree: { size: tree?.size, root: tree?.root, held: tree?.held },
    leaves: leavesFrom(ledger.reader, inspection, 0, 10_000).map(toHex),
  }
}

function expectNoRevisionMissing({ members, written }: Play): void {
  for (const { world, name } of members) {
    for (const [note, marks] of written) {
      const { history } = world.application.open.notes.read({ note })
      const known = new Set(history.map(({ content }) => content.text.words))
      for (const mark of marks) expect(known, `${mark} at ${name}`).toContain(mark)
    }
  }
}

/** A disclosure is with its author alone while no whistleblowing lead is named. */
async function expectDisclosuresApart({ members, disclosures }: Play): Promise<void> {
  for (const member of members) {
    const own = disclosures.filter(({ by }) => by === member).map(({ disclosure }) => disclosure)
    const listed = (await member.world.call('disclosure.list', {})).disclosures.map(({ disclosure }) => disclosure)
    expect(listed.toSorted()).toEqual(own.toSorted())
    const held = allCompartments(ledgerOf(member.world).reader).filter(({ type }) => type === 'restricted')
    expect(held.map(({ id }) => id).toSorted()).toEqual(own.toSorted())
  }
}

function expectNothingOutside({ outsider: { member, heard }, members }: Play): void {
  const { reader } = ledgerOf(member.world)
  expect(allCompartments(reader).map(({ type }) => type)).toEqual(['directory'])
  const compartments = new Set(entriesAfter(reader, 0, 10_000).map(({ compartment }) => compartment))
  expect([...compartments]).toEqual(allCompartments(reader).map(({ id }) => id))

  const person = personOf(member)
  const devices = allDevices(reader).filter((device) => device.person === person)
  const said = Buffer.concat(heard).toString('latin1')
  for (const { world } of members) {
    const ledger = ledgerOf(world)
    for (const { id } of allCompartments(ledger.reader).filter(({ type }) => type !== 'directory')) {
      expect(said).not.toContain(id)
      expect(ledger.state(id).known.has(person)).toBe(false)
      for (const { granted } of ledger.state(id).keys.values()) {
        expect(devices.filter((device) => granted.has(device.id))).toEqual([])
      }
    }
  }
}
