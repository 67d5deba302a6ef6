// Membership and keys (docs/protocol.md sections 4 and 9): equal sets of statements give equal members and equal choices of key.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMember, prepareMember } from '#main/ledger/compartments.ts'
import { knownCompartment, Ledger } from '#main/ledger/ledger.ts'
import { project } from '#main/ledger/projections.ts'
import {
  type CompartmentState,
  type ControlEntry,
  foldControl,
  inTreeOrder,
  type Right,
} from '#shared/domain/control.ts'
import { keyToWriteUnder, nextGeneration } from '#shared/domain/keys.ts'
import { bareInspection, bareVault } from '../fixtures/bare-vault.ts'
import { arrivals, hashOf } from '../fixtures/histories.ts'
import { always } from '../fixtures/seed.ts'
import { SteppingClock } from '../fixtures/world.ts'

const [ada, bo, carol, mallory] = ['ada', 'bo', 'carol', 'mallory'].map(hashOf) as [string, string, string, string]
/** Who owns which device. Carol is only ever a member or officer; nobody ever adds Mallory. */
const owners = new Map(
  [
    ['laptop of ada', ada],
    ['old laptop of ada', ada],
    ['laptop of bo', bo],
    ['laptop of carol', carol],
    ['laptop of mallory', mallory],
  ].map(([device = '', person = '']) => [hashOf(device), person]),
)
const devices = [...owners.keys()]
const keys = ['a key', 'another key', 'a third key'].map(hashOf)

// --- Random control logs: statements by devices that had seen more or less of each other's. ---

const grants = fc.subarray(devices).map((to) => to.map((device) => ({ to: device, sealed: '' })))
const anyone = fc.constantFrom(ada, bo)
const statement = fc.oneof(
  fc.record({ kind: fc.constant('member.added'), data: memberOf(anyone, ['lead', 'member', 'officer']) }),
  fc.record({ kind: fc.constant('member.added'), data: memberOf(fc.constant(carol), ['member', 'officer']) }),
  fc.record({ kind: fc.constant('member.removed'), data: fc.record({ person: fc.constantFrom(ada, bo, carol) }) }),
  fc.record({
    kind: fc.constant('key.introduced'),
    data: fc.record({ key: fc.constantFrom(...keys), generation: fc.integer({ min: 1, max: 3 }), grants }),
  }),
  fc.record({ kind: fc.constant('key.granted'), data: fc.record({ key: fc.constantFrom(...keys), grants }) }),
)

function memberOf(person: fc.Arbitrary<string>, rights: readonly Right[]) {
  return fc.record({ person, right: fc.constantFrom(...rights) })
}

const logs: fc.Arbitrary<readonly ControlEntry[]> = fc
  .tuple(
    fc.nat(),
    fc.array(fc.record({ device: fc.constantFrom(...devices), statement, seen: fc.nat(0xffff) }), { maxLength: 14 }),
  )
  .map(([seed, steps]) => {
    const entries: ControlEntry[] = [entry(`${seed}`, devices[0] ?? '', [], [], 'compartment.created', creation)]
    for (const [index, { device, statement: said, seen }] of steps.entries()) {
      // What a device saw, it names: at least that the compartment was made.
      const parents = entries.filter((_, place) => place === 0 || ((seen >> place) & 1) === 1)
      entries.push(entry(`${seed} ${index}`, device, parents, entries, said.kind, said.data))
    }
    return entries
  })

const creation = { type: 'evidence', nonce: hashOf('nonce'), publicKey: '', recipient: '' }

function entry(
  name: string,
  device: string,
  parents: readonly ControlEntry[],
  earlier: readonly ControlEntry[],
  kind: string,
  data: Record<string, unknown>,
): ControlEntry {
  const chain = earlier.filter((one) => one.device === device)
  const envelope = { of: hashOf('compartment'), was: null, at: null, zone: null, clock: null }
  return {
    hash: hashOf(name),
    position: null,
    prev: chain.at(-1)?.hash ?? null,
    device,
    seq: chain.length + 1,
    person: owners.get(device) ?? null,
    payload: { ...envelope, kind, parents: parents.map(({ hash }) => hash), data },
  }
}

