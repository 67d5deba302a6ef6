// Everything about a note that can wait: people, categories, areas, line of enquiry, showing it. Folded, saying what is set.
import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { labelOf, personLabel, questionOf } from '../../../capture/terms.ts'
import { Details } from '../../../components/Details.tsx'
import { message } from '../../../messages.ts'
import { CategoriesField } from './CategoriesField.tsx'
import { EnquiryFields } from './EnquiryFields.tsx'
import { PeopleField } from './PeopleField.tsx'
import type { FieldsProps } from './props.ts'
import { SharingFields } from './SharingFields.tsx'

interface Props extends FieldsProps {
  readonly onPeopleChanged: () => Promise<void>
}

/** Named one by one, so that typing the text does not draw all of this again. */
const watched = ['people', 'categories', 'areas', 'enquiry', 'shown'] as const

export function AboutFields(props: Props) {
  const { form, terms } = props
  const [people, categories, areas, enquiry, shown] = useWatch({ control: form.control, name: watched })
  // What was set before is open from the start; afterwards folding is the writer's own business.
  const [open] = useState({
    people: people.length > 0,
    categories: categories.length > 0,
    areas: areas.length > 0 || enquiry !== '',
  })
  const chosen = [
    ...areas.map((area) => labelOf(terms.remit?.areas, area)),
    ...(enquiry === '' ? [] : [questionOf(terms, enquiry)]),
  ]
  return (
    <section className="fb-about" aria-labelledby="about">
      <h2 id="about" className="govuk-heading-s">
        {message('write.more')}
      </h2>
      <Details
        open={open.people}
        summary={message('write.people.open', { people: listed(people.map((person) => personLabel(terms, person))) })}
      >
        <PeopleField {...props} />
      </Details>
      <Details
        open={open.categories}
        summary={message('write.categories.all', {
          categories: listed(categories.map((id) => labelOf(terms.pack.lists.categories, id))),
        })}
      >
        <CategoriesField {...props} />
      </Details>
      <Details open={open.areas} summary={message('write.enquiry.open', { chosen: listed(chosen) })}>
        <EnquiryFields {...props} />
      </Details>
      <Details
        summary={message('write.shown.open', {
          shown: message(shown === 'yes' ? 'write.shown.may' : 'write.shown.may-not'),
        })}
      >
        <SharingFields {...props} />
      </Details>
    </section>
  )
}

function listed(words: readonly string[]): string {
  return words.length === 0 ? message('write.none') : words.join(', ')
}
