// What another pack would change: its files are chosen, compared, and nothing is adopted.
import { useRef, useState } from 'react'
import type { Output } from '#shared/contract.ts'
import type { Pack } from '#shared/domain/policy.ts'
import { type FieldFault, wordsFor } from '../../capture/faults.ts'
import { call } from '../../client.ts'
import { Button } from '../../components/Button.tsx'
import { ErrorSummary } from '../../components/ErrorSummary.tsx'
import { FileField } from '../../components/FileField.tsx'
import { Form } from '../../components/Form.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { message } from '../../messages.ts'
import { usePack } from '../capture/hooks.ts'
import { Waiting } from '../capture/Waiting.tsx'
import { useTask } from '../use-task.ts'
import { Assumptions } from './Assumptions.tsx'
import { ChangesFound, Refused } from './ChangesFound.tsx'
import type { PartProps } from './part.ts'

/** As main takes them (contract, `retention.compare`). */
const mostFiles = 40
const largest = 500_000

const field = 'pack-files'

export function ChangesPart({ asOf }: PartProps) {
  const pack = usePack()
  const input = useRef<HTMLInputElement>(null)
  const { busy, problem, run } = useTask()
  const [faults, setFaults] = useState<readonly FieldFault[]>([])
  const [found, setFound] = useState<Output<'retention.compare'> | null>(null)
  if (pack === null) return <Waiting problem={null} again={() => undefined} />
  const compare = () => {
    const files = [...(input.current?.files ?? [])]
    const wrong = faultIn(files)
    setFaults(wrong === null ? [] : [{ field, words: wrong }])
    if (wrong !== null) return
    void run(async () => {
      const read = await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })))
      setFound(await call('retention.compare', { files: read, asOf }))
    })
  }
  return (
    <>
      <p className="govuk-body">{message('changes.intro')}</p>
      <ErrorSummary problems={faults} />
      {problem === null ? null : <ProblemBanner reply={problem} />}
      <Form onSubmit={compare}>
        <FileField
          ref={input}
          name={field}
          label={message('changes.files')}
          labelSize="s"
          error={wordsFor(faults, field)}
          accept=".json,application/json"
          multiple
        />
        <Button type="submit" busy={busy}>
          {message('changes.submit')}
        </Button>
      </Form>
      <LiveRegion words={found === null ? '' : saidOf(found)} />
      {found === null ? null : <Result pack={pack} found={found} />}
      <Assumptions pack={pack} title={message('changes.in-force')} used={inForce(pack)} />
    </>
  )
}

function Result({ pack, found }: { readonly pack: Pack; readonly found: Output<'retention.compare'> }) {
  if (found.comparison === null) return <Refused refused={found.refused} />
  return <ChangesFound pack={pack} comparison={found.comparison} />
}

function saidOf({ comparison }: Output<'retention.compare'>): string {
  if (comparison === null) return message('changes.refused')
  const { length } = comparison.changes
  return length === 0 ? message('changes.none') : message('changes.count', { count: length })
}

/** What is wrong with the choice, or null. */
function faultIn(files: readonly File[]): string | null {
  if (files.length === 0) return message('changes.files.missing')
  if (files.length > mostFiles) return message('changes.files.many', { limit: mostFiles })
  const large = files.find(({ size }) => size > largest)
  return large === undefined ? null : message('changes.files.large', { name: large.name })
}

/** The assumptions on which some rule rests, with the answer that holds. */
function inForce({ assumptions, answers, remits, records, childrenInNeed }: Pack) {
  const rules = [...remits.flatMap(({ retention }) => retention), ...records.retention, ...childrenInNeed.retention]
  const controllers = remits.flatMap((remit) => remit.controllers.flatMap(({ assumption }) => assumption ?? []))
  const named = new Set([...rules.flatMap((rule) => rule.assumptions), ...controllers])
  return assumptions
    .filter(({ id }) => named.has(id))
    .map((assumption) => {
      const answer = answers.find((one) => one.assumption === assumption.id)
      return { id: assumption.id, value: answer?.value ?? assumption.default }
    })
}
