// Holds: each reason for which placing or lifting one does not count, and what must be there for it to count.
import { describe, expect, test } from 'vitest'
import type { Hash } from '#shared/domain/ids.ts'
import { covers } from '#shared/domain/orders/directory-holds.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { inspection, type Name, person, scopes } from '../../fixtures/orders/people.ts'
import { each, held, nothing, Told } from '../../fixtures/orders/told.ts'

describe('an order of any kind', () => {
  each([
    [
      'that does not say what its writer had seen',
      'nothing-seen',
      (told) => told.say('Oz', 'hold.placed', held, [], null),
    ],
    ['of a kind that a newer version has', 'not-understood', (told) => told.say('Oz', 'hold.moved', {})],
  ])
})

describe('a hold', () => {
  each([
    ['by an officer', 'counts', (told) => told.hold()],
    ['that says more than it should', 'not-understood', (told) => told.hold('Oz', { more: true })],
    [
      'with a scope, which only the directory has',
      'not-understood',
      (told) => told.hold('Oz', { scope: scopes[0]?.scope }),
    ],
    ['by a member', 'not-entitled', (told) => told.hold('Ada')],
    [
      'by an officer whom the compartment does not know any more',
      'not-entitled',
      (told) => {
        told.member('member.removed', 'Oz')
        return told.hold()
      },
    ],
    [
      'by somebody whose role was withdrawn',
      'not-entitled',
      (told) => {
        told.directory.changeRole('role.withdrawn', 'Oz')
        return told.hold()
      },
    ],
    [
      'by a member, following from one of the directory',
      'counts',
      (told) => told.hold('Ada', { because: told.wideHold() }),
    ],
    [
      'by an officer, following from one of the directory',
      'counts',
      (told) => told.hold('Oz', { because: told.wideHold() }),
    ],
    ['following from none that there is', 'not-entitled', (told) => told.hold('Ada', { because: nothing })],
    [
      'following from one that its writer had not seen',
      'not-entitled',
      (told) => {
        const because = told.wideHold()
        return told.say('Ada', 'hold.placed', { ...held, because }, [], { directory: told.directory.size - 1 })
      },
    ],
    [
      'following from one of the directory, by somebody who was a member',
      'not-entitled',
      (told) => {
        const because = told.wideHold()
        told.member('member.removed', 'Bo')
        return told.hold('Bo', { because })
      },
    ],
    [
      'following from one that another follows from already, lifted or not',
      'already',
      (told) => {
        const because = told.wideHold()
        told.liftByTwo(told.hold('Ada', { because }))
        return told.hold('Bo', { because })
      },
    ],
    [
      'that follows from nothing, after another that does so too',
      'counts',
      (told) => {
        told.hold()
        return told.hold()
      },
    ],
  ])
})

