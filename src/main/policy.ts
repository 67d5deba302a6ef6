// The command `npm run policy`: lists what the pack holds, shows a remit, checks a pack or one file, writes its schema.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { jsonSchemaOfPack } from '#shared/domain/policy/json-schema.ts'
import { Problem } from '#shared/problems.ts'
import { places } from './places.ts'
import { packLines, remitLines, wrap } from './policy-text.ts'
import { checkPolicy, checkPolicyFile, type Finding, loadPolicy, placeInPack } from './services/policy.ts'
import { complain, say } from './terminal.ts'

const shipped = join(fileURLToPath(places.resources), 'policy')

const usage = [
  'npm run policy -- list                    documents, remits, assumptions',
  'npm run policy -- show <remit> [--json]   one remit, with its sources',
  'npm run policy -- check [<file>|<folder>] [--quiet]',
  '                                          what is wrong with a file or a pack',
  'npm run policy -- schema                  writes the JSON Schema of the pack',
]

/** 0 nothing wrong, 1 something is, 2 the question could not be answered. */
type ExitCode = 0 | 1 | 2

function run(args: readonly string[]): ExitCode {
  const answer = read(args)
  if (answer === null) {
    say(...usage)
    return 2
  }
  try {
    return answer()
  } catch (error) {
    complain(error)
    if (error instanceof Problem && error.detail !== '') say(...wrap(error.detail))
    return 2
  }
}

/** What these arguments ask for; null where they are none of the usage. */
function read(args: readonly string[]): (() => ExitCode) | null {
  const parsed = parse(args)
  if (parsed === null) return null
  const { json = false, quiet = false } = parsed.values
  const [verb, what, ...more] = parsed.positionals
  if (more.length > 0 || (json && verb !== 'show') || (quiet && verb !== 'check')) return null
  if (verb === 'show') return what === undefined ? null : () => show(what, json)
  if (verb === 'check') return () => check(what ?? shipped, quiet)
  if (what !== undefined) return null
  if (verb === 'list') return list
  return verb === 'schema' ? writeSchema : null
}

function parse(args: readonly string[]) {
  try {
    const options = { json: { type: 'boolean' }, quiet: { type: 'boolean' } } as const
    return parseArgs({ args: [...args], allowPositionals: true, options })
  } catch {
    return null
  }
}

function list(): ExitCode {
  say(...packLines(loadPolicy(shipped)))
  return 0
}

function show(id: string, json: boolean): ExitCode {
  const pack = loadPolicy(shipped)
  const remit = pack.remits.find((known) => known.id === id)
  if (remit === undefined) {
    complain(new Problem('policy.unknown-term'))
    say('The remits:', ...pack.remits.map((known) => `  ${known.id}`))
    return 1
  }
  say(...(json ? [JSON.stringify(remit, null, 2)] : remitLines(pack, remit)))
  return 0
}

/** A folder is a whole pack; a file is checked within the pack that it lies in, or else within the one shipped. */
function check(path: string, quiet: boolean): ExitCode {
  const findings = kindOf(path) === 'folder' ? checkPolicy(path) : checkFile(path)
  if (findings.length > 0) {
    say(...findings.flatMap(({ code, file, what }) => [...wrap(`${file}: ${what}`), `    (${code})`]))
    say(findings.length === 1 ? '1 mistake.' : `${findings.length} mistakes.`)
    return 1
  }
  if (!quiet) say(`Nothing is wrong with ${path === shipped ? 'the policy pack' : basename(path)}.`)
  return 0
}

function checkFile(path: string): readonly Finding[] {
  if (kindOf(path) !== 'file') throw new Problem('policy.unreadable', { detail: `${path}: cannot be read` })
  const name = basename(path)
  const place = placeInPack(name)
  const around = place === name ? dirname(path) : dirname(dirname(path))
  const folder = kindOf(join(around, 'pack.json')) === 'file' ? around : shipped
  return checkPolicyFile(folder, place, readFileSync(path, 'utf8'))
}

function kindOf(path: string): 'file' | 'folder' | null {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return null
  return found.isDirectory() ? 'folder' : 'file'
}

function writeSchema(): ExitCode {
  writeFileSync(join(shipped, 'schema.json'), `${JSON.stringify(jsonSchemaOfPack(), null, 2)}\n`)
  say('Written to resources/policy/schema.json.')
  return 0
}

process.exitCode = run(process.argv.slice(2))
