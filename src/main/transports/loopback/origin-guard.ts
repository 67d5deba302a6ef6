// Whether a POST comes from our own page: its custom header, its origin and what the browser says of its site.
import type { IncomingMessage } from 'node:http'
import { Problem } from '#shared/problems.ts'
import { hostOf } from './before-routing.ts'

/** Throws `session.request-refused` unless all of CRITERIA L3 holds. A missing Origin is refused as well. */
export function checkOrigin(request: IncomingMessage): void {
  const { origin, 'x-fieldbook': custom, 'sec-fetch-site': site } = request.headers
  // Older browsers do not send Sec-Fetch-Site; the origin is demanded in any case.
  const sameSite = site === undefined || site === 'same-origin'
  if (custom !== '1' || origin !== `http://${hostOf(request)}` || !sameSite) throw refused('origin')
}

/** Throws unless the body is of exactly this type: a form's types would need no preflight. */
export function checkContentType(request: IncomingMessage, expected: string): void {
  const type = request.headers['content-type']
  if (type !== expected && type !== `${expected}; charset=utf-8`) throw refused('content type')
}

function refused(detail: string): Problem {
  return new Problem('session.request-refused', { detail })
}
