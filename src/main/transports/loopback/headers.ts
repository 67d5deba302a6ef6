// The headers of every reply: what the page may load, and that nothing of it is kept anywhere.

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "font-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** There are no CORS headers among them: no other origin may read anything (CRITERIA L3). */
export const headersOfAll = {
  'content-security-policy': contentSecurityPolicy,
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** With the reply to a lock the browser drops whatever it kept of this origin (CRITERIA L6). */
export const headersThatForget = { 'clear-site-data': '"cache", "storage"' } as const
