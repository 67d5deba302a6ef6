// Two shells of browser mode started at once on one data folder: exactly one lives (CRITERIA E13).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { problems } from '#shared/problems.ts'
import { type Shell, startShell, visit } from '../support/shell.ts'

const pairs = 10
const { sentence, next } = problems['application.already-running']

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fieldbook-instance-'))
})
afterEach(() => rmSync(home, { recursive: true }))

/** The shell that printed a link, and the other one. */
async function winnerOf(one: Shell, other: Shell): Promise<readonly [Shell, Shell]> {
  const firstIsFirst = await Promise.race([one.link().then(() => true), other.link().then(() => false)])
  return firstIsFirst ? [one, other] : [other, one]
}

test(`of two started at once exactly one lives, ${pairs} times over`, { timeout: 120_000 }, async () => {
  for (let pair = 0; pair < pairs; pair++) {
    const shells = [startShell(home), startShell(home)] as const
    // The link of the one that ends never comes.
    for (const shell of shells) shell.link().catch(() => {})
    const [lives, ends] = await winnerOf(...shells)
    expect(await ends.ended).toEqual([1, null])
    expect(ends.printed()).toBe(`${sentence}\n${next}\n(application.already-running)\n`)
    const visitor = await visit(await lives.link())
    expect(await visitor.call('application.status', {})).toMatchObject({ open: null })
    lives.process.kill(pair % 2 === 0 ? 'SIGTERM' : 'SIGKILL')
    expect(await lives.ended).toEqual(pair % 2 === 0 ? [0, null] : [null, 'SIGKILL'])
  }
})

test('SIGINT stops a shell cleanly, and its engine with it', { timeout: 30_000 }, async () => {
  const shell = startShell(home, 'scripted')
  const visitor = await visit(await shell.link())
  const { pid } = (await visitor.call('test.surroundings', {})) as { pid: number }
  shell.process.kill('SIGINT')
  expect(await shell.ended).toEqual([0, null])
  expect(() => process.kill(pid, 0)).toThrow()
  expect(shell.printed()).not.toMatch(/^\s+at /m)
})

test('a killed shell takes its engine with it', { timeout: 30_000 }, async () => {
  const shell = startShell(home)
  const visitor = await visit(await shell.link())
  await visitor.call('application.status', {})
  const engines = await childrenOf(shell.pid)
  shell.process.kill('SIGKILL')
  await shell.ended
  await expect.poll(() => engines.filter(isAlive), { timeout: 10_000 }).toEqual([])
  expect(engines).not.toEqual([])
})

test('Enter prints a fresh link, and the older session ends', { timeout: 30_000 }, async () => {
  const shell = startShell(home, 'scripted')
  const first = await visit(await shell.link())
  const second = await visit(await shell.freshLink())
  expect(await second.call('test.echo', {})).toEqual({})
  await expect(first.call('test.echo', {})).rejects.toThrow('session.missing')
  shell.process.kill('SIGTERM')
  await shell.ended
})

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Child processes as `ps` knows them, on every platform but Windows. */
async function childrenOf(parent: number): Promise<number[]> {
  const { execFileSync } = await import('node:child_process')
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n')
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([pid, its]) => (its === parent && pid ? [pid] : []))
}
