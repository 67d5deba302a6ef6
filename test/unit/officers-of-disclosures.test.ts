// Who may make somebody an officer: a lead everywhere; of a disclosure also whoever holds its keys, and nobody is demoted so.
import { expect, test } from 'vitest'
import { type CompartmentType, type ControlEntry, foldControl, type Right } from '#shared/domain/control.ts'

const [lead, reader, officer, stranger] = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(64))
if (lead === undefined || reader === undefined || officer === undefined || stranger === undefined) throw new Error()

function statement(position: number, person: string, kind: string, data: Record<string, unknown>): ControlEntry {
  const payload = { kind, of: 'f'.repeat(64), parents: [], was: null, at: null, zone: null, clock: null, data }
  return { hash: String(position).repeat(64), prev: null, position, device: person, seq: position, person, payload }
}

/** A compartment with a reader, in which somebody then adds somebody. */
function rightsAfter(type: CompartmentType, by: string, added: { person: string; right: Right }) {
  const made = { type, nonce: 'e'.repeat(64), publicKey: 'key', recipient: 'recipient' }
  const { members } = foldControl([
    statement(0, lead ?? '', 'compartment.created', made),
    statement(1, lead ?? '', 'member.added', { person: reader, right: 'member' }),
    statement(2, by, 'member.added', added),
  ])
  return Object.fromEntries(members)
}

const before = { [lead]: 'lead', [reader]: 'member' }

test('whoever reads a disclosure makes somebody new an officer of it', () => {
  const added = { person: officer, right: 'officer' } as const
  expect(rightsAfter('restricted', reader, added)).toEqual({ ...before, [officer]: 'officer' })
})

test.each([
  ['elsewhere', 'evidence', reader, { person: officer, right: 'officer' }],
  ['of somebody who holds no keys', 'restricted', stranger, { person: officer, right: 'officer' }],
  ['that would give keys', 'restricted', reader, { person: officer, right: 'member' }],
  ['that would take them from its lead', 'restricted', reader, { person: lead, right: 'officer' }],
  ['that would take them from the one who says it', 'restricted', reader, { person: reader, right: 'officer' }],
] as const)('an addition %s counts for nothing', (_what, type, by, added) => {
  expect(rightsAfter(type, by, added)).toEqual(before)
})
