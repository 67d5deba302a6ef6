// Shows what was saved of a note after this draft was begun, beside what the draft says.
import { instantInWords } from '../../../capture/time-words.ts'
import { Button } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import type { Note } from '../../../stores/capture/note-ports.ts'
import { Difference } from '../note/Difference.tsx'
import { Paragraphs } from '../note/Paragraphs.tsx'

interface Props {
  readonly note: Note
  /** The words of the draft as it was found. */
  readonly words: string
  /** Goes on from the saved version; null while something typed would be lost by it. */
  readonly onTake: (() => void) | null
}

export function Overtaken({ note, words, onTake }: Props) {
  const newest = note.history.find(({ entry }) => note.heads.includes(entry))
  const by = newest && { when: instantInWords(newest.at, newest.zone), name: newest.by.name }
  return (
    <section className="fb-panel" aria-labelledby="overtaken">
      <h2 id="overtaken" className="govuk-heading-m">
        {message('write.overtaken.title')}
      </h2>
      <p className="govuk-body">{message('write.overtaken.body')}</p>
      {onTake === null ? null : (
        <Button type="button" kind="secondary" onClick={onTake}>
          {message('write.overtaken.take')}
        </Button>
      )}
      <div className="fb-versions">
        <div>
          <h3 className="govuk-heading-s">{by && message('write.overtaken.newer', by)}</h3>
          <Paragraphs words={note.content.text.words} />
        </div>
        <div>
          <h3 className="govuk-heading-s">{message('write.overtaken.difference')}</h3>
          <Difference before={note.content.text.words} after={words} />
        </div>
      </div>
    </section>
  )
}
