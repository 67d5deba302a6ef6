// One choice of a few.
import { type Choice, type ChoiceHandlers, ChoiceItem, itemId } from './Choices.tsx'
import { join } from './classes.ts'
import { type FieldProps, FieldSet } from './Field.tsx'

interface Props extends FieldProps, ChoiceHandlers {
  readonly options: readonly Choice[]
  /** The choice of a controlled field; leave out with `register`. */
  readonly value?: string
  readonly inline?: boolean
  readonly small?: boolean
}

export function Radios(props: Props) {
  const { label, hint, error, name, id: given, labelSize, options, value, inline, small, ...handlers } = props
  const id = given ?? name
  const checked = (option: string) => (value === undefined ? {} : { checked: option === value })
  return (
    <FieldSet id={id} label={label} hint={hint} error={error} {...(labelSize && { labelSize })}>
      <div className={join('govuk-radios', inline && 'govuk-radios--inline', small && 'govuk-radios--small')}>
        {options.map((choice, index) => (
          <ChoiceItem
            key={choice.value}
            block="radios"
            id={itemId(id, index)}
            choice={choice}
            input={{ ...handlers, name, ...checked(choice.value) }}
          />
        ))}
      </div>
    </FieldSet>
  )
}
