// Where the underlines of a text belong while somebody goes on typing, before it has been looked through anew.

/** A stretch of a text; UTF-16 positions, `to` exclusive. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

/** A text as far as the end of the line with the last stretch, and the stretches. */
export interface Underlined {
  readonly text: string
  readonly stretches: readonly Stretch[]
}

/**
 * The stretches of `before` in `after`: those in front of what was changed stay, those behind move along, and those that
 * were changed themselves are gone until the text is looked through again.
 */
export function underlined(stretches: readonly Stretch[], before: string, after: string): Underlined {
  const start = before === after ? before.length : sameAtStart(before, after)
  const end = before.length - sameAtEnd(before, after, start)
  const shift = after.length - before.length
  const standing = stretches.flatMap(({ from, to }) => {
    if (to <= start) return [{ from, to }]
    return from >= end ? [{ from: from + shift, to: to + shift }] : []
  })
  const last = standing.at(-1)
  return { text: last === undefined ? '' : after.slice(0, endOfLine(after, last.to)), stretches: standing }
}

/** One line of a text with its break, and the stretches that begin in it, counted from its beginning. */
export interface UnderlinedLine {
  readonly words: string
  readonly stretches: readonly Stretch[]
}

/** Line by line, so that of a long text only the line that changed is drawn anew. */
export function linesOf({ text, stretches }: Underlined): readonly UnderlinedLine[] {
  if (stretches.length === 0) return []
  let start = 0
  let next = 0
  return text.split('\n').map((line) => {
    const from = start
    start += line.length + 1
    const first = next
    while (next < stretches.length && (stretches[next]?.from ?? 0) < start) next += 1
    const within = stretches.slice(first, next)
    return { words: `${line}\n`, stretches: within.map((one) => ({ from: one.from - from, to: one.to - from })) }
  })
}

/** A line in pieces, each marked or not. */
export function piecesOf({
  words,
  stretches,
}: UnderlinedLine): readonly { readonly words: string; readonly mark: boolean }[] {
  const ends = [0, ...stretches.map(({ to }) => to)]
  const pieces = stretches.flatMap(({ from, to }, index) => [
    { words: words.slice(ends[index], from), mark: false },
    { words: words.slice(from, to), mark: true },
  ])
  return [...pieces, { words: words.slice(ends.at(-1)), mark: false }].filter((piece) => piece.words !== '')
}

function sameAtStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let at = 0
  while (at < most && one.charCodeAt(at) === other.charCodeAt(at)) at += 1
  return at
}

/** Never further back than `start`, so that no sign counts twice. */
function sameAtEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start
  let count = 0
  while (count < most && one.charCodeAt(one.length - 1 - count) === other.charCodeAt(other.length - 1 - count))
    count += 1
  return count
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
