// The scan for typed words finds them in every spelling it promises, so that finding none means something.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { filesBelow, tracesOf } from '../e2e/traces.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldbook-traces-'))
afterAll(() => rmSync(folder, { recursive: true }))

const word = 'Qmellowfernbrook'
const around = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0, 255]), bytes, Buffer.from([0])])

test.each([
  ['UTF-8', around(Buffer.from(`before ${word} after`))],
  ['UTF-16', around(Buffer.from(word, 'utf16le'))],
  ['hex', around(Buffer.from(Buffer.from(word).toString('hex')))],
  ['base64 at 0', Buffer.from(Buffer.from(`${word}.`).toString('base64'))],
  ['base64 at 1', Buffer.from(Buffer.from(`x${word}.`).toString('base64'))],
  ['base64 at 2', Buffer.from(Buffer.from(`xy${word}.`).toString('base64url'))],
])('a word is found as %s', (spelling, bytes) => {
  const file = join(folder, spelling)
  writeFileSync(file, bytes)
  expect(tracesOf([word], [file]).map((trace) => trace.spelling)).toContain(spelling)
})

test('a file without the word has no trace of it', () => {
  const file = join(folder, 'other')
  writeFileSync(file, 'Qmellowfernbroo')
  expect(tracesOf([word], [file])).toEqual([])
  expect(filesBelow([folder], (path) => path.endsWith('other'))).toEqual([file])
})
