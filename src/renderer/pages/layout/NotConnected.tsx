// What to do when there is no Fieldbook behind this page: as a page of its own, or above a page that was in use.
import { InsetText } from '../../components/InsetText.tsx'
import { PageTitle } from '../../components/PageTitle.tsx'
import { message } from '../../messages.ts'

export function NotConnected({ expired }: { readonly expired: boolean }) {
  return (
    <>
      <PageTitle>{message(expired ? 'connection.expired-title' : 'connection.gone-title')}</PageTitle>
      <p className="govuk-body">{message(expired ? 'connection.expired-text' : 'connection.gone-text')}</p>
      <InsetText>{message('connection.enter')}</InsetText>
      <p className="govuk-body">{message('connection.restart')}</p>
    </>
  )
}

/** The page in use stays below: what stands on it may not have reached the vault. */
export function LostBanner({ vaultOpen }: { readonly vaultOpen: boolean }) {
  return (
    <div className="govuk-error-summary" role="alert">
      <h2 className="govuk-error-summary__title">{message('connection.gone-title')}</h2>
      <div className="govuk-error-summary__body">
        {vaultOpen ? <p>{message('connection.typed')}</p> : null}
        <p>{message('connection.enter')}</p>
        <p>{message('connection.restart')}</p>
      </div>
    </div>
  )
}
