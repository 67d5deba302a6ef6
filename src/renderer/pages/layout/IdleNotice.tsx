// Announces that the vault locks soon because nobody seems to be there.
import { message } from '../../messages.ts'

export function IdleNotice({ announced }: { readonly announced: boolean }) {
  // Stands there empty before there is anything to say, so that it is read out when it comes.
  return (
    <div className="fb-idle" role="alert">
      {announced ? (
        <div className="govuk-width-container">
          <p className="govuk-body fb-idle__words">{message('idle.announced')}</p>
        </div>
      ) : null}
    </div>
  )
}
