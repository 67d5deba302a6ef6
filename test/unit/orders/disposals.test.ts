// Disposals: each reason for which a step from proposal to certificate does not count, and what must be there for it to count.
import { describe, expect, test } from 'vitest'
import type { Seen } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { activeHolds, committedIn } from '#shared/domain/orders/orders.ts'
import { scopes } from '../../fixtures/orders/people.ts'
import { each, nothing, rule, Told } from '../../fixtures/orders/told.ts'

describe('a proposal', () => {
  each([
    ['by an officer', 'counts', (told) => told.propose()],
    ['of nothing', 'not-understood', (told) => told.propose('Oz', {}, { size: 0 })],
    ['by a member', 'not-entitled', (told) => told.propose('Ada')],
    ['of another epoch', 'nothing-seen', (told) => told.propose('Oz', {}, { epoch: 2 })],
    [
      'of more than its writer had seen',
      'nothing-seen',
      (told) => told.propose('Oz', {}, { size: told.leaves.length + 1 }),
    ],
    [
      'of more than its writer says to have seen',
      'nothing-seen',
      (told) => told.propose('Oz', { size: told.leaves.length - 1 }, { size: told.leaves.length }),
    ],
    [
      'of more than there was, whatever its writer says to have seen',
      'nothing-seen',
      (told) => told.propose('Oz', { size: 99 }, { size: 99 }),
    ],
    [
      'by a directory that its writer had not seen',
      'nothing-seen',
      (told) => told.propose('Oz', {}, {}, told.directory.size + 1),
    ],
    [
      'of what was disposed of',
      'already',
      (told) => {
        told.dispose()
        return told.propose()
      },
    ],
  ])
})

test('a proposal stands on its own device before it has its place in the tree', () => {
  const told = new Told()
  const oz = told.laptopOf('Oz')
  oz.pull()
  const { epoch, size, root } = told.now
  const covered = { epoch, size, root, heads: [] }
  const proposed = oz.write('disposal.proposed', { rule, covered, directory: told.directory.size })
  expect(oz.orders().disposals.map((disposal) => disposal.proposed)).toEqual([proposed])
})

describe('a proposal for a disclosure', () => {
  each(
    [
      ['by its lead', 'counts', (told) => told.propose('Wyn')],
      ['by an officer', 'not-entitled', (told) => told.propose('Oz')],
      ['by a member who is no lead of whistleblowing', 'not-entitled', (told) => told.propose('Ada')],
      [
        'by a lead of whistleblowing who holds no keys',
        'not-entitled',
        (told) => {
          told.member('member.added', 'Wyn', 'officer')
          return told.propose('Wyn')
        },
      ],
      ['approved by an officer', 'counts', (told) => told.approve('Oz', told.propose('Wyn'))],
      [
        'withdrawn by its lead',
        'counts',
        (told) => told.say('Wyn', 'disposal.withdrawn', { proposed: told.propose('Wyn') }),
      ],
      [
        'withdrawn by an officer',
        'counts',
        (told) => told.say('Oz', 'disposal.withdrawn', { proposed: told.propose('Wyn') }),
      ],
      [
        'approved after its lead lost the keys',
        'not-entitled',
        (told) => {
          const proposed = told.propose('Wyn')
          told.member('member.removed', 'Wyn')
          return told.approve('Oz', proposed)
        },
      ],
    ],
    'restricted',
  )
})

