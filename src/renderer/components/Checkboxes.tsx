// Any number of a few choices.
import { type Choice, type ChoiceHandlers, ChoiceItem, itemId } from './Choices.tsx'
import { join } from './classes.ts'
import { type FieldProps, FieldSet } from './Field.tsx'

interface Props extends FieldProps, ChoiceHandlers {
  readonly options: readonly Choice[]
  /** The choices of a controlled field; leave out with `register`. */
  readonly value?: readonly string[]
  readonly small?: boolean
}

export function Checkboxes(props: Props) {
  const { label, hint, error, name, id: given, labelSize, options, value, small, ...handlers } = props
  const id = given ?? name
  const checked = (option: string) => (value === undefined ? {} : { checked: value.includes(option) })
  return (
    <FieldSet id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <div className={join('govuk-checkboxes', small && 'govuk-checkboxes--small')}>
        {options.map((choice, index) => (
          <ChoiceItem
            key={choice.value}
            block="checkboxes"
            id={itemId(id, index)}
            choice={choice}
            input={{ ...handlers, name, ...checked(choice.value) }}
          />
        ))}
      </div>
    </FieldSet>
  )
}
