// The link that works once, and the session that it is exchanged for (CRITERIA L4).

import { random, sameSecret } from '#main/platform/crypto.ts'
import { fromBase64url, toBase64url } from '#shared/domain/bytes.ts'

/** How long a link can be used, in milliseconds. */
export const linkLifetime = 60_000
const tokenBytes = 32

export interface Sessions {
  /** A fresh token of 256 bits; the one made before stops working. */
  readonly newToken: () => string
  /** Exchanges the token for a bearer; null when it is wrong, used, replaced or too old. */
  readonly begin: (token: string) => string | null
  readonly isCurrent: (bearer: string) => boolean
  /** Hears that a session began, which ended the one before: one page at a time, so no two pages edit one draft. */
  readonly onBegin: (hear: () => void) => () => void
}

interface Link {
  readonly token: Uint8Array
  readonly made: number
}

/** `now` gives milliseconds. Tokens and bearers are kept in memory only, and compared in constant time. */
export function createSessions(now: () => number): Sessions {
  let link: Link | null = null
  let bearer: Uint8Array | null = null
  const listeners = new Set<() => void>()

  return {
    newToken: () => {
      link = { token: random(tokenBytes), made: now() }
      return toBase64url(link.token)
    },
    begin: (text) => {
      if (link === null || !isFresh(link, now()) || !isSpelling(text, link.token)) return null
      link = null
      bearer = random(tokenBytes)
      for (const hear of listeners) hear()
      return toBase64url(bearer)
    },
    isCurrent: (text) => bearer !== null && isSpelling(text, bearer),
    onBegin: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}

/** A clock that was set back makes a link old rather than young. */
function isFresh(link: Link, now: number): boolean {
  return now >= link.made && now - link.made <= linkLifetime
}

function isSpelling(text: string, secret: Uint8Array): boolean {
  try {
    return sameSecret(fromBase64url(text), secret)
  } catch {
    return false
  }
}
