// The words on screen: every key is used and stands once, and no words are used that blame or confuse.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problems } from '#shared/problems.ts'
import { catalogue, type Words } from '../../src/renderer/messages.ts'

const renderer = new URL('../../src/renderer', import.meta.url).pathname
const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
const textOf = (name: string) => readFileSync(join(renderer, name), 'utf8')
const isCatalogue = (name: string) => name.startsWith('messages')
const code = files
  .filter((name) => !isCatalogue(name))
  .map(textOf)
  .join('\n')

const banned = /\b(please|sorry|valid|invalid|oops|forbidden|illegal)\b|this field is required/i

const wordsOf = (words: Words): readonly string[] => (typeof words === 'string' ? [words] : [words.one, words.other])

test('no words that blame, plead or confuse', () => {
  const shown = [
    ...Object.entries(catalogue).flatMap(([key, words]) => wordsOf(words).map((text) => [key, text])),
    ...Object.entries(problems).flatMap(([key, { sentence, next }]) => [
      [key, sentence],
      [key, next],
    ]),
  ]
  expect(shown.length).toBeGreaterThan(200)
  expect(shown.filter(([, text]) => banned.test(text ?? ''))).toEqual([])
})

test('the lint itself finds a banned word', () => {
  expect(banned.test('Please enter a valid date')).toBe(true)
  expect(banned.test('Validation is not among them')).toBe(false)
})

test('every key stands in one file, once', () => {
  const keys = files
    .filter(isCatalogue)
    .flatMap((name) => [...textOf(name).matchAll(/^ {2}'?([\w.-]+)'?:/gm)].map((match) => match[1]))
  expect(new Set(keys)).toEqual(new Set(Object.keys(catalogue)))
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
})

/** Keys put together at run time, such as `title.${part}` or `${action}.confirm`: each hole stands for some characters. */
function patterns(): readonly RegExp[] {
  const templates = [...code.matchAll(/`((?:[\w.-]|\$\{[^}]*\})+)`/g)].map((match) => match[1] ?? '')
  const parts = templates.map((template) => template.split(/\$\{[^}]*\}/)).filter((fixed) => fixed.length > 1)
  return parts
    .filter((fixed) => fixed.some((part) => /\w\.|\.\w/.test(part)))
    .map((fixed) => new RegExp(`^${fixed.map((part) => part.replaceAll('.', '\\.')).join('.+')}$`))
}

test('every key is used', () => {
  const built = patterns()
  const unused = Object.keys(catalogue).filter(
    (key) => !code.includes(`'${key}'`) && !built.some((pattern) => pattern.test(key)),
  )
  expect(unused).toEqual([])
})
