// Stands where an answer is still awaited, or says why it did not come.
import type { ProblemReply } from '#shared/problems.ts'
import { Button } from '../../components/Button.tsx'
import { LiveRegion } from '../../components/LiveRegion.tsx'
import { ProblemBanner } from '../../components/ProblemBanner.tsx'
import { message } from '../../messages.ts'

interface Props {
  readonly problem: ProblemReply | null
  readonly again: () => unknown
}

export function Waiting({ problem, again }: Props) {
  if (problem === null) return <LiveRegion visible words={message('capture.loading')} />
  return (
    <>
      <ProblemBanner reply={problem} />
      <Button type="button" kind="secondary" onClick={() => void again()}>
        {message('capture.again')}
      </Button>
    </>
  )
}
