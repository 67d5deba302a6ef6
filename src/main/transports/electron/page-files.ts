// Serves the page in the window under a scheme of its own, app://fieldbook/.
import { protocol, type Session } from 'electron'
import type { Pages } from '#main/pages.ts'
import { pageScheme } from './origin.ts'
import { answerRequest } from './page-reply.ts'

/** Must come before Electron is ready. A secure origin for cryptography and modules; the page has no right to fetch. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges: { standard: true, secure: true } }])
}

export function servePages(session: Session, pages: Pages): void {
  session.protocol.handle(pageScheme, (request) => answerRequest(pages, request))
}
