// Inspections as records managers see them: named by what a register tells, filtered, and counted by month and remit.
import type { Output } from '#shared/contract.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { notices } from '#shared/domain/retention/due.ts'
import { labelOf, remitOf } from '../capture/terms.ts'
import { dateInWords, daysInWords } from '../capture/time-words.ts'
import { message } from '../messages.ts'

export type Kept = Output<'retention.list'>['inspections'][number]
export type Stands = Kept['stands']
export type State = Stands['state']

/** What names an inspection to somebody who has only its register. */
type Named = Pick<Kept, 'inspection' | 'title' | 'remit' | 'setting' | 'begins' | 'ends'>

/** Its title where this vault holds the evidence, else its kind of setting and its days. */
export function nameInWords(pack: Pack, { title, remit, setting, begins, ends }: Named): string {
  if (title !== null) return title
  const place = labelOf(remitOf(pack, remit)?.settings, setting)
  return message('retention.name', { setting: place, days: daysInWords(begins, ends) })
}

/** Eight digits by which a lead and a records manager know that they speak of the same inspection. */
export function referenceOf(inspection: string): string {
  return inspection.slice(0, 8)
}

export interface Filter {
  readonly remit: string
  readonly state: string
  readonly notice: string
}

/** Empty lets everything through. */
export const noFilter: Filter = { remit: '', state: '', notice: '' }

export function matching(all: readonly Kept[], { remit, state, notice }: Filter): readonly Kept[] {
  return all.filter(
    (one) =>
      (remit === '' || one.remit === remit) &&
      (state === '' || one.stands.state === state) &&
      (notice === '' || one.stands.notice === notice),
  )
}

/** What falls due first stands first; what has no day comes last. */
export function inOrder(all: readonly Kept[]): readonly Kept[] {
  const key = ({ stands: { notice, falls }, ends, inspection }: Kept) =>
    `${notices.indexOf(notice)} ${falls ?? '~'} ${ends} ${inspection}`
  return all.toSorted((one, other) => (key(one) < key(other) ? -1 : 1))
}

export function countByNotice(
  all: readonly Kept[],
): readonly { readonly notice: Stands['notice']; readonly count: number }[] {
  return notices.map((notice) => ({ notice, count: all.filter(({ stands }) => stands.notice === notice).length }))
}

/** How many of each remit fall due in a month; `label` names it in words. */
export interface MonthRow {
  readonly key: string
  readonly label: string
  readonly counts: readonly number[]
}

/** Months that have a row of their own; what falls due after the last of them is counted together. */
const mostMonths = 24

/** Due now first, then every month in which something falls due, later ones together, and last what has no day. */
export function monthsOf(all: readonly Kept[], remits: readonly string[]): readonly MonthRow[] {
  const months = [...new Set(all.flatMap((one) => monthOf(one) ?? []))].toSorted()
  const own = new Set(months.slice(0, mostMonths))
  const last = months[mostMonths - 1] ?? ''
  const keyOf = (one: Kept): string => {
    if (one.stands.notice === 'now') return 'now'
    const month = monthOf(one)
    if (month === null) return 'none'
    return own.has(month) ? month : 'later'
  }
  const label = (key: string): string => {
    if (key === 'later') return message('retention.month.later', { month: dateInWords(last) })
    return key === 'now' || key === 'none' ? message(`retention.month.${key}`) : dateInWords(key)
  }
  const rows = ['now', ...own, 'later', 'none'].map((key) => {
    const these = all.filter((one) => keyOf(one) === key)
    return { key, label: label(key), counts: remits.map((remit) => these.filter((one) => one.remit === remit).length) }
  })
  return rows.filter(({ key, counts }) => key === 'now' || counts.some((count) => count > 0))
}

function monthOf({ stands: { notice, falls } }: Kept): string | null {
  return falls === null || notice === 'now' ? null : falls.slice(0, 7)
}
