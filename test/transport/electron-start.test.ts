// `npm start` as a process: FIELDBOOK_SHELL is obeyed, and a start that cannot be ends with plain words and exit code 1.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findElectron } from '#main/electron-runtime.ts'
import { type ProblemCode, problems } from '#shared/problems.ts'
import { skipUnless } from '../fixtures/skip.ts'
import { temporaryFolder } from '../fixtures/world.ts'

const entry = fileURLToPath(new URL('../../src/main/start.ts', import.meta.url))
const installed = typeof findElectron()?.executable() === 'string'

let home: string
beforeEach(() => {
  home = temporaryFolder()
})
afterEach(() => rmSync(home, { recursive: true }))

function start(shell: string) {
  const env = { ...process.env, FIELDBOOK_HOME: home, FIELDBOOK_OPEN: 'no', FIELDBOOK_SHELL: shell }
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry], { env, encoding: 'utf8', timeout: 25_000 })
  return { status, stdout, stderr }
}

function refusal(code: ProblemCode) {
  return { status: 1, stdout: '', stderr: `${problems[code].sentence}\n${problems[code].next}\n(${code})\n` }
}

test('a shell that there is not', () => {
  expect(start('window')).toEqual(refusal('application.shell-unknown'))
})

skipUnless(!installed, 'the runtime of Electron is installed here')('Electron without its runtime', () => {
  expect(start('electron')).toEqual(refusal('application.electron-missing'))
})
