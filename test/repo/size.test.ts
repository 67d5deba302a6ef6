// Files and functions stay small enough to be read: none over 500 and 80 lines, few over 300 and 40.
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesOf, read } from './files.ts'

const sources = filesOf(/^(src|test)\/.*\.(ts|tsx|sql|css)$/)
const code = filesOf(/^src\/.*\.tsx?$/)

interface Sized {
  readonly what: string
  readonly lines: number
}

function functionsOf(path: string): readonly Sized[] {
  const file = ts.createSourceFile(path, read(path), ts.ScriptTarget.ESNext, true)
  const lineOf = (position: number): number => file.getLineAndCharacterOfPosition(position).line
  const found: Sized[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined) {
      const line = lineOf(node.getStart())
      found.push({ what: `${path}:${line + 1}`, lines: lineOf(node.getEnd()) - line + 1 })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return found
}

function over(limit: number, things: readonly Sized[]): readonly string[] {
  return things.filter(({ lines }) => lines > limit).map(({ what, lines }) => `${what} has ${lines} lines`)
}

/** Printed, not refused: a list to look at now and then. */
function mention(words: string, list: readonly string[]): void {
  if (list.length > 0) process.stdout.write(`${words}:\n  ${list.join('\n  ')}\n`)
}

test('no file has more than 500 lines', () => {
  const files = sources.map((path) => ({ what: path, lines: read(path).split('\n').length - 1 }))
  expect(files.length).toBeGreaterThan(100)
  mention('Files over 300 lines', over(300, files))
  expect(over(500, files)).toEqual([])
})

test('no function has more than 80 lines', () => {
  const functions = code.flatMap(functionsOf)
  expect(functions.length).toBeGreaterThan(500)
  mention('Functions over 40 lines', over(40, functions))
  expect(over(80, functions)).toEqual([])
})

test('every file opens with a sentence that says what it is for', () => {
  const withSentence = filesOf(/^(src|test)\/.*\.(ts|tsx)$|^[^/]+\.(ts|cjs)$/)
  const silent = withSentence.filter((path) => !/^(#!.*\n)?\/\/ .+[.:;,]?/.test(read(path)))
  expect(silent).toEqual([])
})
