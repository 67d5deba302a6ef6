// What a page says of a wait after failed attempts, and what it asks for when the passphrase is changed.
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Problem, replyOf } from '#shared/problems.ts'
import { problemSchema } from '../../../src/renderer/calls.ts'
import { ChangePassphrase } from '../../../src/renderer/pages/vault/ChangePassphrase.tsx'
import { secondsLeft } from '../../../src/renderer/pages/vault/use-wait.ts'
import { PassphraseProblem } from '../../../src/renderer/pages/vault/WaitBanner.tsx'
import { useSession } from '../../../src/renderer/stores/session.ts'

const reply = replyOf(new Problem('vault.wait', { seconds: 16 }))
const shown = (left: number): string =>
  renderToStaticMarkup(createElement(PassphraseProblem, { reply, left, asked: 0 }))

test('seconds are counted up to whole ones, and never below none', () => {
  expect([0, 1, 999, 1_000, 1_001, 16_000].map((now) => secondsLeft(16_000, now))).toEqual([16, 16, 16, 15, 15, 0])
  expect(secondsLeft(16_000, 20_000)).toBe(0)
})

test('the problem reaches the page with its seconds, and every other problem without', () => {
  expect(problemSchema.parse(JSON.parse(JSON.stringify(reply)))).toEqual(reply)
  expect(reply.seconds).toBe(16)
  const other = replyOf(new Problem('vault.passphrase-wrong'))
  expect(problemSchema.parse(other)).toEqual(other)
  expect('seconds' in other).toBe(false)
  expect(problemSchema.safeParse({ ...reply, seconds: -1 }).success).toBe(false)
})

test('every second is to be seen, and a reader hears the first number and the end only', () => {
  expect(shown(3)).toContain('<p aria-hidden="true">You can try again in 3 seconds.</p>')
  expect(shown(3)).toContain('>You can try again in 16 seconds.</div>')
  expect(shown(1)).toContain('You can try again in 1 second.')
  expect(shown(0)).toContain('>You can try again now.</div>')
  expect(shown(0)).toContain(reply.sentence)
})

test('another problem is shown with its next step and its code', () => {
  const refused = replyOf(new Problem('vault.passphrase-refused'))
  const page = renderToStaticMarkup(createElement(PassphraseProblem, { reply: refused, left: 0, asked: 0 }))
  for (const words of [refused.sentence, refused.next, refused.code]) expect(page).toContain(words)
})

test('a change asks for the present passphrase and twice for the new one, each of which can be shown and pasted', () => {
  useSession.setState({ status: null })
  const page = renderToStaticMarkup(createElement(ChangePassphrase))
  const fields = [...page.matchAll(/<input[^>]*type="password"[^>]*>/g)].map(([field]) => field)
  expect(fields).toHaveLength(3)
  for (const field of fields) expect(field).not.toMatch(/onpaste|maxlength|readonly/i)
  for (const label of ['Current passphrase', 'New passphrase', 'Passphrase again']) expect(page).toContain(label)
  expect(page.match(/aria-label="Show /g)).toHaveLength(3)
  expect(page).toContain('Strength is shown while you type')
})
