// The categories of data in a note: those usual for the people in it first, with what stands behind holding them.
import type { Category } from '#shared/domain/policy.ts'
import { atOddsInWords, categoryInWords, goneInWords } from '../../../capture/ticking.ts'
import { Checkboxes } from '../../../components/Checkboxes.tsx'
import { LiveRegion } from '../../../components/LiveRegion.tsx'
import { message } from '../../../messages.ts'
import { WhyHeld } from '../WhyHeld.tsx'
import type { FieldsProps } from './props.ts'
import { useSaid, useTicking } from './use-ticking.ts'

export function CategoriesField({ form, terms }: FieldsProps) {
  const { pack } = terms
  const ticking = useTicking(form, terms)
  const { offered, usual, chosen, toggle, onBlur } = ticking
  const [said, say] = useSaid(ticking)
  const gone = said === null ? '' : goneInWords(pack, said.category, said)
  return (
    <>
      <Checkboxes
        label={message('write.categories')}
        hint={usual === 0 ? undefined : message('write.categories.usual', { count: usual })}
        name="categories"
        small
        options={offered.map((category) => ({
          value: category.id,
          label: categoryInWords(category),
          hint: hintOf(category, pack.lists.alone),
        }))}
        value={chosen}
        onBlur={onBlur}
        onChange={(event) => say(toggle(event.target.value))}
      />
      <LiveRegion visible words={gone || atOddsInWords(pack, chosen)} />
      <WhyHeld terms={terms} categories={chosen} />
    </>
  )
}

function hintOf({ id, hint }: Category, alone: readonly string[]): string {
  return alone.includes(id) ? message('write.category.alone', { hint }) : hint
}
