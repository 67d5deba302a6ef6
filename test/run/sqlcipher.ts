// The independent reader of the vault's format: SQLCipher itself, compiled on demand, and why it is absent if it is.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './summary.ts'

const folder = join(root, 'node_modules', '@journeyapps', 'sqlcipher')
const built = join(folder, 'build', 'Release', 'node_sqlite3.node')
/** Milliseconds that compiling may take; 50 seconds on two free cores. */
const patience = 240_000

/** Why the independent reader cannot be used, or null when it can. Its absence skips tests, it never fails them. */
export function readerAbsence(): string | null {
  if (existsSync(built)) return null
  const missing = missingForBuild()
  if (missing !== null) return missing
  return '@journeyapps/sqlcipher is not compiled: `npm test` does it, .tmp/sqlcipher.log says how it went'
}

/** Compiles it where that is possible and was not done yet. */
export async function buildReader(): Promise<void> {
  if (existsSync(built) || missingForBuild() !== null) return
  mkdirSync(join(root, '.tmp'), { recursive: true })
  const log = openSync(join(root, '.tmp', 'sqlcipher.log'), 'w')
  // It reads a few small vaults, and optimizing takes a compiler most of its time.
  const quickly = { CFLAGS: '-O0', CXXFLAGS: '-O0', JOBS: 'max' }
  const env = { ...process.env, ...quickly, npm_config_nodedir: nodeHeaders() }
  const child = spawn('npm', ['run', 'install'], { cwd: folder, env, stdio: ['ignore', log, log], timeout: patience })
  await new Promise<void>((resolve) => {
    child.once('error', () => resolve())
    child.once('close', () => resolve())
  })
}

function missingForBuild(): string | null {
  if (!existsSync(folder)) return '@journeyapps/sqlcipher is not installed; it has no build for this platform'
  if (!existsSync(join(nodeHeaders(), 'include', 'node', 'node_api.h'))) return 'the headers of Node are not installed'
  const tools = ['python3', 'make', 'g++'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined)
  if (tools.length > 0) return `compiling SQLCipher needs ${tools.join(', ')}`
  return hasOpenssl() ? null : 'compiling SQLCipher needs the headers of OpenSSL (Debian: libssl-dev)'
}

function hasOpenssl(): boolean {
  const source = '#include <openssl/evp.h>\n'
  return spawnSync('g++', ['-E', '-x', 'c++', '-'], { input: source, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0
}

function nodeHeaders(): string {
  return join(root, 'node_modules', `node-${process.platform}-${process.arch}`)
}
