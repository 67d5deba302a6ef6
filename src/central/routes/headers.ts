// The headers of every reply: nothing is kept, framed, sniffed or read by a page of another origin (CRITERIA A7).

export const headersOfAll = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  // Heard by whoever reaches the store through a proxy that speaks TLS; without TLS it says nothing.
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const
