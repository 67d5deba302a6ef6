// The entry of `npm start`: chooses the shell, then opens Electron's window or runs browser mode in this process.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { chooseShell, type Shell } from './choose-shell.ts'
import { findElectron } from './electron-runtime.ts'
import { fetchMemory } from './fetch-memory.ts'
import { places } from './places.ts'
import { openFolders } from './platform/folders.ts'
import { runBrowserMode } from './run-browser-mode.ts'
import { complain, say } from './terminal.ts'

async function start(): Promise<void> {
  const shell = await chosen()
  if (shell === null) process.exitCode = 1
  else if (shell.shell === 'browser') await runBrowserMode()
  else openWindow(shell.executable)
}

/** Null once the terminal has been told why there is none. */
async function chosen(): Promise<Shell | null> {
  try {
    return await chooseShell({
      wanted: process.env['FIELDBOOK_SHELL'],
      runtime: findElectron(),
      memory: fetchMemory(openFolders().state, Date.now),
      now: Date.now,
      say,
    })
  } catch (error) {
    complain(error)
    return null
  }
}

/** Ends when the window does, with its exit code. */
function openWindow(executable: string): void {
  // Editors whose terminal this is may have set it, and Electron would be a plain Node.
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
  const window = spawn(executable, [fileURLToPath(places.window)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
    // Ctrl+C reaches the whole group; passed on by hand, it reaches main alone, which locks before it ends.
    detached: process.platform !== 'win32',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => window.kill('SIGTERM'))
  window.once('error', () => ended(1))
  window.once('exit', (code) => ended(code ?? 1))
}

function ended(status: number): void {
  if (status !== 0) say('The window ended by a fault. `FIELDBOOK_SHELL=browser npm start` opens browser mode instead.')
  process.exit(status)
}

await start()
