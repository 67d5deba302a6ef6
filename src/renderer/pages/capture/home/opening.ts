// The fields that open an inspection, and what must be mended before it can be opened.
import type { Input } from '#shared/contract.ts'
import { readDate, type TypedDate } from '../../../capture/date-input.ts'
import { dateFaultInWords } from '../../../capture/date-words.ts'
import type { FieldFault } from '../../../capture/faults.ts'
import { dayInWords } from '../../../capture/time-words.ts'
import { message } from '../../../messages.ts'

export interface OpeningFields {
  remit: string
  setting: string
  title: string
  begins: TypedDate
  ends: TypedDate
  /** Persons of the directory. */
  team: string[]
}

const noDate = { day: '', month: '', year: '' }
export const emptyOpening: OpeningFields = { remit: '', setting: '', title: '', begins: noDate, ends: noDate, team: [] }

interface Reading {
  /** What opens the inspection, or null when something has to be mended. */
  readonly opening: Omit<Input<'inspection.open'>, 'confirmed'> | null
  readonly faults: readonly FieldFault[]
}

export function readOpening({ remit, setting, title, begins, ends, team }: OpeningFields): Reading {
  const faults: FieldFault[] = []
  if (remit === '') faults.push({ field: 'remit', words: message('open.remit.missing') })
  else if (setting === '') faults.push({ field: 'setting', words: message('open.setting.missing') })
  if (title.trim() === '') faults.push({ field: 'title', words: message('open.name.missing') })
  if (title.trim().length > 200) faults.push({ field: 'title', words: message('open.name.long') })
  const first = readDay('begins', begins, faults)
  const last = readDay('ends', ends, faults)
  if (first !== null && last !== null && last < first) faults.push(lastBeforeFirst(first))
  if (faults.length > 0 || first === null || last === null) return { opening: null, faults }
  const opening = { remit, setting, title: title.trim(), begins: first, ends: last, team: [...team] }
  return { opening, faults }
}

function readDay(of: 'begins' | 'ends', typed: TypedDate, faults: FieldFault[]): string | null {
  const { date, wrong } = readDate(typed)
  if (wrong === null) return date
  // Inside a sentence the name of the date begins with a small letter.
  const name = message(`open.${of}`)
  const words = dateFaultInWords(wrong, name.charAt(0).toLowerCase() + name.slice(1))
  faults.push({ field: `${of}.${wrong.parts[0] ?? 'day'}`, words, parts: wrong.parts })
  return null
}

function lastBeforeFirst(first: string): FieldFault {
  const words = message('open.ends.before', { first: dayInWords(first) })
  return { field: 'ends.day', words, parts: ['day', 'month', 'year'] }
}
