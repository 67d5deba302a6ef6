// The top of every page: the product, the marking, where the page runs, and the button that locks.
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'

export function Header({ lock }: { readonly lock: (() => void) | null }) {
  const shell = useSession((state) => state.shell)
  return (
    <header className="fb-header">
      <Marking />
      <div className="fb-header__bar">
        <div className="govuk-width-container fb-header__container">
          <div>
            <p className="fb-header__name">{message('product.name')}</p>
            <p className="fb-header__mode">
              {message(shell === 'window' ? 'product.mode-window' : 'product.mode-browser')}
            </p>
          </div>
          {lock === null ? null : (
            <button type="button" className="fb-header__lock" title={message('product.lock-hint')} onClick={lock}>
              <LockIcon />
              {message('product.lock')}
            </button>
          )}
        </div>
      </div>
    </header>
  )
}

function Marking() {
  return (
    <div className="fb-marking" data-marking="">
      <div className="govuk-width-container fb-marking__container">
        <strong className="fb-marking__words">{message('marking.words')}</strong>
        <span>{message('marking.handling')}</span>
      </div>
    </div>
  )
}

function LockIcon() {
  return (
    <svg className="fb-header__icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path fill="currentColor" d="M8 1a4 4 0 0 0-4 4v2H3v8h10V7h-1V5a4 4 0 0 0-4-4zm-2.2 6V5a2.2 2.2 0 0 1 4.4 0v2z" />
    </svg>
  )
}
