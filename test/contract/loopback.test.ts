// The contract, asked as a page asks it: over the real listener, of a forked engine.
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { EngineProcess } from '#main/engine-process.ts'
import { resources, temporaryFolder } from '../fixtures/world.ts'
import { listening, overLoopback } from './callers.ts'
import { codeOf, contractSuite } from './suite.ts'

contractSuite(overLoopback)

test('bodies that are no JSON, or nested deeper than any stack, are refused', async () => {
  const folder = temporaryFolder()
  const folders = { data: join(folder, 'data'), state: join(folder, 'state'), resources }
  const faults: string[] = []
  const engine = new EngineProcess({ folders, onFault: ({ words }) => void faults.push(words) })
  const page = await listening(engine, () => {})
  const nested = [1_000, 10_000, 100_000, 500_000].flatMap((levels) => [
    '['.repeat(levels) + ']'.repeat(levels),
    `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`,
  ])
  for (const body of ['', '{', 'undefined', '{"a":1}{', '\u0000', '{"__proto__":{}}', ...nested]) {
    const about = `${body.length} characters: ${body.slice(0, 12)}`
    expect(codeOf(await page.callText('application.status', body)), about).toBe('application.input-refused')
  }
  expect(codeOf(await page.callText('application.status', '{}'))).toBe('ok')
  expect(faults).toEqual([])
  await engine.stop()
  await page.close()
})
