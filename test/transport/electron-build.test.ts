// The built window: a preload that a sandbox can load, a main that imports what will be there, an engine that works.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { EngineProcess } from '#main/engine-process.ts'
import { places } from '#main/places.ts'
import { startUtilityEngine } from '#main/transports/electron/utility-engine.ts'
import { sealCall } from '#shared/sealed-call.ts'
import { skipUnless } from '../fixtures/skip.ts'
import { resources } from '../fixtures/world.ts'

vi.mock('electron', () => import('../support/fake-electron.ts'))

const whenBuilt = skipUnless(existsSync(places.window), 'the window is not built; `npm run build` builds it')
const main = new URL('./', places.window)

whenBuilt('the preload is one file, no module, and loads Electron only', () => {
  expect(readdirSync(new URL('./', places.preload))).toEqual(['index.cjs'])
  const text = readFileSync(places.preload, 'utf8')
  expect([...text.matchAll(/require\(["'](.+?)["']\)/g)].map(([, name]) => name)).toEqual(['electron'])
  expect(text).not.toMatch(/^\s*(import|export)\b/m)
})

whenBuilt('main imports its own parts, Node, Electron and packages of the product', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', main), 'utf8')) as { dependencies: object }
  const files = readdirSync(main).filter((name) => name.endsWith('.js'))
  const imported = files.flatMap((name) =>
    [...readFileSync(new URL(name, main), 'utf8').matchAll(/^(?:import|export) .*?from ["'](.+?)["']/gm)].map(
      ([, from = '']) => from,
    ),
  )
  const foreign = imported.filter((from) => !isBuiltin(from) && from !== 'electron' && !files.includes(from.slice(2)))
  const packages = foreign.map((from) =>
    from
      .split('/')
      .slice(0, from.startsWith('@') ? 2 : 1)
      .join('/'),
  )
  expect(imported.length).toBeGreaterThan(20)
  expect(packages.filter((name) => !(name in manifest.dependencies))).toEqual([])
})

whenBuilt('the engine finds its migrations and its version, makes a vault and locks it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-built-'))
  const faults: string[] = []
  const engine = new EngineProcess({
    folders: { data: join(folder, 'data'), state: join(folder, 'state'), resources },
    entry: new URL('engine.js', main),
    startChild: startUtilityEngine,
    onFault: ({ words, complaint }) => void faults.push(`${words} ${complaint}`),
  })
  const status = await engine.call('application.status', {})
  expect(status).toMatchObject({ ok: true, value: { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), open: null } })
  const reply = await engine.call('application.sealingKey', {})
  const { key } = (reply.ok ? reply.value : {}) as { readonly key: string }
  const passphrase = new TextEncoder().encode('correct horse battery staple')
  const { sealed } = await sealCall(key, 'vault.create', { name: 'Ada Ferris', passphrase })
  expect(await engine.call('vault.create', sealed)).toMatchObject({ ok: true })
  expect(await engine.call('vault.lock', {})).toMatchObject({ ok: true })
  await engine.stop()
  rmSync(folder, { recursive: true })
  expect(faults).toEqual([])
})
