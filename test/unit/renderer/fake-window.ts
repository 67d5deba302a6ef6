// A window with a history of its own, for the parts of the page that work without a document.
interface FakeWindow {
  readonly states: () => readonly unknown[]
  readonly addresses: () => readonly string[]
  /** What the user does with the browser's buttons. */
  readonly back: () => void
  readonly forward: () => void
}

/** Puts the fake in place of `window`; `history.go` tells its listeners at once, where a browser waits a moment. */
export function installWindow(): FakeWindow {
  const steps: unknown[] = [null]
  const addresses: string[] = []
  const listeners = new Set<(event: { state: unknown }) => void>()
  let at = 0
  const go = (by: number) => {
    if (at + by < 0 || at + by >= steps.length || by === 0) return
    at += by
    for (const listener of listeners) listener({ state: steps[at] })
  }
  const history = {
    get state() {
      return steps[at]
    },
    pushState: (state: unknown, title: string, address?: string) => {
      at += 1
      steps.splice(at, Number.POSITIVE_INFINITY, state)
      addresses.push(`${title}${address ?? ''}`)
    },
    replaceState: (state: unknown, title: string, address?: string) => {
      steps[at] = state
      addresses.push(`${title}${address ?? ''}`)
    },
    go,
  }
  const addEventListener = (_: string, listener: (event: { state: unknown }) => void) => void listeners.add(listener)
  Object.assign(globalThis, { window: { history, addEventListener } })
  return { states: () => steps, addresses: () => addresses, back: () => go(-1), forward: () => go(1) }
}
