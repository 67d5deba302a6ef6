// Corrections: each reason for which asking for one or ordering it does not count, and what must be there for it to count.
import { describe, expect, test } from 'vitest'
import { correctedBodies } from '#shared/domain/orders/orders.ts'
import { hashOf } from '../../fixtures/orders/people.ts'
import { bodies, each, Told } from '../../fixtures/orders/told.ts'

describe('asking for a correction', () => {
  each([
    ['by a member', 'counts', (told) => told.say('Bo', 'correction.asked', { bodies })],
    ['of nothing', 'not-understood', (told) => told.say('Bo', 'correction.asked', { bodies: [] })],
    ['by an officer, who cannot read', 'not-entitled', (told) => told.say('Oz', 'correction.asked', { bodies })],
    [
      'again',
      'already',
      (told) => {
        told.say('Bo', 'correction.asked', { bodies })
        return told.say('Ada', 'correction.asked', { bodies })
      },
    ],
  ])
})

describe('ordering a correction', () => {
  each([
    ['first', 'counts', (told) => told.order('Oz')],
    ['of nothing', 'not-understood', (told) => told.say('Oz', 'correction.ordered', { bodies: [] })],
    ['by a member', 'not-entitled', (told) => told.order('Ada')],
    [
      'that was ordered by two',
      'already',
      (told) => {
        told.order('Pip', [told.order('Oz')])
        return told.order('Quin')
      },
    ],
    [
      'on a hold',
      'on-hold',
      (told) => {
        told.hold()
        return told.order('Oz')
      },
    ],
    [
      'on a hold that came between',
      'on-hold',
      (told) => {
        const first = told.order('Oz')
        told.hold()
        return told.order('Pip', [first])
      },
    ],
    ['after oneself', 'same-person', (told) => told.order('Oz', [told.order('Oz')])],
  ])

  const corrected = (told: Told): number => correctedBodies(told.orders()).size

  test('takes two, the second naming the first, and keeps who asked', () => {
    const told = new Told()
    const asked = told.say('Bo', 'correction.asked', { bodies })
    const first = told.order('Oz')
    told.order('Pip')
    const ofAnother = told.say('Oz', 'correction.ordered', { bodies: [hashOf('another')] })
    told.order('Quin', [ofAnother])
    expect(corrected(told)).toBe(0)
    told.order('Pip', [first])
    expect([...correctedBodies(told.orders())]).toEqual(bodies)
    expect(told.orders().corrections[0]?.asked?.entry).toBe(asked)
  })

  test('takes two who are both officers by what the second had seen', () => {
    const told = new Told()
    const first = told.order('Oz')
    told.directory.changeRole('role.withdrawn', 'Oz')
    told.order('Pip', [first])
    expect(corrected(told)).toBe(0)
  })

  test('does not take a second who names what they say not to have seen', () => {
    const told = new Told()
    told.directory.changeRole('role.withdrawn', 'Pip')
    told.order('Pip', [told.order('Oz')], { directory: told.directory.size - 1 })
    expect(corrected(told)).toBe(0)
  })

  test('does not count for the second while it has no place in the tree', () => {
    const told = new Told()
    const first = told.order('Oz')
    const pip = told.laptopOf('Pip')
    pip.pull()
    pip.write('correction.ordered', { bodies }, [first])
    expect(correctedBodies(pip.orders()).size).toBe(0)
  })
})

test('whoever writes very many orders of very many bodies makes nobody wait', () => {
  const told = new Told()
  const many = Array.from({ length: 999 }, (_, body) => hashOf(String(body)))
  for (let one = 0; one < 200; one += 1) {
    told.laptopOf('Bo').write('correction.asked', { bodies: [...many, hashOf(`and ${one}`)] })
  }
  told.laptopOf('Bo').push()
  const began = process.cpuUsage()
  expect(told.orders().corrections).toHaveLength(200)
  // Well under a second; when each was compared with each, many. Of this process only, however busy the computer is.
  expect(process.cpuUsage(began).user).toBeLessThan(5_000_000)
})
