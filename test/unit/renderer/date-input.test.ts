// The table of typed dates: what is read, what is wrong, which parts are highlighted and in which words.
import { describe, expect, test } from 'vitest'
import { type DatePart, readDate, typedDateOf } from '../../../src/renderer/capture/date-input.ts'
import { dateFaultInWords } from '../../../src/renderer/capture/date-words.ts'

const what = 'first day of the inspection'
const all: DatePart[] = ['day', 'month', 'year']

describe('dates that are read', () => {
  test.each([
    ['10', '3', '2026', '2026-03-10'],
    ['01', '03', '2026', '2026-03-01'],
    [' 9 ', ' 12 ', ' 2026 ', '2026-12-09'],
    ['1', 'January', '2026', '2026-01-01'],
    ['1', 'jan', '2026', '2026-01-01'],
    ['1', 'FEB', '2026', '2026-02-01'],
    ['31', 'Mar.', '2026', '2026-03-31'],
    ['30', 'april', '2026', '2026-04-30'],
    ['5', 'may', '2026', '2026-05-05'],
    ['30', 'Sept', '2026', '2026-09-30'],
    ['30', 'sep', '2026', '2026-09-30'],
    ['31', 'decem', '2026', '2026-12-31'],
    ['29', '2', '2024', '2024-02-29'],
    ['29', 'february', '2000', '2000-02-29'],
    ['28', '2', '2026', '2026-02-28'],
  ])('%s %s %s is %s', (day, month, year, date) => {
    expect(readDate({ day, month, year })).toEqual({ date, wrong: null })
  })
})

describe('dates to mend', () => {
  test.each([
    ['', '', '', all, `Enter the ${what}`],
    [' ', ' ', ' ', all, `Enter the ${what}`],
    ['', '3', '2026', ['day'], `The ${what} must include a day`],
    ['10', '', '2026', ['month'], `The ${what} must include a month`],
    ['10', '3', '', ['year'], `The ${what} must include a year`],
    ['', '', '2026', ['day', 'month'], `The ${what} must include a day and month`],
    ['', '3', '', ['day', 'year'], `The ${what} must include a day and year`],
    ['10', '', '', ['month', 'year'], `The ${what} must include a month and year`],
    // Missing comes before impossible.
    ['40', '', '2026', ['month'], `The ${what} must include a month`],
    ['10', '3', '26', ['year'], 'Year must include 4 numbers'],
    ['10', '3', '20266', ['year'], 'Year must include 4 numbers'],
    ['10', '3', 'year', ['year'], 'Year must include 4 numbers'],
    ['32', '3', '2026', ['day'], `The ${what} must be a real date`],
    ['0', '3', '2026', ['day'], `The ${what} must be a real date`],
    ['-1', '3', '2026', ['day'], `The ${what} must be a real date`],
    ['1.5', '3', '2026', ['day'], `The ${what} must be a real date`],
    ['ten', '3', '2026', ['day'], `The ${what} must be a real date`],
    ['10', '13', '2026', ['month'], `The ${what} must be a real date`],
    ['10', '0', '2026', ['month'], `The ${what} must be a real date`],
    ['10', 'ma', '2026', ['month'], `The ${what} must be a real date`],
    ['10', 'mars', '2026', ['month'], `The ${what} must be a real date`],
    ['10', 'marchy', '2026', ['month'], `The ${what} must be a real date`],
    ['32', '13', '2026', ['day', 'month'], `The ${what} must be a real date`],
    ['10', '3', '0000', ['year'], `The ${what} must be a real date`],
    ['30', '2', '2026', all, `The ${what} must be a real date`],
    ['29', '2', '2026', all, `The ${what} must be a real date`],
    ['29', '2', '1900', all, `The ${what} must be a real date`],
    ['31', 'April', '2026', all, `The ${what} must be a real date`],
    ['31', '6', '2026', all, `The ${what} must be a real date`],
  ])('%j %j %j: %j, %s', (day, month, year, parts, words) => {
    const { date, wrong } = readDate({ day, month, year })
    expect(date).toBeNull()
    expect(wrong?.parts).toEqual(parts)
    expect(wrong && dateFaultInWords(wrong, what)).toBe(words)
  })
})

test('a date of the contract comes back as it would be typed', () => {
  expect(typedDateOf('2026-03-09')).toEqual({ day: '9', month: '3', year: '2026' })
  expect(typedDateOf('')).toEqual({ day: '', month: '', year: '' })
})
