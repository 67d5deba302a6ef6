// The beginning of a text as a list shows it: on one line, never ending inside a word.

/** Longest opening; main sends this much of a note (contract, `note.list`). */
const longest = 240

/** `limit` counts characters before the sign that something follows. */
export function openingOf(words: string, limit: number = longest): string {
  const line = words.replaceAll(/\s+/g, ' ').trim()
  // Main cuts at the longest opening, so a text of that length very likely goes on.
  if (words.length < longest && line.length <= limit) return line
  const cut = line.slice(0, limit)
  const space = cut.lastIndexOf(' ')
  return `${space > limit / 2 ? cut.slice(0, space) : cut}…`
}
