// The small rules behind what is shown: codes in groups, dates, parameters, and how strong a passphrase is.
import { expect, test } from 'vitest'
import { dayWords, momentWords } from '../../../src/renderer/dates.ts'
import { message } from '../../../src/renderer/messages.ts'
import { codeGroups } from '../../../src/renderer/pages/vault/code-groups.ts'
import { lengthOf, strengthOf } from '../../../src/renderer/strength/strength.ts'

test('a recovery code is shown in groups of four, however it came', () => {
  expect(codeGroups('ABCDEFGHIJ')).toEqual(['ABCD', 'EFGH', 'IJ'])
  expect(codeGroups('ABC-DEF GHI-J')).toEqual(['ABCD', 'EFGH', 'IJ'])
  expect(codeGroups('')).toEqual([])
})

test('days and moments are written as in the United Kingdom', () => {
  expect(dayWords('2026-11-22T12:00:00.000Z')).toBe('22 November 2026')
  expect(momentWords('2026-11-22T12:05:00.000Z')).toMatch(/^22 November 2026 at \d{1,2}:\d{2}(am|pm)$/)
})

test('words take their parameters, and count chooses between one and more', () => {
  expect(message('strength.short', { count: 1 })).toBe('Too short: 1 more character')
  expect(message('strength.short', { count: 4 })).toBe('Too short: 4 more characters')
  expect(message('create.loaded', { done: 1000, total: 2000 })).toBe('1,000 of 2,000 entries')
  expect(message('start.made-on')).toBe('Vault made on {day}')
})

test.each([
  ['fourteen chars', 'short'],
  ['passwordpassword', 'known'],
  ['Password123456789', 'known'],
  ['abcdefghijklmnop', 'known'],
  ['marsh lantern copper violin', 'strong'],
] as const)('%s is %s', async (passphrase, strength) => {
  expect(await strengthOf(passphrase)).toBe(strength)
})

test('an accented letter counts once, however the keyboard wrote it', () => {
  expect(lengthOf('e\u0301')).toBe(1)
  expect(lengthOf('\u00e9')).toBe(1)
})
