// `npm run layers`: checks every import of src against .dependency-cruiser.cjs, and that every file was looked at.
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { join } from 'node:path'

export interface Violation {
  readonly rule: string
  readonly from: string
  readonly to: string
}

export interface Layers {
  /** Modules of src that were looked at. */
  readonly modules: number
  /** Files of src that should have been. */
  readonly files: number
  readonly violations: readonly Violation[]
}

interface Cruised {
  readonly modules: readonly { readonly source: string }[]
  readonly summary: {
    readonly violations: readonly {
      readonly rule: { readonly name: string }
      readonly from: string
      readonly to: string
      readonly cycle?: readonly { readonly name: string }[]
    }[]
  }
}

const root = join(import.meta.dirname, '..', '..')
const cli = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs')

/** Cruises `src` in a folder laid out like this repository. */
export function layersOf(folder: string): Layers {
  const command = [cli, 'src', '--config', '.dependency-cruiser.cjs', '--no-cache', '--output-type', 'json']
  const { stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (!stdout.startsWith('{')) throw new Error(`dependency-cruiser answered: ${stderr || stdout}`)
  const { modules, summary } = JSON.parse(stdout) as Cruised
  return {
    modules: modules.filter(({ source }) => source.startsWith('src/')).length,
    files: globSync('src/**/*.{ts,tsx}', { cwd: folder }).length,
    violations: summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      from,
      to: cycle === undefined ? to : cycle.map(({ name }) => name).join(' -> '),
    })),
  }
}

/** What is wrong, a line each; a checker that saw too little proves nothing. */
export function complaintsOf({ modules, files, violations }: Layers): readonly string[] {
  const unseen = files === 0 || modules < files ? [`only ${modules} of ${files} files were looked at`] : []
  return [...unseen, ...violations.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`)]
}

if (import.meta.main) {
  const layers = layersOf(root)
  const complaints = complaintsOf(layers)
  for (const complaint of complaints) process.stdout.write(`${complaint}\n`)
  process.stdout.write(`${layers.modules} modules, ${complaints.length} complaints\n`)
  process.exitCode = complaints.length === 0 ? 0 : 1
}
