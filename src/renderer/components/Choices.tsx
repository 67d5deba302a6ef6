// What radios and checkboxes share: one input of a set with its label, hint and what opens below it when chosen.
import type { ComponentProps, ReactNode } from 'react'

export interface Choice {
  readonly value: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** Shown below while this choice is made; the page says when, because only it knows the value. */
  readonly below?: ReactNode
}

/** The handlers that `register` of react-hook-form gives, or those of a controlled field. */
export type ChoiceHandlers = Pick<ComponentProps<'input'>, 'onChange' | 'onBlur' | 'ref' | 'disabled'>

interface ItemProps {
  readonly block: 'radios' | 'checkboxes'
  readonly id: string
  readonly choice: Choice
  readonly input: ComponentProps<'input'>
}

export function ChoiceItem({ block, id, choice, input }: ItemProps) {
  const hintId = `${id}-item-hint`
  return (
    <>
      <div className={`govuk-${block}__item`}>
        <input
          {...input}
          id={id}
          type={block === 'radios' ? 'radio' : 'checkbox'}
          value={choice.value}
          autoComplete="off"
          className={`govuk-${block}__input`}
          aria-describedby={choice.hint === undefined ? undefined : hintId}
        />
        <label className={`govuk-label govuk-${block}__label`} htmlFor={id}>
          {choice.label}
        </label>
        {choice.hint === undefined ? null : (
          <div id={hintId} className={`govuk-hint govuk-${block}__hint`}>
            {choice.hint}
          </div>
        )}
      </div>
      {choice.below ? <div className={`govuk-${block}__conditional`}>{choice.below}</div> : null}
    </>
  )
}

/** The first item takes the field's own id, so that the error summary leads to it. */
export const itemId = (id: string, index: number) => (index === 0 ? id : `${id}-${index + 1}`)
