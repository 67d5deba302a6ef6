// Electron's runtime: whether it lies in its package, and how its own install step fetches it. Nothing here loads Electron.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type Fetched = 'fetched' | 'failed' | 'took-too-long'

export interface ElectronRuntime {
  /** The path of the executable; null where the runtime is not installed, or is that of another version. */
  readonly executable: () => string | null
  /** Runs the install step of the package, for at most so many milliseconds. */
  readonly fetch: (limit: number) => Promise<Fetched>
}

/** The runtime of the electron package that this application has; null where the package itself is missing. */
export function findElectron(): ElectronRuntime | null {
  const manifest = manifestOf('electron')
  return manifest === null ? null : runtimeIn(dirname(manifest))
}

/** The runtime that belongs to the electron package in this folder. */
export function runtimeIn(folder: string): ElectronRuntime {
  const executable = () => executableIn(folder)
  return {
    executable,
    fetch: async (limit) => {
      const outcome = await runInstallStep(join(folder, 'install.js'), limit)
      // The step has been known to end well without a runtime, so what counts is what lies there.
      return outcome === 'fetched' && executable() === null ? 'failed' : outcome
    },
  }
}

function manifestOf(name: string): string | null {
  try {
    return createRequire(import.meta.url).resolve(`${name}/package.json`)
  } catch {
    return null
  }
}

/** The same questions that the package's own install step asks. */
function executableIn(folder: string): string | null {
  const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string }
    const installed = readFileSync(join(runtime, 'version'), 'utf8').trim().replace(/^v/, '')
    const path = join(runtime, readFileSync(join(folder, 'path.txt'), 'utf8').trim())
    return installed === version && existsSync(path) ? path : null
  } catch {
    return null
  }
}

function runInstallStep(script: string, limit: number): Promise<Fetched> {
  return new Promise((resolve) => {
    // What it prints is a stack trace; ours says what happened.
    const step = spawn(process.execPath, [script], { stdio: 'ignore' })
    let late = false
    const deadline = setTimeout(() => {
      late = true
      step.kill('SIGKILL')
    }, limit)
    const settle = (outcome: Fetched) => {
      clearTimeout(deadline)
      resolve(late ? 'took-too-long' : outcome)
    }
    step.once('error', () => settle('failed'))
    step.once('exit', (code) => settle(code === 0 ? 'fetched' : 'failed'))
  })
}