/** The log with what these persons said of members turned into words of no meaning, everything else as it was. */
function without(log: readonly ControlEntry[], person: string): readonly ControlEntry[] {
  return log.map((one) => {
    const muted = one.person === person && one.payload.kind.startsWith('member.')
    return muted ? { ...one, payload: { ...one.payload, kind: 'member.greeted', data: {} } } : one
  })
}

const leadsOf = ({ members }: CompartmentState): readonly string[] =>
  [...members].filter(([, right]) => right === 'lead').map(([person]) => person)

describe('any control log', () => {
  test('is folded alike in every order of arrival', () => {
    const arrived = logs.chain((log) =>
      fc.tuple(fc.constant(log), fc.shuffledSubarray([...log], { minLength: log.length })),
    )
    always(
      fc.property(arrived, ([log, shuffled]) => {
        expect(foldControl(shuffled)).toEqual(foldControl(log))
      }),
      500,
    )
  })

  test('is put into an order in which everything follows its parents and its own device', () => {
    always(
      fc.property(logs, (log) => {
        const ordered = inTreeOrder(log)
        expect(ordered).toHaveLength(log.length)
        for (const [place, one] of ordered.entries()) {
          const before = ordered.slice(0, place)
          const needed = log.filter(
            (other) => one.payload.parents.includes(other.hash) || (other.device === one.device && other.seq < one.seq),
          )
          expect(before).toEqual(expect.arrayContaining(needed))
        }
      }),
      200,
    )
  })

  test('always has a lead', () => {
    always(
      fc.property(logs, (log) => {
        for (let length = 1; length <= log.length; length += 1) {
          expect(leadsOf(foldControl(log.slice(0, length))).length).toBeGreaterThan(0)
        }
      }),
      300,
    )
  })

  test('has the same members whatever people say of them who never were leads', () => {
    always(
      fc.property(logs, (log) => {
        const { members, writers } = foldControl(log)
        for (const person of [carol, mallory]) {
          expect(foldControl(without(log, person))).toMatchObject({ members, writers })
        }
        expect(members.has(mallory)).toBe(false)
      }),
      300,
    )
  })

  test('knows a key only from somebody who held keys, and counts every grant of it that was ever stated', () => {
    always(
      fc.property(logs, (log) => {
        const state = foldControl(log)
        for (const [id, { granted }] of state.keys) {
          expect(granted).toEqual(grantedAnywhere(log, id))
          const introducers = log.filter(
            ({ payload }) => payload.kind === 'key.introduced' && payload.data['key'] === id,
          )
          expect(introducers.some(({ person }) => person !== mallory)).toBe(true)
        }
      }),
      300,
    )
  })
})

function grantedAnywhere(log: readonly ControlEntry[], key: string): ReadonlySet<string> {
  const stated = log.filter(({ payload: { kind, data } }) => kind.startsWith('key.') && data['key'] === key)
  const all = stated.flatMap(({ payload }) => payload.data['grants'] as readonly { readonly to: string }[])
  return new Set(all.map(({ to }) => to))
}

describe('the key to write under', () => {
  const choices = fc.tuple(logs, fc.subarray(keys), fc.subarray(devices))

  test('is held, was granted to nobody beyond those entitled, and is the greatest such by generation and id', () => {
    always(
      fc.property(choices, ([log, held, entitled]) => {
        const state = foldControl(log)
        const chosen = keyToWriteUnder(state, new Set(held), new Set(entitled))
        const candidates = [...state.keys]
          .filter(([id]) => held.includes(id))
          .filter(([id]) => [...grantedAnywhere(log, id)].every((device) => entitled.includes(device)))
          .map(([id, { generation }]) => ({ id, generation }))
        const better = candidates.filter(
          ({ id, generation }) =>
            chosen !== null && [generation, id] > [state.keys.get(chosen)?.generation ?? 0, chosen],
        )
        expect(chosen === null ? candidates : candidates.map(({ id }) => id)).toEqual(
          chosen === null ? [] : expect.arrayContaining([chosen]),
        )
        expect(better).toEqual([])
      }),
      1_000,
    )
  })

  test('is the same on every replica that has the same statements and keys', () => {
    const arrived = choices.chain(([log, held, entitled]) =>
      fc.tuple(fc.constant(log), arrivals(log), fc.constant(held), fc.constant(entitled)),
    )
    always(
      fc.property(arrived, ([log, other, held, entitled]) => {
        const [mine, theirs] = [log, [...new Set(other)]].map((entries) =>
          keyToWriteUnder(foldControl(entries), new Set(held), new Set(entitled)),
        )
        expect(theirs).toBe(mine)
      }),
      300,
    )
  })
})

