// Whether the underlines in a field stand under their words: the field itself says which letter lies at a point.
import { expect, type Locator } from '@playwright/test'

interface Mark {
  readonly from: number
  readonly to: number
  readonly words: string
  /** Just inside the first and the last letter, in pixels of the window; null where that is scrolled out of sight. */
  readonly first: readonly [number, number] | null
  readonly last: readonly [number, number] | null
}

/**
 * Presses at both ends of underlines in sight, the first two and the last two of them, and reads where the caret comes to
 * stand. Returns how many ends it pressed at.
 */
export async function underlinesStandRight(field: Locator): Promise<number> {
  const page = field.page()
  await field.scrollIntoViewIfNeeded()
  await field.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  const scrolled = await field.evaluate((area) => area.scrollTop)
  const marks = await field.evaluate(marksOver)
  const value = await field.inputValue()
  let seen = 0
  const inSight = marks.filter(({ first, last }) => first !== null || last !== null)
  for (const { from, to, words, first, last } of new Set([...inSight.slice(0, 2), ...inSight.slice(-2)])) {
    expect(value.slice(from, to)).toBe(words)
    for (const [point, wanted] of [[first, from] as const, [last, to] as const]) {
      if (point === null) continue
      seen += 1
      await page.mouse.click(...point)
      expect(await caretOf(field), `${words} at ${point.join()}`).toBe(wanted)
      await field.evaluate((area, top) => area.scrollTo(0, top), scrolled)
    }
  }
  return seen
}

const caretOf = (field: Locator): Promise<number> =>
  field.evaluate((area) => (area instanceof HTMLTextAreaElement ? area.selectionStart : -1))

function marksOver(area: Element): readonly Mark[] {
  const box = area.getBoundingClientRect()
  const inside = (x: number, y: number): [number, number] | null =>
    y > box.top + 4 && y < box.bottom - 4 && y > 0 && y < window.innerHeight ? [x, y] : null
  const letters = area.parentElement?.querySelector('.fb-underlines__text')
  if (letters === null || letters === undefined) return []
  const walker = document.createTreeWalker(letters, NodeFilter.SHOW_TEXT)
  const marks: Mark[] = []
  let at = 0
  for (let piece = walker.nextNode(); piece !== null; piece = walker.nextNode()) {
    const words = piece.textContent ?? ''
    const from = at
    at += words.length
    const mark = piece.parentElement
    if (mark?.localName !== 'mark') continue
    const rects = [...mark.getClientRects()]
    const [start] = rects
    const end = rects.at(-1)
    if (start === undefined || end === undefined) continue
    const first = inside(start.left + 1, start.top + start.height / 2)
    marks.push({ from, to: at, words, first, last: inside(end.right - 1, end.top + end.height / 2) })
  }
  return marks
}
