// Says on every page of a practice vault that nothing in it is real.
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'
import { DeletePractice } from '../vault/DeletePractice.tsx'
import { useVault } from '../vault/use-vault.ts'

export function PracticeBanner() {
  const open = useSession((state) => state.status?.open)
  const vault = useVault(open?.vault)
  if (!open?.practice) return null
  return (
    <section className="fb-practice" aria-label={message('practice.words')} data-practice="">
      <div className="govuk-width-container fb-practice__container">
        <strong className="fb-practice__words">{message('practice.words')}</strong>
        <span className="fb-practice__text">{message('practice.text')}</span>
        {vault ? <DeletePractice vault={vault} /> : null}
      </div>
    </section>
  )
}
