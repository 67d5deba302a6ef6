// The questions about one note with their answers, and the form that answers them.
import { useState } from 'react'
import type { Output } from '#shared/contract.ts'
import type { Terms } from '../../capture/terms.ts'
import { instantInWords } from '../../capture/time-words.ts'
import { call } from '../../client.ts'
import { LinkButton } from '../../components/Button.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { useTyped } from '../../stores/review/typed.ts'
import { nameOf } from '../capture/by.ts'
import { useReturnFocus } from '../capture/hooks.ts'
import { Paragraphs } from '../capture/note/Paragraphs.tsx'
import { WordsForm } from './WordsForm.tsx'

export type Question = Output<'note.read'>['questions'][number]

interface Props {
  readonly terms: Terms
  readonly note: string
  readonly questions: readonly Question[]
  readonly onChanged: () => Promise<void>
}

export function Questions({ questions, ...place }: Props) {
  return (
    <ol className="govuk-list fb-questions">
      {questions.map((question) => (
        <QuestionItem key={question.question} question={question} {...place} />
      ))}
    </ol>
  )
}

type ItemProps = Omit<Props, 'questions'> & { readonly question: Question }

function QuestionItem({ question, ...place }: ItemProps) {
  const { words, at, by, answers } = question
  return (
    <li className="fb-questions__item">
      <p className="govuk-body-s fb-card__line">
        <strong>{message('questions.asked', { name: nameOf(by), when: instantInWords(at) })}</strong>{' '}
        {answers.length === 0 ? <Tag colour="purple">{message('questions.unanswered')}</Tag> : null}
      </p>
      <Paragraphs words={words} />
      {answers.map((answer) => (
        <div key={answer.answer} className="fb-questions__answer">
          <p className="govuk-body-s fb-card__line">
            <strong>
              {message('questions.answered', { name: nameOf(answer.by), when: instantInWords(answer.at) })}
            </strong>
          </p>
          <Paragraphs words={answer.words} />
        </div>
      ))}
      <Answering question={question} {...place} />
    </li>
  )
}

function Answering({ question: { question, by, answers }, terms, note, onChanged }: ItemProps) {
  const { inspection, writing } = terms.inspection
  const begun = useTyped((typed) => (typed.words[`answer-${question}`] ?? '') !== '')
  const [open, setOpen] = useState(begun)
  const [said, setSaid] = useState('')
  const button = useReturnFocus(open)
  // Whoever asked waits for the answer of somebody else.
  if (writing !== 'allowed' || by.me) return null
  const answer = async (words: string) => {
    await call('note.answer', { inspection, note, question, words })
    setSaid(message('answer.given'))
    setOpen(false)
    await onChanged()
  }
  return (
    <>
      <LiveRegion words={said} />
      {open ? (
        <WordsForm
          inspection={inspection}
          kind="answer"
          about={question}
          onSend={answer}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <LinkButton ref={button} onClick={() => setOpen(true)}>
          {message(answers.length === 0 ? 'answer.give' : 'answer.more')}
        </LinkButton>
      )}
    </>
  )
}
