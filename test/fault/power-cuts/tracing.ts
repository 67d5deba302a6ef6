// Running the scripted inspector under strace and reading the trace.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Scenario } from './scenarios.ts'
import { readTrace, stracing, type Trace } from './trace.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const inspector = fileURLToPath(new URL('./inspector.ts', import.meta.url))

export interface Play {
  readonly scenario: Scenario
  readonly seed: number
  /** How many things the inspector does, about. */
  readonly deeds: number
}

/** Why no trace can be taken here, or null. */
export function whyNoTrace(): string | null {
  const { error, status, stderr } = spawnSync('strace', ['-f', '--seccomp-bpf', '-o', '/dev/null', 'true'])
  if (error !== undefined) return 'strace is not installed'
  return status === 0 ? null : `strace may not trace: ${stderr.toString().trim()}`
}

/** Plays a script and gives back what it asked of the system. */
export function tracePlay({ scenario, seed, deeds }: Play, ending?: AbortSignal): Promise<Trace> {
  return traceNode([inspector, scenario, String(seed), String(deeds)], ending)
}

/** Runs Node on a real disk, with a temporary folder of its own, and gives back what it asked of the system below that. */
export async function traceNode(words: readonly string[], ending?: AbortSignal): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-cuts-'))
  const [played, trace] = [join(folder, 'played'), join(folder, 'trace')]
  mkdirSync(played)
  try {
    const child = spawn('strace', stracing(trace, [process.execPath, ...words]), {
      cwd: root,
      // Whatever the inspector makes lies in the folder that is looked at; the model knows no other way to a disk.
      env: { ...process.env, TMPDIR: played, UV_USE_IO_URING: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
      ...(ending !== undefined && { signal: ending }),
      // Told so, strace ends the inspector too.
      killSignal: 'SIGTERM',
    })
    await endOf(child)
    return await readTrace(trace, played)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function endOf(child: ChildProcess): Promise<void> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  child.once('error', reject)
  child.once('close', (status, signal) => {
    if (status === 0) resolve()
    else reject(new Error(`the inspector ended with ${status ?? signal}: ${said}`))
  })
  await promise
}
