// The window: the same engine as in browser mode, asked by messages; wires lock, engine, page and power.
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Output } from '#shared/contract.ts'
import { takeInstanceLock } from './data/instance-lock.ts'
import type { EngineLine } from './engine-messages.ts'
import { EngineProcess } from './engine-process.ts'
import { readBuiltPages } from './pages.ts'
import { places } from './places.ts'
import type { Folders } from './platform/folders.ts'
import { type Log, openLog } from './platform/log.ts'
import { answerPage } from './transports/electron/ipc.ts'
import { setMenu } from './transports/electron/menu.ts'
import { whenLeft } from './transports/electron/power.ts'
import { startUtilityEngine } from './transports/electron/utility-engine.ts'
import { openWindow, type PageWindow } from './transports/electron/window.ts'

export interface WindowMode {
  /** Brings the window to the front. */
  readonly show: () => void
  /** Locks, so that drafts are committed, ends the engine, closes the window and gives the lock back. */
  readonly stop: () => Promise<void>
  readonly log: Log
}

/** How long a page may take to save what is being typed, in milliseconds, before it is locked all the same (E12). */
const pagePatience = 1_000
/** A page that goes again within this many milliseconds is not shown once more. */
const tooSoon = 10_000

/** Opens the window; `leave` is called when it should end. Throws `application.already-running` when another one runs. */
export function startWindowMode(folders: Folders, leave: (status: number) => void): WindowMode {
  const instance = takeInstanceLock(folders.data)
  const pages = readBuiltPages(places.pages)
  const log = openLog(folders.state, 'shell')
  const engine = new EngineProcess({
    folders: { ...folders, resources: fileURLToPath(places.resources) },
    startChild: startUtilityEngine,
    onFault: ({ words, complaint }) =>
      log({ code: 'application.engine-stopped', detail: `${words} ${complaint}`.trim() }),
  })
  answerPage(engine, log)
  setMenu(process.platform)
  const window = openWindow({
    pages,
    preload: fileURLToPath(places.preload),
    onClose: () => leave(0),
    onGone: onceMore(log, {
      again: () => window.reload(),
      enough: () => leave(1),
    }),
  })
  engine.onEvent(window.tell)
  whenLeft({ away: () => void lock(engine, window), forGood: () => leave(0) })
  return {
    log,
    show: window.show,
    stop: async () => {
      await lock(engine, window)
      await engine.stop()
      window.destroy()
      instance.release()
    },
  }
}

/** Lets the page save what is being typed and lock; if it does not in time, locks without it. */
async function lock(engine: EngineLine, window: PageWindow): Promise<void> {
  const status = await engine.call('application.status', {})
  if (!status.ok || (status.value as Output<'application.status'>).open === null) return
  const closed = new Promise<true>((resolve) => {
    const end = engine.onEvent(({ type }) => {
      if (type !== 'vault.locked' && type !== 'engine.stopped') return
      end()
      resolve(true)
    })
  })
  window.tell({ type: 'lock.asked' })
  const inTime = await Promise.race([closed, pause(pagePatience, false)])
  if (!inTime) await engine.call('vault.lock', {})
}

/** What was typed is in the vault as a draft, so a page that broke down is shown anew. */
function onceMore(log: Log, then: { readonly again: () => void; readonly enough: () => void }) {
  let last = Number.NEGATIVE_INFINITY
  return (reason: string): void => {
    log({ code: 'application.unexpected', detail: `page: ${reason}` })
    const now = Date.now()
    if (now - last < tooSoon) then.enough()
    else then.again()
    last = now
  }
}
