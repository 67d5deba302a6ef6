// Holds and disposal on screen, with the pack about lighthouses: what a hold covers and when it is due for review, why
// somebody cannot approve, what a form of a hold takes, and the text with which a certificate is checked.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { loadPolicy } from '#main/services/policy.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { signedText } from '../../../src/renderer/pages/orders/certificate-words.ts'
import { DisposalSection } from '../../../src/renderer/pages/orders/DisposalSection.tsx'
import { emptyHold, type HoldFields, readHold } from '../../../src/renderer/pages/orders/hold-form.ts'
import {
  type Disposal,
  groundOf,
  groundsOf,
  type Hold,
  inspectionName,
  type Orders,
  ruleInWords,
  scopeInWords,
} from '../../../src/renderer/pages/orders/order-words.ts'
import {
  allInForce,
  coveredBy,
  holdsInForce,
  isInForce,
  reviewDue,
  waitingForMe,
} from '../../../src/renderer/pages/orders/standing.ts'
import { lighthouses } from '../../fixtures/policy/packs.ts'

const pack = loadPolicy(lighthouses)
const remit = firstOf(pack.remits)
const setting = firstOf(remit.settings)
const plainGround = firstOf(pack.lists.holdGrounds)
const rule = firstOf(remit.retention)
const today = '2026-06-15'
const hash = (letter: string): string => letter.repeat(64)
const everything = { remits: [], settings: [], from: null, to: null }
const by = { person: hash('b'), name: 'Bo Lindgren', me: false }
const saidByBo = { by, at: '2026-06-01T09:00:00.000Z' }

const standingHold = {
  id: 'lamp-inquiry',
  controller: rule.controller,
  covers: 'Everything about lamps',
  until: 'inquiry-ended',
  words: 'Nothing about lamps is destroyed.',
  source: plainGround.source,
  review: { due: true, why: 'The inquiry has reported.', source: plainGround.source },
}

function firstOf<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined) throw new Error('the pack about lighthouses has none')
  return first
}

const aHold = (other: Partial<Hold> = {}): Hold => ({
  hold: hash('1'),
  ground: plainGround.id,
  review: null,
  scope: null,
  because: null,
  placed: saidByBo,
  lifting: null,
  lifted: false,
  waiting: false,
  ...other,
})

const aDisposal = (other: Partial<Disposal> = {}): Disposal => ({
  proposed: hash('2'),
  state: 'proposed',
  rule: { pack: pack.version, remit: remit.id, rule: rule.id, controller: 'nobody-known', due: '2023-05-16' },
  entries: 12,
  proposal: saidByBo,
  approval: null,
  committed: null,
  whyNot: null,
  ...other,
})

const ordersOf = (other: Partial<Orders> = {}): Orders => ({
  inspection: hash('a'),
  facts: { remit: remit.id, setting: setting.id, begins: '2026-03-10', ends: '2026-03-11' },
  holds: [],
  toCome: [],
  gone: [],
  disposal: null,
  ...other,
})

describe('a hold', () => {
  test('says which inspections it covers, each condition by itself', () => {
    expect(scopeInWords(pack, everything)).toEqual(['All inspections'])
    const days = { from: '2026-01-01', to: '2026-12-31' }
    expect(scopeInWords(pack, { remits: [remit.id], settings: [setting.id], ...days })).toEqual([
      `Remit: ${remit.title}`,
      `Kind of setting: ${setting.label}`,
      'On site between 1 January 2026 and 31 December 2026',
    ])
    expect(scopeInWords(pack, { ...everything, from: days.from })).toEqual(['On site on or after 1 January 2026'])
    expect(scopeInWords(pack, { ...everything, remits: ['newer-remit', remit.id] })).toEqual([
      `Remit: newer-remit or ${remit.title}`,
    ])
  })

  test('covers what fits, what this device cannot tell of, and nothing that is gone', () => {
    const unknown = ordersOf({ inspection: hash('c'), facts: null })
    const gone = ordersOf({ disposal: aDisposal({ state: 'disposed' }) })
    expect(coveredBy({ ...everything, remits: ['newer-remit'] }, [ordersOf(), unknown, gone])).toEqual([unknown])
    expect(coveredBy({ ...everything, from: '2026-03-11' }, [ordersOf(), gone])).toEqual([ordersOf()])
  })

  test('is due for review from its day on, and stays in force', () => {
    const held = aHold({ review: today })
    expect(reviewDue(held, pack, today)).toBe('day')
    expect(isInForce(held, [])).toBe(true)
    expect(reviewDue(aHold({ review: '2026-06-16' }), pack, today)).toBe(null)
    expect(reviewDue(aHold(), pack, today)).toBe(null)
  })

  test('of a standing order of the pack is due for review when the pack says so', () => {
    const standing = (due: boolean): Pack => ({
      ...pack,
      notifications: { ...pack.notifications, holds: [{ ...standingHold, review: { ...standingHold.review, due } }] },
    })
    const held = aHold({ ground: standingHold.id })
    expect(reviewDue(held, standing(true), today)).toBe('pack')
    expect(reviewDue(held, standing(false), today)).toBe(null)
    expect(groundsOf(standing(true)).map(({ id }) => id)).toEqual([plainGround.id, standingHold.id])
    expect(groundOf(pack, 'newer-ground').label).toBe('newer-ground')
  })

  test('that follows from a wider one goes with it; one to come holds already', () => {
    const wide = aHold({ hold: hash('3'), scope: everything })
    const derived = aHold({ because: wide.hold })
    expect(isInForce(derived, [wide])).toBe(true)
    expect(isInForce(derived, [{ ...wide, lifted: true }])).toBe(false)
    const orders = ordersOf({ toCome: [wide.hold] })
    expect(holdsInForce(orders, [wide])).toEqual({ written: [], toCome: [wide] })
    // Told of once, with the wider hold.
    expect(allInForce({ wide: [wide], inspections: [ordersOf({ holds: [derived] })] })).toEqual([wide])
  })
})