describe('an approval', () => {
  each([
    ['by another officer, on top', 'counts', (told) => told.approve('Pip', told.propose())],
    ['of something that is no hash', 'not-understood', (told) => told.say('Pip', 'disposal.approved', { proposed: 1 })],
    ['by a member', 'not-entitled', (told) => told.approve('Ada', told.propose())],
    ['of nothing that was proposed', 'not-known', (told) => told.approve('Pip', nothing)],
    [
      'of what was withdrawn',
      'withdrawn',
      (told) => {
        const proposed = told.propose()
        told.say('Oz', 'disposal.withdrawn', { proposed })
        return told.approve('Pip', proposed)
      },
    ],
    [
      'of what is approved',
      'already',
      (told) => {
        const proposed = told.propose()
        told.approve('Pip', proposed)
        return told.approve('Quin', proposed)
      },
    ],
    [
      'when another proposal was committed',
      'already',
      (told) => {
        const proposed = told.propose()
        told.dispose()
        return told.approve('Pip', proposed)
      },
    ],
    ['by the proposer', 'same-person', (told) => told.approve('Oz', told.propose())],
    [
      'by the proposer on another device',
      'same-person',
      (told) => {
        const proposed = told.propose()
        return told.sayOn(told.laptops.at(-1) ?? told.laptopOf('Oz'), 'disposal.approved', { proposed }, [])
      },
    ],
    [
      'by somebody who had not seen all before it',
      'moved-on',
      (told) => told.approve('Pip', told.propose(), { size: told.leaves.length - 1 }),
    ],
    ['in another epoch than it covers', 'moved-on', (told) => told.approve('Pip', told.propose(), { epoch: 2 })],
    [
      'by less of the directory than was evaluated',
      'nothing-seen',
      (told) => told.approve('Pip', told.propose(), { directory: told.directory.size - 1 }),
    ],
    [
      'when the proposer lost the role',
      'not-entitled',
      (told) => {
        const proposed = told.propose()
        told.directory.changeRole('role.withdrawn', 'Oz')
        return told.approve('Pip', proposed)
      },
    ],
    [
      'on a hold',
      'on-hold',
      (told) => {
        const proposed = told.propose()
        told.hold()
        return told.approve('Pip', proposed)
      },
    ],
    [
      'after a hold was lifted',
      'counts',
      (told) => {
        const proposed = told.propose()
        told.liftByTwo(told.hold())
        return told.approve('Pip', proposed)
      },
    ],
    [
      'when a hold, whatever it covers, entered the directory',
      'hold-since',
      (told) => {
        const proposed = told.propose()
        told.wideHold(scopes.at(-1)?.scope)
        return told.approve('Pip', proposed)
      },
    ],
    [
      'when a hold was in the directory before',
      'counts',
      (told) => {
        told.wideHold(scopes.at(-1)?.scope)
        return told.approve('Pip', told.propose())
      },
    ],
    [
      'on a hold that follows from one of the directory',
      'on-hold',
      (told) => {
        told.hold('Ada', { because: told.wideHold() })
        return told.approve('Pip', told.propose())
      },
    ],
    [
      'on a hold that follows from one that was lifted there',
      'counts',
      (told) => {
        const wide = told.wideHold()
        told.hold('Ada', { because: wide })
        told.wideLift(wide)
        return told.approve('Pip', told.propose())
      },
    ],
    [
      'by somebody who had not seen that it was lifted there',
      'on-hold',
      (told) => {
        const wide = told.wideHold()
        told.hold('Ada', { because: wide })
        told.wideLift(wide)
        const directory = told.directory.size - 1
        const proposed = told.propose('Oz', { directory }, {}, directory)
        return told.approve('Pip', proposed, { directory })
      },
    ],
  ])

  test('does not count while it has no place in the tree', () => {
    const told = new Told()
    const proposed = told.propose()
    const pip = told.laptopOf('Pip')
    pip.pull()
    const approved = pip.write('disposal.approved', { proposed })
    expect(pip.orders().withoutEffect.get(approved)).toBe('moved-on')
    pip.push()
    expect(told.effectOf(approved)).toBe('counts')
  })
})

describe('a withdrawal', () => {
  each([
    ['by any officer', 'counts', (told) => told.say('Quin', 'disposal.withdrawn', { proposed: told.propose() })],
    ['of something that is no hash', 'not-understood', (told) => told.say('Oz', 'disposal.withdrawn', {})],
    ['by a member', 'not-entitled', (told) => told.say('Ada', 'disposal.withdrawn', { proposed: told.propose() })],
    [
      'of nothing that was proposed',
      'not-known',
      (told) => told.say('Oz', 'disposal.withdrawn', { proposed: nothing }),
    ],
    [
      'of what was withdrawn',
      'already',
      (told) => {
        const proposed = told.propose()
        told.say('Oz', 'disposal.withdrawn', { proposed })
        return told.say('Pip', 'disposal.withdrawn', { proposed })
      },
    ],
    [
      'of what was committed',
      'already',
      (told) => {
        const proposed = told.propose()
        told.window(proposed, told.approve('Pip', proposed))
        return told.say('Oz', 'disposal.withdrawn', { proposed })
      },
    ],
  ])
})

