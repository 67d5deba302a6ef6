// Moves the reader's place on the page.

/** Puts the focus on the heading of the page, or on its main part while there is no heading yet. */
export function focusPage(): void {
  const main = document.getElementById('main')
  const target = main?.querySelector<HTMLElement>('[data-page-title]') ?? main
  target?.focus({ preventScroll: true })
}

/** Brings a field with its label into view and focuses it: what a link of the error summary does. */
export function focusField(id: string): void {
  const field = document.getElementById(id)
  if (field === null) return
  const labelled = field.closest('fieldset') ?? field.closest('.govuk-form-group') ?? field
  labelled.scrollIntoView({ block: 'start' })
  field.focus({ preventScroll: true })
}
