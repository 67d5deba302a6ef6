// The headers of every reply: what the page may load, and that nothing of it is kept anywhere.
import { contentSecurityPolicy } from '#main/page-policy.ts'

/** There are no CORS headers among them: no other origin may read anything (CRITERIA L3). */
export const headersOfAll = {
  'content-security-policy': contentSecurityPolicy("'self'"),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** With the reply to a lock the browser drops whatever it kept of this origin (CRITERIA L6). */
export const headersThatForget = { 'clear-site-data': '"cache", "storage"' } as const
