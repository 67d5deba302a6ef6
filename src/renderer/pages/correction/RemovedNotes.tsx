// What a seal froze and a correction removed since: said in place of what can be told no more.
import type { Output } from '#shared/contract.ts'
import { LinkButton } from '../../components/Button.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { removedInWords } from './correction-words.ts'

type Bundle = Output<'bundle.read'>
type Removed = NonNullable<Bundle['notes'][number]['removed']>

interface Props {
  readonly bundle: Pick<Bundle, 'inspection' | 'removed'>
}

export function RemovedNotes({ bundle: { inspection, removed } }: Props) {
  const { go } = useNavigation()
  if (removed.length === 0) return null
  return (
    <section aria-labelledby="removed">
      <h2 id="removed" className="govuk-heading-m">
        {message('bundle.removed')}
      </h2>
      {removed.map(({ note, revisions, corrections }) => (
        <article key={note ?? ''} className="fb-sealed">
          <p className="govuk-body">
            {message(note === null ? 'bundle.removed.unknown' : 'bundle.removed.note', { count: revisions })}
          </p>
          <Orders corrections={corrections} />
          {note === null ? null : (
            <p className="govuk-body">
              <LinkButton onClick={() => void go({ at: 'note', inspection, note })}>
                {message('bundle.removed.read')}
              </LinkButton>
            </p>
          )}
        </article>
      ))}
    </section>
  )
}

/** Of a note that can still be told: that less of it is left than was sealed. */
export function PartlyRemoved({ removed }: { readonly removed: Removed | null }) {
  if (removed === null) return null
  return (
    <>
      <p className="govuk-body-s">{message('bundle.removed.partly', { count: removed.revisions })}</p>
      <Orders corrections={removed.corrections} />
    </>
  )
}

function Orders({ corrections }: Pick<Removed, 'corrections'>) {
  return corrections.map((one, index) => (
    // They stand in the order of the store and never move.
    <p key={index} className="govuk-body-s fb-quiet">
      {removedInWords(one)}
    </p>
  ))
}
