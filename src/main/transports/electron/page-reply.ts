// What the window's page is answered for a request: the files read at start and nothing else (CRITERIA E4).
import { contentSecurityPolicy } from '#main/page-policy.ts'
import type { Pages } from '#main/pages.ts'
import { pageOrigin } from './origin.ts'

const headers = {
  'content-security-policy': contentSecurityPolicy("'none'"),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Path segments without anything that could be read in a second way: no `%`, no `\`, no empty or dotted name. */
const plainPath = /^\/([A-Za-z0-9_-][A-Za-z0-9._-]*\/)*([A-Za-z0-9_-][A-Za-z0-9._-]*)?$/

/** 405 for another method, 400 for what is no plain path, 404 for what is no file of the page. */
export function answerRequest(pages: Pages, { method, url }: Pick<Request, 'method' | 'url'>): Response {
  if (method !== 'GET') return refusal(405)
  const path = url.startsWith(`${pageOrigin}/`) ? url.slice(pageOrigin.length) : ''
  if (!plainPath.test(path)) return refusal(400)
  const page = pages.get(path)
  if (page === undefined) return refusal(404)
  return new Response(new Uint8Array(page.bytes), { headers: { ...headers, 'content-type': page.type } })
}

function refusal(status: 400 | 404 | 405): Response {
  return new Response(null, { status, headers })
}
