// SQL that could go round the vault's key or take text from outside stands nowhere but in the migrations' runner.
import { expect, test } from 'vitest'
import { filesOf, read } from './files.ts'

const data = filesOf(/^src\/(main\/data|central\/storage)\/.*\.ts$/)
const everywhere = filesOf(/^src\/.*\.(ts|tsx|sql)$/)
const migrations = ['src/main/data/migrate.ts', 'src/central/storage/sqlite/migrate.ts']

function linesWith(paths: readonly string[], form: RegExp): readonly string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (form.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
}

test('statements are prepared; only the runners of migrations execute a text as it is', () => {
  expect(data.length).toBeGreaterThan(5)
  const executing = linesWith(data, /\b(database|db|writer|reader|file)\.exec\(/)
  expect(executing.filter((line) => !migrations.some((path) => line.startsWith(`${path}:`)))).toEqual([])
})

test('no copy is made past the key: no backup, no serialize, no attached database', () => {
  expect(linesWith(everywhere, /\.(backup|serialize)\(/)).toEqual([])
  expect(linesWith(everywhere, /\battach\s+(database\b|['"`$?:])/i)).toEqual([])
})

test('what a prepared statement says is never put together from values', () => {
  expect(linesWith(everywhere, /\.prepare\(`[^`]*\$\{/)).toEqual([])
})

test('migrations import nothing of the application, which will have changed when they run', () => {
  expect(
    filesOf(/^src\/(main\/data|central\/storage\/sqlite)\/migrations\//).filter((path) => !path.endsWith('.sql')),
  ).toEqual([])
})
