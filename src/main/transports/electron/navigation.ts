// The page stays where it is: no contents ever navigates, opens a window or holds a webview (CRITERIA E5).
import type { WebContents } from 'electron'

/** Loading our page is started by main and so is none of these; nothing else is. No link opens anything outside either. */
export function guardNavigation(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
