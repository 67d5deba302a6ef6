// A day typed into a form of these pages, and what is wrong with it.
import { readDate, type TypedDate } from '../../capture/date-input.ts'
import { dateFaultInWords } from '../../capture/date-words.ts'
import type { FieldFault } from '../../capture/faults.ts'
import { DateInput } from '../../components/DateInput.tsx'

interface Props {
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly typed: TypedDate
  readonly faults: readonly FieldFault[]
  readonly onType: (typed: TypedDate) => void
}

export const noDay: TypedDate = { day: '', month: '', year: '' }

export function DayField({ id, label, hint, typed, faults, onType }: Props) {
  const fault = faults.find(({ field }) => field.startsWith(`${id}.`))
  const input = (part: keyof TypedDate) => ({
    name: `${id}.${part}`,
    value: typed[part],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onType({ ...typed, [part]: event.target.value }),
  })
  return (
    <DateInput
      id={id}
      label={label}
      labelSize="s"
      hint={hint}
      error={fault?.words}
      wrong={fault?.parts}
      inputs={{ day: input('day'), month: input('month'), year: input('year') }}
    />
  )
}

/** The day, or what has to be mended; `name` is what the day is called inside a sentence. */
export function readDay(
  id: string,
  typed: TypedDate,
  name: string,
): { readonly day: string | null; readonly faults: readonly FieldFault[] } {
  const { date, wrong } = readDate(typed)
  if (wrong === null) return { day: date, faults: [] }
  const field = `${id}.${wrong.parts[0] ?? 'day'}`
  return { day: null, faults: [{ field, words: dateFaultInWords(wrong, name), parts: wrong.parts }] }
}
