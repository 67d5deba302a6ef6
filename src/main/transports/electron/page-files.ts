// Serves the page in the window under a scheme of its own, app://fieldbook/.
import { protocol, type Session } from 'electron'
import type { Pages } from '#main/pages.ts'
import { pageScheme } from './origin.ts'
import { answerRequest } from './page-reply.ts'

/** Must come before Electron is ready. The three privileges are those of Electron's own example for page files. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }])
}

export function servePages(session: Session, pages: Pages): void {
  session.protocol.handle(pageScheme, (request) => answerRequest(pages, request))
}
