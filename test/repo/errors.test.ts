// docs/errors.md and the catalogue of problems say the same, and every code is known, used and spelt alike.
import { describe, expect, test } from 'vitest'
import { problems } from '#shared/problems.ts'
import { filesOf, read, tableRows } from './files.ts'

const codes = Object.keys(problems)
const sources = filesOf(/^src\/.*\.tsx?$/).filter((path) => !path.startsWith('src/shared/problems'))

describe('the table of errors', () => {
  test('equals the catalogue, row by row', () => {
    const catalogue = Object.entries(problems).map(([code, { sentence, next, status }]) => [
      `\`${code}\``,
      sentence,
      next,
      String(status),
    ])
    expect(tableRows(read('docs/errors.md'))).toEqual(catalogue)
  })
})

describe('the catalogue', () => {
  test('has each code in use somewhere', () => {
    const text = sources.map(read).join('\n')
    expect(codes.filter((code) => !text.includes(`'${code}'`))).toEqual([])
  })

  test('knows every code that is written anywhere', () => {
    const written = sources.flatMap((path) => {
      const found = read(path).matchAll(/(?:Problem|problemOf|replyFor)\(\s*'([^']+)'/g)
      return [...found].map(([, code = '']) => ({ path, code }))
    })
    expect(written.length).toBeGreaterThan(20)
    expect(written.filter(({ code }) => !codes.includes(code))).toEqual([])
  })

  test('says what happened and what to do in whole sentences, without any placeholder', () => {
    for (const [code, { sentence, next }] of Object.entries(problems)) {
      for (const text of [sentence, next]) expect(text, code).toMatch(/^[A-Z][^{}$<>]*\.$/)
    }
  })

  test('says what sync can show without words that only the protocol knows', () => {
    const protocols = /\b(entry|entries|header|body|hash|chain|log|proof|checkpoint|compartment|directory|protocol)\b/i
    const ofSync = /^(entry|enrolment|central|request|device|compartment|checkpoint|tree|directory|team)\./
    const shown = Object.entries(problems).filter(([code]) => ofSync.test(code))
    expect(shown.length).toBeGreaterThan(30)
    expect(shown.filter(([, { sentence, next }]) => protocols.test(`${sentence} ${next}`))).toEqual([])
  })

  test('spells codes alike: a noun, a dot, words with dashes', () => {
    expect(codes.filter((code) => !/^[a-z]+\.[a-z]+(-[a-z]+)*$/.test(code))).toEqual([])
  })
})
