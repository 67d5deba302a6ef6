// A note as it stands: its text and facts, its versions to settle, its history, and what can be done with it.
import { kindLabel, termsOf } from '../../../capture/terms.ts'
import { BackLink } from '../../../components/BackLink.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { PageTitle } from '../../../components/PageTitle.tsx'
import { SavedState } from '../../../components/SavedState.tsx'
import { Tag } from '../../../components/Tag.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { EarlierWordings } from '../../correction/EarlierWordings.tsx'
import { Questions } from '../../review/Questions.tsx'
import { useAnswer, usePack } from '../hooks.ts'
import type { PageOf } from '../narrow.tsx'
import { Waiting } from '../Waiting.tsx'
import { WhyNotWriting } from '../WhyNotWriting.tsx'
import { Conflicts } from './Conflicts.tsx'
import { History } from './History.tsx'
import { NoteActions } from './NoteActions.tsx'
import { NoteFacts } from './NoteFacts.tsx'
import { Paragraphs } from './Paragraphs.tsx'
import type { NoteViewProps } from './props.ts'

export function NotePage({ page }: { readonly page: PageOf<'note'> }) {
  const { go } = useNavigation()
  const pack = usePack()
  const { inspection, note } = page
  const about = useAnswer('inspection.read', { inspection }, { inspection })
  const read = useAnswer('note.read', { note }, { inspection, states: true })
  const drafts = useAnswer('draft.list', {})
  const again = async () => void (await Promise.all([about.again(), read.again(), drafts.again()]))
  const ready = pack !== null && about.answer !== null && read.answer !== null && drafts.answer !== null
  return (
    <>
      <BackLink onClick={() => void go({ at: 'inspection', inspection, part: 'notes' })}>
        {message('note.back')}
      </BackLink>
      {ready ? (
        <NoteView
          note={read.answer}
          terms={termsOf(pack, about.answer)}
          hasDraft={drafts.answer.drafts.some((draft) => draft.note === note)}
          onChanged={again}
        />
      ) : (
        <Waiting problem={about.problem ?? read.problem ?? drafts.problem} again={again} />
      )}
    </>
  )
}

function NoteQuestions({ note: { note, questions }, terms, onChanged }: NoteViewProps) {
  if (questions.length === 0) return null
  return (
    <section className="fb-panel" aria-labelledby="questions">
      <h2 id="questions" className="govuk-heading-m">
        {message('questions.title')}
      </h2>
      <Questions terms={terms} note={note} questions={questions} onChanged={onChanged} />
    </section>
  )
}

function NoteView(props: NoteViewProps) {
  const { note, terms } = props
  const { writing } = terms.inspection
  const { content, changedByNewerVersion } = note
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">
        <PageTitle caption={terms.inspection.title}>{kindLabel(terms.pack, content.kind)}</PageTitle>
        <p className="govuk-body-s fb-keeping">
          <SavedState state={note.state} />
        </p>
        {content.deleted ? (
          <InsetText>
            <Tag colour="grey">{message('note.deleted.tag')}</Tag> {message('note.deleted')}
          </InsetText>
        ) : null}
        {changedByNewerVersion ? <InsetText>{message('note.newer')}</InsetText> : null}
        <Paragraphs words={content.text.words} />
        {changedByNewerVersion || writing !== 'allowed' ? null : <NoteActions {...props} />}
        <WhyNotWriting writing={writing} />
        <Conflicts {...props} key={note.heads.join()} />
        <NoteQuestions {...props} />
        <NoteFacts content={content} terms={terms} />
        <History note={note} terms={terms} />
        <EarlierWordings
          key={note.note}
          about={{ inspection: note.inspection, of: 'note', id: note.note }}
          heads={note.heads}
          deleted={content.deleted}
          mayAsk={!changedByNewerVersion && writing === 'allowed'}
          onChanged={props.onChanged}
        />
      </div>
    </div>
  )
}
