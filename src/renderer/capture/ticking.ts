// What ticking a category of a note does to the others, and how the page says so.
import { standsBesideOthers, withCategory } from '#shared/domain/alone.ts'
import { marksOf } from '#shared/domain/marking.ts'
import type { NoteFlag } from '#shared/domain/note.ts'
import type { Category, Pack } from '#shared/domain/policy.ts'
import { message } from '../messages.ts'
import { labelOf } from './terms.ts'

export interface Tick {
  /** All categories of the note afterwards. */
  readonly categories: readonly string[]
  readonly ticked: boolean
  /** Those that went because they and the one that was ticked cannot stand together. */
  readonly gone: readonly string[]
}

/** Ticks a category, or unticks it where it is chosen. */
export function tick({ lists }: Pack, chosen: readonly string[], category: string): Tick {
  const others = chosen.filter((other) => other !== category)
  if (others.length < chosen.length) return { categories: others, ticked: false, gone: [] }
  const categories = withCategory(chosen, category, lists.alone)
  return { categories, ticked: true, gone: others.filter((other) => !categories.includes(other)) }
}

/** That a category stands beside others which may not, as two people together can make it; empty where none does. */
export function atOddsInWords({ lists }: Pack, categories: readonly string[]): string {
  if (!standsBesideOthers(categories, lists.alone)) return ''
  const alone = categories.filter((category) => lists.alone.includes(category))
  return message('categories.at-odds', { alone: alone.map((id) => labelOf(lists.categories, id)).join(', ') })
}

/** A category as a choice: what it reveals by law stands beside its name. */
export function categoryInWords({ label, special }: Category): string {
  return special ? message('write.category.special', { label }) : label
}

/** What one tick did, in the order in which it matters: the category, what went, and how the note is marked now. */
export function tickInWords(pack: Pack, category: string, ticked: Tick, marks: readonly NoteFlag[]): string {
  const label = labelOf(pack.lists.categories, category)
  const flags = marks.map((mark) => message(`flag.${mark}`)).join(', ')
  return [
    message(ticked.ticked ? 'tag.added' : 'tag.taken-off', { label }),
    goneInWords(pack, category, ticked),
    flags === '' ? '' : message('tag.marked', { flags }),
    !ticked.ticked && raisesMark(pack, category) ? message('tag.marks-stay') : '',
  ]
    .filter((words) => words !== '')
    .join(' ')
}

function raisesMark({ lists }: Pack, category: string): boolean {
  return marksOf(lists.categories, [category]).size > 0
}

/** The key that takes the category in this place of the list; the later ones have none. */
export function numberOf(index: number): string | undefined {
  return index < 9 ? String(index + 1) : undefined
}

/** The category that a key takes. */
export function taken(key: string, offered: readonly Category[]): Category | undefined {
  return offered.find((_, index) => numberOf(index) === key)
}

/** Where a key moves to from a place in a list that goes round; null for a key that does not move. */
export function moved(key: string, from: number, length: number): number | null {
  if (key === 'Home') return 0
  if (key === 'End') return length - 1
  if (key === 'ArrowDown' || key === 'ArrowRight') return (from + 1) % length
  if (key === 'ArrowUp' || key === 'ArrowLeft') return (Math.max(from, 0) - 1 + length) % length
  return null
}

/** Why others were unticked; empty where none were. */
export function goneInWords({ lists }: Pack, category: string, { gone }: Tick): string {
  if (gone.length === 0) return ''
  const named = (id: string) => labelOf(lists.categories, id)
  const words = { ticked: named(category), gone: gone.map(named).join(', '), count: gone.length }
  return message(lists.alone.includes(category) ? 'write.categories.only' : 'write.categories.no-more', words)
}
