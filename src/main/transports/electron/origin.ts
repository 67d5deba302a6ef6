// The one origin of the window's page, and whether a frame is that page (CRITERIA E3, E4).
import type { WebFrameMain } from 'electron'

export const pageScheme = 'app'
const pageHost = 'fieldbook'
export const pageOrigin = `${pageScheme}://${pageHost}`

/** Anything but the main frame of our own page is refused: no frame, an inner frame, or any other place. */
export function isOurPage(frame: Pick<WebFrameMain, 'parent' | 'url' | 'origin'> | null): boolean {
  // An opaque origin, as of a sandboxed frame, has our URL but not our origin.
  return frame !== null && frame.parent === null && frame.origin === pageOrigin && isOurUrl(frame.url)
}

/** Whether this leads to our page, read as a URL and not as a text that begins alike. */
export function isOurUrl(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.protocol !== `${pageScheme}:` || url.host !== pageHost) return false
  return url.username === '' && url.password === ''
}
