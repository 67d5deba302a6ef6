// Says a change aloud to those who do not see it; stands empty on the page before there is anything to say.
interface Props {
  readonly words: string
  /** Interrupts what is being read. */
  readonly urgent?: boolean
  readonly visible?: boolean
}

export function LiveRegion({ words, urgent = false, visible = false }: Props) {
  return (
    <div role={urgent ? 'alert' : 'status'} className={visible ? 'govuk-body fb-live' : 'govuk-visually-hidden'}>
      {words}
    </div>
  )
}
