// Who can read a disclosure, and adding whistleblowing leads who were named later.
import { Button } from '../../../components/Button.tsx'
import { InsetText } from '../../../components/InsetText.tsx'
import { ProblemBanner } from '../../../components/ProblemBanner.tsx'
import { message } from '../../../messages.ts'
import type { Disclosure } from '../../../stores/capture/disclosure-ports.ts'
import { nameOf } from '../by.ts'
import { useCommand, useRole } from '../hooks.ts'

interface Props {
  readonly disclosure: Disclosure
  readonly onChanged: () => Promise<void>
}

export function Readers({ disclosure: { disclosure, readers, waitsForLead, mayAdd }, onChanged }: Props) {
  const { problem, run } = useCommand()
  const inspects = useRole('inspector')
  const add = async (person: string) => {
    if ((await run('disclosure.addReaders', { disclosure, people: [person] })) !== null) await onChanged()
  }
  return (
    <section aria-labelledby="readers">
      <h2 id="readers" className="govuk-heading-m">
        {message('readers.title')}
      </h2>
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <ul className="govuk-list govuk-list--bullet">
        {readers.map((reader) => (
          <li key={reader.person}>{nameOf(reader)}</li>
        ))}
      </ul>
      {waitsForLead ? <InsetText>{message('readers.waits')}</InsetText> : null}
      {inspects && mayAdd.length > 0 ? (
        <>
          <p className="govuk-body">{message('readers.later')}</p>
          <div className="govuk-button-group">
            {mayAdd.map(({ person, name }) => (
              <Button key={person} type="button" kind="secondary" onClick={() => void add(person)}>
                {message('readers.add', { name })}
              </Button>
            ))}
          </div>
        </>
      ) : null}
    </section>
  )
}
