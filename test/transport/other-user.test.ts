// Another user of the same computer gets nothing from a running browser mode (CRITERIA L5).
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testPages } from '../support/loopback.ts'
import { type Shell, startShell, visit } from '../support/shell.ts'

/** Why this cannot be tried here, or null. */
function obstacle(): string | null {
  if (process.getuid?.() !== 0) return 'only root can become another user'
  if (!existsSync('/proc/self/cmdline')) return 'there is no /proc here'
  try {
    asNobody(`test -x ${process.execPath}`)
    return null
  } catch {
    return 'there is no su, no user nobody, or nobody cannot run this Node'
  }
}

function asNobody(command: string, input = ''): string {
  return execFileSync('su', ['nobody', '-s', '/bin/sh', '-c', command], {
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
}

/** Runs in nobody's Node: asks every route in the page's own manner, but without the token. */
const asking = `
  const [origin] = [process.env.ORIGIN]
  const headers = { origin, 'x-fieldbook': '1', 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const routes = ['/session', '/call/application.status', '/call/vault.lock', '/call/test.any', '/events', '/nowhere']
  const ask = async (path, more) => {
    const reply = await fetch(origin + path, { method: 'POST', headers: { ...headers, ...more }, body: '{"token":"' + 'A'.repeat(43) + '"}' })
    return [path, reply.status]
  }
  const answers = []
  for (const path of routes) answers.push(await ask(path, {}), await ask(path, { authorization: 'Bearer ' + 'A'.repeat(43) }))
  answers.push(await ask('/secret/vault.unlock', { 'content-type': 'application/octet-stream' }))
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'HEAD']) answers.push([method, (await fetch(origin, { method })).status])
  console.log(JSON.stringify({ answers, page: await (await fetch(origin)).text() }))
`

const reason = obstacle()

describe('another user', () => {
  let home: string
  let shell: Shell
  let link: string

  beforeAll(async () => {
    if (reason !== null) return
    home = mkdtempSync(join(tmpdir(), 'fieldbook-other-'))
    // Open to others, as a home folder may be: what protects is ours.
    execFileSync('chmod', ['755', home])
    shell = startShell(home, 'scripted')
    link = await shell.link()
  })
  afterAll(async () => {
    if (reason !== null) return
    shell.process.kill('SIGTERM')
    await shell.ended
    rmSync(home, { recursive: true })
  })

  test('is refused on every route, and of the page gets only the files that anyone may have', (context) => {
    if (reason !== null) context.skip(reason)
    const output = asNobody(`ORIGIN=${link.split('/#')[0]} ${process.execPath} --input-type=module`, asking)
    const { answers, page } = JSON.parse(output) as { answers: [string, number][]; page: string }
    expect(answers.filter(([, status]) => status !== 401 && status !== 403)).toEqual([])
    expect(answers).toHaveLength(17)
    expect(page).toBe(readFileSync(join(testPages, 'index.html'), 'utf8'))
  })

  test('can read neither the file with the link nor anything beside it', (context) => {
    if (reason !== null) context.skip(reason)
    const file = join(home, 'state', 'open-fieldbook.html')
    expect([statSync(file).mode & 0o777, statSync(join(home, 'state')).mode & 0o777]).toEqual([0o600, 0o700])
    expect(readFileSync(file, 'utf8')).toContain(link)
    for (const path of [
      file,
      join(home, 'state'),
      join(home, 'data'),
      join(home, 'data', 'instance.lock'),
      join(home, 'state', 'log', 'fieldbook.log'),
    ]) {
      expect(existsSync(path), path).toBe(true)
      expect(() => asNobody(`cat '${path}' || ls '${path}'`), path).toThrow()
    }
  })

  test('finds no token in command lines, and none is in the environment or the log', async (context) => {
    if (reason !== null) context.skip(reason)
    const token = link.split('#')[1] ?? ''
    const visitor = await visit(link)
    const { pid } = (await visitor.call('test.surroundings', {})) as { pid: number }
    for (const one of [shell.pid, pid]) {
      const line = asNobody(`cat /proc/${one}/cmdline`)
      expect(line).toContain('node')
      expect(() => asNobody(`cat /proc/${one}/environ`)).toThrow()
      for (const text of [
        line,
        readFileSync(`/proc/${one}/environ`, 'latin1'),
        readFileSync(join(home, 'state', 'log', 'fieldbook.log'), 'utf8'),
      ]) {
        expect(text).not.toContain(token)
        expect(text).not.toContain(visitor.bearer)
      }
    }
    // The link was used, so the file is gone as well.
    expect(existsSync(join(home, 'state', 'open-fieldbook.html'))).toBe(false)
  })
})