describe('lifting a hold', () => {
  each([
    [
      'that says more than it should',
      'not-understood',
      (told) => told.say('Oz', 'hold.lifted', { hold: told.hold(), at: 1 }),
    ],
    ['by a member', 'not-entitled', (told) => told.lift('Ada', told.hold())],
    ['that is not there', 'not-known', (told) => told.lift('Oz', nothing)],
    [
      'that is lifted',
      'already',
      (told) => {
        const hold = told.hold()
        told.liftByTwo(hold)
        return told.lift('Quin', hold)
      },
    ],
    [
      'after oneself',
      'same-person',
      (told) => {
        const hold = told.hold()
        return told.lift('Oz', hold, [told.lift('Oz', hold)])
      },
    ],
    [
      'after oneself on another device',
      'same-person',
      (told) => {
        const hold = told.hold()
        const other = told.laptops.at(-1) ?? told.laptopOf('Oz')
        return told.sayOn(other, 'hold.lifted', { hold }, [told.lift('Oz', hold)])
      },
    ],
  ])

  test('takes two who say the same of it, the second naming the first', () => {
    const told = new Told()
    const hold = told.hold()
    const another = told.hold()
    const first = told.lift('Oz', hold)
    expect(told.lifted).toEqual([false, false])
    told.lift('Pip', another, [first])
    told.lift('Pip', hold)
    expect(told.lifted).toEqual([false, false])
    told.lift('Quin', hold, [first])
    expect(told.lifted).toEqual([true, false])
  })

  test('does not count for the second while it has no place in the tree', () => {
    const told = new Told()
    const hold = told.hold()
    const first = told.lift('Oz', hold)
    const pip = told.laptopOf('Pip')
    pip.pull()
    pip.write('hold.lifted', { hold }, [first])
    expect(pip.knowsAHold()).toBe(true)
    pip.push()
    pip.pull()
    expect(pip.knowsAHold()).toBe(false)
  })

  test('takes two who are both officers by what the second had seen', () => {
    const told = new Told()
    const hold = told.hold()
    const first = told.lift('Oz', hold)
    told.directory.changeRole('role.withdrawn', 'Oz')
    const second = told.lift('Pip', hold, [first])
    expect(told.lifted).toEqual([false])
    // Theirs is the first half now.
    told.lift('Quin', hold, [second])
    expect(told.lifted).toEqual([true])
  })

  test('does not take a second who names what they say not to have seen', () => {
    const told = new Told()
    const hold = told.hold()
    told.directory.changeRole('role.withdrawn', 'Pip')
    const first = told.lift('Oz', hold)
    told.lift('Pip', hold, [first], { directory: told.directory.size - 1 })
    expect(told.lifted).toEqual([false])
  })
})

describe('a hold of the directory', () => {
  const scope = scopes[0]?.scope
  const holds = (told: Told) => told.directory.directory.holds()
  const state = (told: Told, name: Name, kind: string, data: Payload['data'], parents: readonly Hash[] = []): Hash =>
    told.directory.state(told.laptopOf(name).device, kind, data, parents)

  test.each([
    ['that says what it covers', 'Oz', { scope }, 1],
    ['that says nothing of it', 'Oz', { scope: null }, 0],
    ['that follows from another', 'Oz', { scope, because: nothing }, 0],
    ['that says more than it should', 'Oz', { scope, more: 1 }, 0],
    ['by an inspector', 'Ada', { scope }, 0],
  ] as const)('%s, by %s', (_, name, data, kept) => {
    const told = new Told()
    state(told, name, 'hold.placed', { ...held, ...data })
    expect(holds(told)).toHaveLength(kept)
  })

  test('is not there when its writer had not seen all before it', () => {
    const told = new Told()
    told.directory.state(told.laptopOf('Oz').device, 'hold.placed', { ...held, scope }, [], told.directory.size - 1)
    expect(holds(told)).toEqual([])
  })

  test('is lifted by two who say the same of it, the second naming the first', () => {
    const told = new Told()
    const [hold, another] = [told.wideHold(), told.wideHold()]
    const lifted = (): readonly boolean[] => holds(told).map((one) => one.lifted !== null)
    expect(told.directory.directory.firstToLift(hold)).toBeUndefined()
    const first = state(told, 'Oz', 'hold.lifted', { hold })
    expect(told.directory.directory.firstToLift(hold)).toEqual({ entry: first, person: person('Oz') })
    expect(told.directory.directory.firstToLift(another)).toBeUndefined()
    state(told, 'Oz', 'hold.lifted', { hold }, [first])
    state(told, 'Pip', 'hold.lifted', { hold })
    state(told, 'Pip', 'hold.lifted', { hold: another }, [first])
    state(told, 'Pip', 'hold.lifted', { hold, more: 1 }, [first])
    state(told, 'Pip', 'hold.lifted', { hold: nothing }, [first])
    state(told, 'Ada', 'hold.lifted', { hold }, [first])
    expect(lifted()).toEqual([false, false])
    const position = told.directory.size
    state(told, 'Pip', 'hold.lifted', { hold }, [first])
    state(told, 'Quin', 'hold.lifted', { hold }, [first])
    expect(holds(told).map((one) => one.lifted)).toEqual([position, null])
  })

  test.each(scopes)('covers an inspection or not: %o', ({ scope: one, covering }) => {
    expect(covers(one, inspection)).toBe(covering)
  })
})
