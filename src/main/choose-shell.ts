// Which shell `npm start` opens: Electron's window where its runtime is or can be fetched, else browser mode.
import { Problem } from '#shared/problems.ts'
import type { ElectronRuntime, Fetched } from './electron-runtime.ts'

/** What start remembers from one start to the next. */
export interface FetchMemory {
  /** When fetching last failed, in milliseconds since 1970; null when it did not. */
  readonly failedAt: () => number | null
  readonly failed: () => void
}

export interface ShellChoice {
  /** FIELDBOOK_SHELL, or undefined where it is not set. */
  readonly wanted: string | undefined
  /** Null where the electron package is not installed. */
  readonly runtime: ElectronRuntime | null
  readonly memory: FetchMemory
  readonly now: () => number
  readonly say: (...lines: readonly string[]) => void
}

export type Shell = { readonly shell: 'browser' } | { readonly shell: 'electron'; readonly executable: string }

/** Milliseconds. A download that is really under way may need longer; `electron:install` gives it that. */
const fetchLimit = 20_000
const rememberFor = 86_400_000

const browser: Shell = { shell: 'browser' }
const whyNot: Readonly<Record<Exclude<Fetched, 'fetched'>, string>> = {
  failed: "Electron's runtime could not be fetched. Most often there is no connection, or the network blocks it.",
  'took-too-long': "Electron's runtime could not be fetched within 20 seconds.",
}

/**
 * FIELDBOOK_SHELL decides where it is set; nothing is fetched then. Throws `application.shell-unknown` when it names no
 * shell, and `application.electron-missing` when it asks for Electron and there is no runtime.
 */
export async function chooseShell(choice: ShellChoice): Promise<Shell> {
  const { wanted = '', runtime } = choice
  if (!['', 'browser', 'electron'].includes(wanted)) throw new Problem('application.shell-unknown')
  if (wanted === 'browser') return browser
  const executable = runtime?.executable() ?? null
  if (executable !== null) return { shell: 'electron', executable }
  if (wanted === 'electron') throw new Problem('application.electron-missing')
  return runtime === null ? browser : fetchOnce(choice, runtime)
}

async function fetchOnce({ memory, now, say }: ShellChoice, runtime: ElectronRuntime): Promise<Shell> {
  const later = '`npm run electron:install` tries again at any time. Fieldbook opens in browser mode.'
  if (isRecent(memory.failedAt(), now())) {
    say("Electron's runtime is not installed, and fetching it failed less than a day ago.", later)
    return browser
  }
  say("Electron's runtime is not installed. Fetching it, for at most 20 seconds.")
  const outcome = await runtime.fetch(fetchLimit)
  const executable = runtime.executable()
  if (outcome === 'fetched' && executable !== null) {
    say("Electron's runtime was fetched.")
    return { shell: 'electron', executable }
  }
  memory.failed()
  say(whyNot[outcome === 'fetched' ? 'failed' : outcome], later)
  return browser
}

/** A clock that was set back makes a failure old. */
function isRecent(failedAt: number | null, now: number): boolean {
  return failedAt !== null && failedAt <= now && now - failedAt < rememberFor
}
