// Runs browser mode until it is told to stop: signals end it cleanly, faults are told in plain words.
import { type BrowserMode, type BrowserModeOptions, startBrowserMode } from './browser-mode.ts'
import { placesOf } from './platform/log.ts'
import { complain } from './terminal.ts'

export async function runBrowserMode(options: BrowserModeOptions = {}): Promise<void> {
  try {
    untilTold(await startBrowserMode(options))
  } catch (error) {
    complain(error)
    process.exit(1)
  }
}

function untilTold(mode: BrowserMode): void {
  let stopping = false
  const stop = (status: number) => {
    if (stopping) return
    stopping = true
    void mode.stop().finally(() => process.exit(status))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0))
  process.on('uncaughtException', (error) => {
    mode.log({ code: 'application.unexpected', detail: `${error.name} ${placesOf(error)}` })
    complain(error)
    stop(1)
  })
}
