// What ticking a category of a note does to the others, and how the page says so.
import { standsBesideOthers, withCategory } from '#shared/domain/alone.ts'
import type { Pack } from '#shared/domain/policy.ts'
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

/** Why others were unticked; empty where none were. */
export function goneInWords({ lists }: Pack, category: string, { gone }: Tick): string {
  if (gone.length === 0) return ''
  const named = (id: string) => labelOf(lists.categories, id)
  const words = { ticked: named(category), gone: gone.map(named).join(', '), count: gone.length }
  return message(lists.alone.includes(category) ? 'write.categories.only' : 'write.categories.no-more', words)
}
