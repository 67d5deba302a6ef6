// The files of this repository as its own tests read them, without what tools make.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

export function exists(path: string): boolean {
  return existsSync(join(root, path))
}

/** What .gitignore leaves out, and git itself. */
const leftOut = new Set([
  '.git',
  ...read('.gitignore')
    .split('\n')
    .map((line) => line.replace(/\/$/, '')),
])

/** Paths from the root that match, of everything that tools did not make. */
export function filesOf(form: RegExp): readonly string[] {
  return filesUnder('').filter((path) => form.test(path))
}

function filesUnder(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true }).filter(({ name }) => !leftOut.has(name))
  return entries.toSorted(byName).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return filesUnder(path)
    return entry.isFile() ? [path] : []
  })
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1
}

/** README.md and everything under docs/. */
export function documents(): readonly string[] {
  return filesOf(/^(README|docs\/.*)\.?md$/)
}

/** The text between a heading of the second level and the next one; empty where there is none. */
export function section(text: string, heading: string): string {
  const [, after = ''] = text.split(new RegExp(`^## ${heading}\\s*$`, 'm'))
  return after.split(/^## /m)[0] ?? ''
}

/** The rows of the first table in a text, head and ruler left out, each cell trimmed. */
export function tableRows(text: string): readonly (readonly string[])[] {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => /^\|( ?:?-+:? ?\|)+\s*$/.test(line))
  if (from === -1) return []
  const rest = lines.slice(from + 1)
  const end = rest.findIndex((line) => !line.startsWith('|'))
  return rest.slice(0, end === -1 ? rest.length : end).map((line) =>
    line
      .slice(1, line.lastIndexOf('|'))
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  )
}

export interface LayerRule {
  readonly name: string
  readonly comment: string
}

/** The rules of .dependency-cruiser.cjs, each with its sentence. */
export function layerRules(): readonly LayerRule[] {
  const config = createRequire(import.meta.url)(join(root, '.dependency-cruiser.cjs')) as { forbidden: LayerRule[] }
  return config.forbidden
}
