// Catches a fault in drawing a page, so that the frame with the marking and the lock stays.
import { Component, type ReactNode } from 'react'
import { Button } from '../../components/Button.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { message } from '../../messages.ts'

interface Props {
  /** Leads away from the page that cannot be drawn. */
  readonly leave: () => void
  readonly children: ReactNode
}

export class Boundary extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <>
        <PageTitle>{message('error.page')}</PageTitle>
        <p className="govuk-body">{message('error.page-next')}</p>
        <Button type="button" onClick={this.props.leave}>
          {message('error.page-home')}
        </Button>
      </>
    )
  }
}
