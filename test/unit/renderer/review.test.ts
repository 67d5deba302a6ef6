// What a reviewer reads is recorded once; what is typed to a colleague outlives the page; who may be asked into a team.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Gap, placesOf } from '../../../src/renderer/capture/gaps.ts'
import { choosable } from '../../../src/renderer/capture/team.ts'
import { connect } from '../../../src/renderer/client.ts'
import { Decisions } from '../../../src/renderer/pages/review/Decisions.tsx'
import { problemOf } from '../../../src/renderer/problem.ts'
import { forgetVault } from '../../../src/renderer/stores/forget.ts'
import { reasonInWords, rolesInWords, syncInWords } from '../../../src/renderer/stores/organisation/sync-words.ts'
import { createReading } from '../../../src/renderer/stores/review/reading.ts'
import { useTyped } from '../../../src/renderer/stores/review/typed.ts'
import { type FakeBridge, fakeBridge } from './fake-bridge.ts'

const inspection = 'a'.repeat(64)
const bundle = 'b'.repeat(32)
const note = (number: number) => String(number).padStart(32, '0')

let bridge: FakeBridge
let answer: () => unknown
beforeEach(() => {
  answer = () => ({})
  bridge = fakeBridge({ 'review.opened': () => answer() })
  connect(bridge, { lost: () => undefined, connected: () => undefined })
})
const recorded = () => bridge.asked.map(({ input }) => input['notes'])

describe('a reading of a bundle', () => {
  test('is recorded when it ends, each note once', async () => {
    const reading = createReading(inspection, bundle)
    for (const seen of [1, 2, 1]) reading.saw(note(seen))
    expect(recorded()).toEqual([])
    // A page is asked before it is left and again when it goes.
    await Promise.all([reading.end(), reading.end()])
    expect(recorded()).toEqual([[note(1), note(2)]])
    reading.saw(note(2))
    reading.saw(note(3))
    await reading.end()
    expect(recorded()).toEqual([[note(1), note(2)], [note(3)]])
  })

  test('records nothing where nothing came into view', async () => {
    await createReading(inspection, bundle).end()
    expect(recorded()).toEqual([])
  })

  test('holds nobody on the page when it cannot be recorded, and tries again', async () => {
    const reading = createReading(inspection, bundle)
    reading.saw(note(1))
    answer = () => {
      throw problemOf('vault.disk-full')
    }
    await expect(reading.end()).resolves.toBeUndefined()
    answer = () => ({})
    await reading.end()
    expect(recorded()).toEqual([[note(1)], [note(1)]])
  })

  test('of more notes than one record takes is recorded in several', async () => {
    const reading = createReading(inspection, bundle)
    for (let number = 0; number < 4_500; number += 1) reading.saw(note(number))
    await reading.end()
    expect(recorded().map((notes) => (notes as unknown[]).length)).toEqual([2_000, 2_000, 500])
  })
})

test('what is being typed to a colleague stays until it is sent or the vault is locked', () => {
  const { type } = useTyped.getState()
  type('question-1', 'Who was on duty?')
  type('answer-2', 'The night worker.')
  type('question-1', '')
  expect(useTyped.getState().words).toEqual({ 'answer-2': 'The night worker.' })
  forgetVault()
  expect(useTyped.getState().words).toEqual({})
})

test('what was said with a decision stands there as what it is: a question, or a reason', () => {
  const by = { person: inspection, name: 'Sam Okafor', me: false }
  const made = (decision: 'returned' | 'question' | 'accepted', reason: string, at: string) =>
    ({ decision, reason, at: `2026-03-1${at}T10:00:00.000Z`, by, counts: true }) as const
  const decisions = [
    made('question', 'Who held the key?', '1'),
    made('returned', 'One source only.', '2'),
    made('accepted', 'Two sources now.', '3'),
    made('returned', '', '4'),
  ]
  const page = renderToStaticMarkup(createElement(Decisions, { decisions }))
  expect(page.match(/[A-Z][^<>]*(?:key\?|now\.|only\.)/g)).toEqual([
    'Reason for accepting it: Two sources now.',
    'Reason for returning it: One source only.',
    'Question: Who held the key?',
  ])
  expect(page.match(/Reason/g)).toHaveLength(2)
})

test('what is missing is listed by note, each once with all that it lacks', () => {
  const gap = (kind: Gap['gap'], of: string | null, words: string): Gap => ({
    required: false,
    gap: kind,
    note: of,
    words,
  })
  const places = placesOf([
    gap('draft', 'n1', 'begun'),
    gap('same-label', null, 'AB'),
    gap('same-label', null, 'CD'),
    gap('no-category', 'n2', 'second'),
    gap('no-category', 'n1', 'first'),
    gap('no-time', 'n2', 'second'),
  ])
  expect(places.map(({ note: of, isDraft, words, gaps }) => [of, isDraft, words, gaps])).toEqual([
    ['n1', true, 'begun', ['draft']],
    [null, false, 'AB', ['same-label']],
    [null, false, 'CD', ['same-label']],
    ['n2', false, 'second', ['no-category', 'no-time']],
    ['n1', false, 'first', ['no-category']],
  ])
  expect(new Set(places.map(({ key }) => key)).size).toBe(places.length)
})

test('a team is chosen from inspectors and supervisors who are not in it, supervisors first', () => {
  const person = (name: string, ...roles: Parameters<typeof rolesInWords>[0]) => ({
    person: name,
    name,
    post: '',
    body: '',
    roles: [...roles],
    me: name === 'Me',
  })
  const people = [
    person('Me', 'inspector'),
    person('Zoe', 'inspector'),
    person('Ada', 'inspector'),
    person('Sam', 'supervisor', 'administrator'),
    person('Max', 'administrator'),
    person('Kim', 'whistleblowing-lead'),
    person('Ivy', 'inspector'),
  ]
  expect(choosable(people, ['Ivy']).map(({ name }) => name)).toEqual(['Sam', 'Ada', 'Zoe'])
})

describe('the words for sending', () => {
  const status = {
    organisation: null,
    roles: [],
    state: 'alone',
    notReceived: 3,
    waitingForKey: 0,
    reason: null,
    alarms: [],
    heard: null,
    received: null,
  } as const

  test('of a vault without an organisation promise nothing', () => {
    expect(syncInWords({ ...status, roles: [], alarms: [] })).toEqual(['On this device only'])
  })

  test('say how much is not received, and how much waits for its key', () => {
    const offline = { ...status, roles: [], alarms: [], state: 'offline' as const, waitingForKey: 1 }
    expect(syncInWords(offline)).toEqual([
      'No connection to the central store',
      '3 entries not yet received by the central store',
      '1 entry waits for its key',
    ])
  })

  test('give a reason once: what the state says already, only says what to do', () => {
    const unknown = { code: 'device.unknown', sentence: 'It is not known.', next: 'Ask for a code.' } as const
    expect(reasonInWords('waiting', unknown)).toBe('Ask for a code.')
    expect(reasonInWords('stopped', unknown)).toBe('It is not known. Ask for a code.')
  })

  test('name roles as people do', () => {
    expect(rolesInWords(['inspector', 'whistleblowing-lead'])).toBe('Inspector, Whistleblowing lead')
    expect(rolesInWords([])).toBe('No role')
  })
})
