// Times as people type and read them, days of the timeline, and the fields of a note.

import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPolicy } from '#main/services/policy.ts'
import { emptyNote, type NoteContent } from '#shared/domain/note.ts'
import { byDay } from '../../../src/renderer/capture/by-day.ts'
import { readClockTime } from '../../../src/renderer/capture/clock-time.ts'
import { canBeSaved, contentOf, fieldsOf, noteFaults } from '../../../src/renderer/capture/note-form.ts'
import { daysInWords, instantInWords, localTimeInWords } from '../../../src/renderer/capture/time-words.ts'

test.each([
  ['9:40am', '09:40'],
  ['9.40', '09:40'],
  ['0940', '09:40'],
  ['14:05', '14:05'],
  ['2:05 pm', '14:05'],
  ['2pm', '14:00'],
  ['12am', '00:00'],
  ['12:30 p.m.', '12:30'],
  ['Midday', '12:00'],
  ['midnight', '00:00'],
  ['9', null],
  ['25:00', null],
  ['9:60', null],
  ['13pm', null],
  ['0am', null],
  ['soon', null],
  ['', null],
])('%j is the time %j', (typed, time) => {
  expect(readClockTime(typed)).toBe(time)
})

describe('words for times', () => {
  test('an instant stands in the zone in which it was written', () => {
    expect(instantInWords('2026-06-04T08:32:00.000Z', 'Europe/London')).toBe('4 June 2026 at 9:32am')
    expect(instantInWords('2026-06-04T23:05:00.000Z', 'Europe/London')).toBe('5 June 2026 at 12:05am')
    expect(instantInWords('2026-06-04T12:05:00.000Z', 'no zone at all')).toBe('4 June 2026 at 12:05pm')
  })
  test('local times and days', () => {
    expect(localTimeInWords('2026-03-10T14:05')).toBe('10 March 2026 at 2:05pm')
    expect(localTimeInWords('')).toBe('')
    expect(daysInWords('2026-03-10', '2026-03-11')).toBe('10 to 11 March 2026')
    expect(daysInWords('2026-03-31', '2026-04-01')).toBe('31 March 2026 to 1 April 2026')
    expect(daysInWords('2026-03-10', '2026-03-10')).toBe('10 March 2026')
  })
})

test('the timeline goes by day and time, with what has no time at the end', () => {
  const times = ['2026-03-11T09:00', '', '2026-03-10T15:00', '2026-03-10T09:30', '']
  const days = byDay(times.map((when, index) => ({ when, index })))
  expect(days.map(({ day, notes }) => [day, notes.map(({ index }) => index)])).toEqual([
    ['2026-03-10', [3, 2]],
    ['2026-03-11', [0]],
    ['', [1, 4]],
  ])
})

describe('the fields of a note', () => {
  const pack = loadPolicy(join(import.meta.dirname, '../../../resources/policy'))
  const note: NoteContent = {
    ...emptyNote,
    kind: 'observation',
    text: { words: 'Quiet.', from: null, described: 'night staff' },
    when: '2026-03-10T14:05',
    place: 'Lounge',
    mayBeShown: true,
    flags: ['safeguarding'],
  }

  test('give the same note back', () => {
    expect(contentOf(fieldsOf(note, pack), pack)).toEqual(note)
    expect(contentOf(fieldsOf(emptyNote, pack), pack)).toEqual(emptyNote)
  })

  test('what a person said is never shown, whatever the field says', () => {
    expect(contentOf({ ...fieldsOf(note, pack), kind: 'childs-view' }, pack).mayBeShown).toBe(false)
  })

  test('only kind and text are needed', () => {
    expect(noteFaults({ ...fieldsOf(emptyNote, pack), kind: 'other', words: 'x' })).toEqual([])
    expect(noteFaults(fieldsOf(emptyNote, pack)).map(({ field }) => field)).toEqual(['kind', 'words'])
  })

  test('half a time is left out of the draft and stops the saving', () => {
    const half = { ...fieldsOf(note, pack), time: '14' }
    expect(contentOf(half, pack).when).toBe('')
    expect(canBeSaved(half, pack)).toBe(false)
    expect(noteFaults(half).map(({ field }) => field)).toEqual(['time'])
    expect(noteFaults({ ...half, time: '' }).map(({ field }) => field)).toEqual(['time'])
    expect(noteFaults({ ...half, day: '31', month: '2' }).map(({ field }) => field)).toEqual(['day'])
  })

  test('a bearing needs a line of enquiry', () => {
    expect(contentOf({ ...fieldsOf(note, pack), bearing: 'supports' }, pack).bearing).toBe('neither')
  })
})
