// The categories of data in a note: those usual for the people in it first, with what stands behind holding them.
import { useWatch } from 'react-hook-form'
import { marked } from '#shared/domain/marking.ts'
import { categoriesOf, usualCategories } from '../../../capture/terms.ts'
import { message } from '../../../messages.ts'
import { WhyHeld } from '../WhyHeld.tsx'
import { ListField } from './ListField.tsx'
import type { FieldsProps } from './props.ts'

/** Some categories mark the whole note; unticking one leaves the mark, which only a person takes away. */
export function CategoriesField({ form, terms }: FieldsProps) {
  const [people, from, chosen] = useWatch({ control: form.control, name: ['people', 'from', 'categories'] })
  const all = categoriesOf(terms)
  const usual = usualCategories(terms, [...people, from])
  const offered = [...usual, ...all.filter((category) => !usual.includes(category))]
  const mark = (id: string) => {
    const before = { categories: [id], flags: form.getValues('flags') }
    const { flags } = marked(before, all)
    if (flags !== before.flags) form.setValue('flags', flags, { shouldDirty: true })
  }
  return (
    <>
      <ListField
        form={form}
        name="categories"
        label={message('write.categories')}
        hint={usual.length === 0 ? undefined : message('write.categories.usual', { count: usual.length })}
        onTick={mark}
        options={offered.map(({ id, label, hint, special }) => ({
          value: id,
          label: special ? message('write.category.special', { label }) : label,
          hint: hint || undefined,
        }))}
      />
      <WhyHeld terms={terms} categories={chosen} />
    </>
  )
}
