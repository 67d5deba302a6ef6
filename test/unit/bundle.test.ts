// What decisions on a bundle come to, and whose work it is.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DecisionMade, isOwnWork, reviewStateOf } from '#shared/domain/bundle.ts'
import { hashOf } from '../fixtures/histories.ts'
import { always } from '../fixtures/seed.ts'

const made = (name: string, decision: DecisionMade['decision'], parents: readonly string[] = []): DecisionMade => ({
  hash: hashOf(name),
  decision,
  parents: parents.map(hashOf),
})

/** Decisions that each build on any of the earlier ones. */
const histories = fc
  .array(fc.tuple(fc.constantFrom('returned', 'question', 'accepted'), fc.nat(0xff)), { maxLength: 8 })
  .map((choices) =>
    choices.map(([decision, bits], index): DecisionMade => {
      const parents = choices.flatMap((_, place) =>
        place < index && ((bits >> place) & 1) === 1 ? [hashOf(`${place}`)] : [],
      )
      return { hash: hashOf(`${index}`), decision, parents }
    }),
  )

describe('decisions', () => {
  test('none: the bundle is sealed and waits', () => expect(reviewStateOf([])).toBe('sealed'))

  test('one after another: the last applies', () => {
    expect(reviewStateOf([made('a', 'returned'), made('b', 'accepted', ['a'])])).toBe('accepted')
    expect(reviewStateOf([made('a', 'accepted'), made('b', 'question', ['a']), made('c', 'returned', ['b'])])).toBe(
      'returned',
    )
  })

  test('through one that is not known any more: what it built on is still followed', () => {
    expect(reviewStateOf([made('a', 'returned'), made('c', 'accepted', ['a', 'gone'])])).toBe('accepted')
  })

  test.each([
    ['returned', 'question', 'returned'],
    ['question', 'accepted', 'question'],
    ['accepted', 'returned', 'returned'],
  ] as const)('%s and %s at once come to %s', (one, other, state) => {
    expect(reviewStateOf([made('a', one), made('b', other)])).toBe(state)
  })

  test('come to the same in any order and however often they arrive', () => {
    const arrived = histories.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: 2 * all.length })),
    )
    always(
      fc.property(arrived, ([all, shuffled]) => {
        expect(reviewStateOf(shuffled)).toBe(reviewStateOf(all))
      }),
      500,
    )
  })

  test('one more, made on top of all, is what they come to', () => {
    const more = fc.tuple(histories, fc.constantFrom('returned', 'question', 'accepted'))
    always(
      fc.property(more, ([all, decision]) => {
        const last = { hash: hashOf('last'), decision, parents: all.map(({ hash }) => hash) }
        expect(reviewStateOf([...all, last])).toBe(decision)
      }),
      300,
    )
  })
})

test('own work is what one sealed or wrote any part of; nobody unknown decides', () => {
  expect(isOwnWork('sam', 'ada', new Set(['ada', 'bo']))).toBe(false)
  expect(isOwnWork('ada', 'ada', new Set(['bo']))).toBe(true)
  expect(isOwnWork('bo', 'ada', new Set(['ada', 'bo']))).toBe(true)
  expect(isOwnWork(null, 'ada', new Set())).toBe(true)
})
