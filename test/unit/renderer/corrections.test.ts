// Corrections on screen, with the pack about lighthouses: how far one has come, what records managers read and may order,
// and what a bundle says of what is gone.
import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { loadPolicy } from '#main/services/policy.ts'
import { Corrections } from '../../../src/renderer/pages/correction/CorrectionsPart.tsx'
import {
  type Correction,
  correctionInWords,
  isMine,
  isWaiting,
  type Listed,
} from '../../../src/renderer/pages/correction/correction-words.ts'
import { PartlyRemoved, RemovedNotes } from '../../../src/renderer/pages/correction/RemovedNotes.tsx'
import { lighthouses } from '../../fixtures/policy/packs.ts'

const pack = loadPolicy(lighthouses)
const remit = pack.remits[0]
const hash = (letter: string): string => letter.repeat(64)
const person = (letter: string, name: string, me = false) => ({ person: hash(letter), name, me })
const ada = person('a', 'Ada Ferris')
const rex = person('b', 'Rex Moorcroft')
const dee = person('c', 'Dee Okafor', true)
const at = '2026-06-01T09:00:00.000Z'

const aCorrection = (other: Partial<Correction> = {}): Correction => ({
  state: 'asked',
  asked: { by: ada, at },
  ordered: [],
  at: null,
  bodies: 3,
  ...other,
})
const listed = (other: Partial<Listed> = {}): Listed => ({
  ...aCorrection(),
  inspection: hash('d'),
  entry: hash('e'),
  facts: {
    remit: remit?.id ?? '',
    setting: remit?.settings[0]?.id ?? '',
    begins: '2026-03-10',
    ends: '2026-03-11',
  },
  whyNot: null,
  ...other,
})

const textOf = (element: ReactElement): string =>
  renderToStaticMarkup(element)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const pageOf = (...corrections: readonly Listed[]): string =>
  textOf(createElement(Corrections, { pack, corrections, onChanged: () => Promise.resolve() }))

describe('a correction on the page of what it is about', () => {
  test('says who asked, who ordered, and that nothing has gone before two did', () => {
    expect(correctionInWords(aCorrection())).toBe(
      'Ada Ferris asked on 1 June 2026 for earlier wordings to be removed. Two records managers have to order it. Until then they are kept.',
    )
    const once = correctionInWords(aCorrection({ state: 'ordered-once', ordered: [rex] }))
    expect(once).toContain('Rex Moorcroft has ordered it. A second records manager has to')
    expect(once).toContain('Until then they are kept')
    const apart = correctionInWords(aCorrection({ state: 'ordered-once', ordered: [rex, dee] }))
    expect(apart).toContain('Rex Moorcroft and Dee Okafor (you) ordered it at the same time, each as the first')
  })

  test('says on whose order and which day they went from this device, or that a hold keeps them here', () => {
    const byTwo = { ordered: [rex, dee], at: '2026-06-03T09:00:00.000Z' }
    const removed = correctionInWords(aCorrection({ state: 'removed', ...byTwo }))
    expect(removed).toContain('removed from this device')
    expect(removed).toContain('Rex Moorcroft and Dee Okafor (you), ordered it on 3 June 2026')
    const kept = correctionInWords(aCorrection({ state: 'ordered', ...byTwo }))
    expect(kept).toContain('A hold keeps them on this device')
    expect(kept).not.toContain('were removed')
  })

  test('whose day nobody recorded stays readable', () => {
    expect(correctionInWords(aCorrection({ asked: { by: ada, at: null } }))).toContain('a day that is not recorded')
  })
})

describe('the list of records managers', () => {
  test('says so when nobody asked for anything', () => {
    expect(pageOf()).toContain('Nobody has asked for anything to be removed.')
  })

  test('names asker, kind of setting, days and number of entries, and offers the order', () => {
    const page = pageOf(listed())
    const setting = remit?.settings[0]?.label ?? '?'
    for (const words of [
      'Ada Ferris',
      setting,
      '10 to 11 March 2026',
      '3 entries to remove',
      'Nobody yet',
      'Order the removal',
    ])
      expect(page).toContain(words)
    expect(page).not.toContain('Nothing left to order')
  })

  test.each([
    ['not-officer', 'does not know you as a records manager yet'],
    ['on-hold', 'A hold is in force.'],
    ['same-person', 'Another records manager has to order it too.'],
    ['not-in-step', 'not in step with the central store'],
  ] as const)('says why it cannot be ordered (%s)', (whyNot, words) => {
    const one = listed({ whyNot })
    expect(pageOf(one)).toContain(words)
    expect(pageOf(one)).not.toContain('Order the removal')
    expect([isWaiting(one), isMine(one)]).toEqual([true, false])
  })

  test('waits for nobody once it was removed, is kept by a hold, or went with its inspection', () => {
    const byTwo = { ordered: [rex, dee], at }
    for (const [one, words] of [
      [listed({ state: 'removed', ...byTwo }), 'Removed from this device'],
      [listed({ state: 'ordered', ...byTwo }), 'Kept on this device, because of a hold'],
      [listed({ whyNot: 'disposed' }), 'Gone with the inspection'],
    ] as const) {
      expect([isWaiting(one), isMine(one)]).toEqual([false, false])
      const page = pageOf(one)
      for (const shown of ['Nothing is waiting for an order.', 'Nothing left to order', words])
        expect(page).toContain(shown)
      expect(page).not.toContain('Order the removal')
    }
    expect(isMine(listed())).toBe(true)
  })

  test('shows an inspection whose register is not here by its reference', () => {
    expect(pageOf(listed({ facts: null }))).toContain('Inspection dddddddd')
  })
})

describe('a bundle', () => {
  const corrections = [{ ordered: [rex, dee], at }]

  test('says of a note that nobody can tell any more what it said, and on whose order', () => {
    const bundle = { inspection: hash('d'), removed: [{ note: 'f'.repeat(32), revisions: 2, corrections }] }
    const shown = textOf(createElement(RemovedNotes, { bundle }))
    for (const words of [
      '2 sealed versions were removed',
      'Rex Moorcroft and Dee Okafor',
      'Read the note as it is now',
    ])
      expect(shown).toContain(words)
  })

  test('says of versions that no note names how many they were, and leads nowhere', () => {
    const bundle = { inspection: hash('d'), removed: [{ note: null, revisions: 1, corrections: [] }] }
    const shown = textOf(createElement(RemovedNotes, { bundle }))
    expect(shown).toContain('1 sealed version was removed. No note on this device names it')
    expect(shown).not.toContain('Read the note')
  })

  test('says of a note that can still be told what is gone of it, and nothing where nothing is', () => {
    expect(textOf(createElement(PartlyRemoved, { removed: { revisions: 1, corrections } }))).toContain(
      '1 earlier version that was sealed with it was removed',
    )
    expect(textOf(createElement(PartlyRemoved, { removed: null }))).toBe('')
    expect(textOf(createElement(RemovedNotes, { bundle: { inspection: hash('d'), removed: [] } }))).toBe('')
  })
})
