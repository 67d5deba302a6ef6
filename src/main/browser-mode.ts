// Browser mode: the same engine as in the window, served on 127.0.0.1; wires lock, engine, listener and terminal.
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ProcedureName } from '#shared/contract.ts'
import metadata from '../../package.json' with { type: 'json' }
import { takeInstanceLock } from './data/instance-lock.ts'
import { type EngineFault, EngineProcess } from './engine-process.ts'
import { launchPage } from './launch-page.ts'
import { readBuiltPages } from './pages.ts'
import { places } from './places.ts'
import { openFolders } from './platform/folders.ts'
import { type Log, openLog } from './platform/log.ts'
import { say } from './terminal.ts'
import { buildLoopback } from './transports/loopback/build.ts'
import { listen } from './transports/loopback/listen.ts'
import { createSessions, linkLifetime } from './transports/loopback/sessions.ts'

export interface BrowserMode {
  /** Commits drafts, ends the engine, closes the listener and gives the lock back. */
  readonly stop: () => Promise<void>
  readonly log: Log
}

/** Both are for tests. */
export interface BrowserModeOptions {
  readonly engine?: URL
  readonly pages?: URL
}

const endsTheVaultsSession: ReadonlySet<ProcedureName> = new Set(['vault.lock', 'practice.delete'])

/** Starts, prints the link and opens the page. Throws `application.already-running` when another one runs. */
export async function startBrowserMode(options: BrowserModeOptions = {}): Promise<BrowserMode> {
  const folders = openFolders()
  const lock = takeInstanceLock(folders.data)
  const pages = readBuiltPages(options.pages ?? places.pages)
  const log = openLog(folders.state, 'shell')
  const engine = new EngineProcess({
    folders: { ...folders, resources: fileURLToPath(places.resources) },
    onFault: (fault) => {
      log({ code: 'application.engine-stopped', detail: [fault.words, fault.complaint].join(' ').trim() })
      say(...faultWords(fault))
    },
    ...(options.engine && { entry: options.engine }),
  })
  const sessions = createSessions(Date.now)
  const app = buildLoopback({ engine, pages, sessions, log, forgetAfter: endsTheVaultsSession })
  const origin = await listen(app)
  const page = launchPage(folders.state)
  sessions.onBegin(page.remove)
  const link = () => `${origin}/#${sessions.newToken()}`
  welcome(origin, page, link())
  const terminal = createInterface({ input: process.stdin }).on('line', () => say('A fresh link:', `  ${link()}`))
  return {
    log,
    stop: async () => {
      terminal.close()
      await engine.stop()
      await app.close()
      page.remove()
      lock.release()
    },
  }
}

function welcome(origin: string, page: ReturnType<typeof launchPage>, link: string): void {
  page.write(link)
  setTimeout(page.remove, linkLifetime).unref()
  say(
    `Fieldbook ${metadata.version} runs in browser mode on 127.0.0.1, port ${new URL(origin).port}.`,
    'Only this computer can reach it, and only with a link from here. A link works once and for 60 seconds:',
    `  ${link}`,
    'Press Enter for a fresh link. A page opened with it takes the place of the one before.',
    'Press Ctrl+C to lock the vault and stop.',
  )
  if (process.env['FIELDBOOK_OPEN'] !== 'no') page.open()
}

function faultWords(fault: EngineFault): string[] {
  if (!fault.beforeReady) return ['The process that keeps your vault stopped and is started again. Unlock on the page.']
  return [
    `The process that keeps your vault ended before it was ready (${fault.words}).`,
    `It is started again in ${fault.again / 1000} seconds. If this goes on, the log says more; no vault was changed.`,
  ]
}