describe('keys in the words of the field', () => {
  const [laptop = '', old = '', bosLaptop = ''] = devices
  const made = entry('made', laptop, [], [], 'compartment.created', creation)
  const joined = entry('joined', laptop, [made], [made], 'member.added', { person: bo, right: 'member' })
  const introduce = (name: string, device: string, key: string, generation: number, to: readonly string[]) =>
    entry(name, device, [made, joined], [made, joined], 'key.introduced', {
      key: hashOf(key),
      generation,
      grants: to.map((one) => ({ to: one, sealed: '' })),
    })
  const held = new Set(keys)

  test('two people introduce a key at once: both write under the same one afterwards, and both stay readable', () => {
    const [mine, bos] = [
      introduce('mine', laptop, 'a key', 2, [laptop, bosLaptop]),
      introduce('bos', bosLaptop, 'another key', 2, [laptop, bosLaptop]),
    ]
    const entitled = new Set([laptop, bosLaptop])
    const expected = [hashOf('a key'), hashOf('another key')].toSorted().at(-1)
    for (const arrived of [
      [made, joined, mine, bos],
      [made, joined, bos, mine],
    ]) {
      const state = foldControl(arrived)
      expect(keyToWriteUnder(state, held, entitled)).toBe(expected)
      expect(state.keys.size).toBe(2)
      expect(nextGeneration(state)).toBe(3)
    }
  })

  test('a key that a removed person holds is not written under, however new it is', () => {
    const first = introduce('first', laptop, 'a key', 1, [laptop])
    const second = introduce('second', laptop, 'another key', 2, [laptop, bosLaptop])
    const state = foldControl([made, joined, first, { ...second, seq: 4 }])
    expect(keyToWriteUnder(state, held, new Set([laptop, bosLaptop]))).toBe(hashOf('another key'))
    expect(keyToWriteUnder(state, held, new Set([laptop]))).toBe(hashOf('a key'))
    expect(keyToWriteUnder(state, held, new Set([old]))).toBeNull()
  })

  test('a grant counts though it is stated by another device, which names no parents, in whatever order', () => {
    const introduced = introduce('introduced', laptop, 'a key', 1, [laptop])
    const data = { key: hashOf('a key'), grants: [{ to: bosLaptop, sealed: '' }] }
    for (let number = 0; number < 12; number += 1) {
      const leaked = { ...entry(`leaked ${number}`, old, [], [], 'key.granted', data) }
      const state = foldControl([made, joined, introduced, leaked])
      expect(keyToWriteUnder(state, held, new Set([laptop]))).toBeNull()
    }
  })

  test('the last lead can neither be removed nor made a member, also by themselves', () => {
    const removal = entry('removal', laptop, [joined], [made, joined], 'member.removed', { person: ada })
    const lesser = entry('lesser', laptop, [joined], [made, joined], 'member.added', { person: ada, right: 'officer' })
    expect(leadsOf(foldControl([made, joined, removal]))).toEqual([ada])
    expect(leadsOf(foldControl([made, joined, lesser]))).toEqual([ada])
  })
})

describe('on a real vault', () => {
  test("a member added by the person's next device counts, as one added by the first", async () => {
    const vault = await bareVault()
    const { adasOther, bo: bos } = vault.signers
    const next = new Ledger(vault.database, adasOther, new SteppingClock(), project, () => {})
    for (let round = 0; round < 6; round += 1) {
      const inspection = await bareInspection(vault)
      next.forget()
      const granted = await prepareMember(next, inspection, bos.person)
      next.write((writer) => {
        const member = { person: bos.person, right: 'member' } as const
        addMember(next, writer, knownCompartment(writer, inspection), member, granted)
      })
      expect(next.state(inspection).members.get(bos.person)).toBe('member')
    }
    vault.remove()
  })
})
