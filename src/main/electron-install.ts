// The command `npm run electron:install`: fetches Electron's runtime now and says plainly what happened.
import { findElectron } from './electron-runtime.ts'
import { fetchMemory } from './fetch-memory.ts'
import { openFolders } from './platform/folders.ts'
import { say } from './terminal.ts'

/** Milliseconds; a runtime has more than a hundred megabytes. */
const limit = 900_000

async function install(): Promise<boolean> {
  const runtime = findElectron()
  if (runtime === null) {
    say('The electron package is not installed. Run `npm ci` first.')
    return false
  }
  if (runtime.executable() === null) {
    say("Fetching Electron's runtime. This can take some minutes.")
    const outcome = await runtime.fetch(limit)
    if (outcome !== 'fetched') {
      say(
        outcome === 'failed'
          ? "Electron's runtime could not be fetched. Most often there is no connection, or the network blocks it."
          : "Electron's runtime could not be fetched within 15 minutes.",
        'Fieldbook works without it, in browser mode.',
      )
      return false
    }
  }
  fetchMemory(openFolders().state, Date.now).forget()
  say("Electron's runtime is installed. `npm start` opens Fieldbook in its window.")
  return true
}

if (!(await install())) process.exitCode = 1
