// A form that leaves checking to the page and keeps the browser from remembering what is typed.
import type { ComponentProps, SubmitEvent } from 'react'

interface Props extends Omit<ComponentProps<'form'>, 'onSubmit' | 'noValidate' | 'autoComplete'> {
  readonly onSubmit: (event: SubmitEvent<HTMLFormElement>) => void
}

export function Form({ onSubmit, ...rest }: Props) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit(event)
  }
  return <form {...rest} noValidate autoComplete="off" onSubmit={submit} />
}
