// Words that must not stand anywhere: two wrong names for our processes, places of one machine, hosts of registries.
import { expect, test } from 'vitest'
import { documents, filesOf, read } from './files.ts'

interface Found {
  readonly path: string
  readonly words: string
}

function findIn(paths: readonly string[], form: RegExp, textOf: (path: string) => string = read): readonly Found[] {
  return paths.flatMap((path) => [...textOf(path).matchAll(form)].map(([words]) => ({ path, words })))
}

/** Comments and texts of a source file: Node's own names for its parts are none of ours. */
function saidIn(path: string): string {
  const said = read(path).matchAll(/\/\/.*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g)
  return [...said].map(([text]) => text).join('\n')
}

test('no process of ours is called by a name that fits any of them', () => {
  const names = /\b(server|servers|backend|back-end)\b/gi
  expect(findIn(filesOf(/^src\/.*\.tsx?$/), names, saidIn)).toEqual([])
  expect(findIn(documents(), names)).toEqual([])
})

test('no file names a place of the machine it was written on', () => {
  const text = filesOf(/\.(ts|tsx|cjs|json|md|sql|css|html|svg)$|^\.ci\/run$|^\.gitignore$/)
  expect(text.length).toBeGreaterThan(100)
  // Written apart, so that this file does not find itself.
  const places = ['work', 'root'].map((place) => `/${place}/`)
  expect(findIn(text, new RegExp(`(?<![\\w.*)}])(?:${places.join('|')})`, 'g'))).toEqual([])
})

test('the lock and the manifest name no host of a registry', () => {
  expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/)
  const host = new RegExp(['registry', '[a-z]+', '(org|com|io)'].join('\\.'), 'g')
  expect(findIn(filesOf(/\.(json|md|ts|cjs)$|^\.ci\/run$|^\.npmrc$/), host)).toEqual([])
})