describe("the store's commit", () => {
  /** Proposed by Oz, approved by Pip; then something happens, and the store commits. */
  const after = (told: Told, happens: (proposed: Hash) => void, changed: Partial<Seen> = {}): Hash => {
    const proposed = told.propose()
    const approved = told.approve('Pip', proposed)
    happens(proposed)
    return told.window(proposed, approved, changed)
  }

  each([
    ['of what was approved', 'counts', (told) => told.dispose()],
    ['that names no approval', 'not-understood', (told) => told.say('Oz', 'disposal.committed', { proposed: nothing })],
    [
      'by somebody else',
      'not-entitled',
      (told) => {
        const proposed = told.propose()
        return told.say('Oz', 'disposal.committed', { proposed, approved: told.approve('Pip', proposed) })
      },
    ],
    ['of nothing that was proposed', 'not-known', (told) => told.window(nothing, nothing)],
    ['of what nobody approved', 'not-known', (told) => told.window(told.propose(), nothing)],
    [
      'by another approval',
      'not-known',
      (told) => {
        const proposed = told.propose()
        told.approve('Pip', proposed)
        return told.window(proposed, told.approve('Quin', proposed))
      },
    ],
    [
      'of what was withdrawn',
      'withdrawn',
      (told) => after(told, (proposed) => told.say('Pip', 'disposal.withdrawn', { proposed })),
    ],
    [
      'of a second proposal',
      'already',
      (told) => {
        const [one, other] = [told.propose(), told.propose()]
        const [first, second] = [told.approve('Pip', one), told.approve('Pip', other)]
        told.window(one, first)
        return told.window(other, second)
      },
    ],
    [
      'when the approver lost the role',
      'not-entitled',
      (told) => after(told, () => told.directory.changeRole('role.withdrawn', 'Pip')),
    ],
    [
      'when the proposer lost the role',
      'not-entitled',
      (told) => after(told, () => told.directory.changeRole('role.withdrawn', 'Oz')),
    ],
    [
      'when the approver is known here no more',
      'not-entitled',
      (told) => after(told, () => told.member('member.removed', 'Pip')),
    ],
    [
      'when the approver has the role again',
      'counts',
      (told) =>
        after(told, () => {
          told.directory.changeRole('role.withdrawn', 'Pip')
          told.directory.changeRole('role.granted', 'Pip')
        }),
    ],
    ['not on top', 'moved-on', (told) => after(told, () => {}, { size: 1 })],
    ['in another epoch', 'moved-on', (told) => after(told, () => {}, { epoch: 2 })],
    [
      'by less of the directory than was approved',
      'nothing-seen',
      (told) => after(told, () => {}, { directory: told.directory.size - 1 }),
    ],
    ['on a hold', 'on-hold', (told) => after(told, () => told.hold('Quin'))],
    ['after a hold that was lifted', 'counts', (told) => after(told, () => told.liftByTwo(told.hold('Quin')))],
    ['after a hold entered the directory', 'hold-since', (told) => after(told, () => told.wideHold())],
    [
      'before a hold entered the directory',
      'counts',
      (told) => after(told, () => told.wideHold(), { directory: told.directory.size }),
    ],
  ])

  test('decides for ever: what comes after it, in the tree or in the directory, changes nothing of it', () => {
    const told = new Told()
    const commit = told.dispose()
    told.hold()
    told.wideHold()
    told.directory.changeRole('role.withdrawn', 'Pip')
    told.member('member.removed', 'Oz')
    expect(committedIn(told.orders())?.committed?.entry).toBe(commit)
    expect(activeHolds(told.orders(), told.directory.directory.holds())).toHaveLength(1)
  })

  test('counts nowhere without its place', () => {
    const told = new Told()
    const proposed = told.propose()
    const entry = told.commit(proposed, told.approve('Pip', proposed), told.now)
    expect(committedIn(told.orders([{ ...entry, position: null }]))).toBeNull()
    expect(committedIn(told.orders([entry]))).not.toBeNull()
  })
})

describe('word that it was carried out', () => {
  const word = { bodies: 2, keys: [], left: 0 }
  each([
    [
      'of the commit',
      'counts',
      (told) => told.say('Bo', 'disposal.carried-out', { ...word, committed: told.dispose() }),
    ],
    [
      'without figures',
      'not-understood',
      (told) => told.say('Bo', 'disposal.carried-out', { committed: told.dispose() }),
    ],
    ['of no commit', 'not-known', (told) => told.say('Bo', 'disposal.carried-out', { ...word, committed: nothing })],
    [
      'of another commit',
      'not-known',
      (told) => {
        told.dispose()
        return told.say('Bo', 'disposal.carried-out', { ...word, committed: nothing })
      },
    ],
    [
      'a second time by one device',
      'already',
      (told) => {
        const committed = told.dispose()
        told.say('Bo', 'disposal.carried-out', { ...word, committed })
        return told.say('Bo', 'disposal.carried-out', { ...word, committed })
      },
    ],
  ])
})
