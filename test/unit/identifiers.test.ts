// Identifiers with a form of their own, how a term is folded, and what may stand in an identifier's place.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadLanguage } from '#main/services/identifiers/language.ts'
import { namesIn } from '#main/services/identifiers/names.ts'
import { coarserForm, initialsOf } from '#shared/domain/identifiers/coarser.ts'
import { type IdentifierKind, termOf } from '#shared/domain/identifiers/identifier.ts'
import { isNhsNumber } from '#shared/domain/identifiers/numbers.ts'
import { patternedIn } from '#shared/domain/identifiers/patterned.ts'
import { alwaysAsync } from '../fixtures/seed.ts'

const day = '2026-03-10'
const found = (text: string) => patternedIn(text, day).map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`)

describe('NHS numbers', () => {
  test('pass by their check digit alone: of the ten last digits at most one fits', () => {
    const fitting = (nine: string) => [...'0123456789'].filter((digit) => isNhsNumber(nine + digit))
    for (const nine of ['999000000', '943476591', '999123456', '401234567']) {
      expect(fitting(nine).length, nine).toBeLessThanOrEqual(1)
    }
    // The worked example of the NHS Data Model and Dictionary.
    expect(isNhsNumber('9434765919')).toBe(true)
    expect(isNhsNumber('9434765918')).toBe(false)
    expect(isNhsNumber('0000000000')).toBe(false)
  })

  test('are found spaced, hyphened and whole, and not inside longer numbers', () => {
    expect(found('943 476 5919, 943-476-5919 and 9434765919')).toEqual([
      'nhs-number 943 476 5919',
      'nhs-number 943-476-5919',
      'nhs-number 9434765919',
    ])
    expect(found('19434765919 and 94347659190 and 943 476 5918')).toEqual([])
  })
})

describe('telephone numbers', () => {
  test.each([
    '01632 960 441',
    '07700900182',
    '(0113) 496 0288',
    '+44 20 7946 0377',
    '+44 (0)7700 900 419',
    '0044 7700 900182',
    '+48 601 000 000',
  ])('%s', (number) => {
    expect(found(`Ring ${number}, after six.`)).toEqual([`telephone ${number}`])
  })

  test.each(['2026-0311-004', '03.02.2026', '12 12 2024', '0.5 mg', 'from 09.15 to 10.30', '101'])(
    'not %s',
    (words) => {
      expect(found(`It says ${words} there.`).filter((hit) => hit.startsWith('telephone'))).toEqual([])
    },
  )
})

describe('postcodes', () => {
  test.each(['LE99 4QX', 'ls999ab', 'EC1Z 8WX', 'ZZ99 3VZ', 'M99 1BB'])('%s', (code) => {
    expect(found(`They live at ${code} now.`)).toEqual([`postcode ${code}`])
  })

  test.each(['room B12', 'e2 1st floor', 'b4 3pm', 'AB2', 'form M5', 'plan P4 of 9'])('not %s', (words) => {
    expect(found(`It says ${words} there.`)).toEqual([])
  })
})

describe('dates of birth', () => {
  test.each([
    ['born 14 June 2015', '14 June 2015'],
    ['DOB 03/11/2025', '03/11/2025'],
    ['d.o.b. 1.5.13', '1.5.13'],
    ['aged 12 (18.02.2014)', '18.02.2014'],
    ['a birthday on 9 May', '9 May'],
    ['the form shows 2011-08-27', '2011-08-27'],
    ['the file shows 21-Dec-2010', '21-Dec-2010'],
    ['June 3rd, 2014 is written there', 'June 3rd, 2014'],
  ])('%s', (words, date) => {
    expect(found(`AB: ${words}.`)).toEqual([`birth-date ${date}`])
  })

  test.each([
    'visited on 10 March 2026',
    'the record for 14/02/2026',
    'came into care on 4 March 2019',
    'reviewed 3 April 2020 and since',
    'section 2.3.10 of the policy',
    'born in March 2014',
    'on 31.02.2026',
    'the 45/13/2012 form',
  ])('not %s', (words) => {
    expect(found(`AB: ${words}.`)).toEqual([])
  })

  test('two dates in a sentence are told apart', () => {
    expect(found('Born 2 March 2013; visited 3 March 2026.')).toEqual(['birth-date 2 March 2013'])
  })
})

test('email addresses', () => {
  expect(found('Write to K.Nowak-Hill+rota@mail.example.org. Or to nobody@home.')).toEqual([
    'email K.Nowak-Hill+rota@mail.example.org',
  ])
})

describe('names', () => {
  const names = async (text: string) => {
    const language = await loadLanguage()
    return namesIn(text, language).map(({ from, to }) => text.slice(from, to))
  }

  test.each([
    ["“I’m fine. Didn’t sleep.” They’ve said so. It's late.", []],
    ['AB, AB2 and MN met CAMHS and the LADO.', []],
    ['The Head of Care and the Independent Reviewing Officer met.', []],
    ["St Aidan's Primary School, Rose Cottage and Mark Lane.", []],
    ['In May, in April 2026 and on 3 May it was quiet.', []],
    ['Will you come? May I stay?', []],
    ['Staff told siobhan to wait.', ['siobhan']],
    ['RHIANNON came down.', ['RHIANNON']],
    ["Mrs Begum's car, Cormac's room.", ['Mrs Begum', 'Cormac']],
    ['T. Qureshi and Dafydd ap Gwilym.', ['T. Qureshi', 'Dafydd ap Gwilym']],
    ['Keyworker Radoslav Hill and Will said no.', ['Radoslav Hill', 'Will']],
    ['Said Niamh O’Sullivan: "Tyler-James hit Ann."', ['Niamh O’Sullivan', 'Tyler-James', 'Ann']],
  ])('%s', async (text, expected) => {
    expect(await names(text)).toEqual(expected)
  })
})

describe('a term', () => {
  const name = (words: string) => termOf('name', words)

  test('is the same however it is spelt', () => {
    expect(name('Siân O’Dowd')).toBe(name("SIAN O'DOWD"))
    expect(name("Mrs. Akhtar's")).toBe(name('Akhtar'))
    expect(name('Price-Morgan')).toBe(name('Price Morgan'))
    expect(termOf('telephone', '+44 (0)7700 900 419')).toBe(termOf('telephone', '07700900419'))
    expect(termOf('postcode', 'LE99 4QX')).toBe(termOf('postcode', 'le994qx'))
    expect(name('Rose')).not.toBe(name('Rosa'))
  })
})

describe('what may stand in its place', () => {
  const coarser = (kind: Exclude<IdentifierKind, 'name'>, words: string) => coarserForm(kind, words, day)

  test('an age in place of a date of birth', () => {
    expect(coarser('birth-date', '11 March 2016')).toBe('[age: about 9]')
    expect(coarser('birth-date', '10 March 2016')).toBe('[age: about 10]')
    expect(coarser('birth-date', '9 May 2025')).toBe('[age: under 1]')
    expect(coarser('birth-date', '12 October 1984')).toBe('[date of birth of an adult removed]')
    expect(coarser('birth-date', '9 May')).toBe('[date of birth removed]')
  })

  test('the first letters of a postcode, and marks', () => {
    expect(coarser('postcode', 'le99 4qx')).toBe('[postcode area LE]')
    expect(coarser('telephone', '01632 960441')).toBe('[telephone number removed]')
  })

  test('initials in place of a name', () => {
    expect(initialsOf('Mrs Siân Gwilym-Rees')).toBe('SGR')
    expect(initialsOf("Niamh O'Sullivan")).toBe('NO')
    expect(initialsOf('Éanna')).toBe('E')
  })

  test('nothing of it is an identifier again', async () => {
    const language = await loadLanguage()
    const forms = [
      ...['11 March 2016', '9 May 2025', '12 October 1984', '9 May'].map((words) => coarser('birth-date', words)),
      coarser('postcode', 'LE99 4QX'),
      ...(['telephone', 'email', 'nhs-number'] as const).map((kind) => coarser(kind, 'x')),
    ]
    expect(forms.flatMap((form) => [...patternedIn(form, day), ...namesIn(form, language)])).toEqual([])
  })
})

describe('any text', () => {
  const parts = [
    '0',
    '1',
    '+44',
    ' ',
    '-',
    '.',
    '(',
    '/',
    'A',
    'a',
    'Rose',
    'May',
    '@',
    "'",
    '“',
    '\u0301',
    'born',
    '👧🏽',
  ]

  test('gives hits that lie inside it, in order and apart', async () => {
    const language = await loadLanguage()
    const texts = fc.array(fc.constantFrom(...parts), { maxLength: 200 }).map((chosen) => chosen.join(''))
    await alwaysAsync(
      fc.asyncProperty(texts, async (text) => {
        for (const hits of [patternedIn(text, day), namesIn(text, language)]) {
          const ends = hits.flatMap(({ from, to }) => [from, to])
          expect(ends).toEqual(ends.toSorted((one, other) => one - other))
          expect(hits.every(({ from, to }) => from >= 0 && from < to && to <= text.length)).toBe(true)
        }
      }),
      500,
    )
  })

  test('is read in time that grows with its length', async () => {
    const language = await loadLanguage()
    for (const part of [...parts, 'Rose ', '1 ', '1.5.13 ', 'a@', '0 ', ' - ', 'Aa Bb ']) {
      const long = part.repeat(Math.ceil(100_000 / part.length))
      const started = performance.now()
      namesIn(long, language)
      patternedIn(long, day)
      // A rule that reads the rest of the text at each of its places takes minutes on this.
      expect(performance.now() - started, part).toBeLessThan(10_000)
    }
  }, 200_000)
})
