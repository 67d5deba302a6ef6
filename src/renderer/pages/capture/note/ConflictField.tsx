// One field with several versions: side by side, word by word where they are texts, and the choice between them.
import type { UseFormReturn } from 'react-hook-form'
import { type FieldFault, wordsFor } from '../../../capture/faults.ts'
import { factInWords } from '../../../capture/note-changes.ts'
import { fromInWords, type Terms } from '../../../capture/terms.ts'
import { instantInWords } from '../../../capture/time-words.ts'
import type { Revision, SingleField, Versions } from '../../../capture/versions.ts'
import { Radios } from '../../../components/Radios.tsx'
import { message } from '../../../messages.ts'
import { nameOf as byInWords } from '../by.ts'
import { Difference } from './Difference.tsx'
import { Paragraphs } from './Paragraphs.tsx'
import type { SettleFields } from './props.ts'

interface Props {
  readonly version: Versions
  readonly form: UseFormReturn<SettleFields>
  readonly terms: Terms
  readonly faults: readonly FieldFault[]
}

export function ConflictField({ version, form, terms, faults }: Props) {
  const { field, revisions } = version
  return (
    <>
      {field === 'text' ? <TextVersions revisions={revisions} terms={terms} /> : null}
      <Radios
        id={`chosen.${field}`}
        label={message('conflict.choose', { field: message(`note.field.${field}`) })}
        labelSize="s"
        error={wordsFor(faults, `chosen.${field}`)}
        options={revisions.map((revision, index) => ({
          value: revision.entry,
          label: field === 'text' ? nameOf(revision, index) : valueOf(field, revision, terms),
          ...(field === 'text' ? {} : { hint: nameOf(revision, index) }),
        }))}
        {...form.register(`chosen.${field}`)}
      />
    </>
  )
}

/** Numbered, because one person can write two versions in one minute. */
function nameOf({ by, at, zone }: Revision, index: number): string {
  return message('conflict.version', { number: index + 1, name: byInWords(by), when: instantInWords(at, zone) })
}

function valueOf(field: Exclude<SingleField, 'text'>, { content }: Revision, terms: Terms): string {
  return factInWords(field, content, terms) || message('note.none')
}

interface TextProps {
  readonly revisions: readonly Revision[]
  readonly terms: Terms
}

function TextVersions({ revisions, terms }: TextProps) {
  const [first, ...others] = revisions
  return (
    <>
      <div className="fb-versions">
        {revisions.map((revision, index) => (
          <div key={revision.entry}>
            <h3 className="govuk-heading-s">{nameOf(revision, index)}</h3>
            <p className="govuk-body-s">
              {fromInWords(terms, revision.content.text.from, revision.content.text.described)}
            </p>
            <Paragraphs words={revision.content.text.words} />
          </div>
        ))}
      </div>
      {first === undefined
        ? null
        : others.map((other, index) => (
            <div key={other.entry}>
              <h3 className="govuk-heading-s">{message('conflict.difference', { first: 1, second: index + 2 })}</h3>
              <Difference before={first.content.text.words} after={other.content.text.words} />
            </div>
          ))}
    </>
  )
}
