// The README's table of dependencies names exactly what package.json asks for, each with the licence it comes under.
import { expect, test } from 'vitest'
import { exists, read, section, tableRows } from './files.ts'

type Names = Readonly<Record<string, string>>

interface Manifest {
  readonly dependencies?: Names
  readonly devDependencies?: Names
  readonly optionalDependencies?: Names
  readonly license?: string
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly license?: string }>>
}

const manifest = JSON.parse(read('package.json')) as Manifest
const lock = JSON.parse(read('package-lock.json')) as Lock
const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }

/** From the package itself where it is installed on this platform, else from the lock. */
function licenceOf(name: string): string | undefined {
  const path = `node_modules/${name}/package.json`
  const installed = exists(path) ? (JSON.parse(read(path)) as Manifest).license : undefined
  return installed ?? lock.packages[`node_modules/${name}`]?.license
}

/** A row may name several packages that are one thing, such as the Node of each platform. */
const rows = tableRows(section(read('README.md'), 'Dependencies')).flatMap(([names = '', ...cells]) =>
  [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => ({ name, cells, licence: cells.at(-1) })),
)

test('every dependency has its row, and every row its dependency', () => {
  expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(versions).toSorted())
})

test('every row says what for and why this one', () => {
  expect(rows.filter(({ cells }) => cells.length !== 3 || cells.some((cell) => cell === ''))).toEqual([])
})

test('every licence is that of the package', () => {
  // One package for another platform states none in the lock; its row is checked where it is installed.
  const stated = rows.filter(({ name }) => licenceOf(name) !== undefined)
  expect(stated.map(({ name, licence }) => [name, licence])).toEqual(stated.map(({ name }) => [name, licenceOf(name)]))
})

test('every version is fixed, and the lock has the same', () => {
  for (const [name, version] of Object.entries(versions)) {
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/)
    expect(lock.packages[`node_modules/${name}`]?.version, name).toBe(version)
  }
})
