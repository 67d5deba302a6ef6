// Electron's entry: what must be settled before any window, one instance, and a clean end in every case.
import { join } from 'node:path'
import { app, dialog } from 'electron'
import { Problem } from '#shared/problems.ts'
import { type Folders, openFolders } from './platform/folders.ts'
import { placesOf } from './platform/log.ts'
import { complain, say, wordsFor } from './terminal.ts'
import { guardNavigation } from './transports/electron/navigation.ts'
import { registerPageScheme } from './transports/electron/page-files.ts'
import { guardSession } from './transports/electron/session.ts'
import { startWindowMode, type WindowMode } from './window-mode.ts'

let mode: WindowMode | null = null
let leaving = false

/** Everything here has to come before Electron is ready; waiting for that at the top level would never end. */
function begin(): void {
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  app.setName('Fieldbook')
  app.enableSandbox()
  registerPageScheme()
  const folders = openFolders()
  // What Chromium keeps of its own lies with our state, closed to others.
  app.setPath('userData', join(folders.state, 'window'))
  if (!app.requestSingleInstanceLock()) throw new Problem('application.already-running')
  app.on('session-created', (session) => guardSession(session, !app.isPackaged))
  app.on('web-contents-created', (_event, contents) => guardNavigation(contents))
  app.on('second-instance', () => mode?.show())
  app.on('before-quit', (event) => {
    event.preventDefault()
    leave(0)
  })
  void app.whenReady().then(() => open(folders))
}

function open(folders: Folders): void {
  try {
    mode = startWindowMode(folders, leave)
    say('Fieldbook runs in its window. Closing it locks the vault.')
  } catch (error) {
    giveUp(error)
  }
}

/** Locks and ends, whoever asks for it and however often. */
function leave(status: number): void {
  if (leaving) return
  leaving = true
  void Promise.resolve(mode?.stop()).finally(() => app.exit(status))
}

function fail(error: unknown): void {
  mode?.log({
    code: 'application.unexpected',
    detail: error instanceof Error ? `${error.name} ${placesOf(error)}` : typeof error,
  })
  complain(error)
  leave(1)
}

/** Where there may be no terminal, the same words stand in a box. */
function giveUp(error: unknown): void {
  complain(error)
  dialog.showErrorBox('Fieldbook', wordsFor(error))
  app.exit(1)
}

try {
  begin()
} catch (error) {
  giveUp(error)
}
