// The bottom of every page: the marking once more, and the version.
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'

export function Footer() {
  const version = useSession((state) => state.status?.version)
  return (
    <footer className="fb-footer">
      <div className="govuk-width-container fb-footer__container">
        <strong>{message('marking.words')}</strong>
        {version ? <span>{message('product.version', { version })}</span> : null}
      </div>
    </footer>
  )
}
