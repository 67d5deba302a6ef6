// A draft whose beginnings a correction took away: what was typed stays, the words that went do not.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correctedDraft } from '#shared/domain/corrected-draft.ts'
import { holdsTerm } from '#shared/domain/identifiers/holding.ts'
import { emptyNote, type NoteContent } from '#shared/domain/note.ts'
import { always } from '../fixtures/seed.ts'

const said = (words: string, about: Partial<NoteContent> = {}): NoteContent => ({
  ...emptyNote,
  kind: 'observation',
  text: { ...emptyNote.text, words },
  ...about,
})
const corrected = (draft: string, base: string, now: string): string =>
  correctedDraft(said(draft), said(base), said(now)).text.words

describe('a draft begun from a wording that is gone', () => {
  test.each([
    ['left alone, is what stands now', 'Zed saw it.', 'Zed saw it.', 'AB saw it.', 'AB saw it.'],
    ['keeps what was added', 'Zed saw it. It rained.', 'Zed saw it.', 'AB saw it.', '… saw it. It rained.'],
    ['has one gap for several words', 'Yes, Zed-Lou O’Hara saw.', 'Zed-Lou O’Hara saw.', 'AB saw.', 'Yes, … saw.'],
    ['loses the word however it is spelt', 'ZÉD and zed saw.', 'Zed, zed', 'nobody', '… and … saw.'],
    ['keeps a word that was typed besides', 'He slept. AB slept.', 'He slept.', 'Quiet.', '…. AB slept.'],
    ['keeps words that stand now too', 'In May it rained.', 'In May', 'In May, AB', 'In May it rained.'],
  ])('%s', (_, draft, base, now, expected) => {
    expect(corrected(draft, base, now)).toBe(expected)
  })

  test('takes from what stands now each field that its writer left alone, and keeps the others', () => {
    const base = said('Zed saw it.', { place: 'Zed’s room', categories: ['views'], when: '2026-03-10T09:00' })
    const draft = { ...base, place: 'Zed’s room, upstairs', categories: ['health'] }
    const now = said('AB saw it.', {
      place: 'AB’s room',
      categories: ['views'],
      when: '2026-03-10T10:00',
      flags: ['safeguarding'],
    })
    expect(correctedDraft(draft, base, now)).toEqual({
      ...now,
      place: '…’s room, upstairs',
      categories: ['health'],
    })
  })

  test('holds none of the words that went, all that were typed, in their order, and never grows', () => {
    const word = fc.constantFrom('zed', 'quor', 'blatt', 'saw', 'door', 'night', 'a')
    const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(' '))
    const typed = fc.array(fc.constantFrom('it', 'rained', 'late'), { minLength: 1, maxLength: 8 })
    always(
      fc.property(text, text, typed, (base, now, added) => {
        const draft = [base, ...added].join(' ')
        const left = corrected(draft, base, now)
        const words = (one: string): string[] => one.match(/\p{L}+/gu) ?? []
        const gone = words(base).filter((one) => !words(now).includes(one))
        expect(words(left).filter((one) => gone.includes(one))).toEqual([])
        expect(words(left).slice(-added.length)).toEqual(added)
        expect(left.length).toBeLessThanOrEqual(draft.length)
      }),
    )
  })
})

describe('a text holds a term that was confirmed', () => {
  test.each([
    ['name', 'zachary quorblatt', 'Then Mr Zachary Quorblatt’s brother came.', true],
    ['name', 'quorblatt', '(Quorblatt), he said', true],
    ['name', 'an li', 'than listening', false],
    ['telephone', '07700900123', 'Ring +44 7700 900 123 after six.', true],
    ['nhs-number', '9434765919', 'no. 943 476 5919', true],
    ['postcode', 'sw1a1aa', 'near SW1A 1AA', true],
    ['email', 'a.b@example.org', 'write to A.B@example.org', true],
    ['email', 'a.b@example.org', 'nothing of the kind', false],
  ] as const)('%s %s in “%s”: %s', (kind, term, text, expected) => {
    expect(holdsTerm(text, kind, term)).toBe(expected)
  })
})
