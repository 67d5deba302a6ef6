// The layer check itself: it sees every file, and finds one seeded breach of each rule that the tree of today can break.
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layerRules, root } from './files.ts'
import { complaintsOf, type Layers, layersOf } from './layers.ts'

const folder = join(root, '.tmp', `layers-${process.pid}`)

/** For each rule a file and the import that breaks it; an entry of `src` gets the line added. */
const breaches: Readonly<Record<string, readonly [string, string]>> = {
  'no-unresolvable': ['src/shared/seeded-1.ts', './nowhere.ts'],
  'product-knows-no-tests': ['src/main/seeded-2.ts', '../../test/fixtures/skip.ts'],
  'product-needs-no-dev-packages': ['src/main/seeded-3.ts', 'fast-check'],
  'apps-do-not-meet': ['src/renderer/seeded-4.ts', '../main/terminal.ts'],
  'shared-is-pure': ['src/shared/seeded-5.ts', 'node:fs'],
  'domain-knows-only-domain': ['src/shared/domain/seeded-6.ts', '../contract.ts'],
  'platform-is-the-ground': ['src/main/platform/seeded-7.ts', '../data/settings.ts'],
  'data-is-sql': ['src/main/data/seeded-8.ts', '../platform/clock.ts'],
  'ledger-knows-data-and-crypto': ['src/main/ledger/seeded-9.ts', '../services/searching.ts'],
  'services-are-headless': ['src/main/services/seeded-10.ts', '../terminal.ts'],
  'services-meet-in-container': ['src/main/services/seeded-11.ts', './vault/vaults.ts'],
  'transports-only-route': ['src/main/transports/loopback/seeded-12.ts', '../../container.ts'],
  'transports-do-not-meet': ['src/main/transports/other/seeded-13.ts', '../loopback/build.ts'],
  'core-knows-no-transport': ['src/main/platform/seeded-14.ts', '../transports/loopback/build.ts'],
  'engine-never-reaches-the-shell': ['src/main/engine.ts', './terminal-seeded.ts'],
  'shell-never-reaches-the-vault': ['src/main/browser.ts', './services/searching.ts'],
  'dispatch-knows-no-sql': ['src/main/dispatch.ts', './data/settings.ts'],
  'electron-in-three-places': ['src/main/seeded-15.ts', 'electron'],
  'browser-mode-never-reaches-electron': ['src/main/terminal.ts', './seeded-15.ts'],
  'sql-drivers-in-two-places': ['src/main/services/seeded-16.ts', 'better-sqlite3-multiple-ciphers'],
  'node-crypto-in-crypto-files': ['src/main/ledger/seeded-17.ts', 'node:crypto'],
  'renderer-knows-no-machine': ['src/renderer/seeded-18.ts', 'node:fs'],
  'pages-on-top': ['src/renderer/stores/seeded-19.ts', '../pages/routes.tsx'],
  'components-are-dumb': ['src/renderer/components/seeded-20.ts', '../stores/session.ts'],
  'preload-is-thin': ['src/preload/seeded-21.ts', 'node:fs'],
  'preload-takes-types-only': ['src/preload/seeded-22.ts', '../shared/problems.ts'],
  'central-routes-use-records': ['src/central/routes/seeded-23.ts', '../storage/Storage.ts'],
  'central-core-sees-interface': ['src/central/records/seeded-24.ts', '../storage/sqlite.ts'],
  'central-records-know-no-http': ['src/central/records/seeded-27.ts', 'fastify'],
  'central-storage-is-sql': ['src/central/storage/seeded-28.ts', '../log.ts'],
  'nothing-needs-the-demo': ['src/central/seeded-29.ts', '../demo/cast.ts'],
  'demo-writes-as-the-engine-does': ['src/demo/seeded-30.ts', '../main/data/settings.ts'],
  'no-cycles': ['src/shared/domain/seeded-25.ts', './seeded-26.ts'],
}

/** What the breaches need beside themselves. */
const companions: Readonly<Record<string, string>> = {
  'src/shared/domain/seeded-26.ts': "import './seeded-25.ts'\n",
  'src/main/terminal-seeded.ts': "import './launch-page.ts'\n",
  'src/central/storage/Storage.ts': 'export const a = 1\n',
  'src/central/storage/sqlite.ts': 'export const a = 1\n',
}

let layers: Layers

beforeAll(() => {
  for (const part of ['src', 'package.json', 'tsconfig.json', '.dependency-cruiser.cjs']) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  mkdirSync(join(folder, 'test', 'fixtures'), { recursive: true })
  cpSync(join(root, 'test', 'fixtures', 'skip.ts'), join(folder, 'test', 'fixtures', 'skip.ts'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(companions)) add(path, text)
  for (const [path, specifier] of Object.values(breaches)) add(path, `import '${specifier}'\n`)
  layers = layersOf(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function add(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text, { flag: 'a' })
}

test('sees every file of src', () => {
  const { modules, files } = layersOf(root)
  expect(files).toBeGreaterThan(100)
  expect(modules).toBe(files)
})

test('complains when it saw fewer files than there are', () => {
  expect(complaintsOf({ modules: 9, files: 10, violations: [] })).toEqual(['only 9 of 10 files were looked at'])
  expect(complaintsOf({ modules: 0, files: 0, violations: [] })).toHaveLength(1)
  expect(complaintsOf({ modules: 10, files: 10, violations: [] })).toEqual([])
})

test.each(Object.entries(breaches))('%s is found where %j breaks it', (rule, [path, specifier]) => {
  const found = layers.violations.filter((violation) => violation.rule === rule)
  const here = found.some(({ from, to }) => from.includes(path) || to.includes(path))
  const there = found.some(({ from }) => from === 'src/main/browser.ts' || from === 'src/main/engine.ts')
  expect(here || (rule.includes('reaches') && there), `${path} imports ${specifier}`).toBe(true)
})

test('every rule has a breach here', () => {
  expect(Object.keys(breaches).toSorted()).toEqual(
    layerRules()
      .map(({ name }) => name)
      .toSorted(),
  )
})
