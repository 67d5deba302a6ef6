// Joins class names and ids, leaving out what is absent.
export function join(...parts: readonly (string | false | null | undefined)[]): string | undefined {
  return parts.filter(Boolean).join(' ') || undefined
}
