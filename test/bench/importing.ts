// The shell's event loop while the engine, in its own process, imports many entries.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, plain, timed } from './figures.ts'
import { engineOf, type Home, passphrase } from './practice.ts'

/** Milliseconds between two looks at the loop, and how long an idle shell is watched for comparison. */
const resolution = 1
const idle = 10_000

/** Makes the practice vault of `home` through the real engine process; this process stands for the shell. */
export async function importFigures(home: Home): Promise<readonly Figure[]> {
  const { engine, call } = engineOf(home)
  try {
    await call('application.status', {})
    const quiet = await longestDelay(() => pause(idle))
    let took = 0
    const busy = await longestDelay(async () => {
      took = await timed(() => call('practice.create', { name: 'Bench', passphrase: passphrase() }))
    })
    const { entries } = await call('vault.verify', {})
    const shown = Math.floor(entries / 1_000) * 1_000
    return [
      {
        name: `longest delay of the shell's event loop, importing ${shown} entries`,
        unit: 'ms',
        value: busy,
        peer: { name: 'idle', value: quiet },
        goal: { of: 'value', most: 50 },
      },
      plain('import, per entry', took / entries),
    ]
  } finally {
    await engine.stop()
  }
}

async function longestDelay(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution })
  delays.enable()
  await work()
  delays.disable()
  return Math.max(0, delays.max / 1e6 - resolution)
}
