// The only place that makes a window (CRITERIA E1), and what the shell does with it.
import { app, BrowserWindow, session } from 'electron'
import type { Pages } from '#main/pages.ts'
import type { FieldbookEvent } from '#shared/events.ts'
import type { WindowChannel } from '#shared/window-bridge.ts'
import { pageOrigin } from './origin.ts'
import { servePages } from './page-files.ts'

export interface WindowOptions {
  readonly pages: Pages
  /** The built preload, absolute. */
  readonly preload: string
  /** The person closes the window; it stays until `destroy`. */
  readonly onClose: () => void
  /** The process that draws the page ended, for this reason. */
  readonly onGone: (reason: string) => void
}

export interface PageWindow {
  readonly tell: (event: FieldbookEvent) => void
  /** Brings it to the front. */
  readonly show: () => void
  readonly reload: () => void
  /** Closes it without asking the page. */
  readonly destroy: () => void
}

/** Without `persist:` the session is in memory only: no cache, no storage and no cookie ever reaches the disk. */
const partition = 'fieldbook'
const eventChannel: WindowChannel = 'fieldbook:event'

export function openWindow({ pages, preload, onClose, onGone }: WindowOptions): PageWindow {
  servePages(session.fromPartition(partition), pages)
  const window = new BrowserWindow({
    title: 'Fieldbook',
    width: 1280,
    height: 900,
    show: false,
    webPreferences: {
      preload,
      partition,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => window.show())
  window.on('close', (event) => {
    event.preventDefault()
    onClose()
  })
  // Windows ends the session: the same as closing, but there is nothing to hold it up with.
  window.on('session-end', onClose)
  window.webContents.on('render-process-gone', (_event, { reason }) => onGone(reason))
  void window.loadURL(`${pageOrigin}/`)
  return controlsOf(window)
}

function controlsOf(window: BrowserWindow): PageWindow {
  return {
    tell: (event) => {
      if (!window.isDestroyed()) window.webContents.send(eventChannel, event)
    },
    show: () => {
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    reload: () => void window.loadURL(`${pageOrigin}/`),
    destroy: () => window.destroy(),
  }
}
