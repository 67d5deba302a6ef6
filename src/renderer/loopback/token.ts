// The single-use token that the link to this page carries in its fragment.

const fragment = /^#([A-Za-z0-9_-]{16,200})$/

/** Takes the token and removes it from the address bar and the browser's history; null when there is none. */
export function takeToken(): string | null {
  const found = fragment.exec(window.location.hash)
  if (found === null) return null
  window.history.replaceState(window.history.state, '', window.location.pathname)
  return found[1] ?? null
}

/** A fresh link opened in this same tab only changes the fragment, so the page and what was typed in it stay. */
export function onFreshToken(take: (token: string) => void): void {
  window.addEventListener('hashchange', () => {
    const token = takeToken()
    if (token !== null) take(token)
  })
}
