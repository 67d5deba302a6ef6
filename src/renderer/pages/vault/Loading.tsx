// Says that work goes on, and how far the loading of the sample inspection has come.
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'

export function Loading({ busy, words }: { readonly busy: boolean; readonly words: string }) {
  const progress = useSession((state) => state.progress)
  return (
    <>
      <LiveRegion visible words={busy ? words : ''} />
      {busy && progress !== null ? (
        <div className="fb-progress">
          <label className="govuk-label" htmlFor="progress">
            {message('create.loading')}
          </label>
          <progress id="progress" max={progress.total} value={progress.done} />
          <p className="govuk-hint">{message('create.loaded', progress)}</p>
        </div>
      ) : null}
    </>
  )
}
