// How deep a parsed body goes: what is nested deeper than any input of ours would overflow a stack further on.

/** Far deeper than any procedure's input, which its schema then refuses by name, and far shallower than any stack. */
const deepest = 500

/** Walks without recursion, so that no body can exhaust the stack of the check itself. */
export function isTooDeep(body: unknown): boolean {
  let level: readonly unknown[] = [body]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true
    level = level.filter(isNested).flatMap((value): unknown[] => Object.values(value))
  }
  return false
}

/** Bytes of a sealed call are one value, whatever their number. */
function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array)
}
