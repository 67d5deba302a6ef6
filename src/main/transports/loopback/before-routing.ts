// What is refused before any routing: a wrong Host, another form of target, a proxied request, another method.
import type { IncomingMessage } from 'node:http'

/**
 * Whether a request may reach the routes (CRITERIA L2, L3). The Host must be ours to the letter, which is what stops a
 * page of a rebound domain name; `[::1]` is not ours, since we listen on 127.0.0.1 only.
 */
export function mayBeRouted(request: IncomingMessage): boolean {
  return hostIsOurs(request) && targetIsPath(request) && !wasForwarded(request) && methodIsUsed(request)
}

/** The one Host of the request; null when it is missing or stands there more than once. */
export function hostOf(request: IncomingMessage): string | null {
  const hosts = request.rawHeaders.filter(
    (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === 'host',
  )
  return hosts.length === 1 ? (hosts[0] ?? null) : null
}

function hostIsOurs(request: IncomingMessage): boolean {
  const port = request.socket.localPort
  const host = hostOf(request)
  return port !== undefined && (host === `127.0.0.1:${port}` || host === `localhost:${port}`)
}

/** No absolute form (`GET http://…`), which would name a second host. */
function targetIsPath(request: IncomingMessage): boolean {
  return request.url?.startsWith('/') ?? false
}

/** Nobody stands legitimately between the browser and us. */
function wasForwarded(request: IncomingMessage): boolean {
  const names = Object.keys(request.headers)
  return names.some((name) => name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-'))
}

/** GET for the page's files, POST for everything else; so there is no preflight to answer either. */
function methodIsUsed(request: IncomingMessage): boolean {
  return request.method === 'GET' || request.method === 'POST'
}