describe('the form of a hold', () => {
  const filled: HoldFields = { ...emptyHold, ground: 'any-ground' }

  test('asks for a ground and for nothing else', () => {
    expect(readHold(emptyHold, today).faults.map(({ field }) => field)).toEqual(['ground'])
    expect(readHold(filled, today)).toEqual({
      hold: { ground: 'any-ground', review: null, scope: everything },
      faults: [],
    })
  })

  test('takes no day for looking at it again that has come, no days the wrong way round, no half a day', () => {
    const on = (day: string, month = '6', year = '2026') => ({ day, month, year })
    expect(readHold({ ...filled, review: on('15') }, today).faults.map(({ field }) => field)).toEqual(['review.day'])
    expect(readHold({ ...filled, review: on('16') }, today).hold?.review).toBe('2026-06-16')
    const backwards = readHold({ ...filled, from: on('2'), to: on('1') }, today)
    expect(backwards.faults.map(({ words }) => words)).toEqual([
      'The last day must be the same as or after the first day, 2 June 2026',
    ])
    expect(readHold({ ...filled, to: on('1', '') }, today).faults.map(({ field }) => field)).toEqual(['to.month'])
  })
})

describe('a disposal', () => {
  const shown = (orders: Orders, wide: readonly Hold[] = []): string =>
    renderToStaticMarkup(
      createElement(DisposalSection, { orders, wide: [...wide], pack, onChanged: () => Promise.resolve() }),
    )

  test.each([
    ['own', 'Ask another records manager'],
    ['on-hold', 'Two records managers can lift the hold'],
    ['hold-since', 'Withdraw it and propose it again'],
    ['written-since', 'Withdraw it and propose it again'],
    ['not-in-step', 'wait until everything is sent and received'],
    ['not-officer', 'they add you by themselves'],
  ] as const)('that cannot be approved (%s) says why and what to do', (whyNot, words) => {
    const html = shown(ordersOf({ disposal: aDisposal({ whyNot }) }))
    expect(html).toContain(words)
    expect(html).not.toContain('Approve the disposal')
    expect(html).toContain('Withdraw the disposal')
  })

  test('that somebody can approve waits for them', () => {
    const orders = ordersOf({ disposal: aDisposal() })
    expect(shown(orders)).toContain('Approve the disposal')
    expect(waitingForMe({ wide: [], inspections: [orders] })).toEqual([orders])
  })

  test('is not offered while a hold is in force, and says what a hold does to one that was approved or committed', () => {
    const holds = [aHold()]
    expect(shown(ordersOf())).toContain('Propose disposal')
    expect(shown(ordersOf({ holds }))).not.toContain('Propose disposal')
    const approval = saidByBo
    expect(shown(ordersOf({ holds, disposal: aDisposal({ state: 'approved', approval }) }))).toContain(
      'the central store does not carry it out',
    )
    const kept = aDisposal({ state: 'kept', approval, committed: '2026-06-02T09:00:00.000Z' })
    expect(shown(ordersOf({ holds, disposal: kept }))).toContain('This device knows a hold')
    expect(shown(ordersOf({ disposal: kept }))).toContain('at its next contact')
  })

  test('of which the store has destroyed one part says so while the rest waits', () => {
    const approved = aDisposal({ state: 'approved', approval: saidByBo })
    expect(shown(ordersOf({ gone: ['register'], disposal: approved }))).toContain('already: Register')
    expect(shown(ordersOf({ gone: [], disposal: approved }))).not.toContain('already:')
    const done = aDisposal({ state: 'disposed', approval: saidByBo, committed: '2026-06-02T09:00:00.000Z' })
    expect(shown(ordersOf({ gone: ['evidence', 'register'], disposal: done }))).not.toContain('already:')
  })

  test('names its rule and whose it is, also where this pack does not know it', () => {
    expect(ruleInWords(pack, aDisposal().rule).words).toBe(rule.words)
    const newer = ruleInWords(pack, { ...aDisposal().rule, rule: 'newer-rule' })
    expect(newer).toMatchObject({ source: null, controller: 'nobody-known' })
    expect(newer.words).toContain('newer-rule')
  })

  test('of an inspection whose register is gone names it by its reference', () => {
    expect(inspectionName(pack, ordersOf())).toBe(`${setting.label}, 10 to 11 March 2026`)
    expect(inspectionName(pack, ordersOf({ facts: null }))).toBe(`Inspection ${'a'.repeat(8)}`)
  })
})

test('the text of a certificate is its orders and the keys for them, without names', () => {
  const signed = [{ kind: 'hold.placed', hash: hash('4'), header: 'AA', signature: 'AA', body: 'AA' }]
  const signers = [{ device: hash('5'), publicKey: 'AA', recipient: '' }]
  const text = signedText({
    inspection: hash('a'),
    rule: aDisposal().rule,
    proposal: saidByBo,
    approval: saidByBo,
    committed: null,
    store: hash('5'),
    parts: [],
    outstanding: [],
    signers,
    signed,
  })
  expect(JSON.parse(text)).toEqual({ inspection: hash('a'), store: hash('5'), signers, signed })
  expect(text).not.toContain('Lindgren')
})
