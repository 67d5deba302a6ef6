// What the documents name is there: paths, commands, folders, layer rules; and the README leaves no folder out.
import { globSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { documents, exists, filesOf, layerRules, read, root, section, tableRows } from './files.ts'

const pages = documents()
const scripts = Object.keys((JSON.parse(read('package.json')) as { readonly scripts: object }).scripts)

/** What stands between backticks in running text, blocks of code left out. */
function quoted(text: string): readonly string[] {
  const running = text.replaceAll(/^```[\s\S]*?^```$/gm, '')
  return [...running.matchAll(/`([^`\n]+)`/g)].map(([, words = '']) => words)
}

/** A path from the root of this repository, with or without patterns; runtime files and URLs are none. */
const isPath = (words: string): boolean => /^(src|test|docs|resources|\.ci)\/[\w./*{},@-]*$/.test(words)

function isThere(path: string): boolean {
  if (/[*{]/.test(path)) return globSync(path, { cwd: root }).length > 0
  return exists(path) && (!path.endsWith('/') || statSync(join(root, path)).isDirectory())
}

test('every path that a document names is there', () => {
  const named = pages.flatMap((page) =>
    quoted(read(page))
      .filter(isPath)
      .map((path) => ({ page, path })),
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter(({ path }) => !isThere(path))).toEqual([])
})

test('every link between documents, and every picture, leads to a file', () => {
  const links = pages.flatMap((page) =>
    [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => ({
      page,
      target: normalize(join(dirname(page), target)),
    })),
  )
  expect(links.length).toBeGreaterThan(5)
  expect(links.filter(({ target }) => !exists(target))).toEqual([])
})

test('every npm command that a document names exists', () => {
  const builtIn = ['ci', 'start', 'test', 'install']
  const named = pages.flatMap((page) =>
    [
      ...quoted(read(page))
        .join('\n')
        .matchAll(/npm (?:run )?([a-z:]+)/g),
    ].map(([, script = '']) => ({ page, script })),
  )
  const unknown = named.filter(({ script }) => ![...scripts, ...builtIn, 'run'].includes(script))
  expect(named.length).toBeGreaterThan(5)
  expect(unknown).toEqual([])
})

/** Folders of a fenced tree: a path from the root on its line, or a name under the less indented line before it. */
function foldersIn(tree: string): readonly string[] {
  const above: { readonly indent: number; readonly path: string }[] = []
  return tree.split('\n').flatMap((line) => {
    const found = /^([\s│├└─]*)([\w.@-]+(?:\/[\w.@-]+)*)\/(?=\s|$)/.exec(line)
    if (found === null) return []
    const [, { length: indent } = '', name = ''] = found
    while (above.length > 0 && (above.at(-1)?.indent ?? 0) >= indent) above.pop()
    const path = join(above.at(-1)?.path ?? '', name)
    above.push({ indent, path })
    return [{ path, caption: line.slice(found[0].length).trim() }].map((folder) => {
      expect(folder.caption, `${path} has a caption`).not.toBe('')
      return folder.path
    })
  })
}

test('the tree of the README names every folder of src, two levels deep, and nothing that is not there', () => {
  const [, tree = ''] = /```\w*\n([\s\S]*?)```/.exec(section(read('README.md'), 'Folders')) ?? []
  const named = foldersIn(tree)
  const folders = filesOf(/^src\/.*\//).flatMap((path) =>
    [2, 3].map((depth) => path.split('/').slice(0, depth).join('/')),
  )
  const deep = [...new Set(folders)].filter((path) => statSync(join(root, path)).isDirectory())
  expect(deep.filter((path) => !named.includes(path))).toEqual([])
  expect(named.filter((path) => !exists(path))).toEqual([])
})

test('the table of imports in the README says every layer rule in its own sentence, and no other', () => {
  const rules = layerRules().map(({ name, comment }) => [`\`${name}\``, comment])
  expect(tableRows(section(read('README.md'), 'Imports'))).toEqual(rules)
})
