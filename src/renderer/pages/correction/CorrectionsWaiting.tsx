// How many removals wait for this person's order, for the list of a records manager's work.
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import { isMine } from './correction-words.ts'
import { useCorrections } from './use-corrections.ts'

export function CorrectionsWaiting() {
  const { answer } = useCorrections()
  if (answer === null) return null
  const count = answer.corrections.filter(isMine).length
  if (count === 0) return message('corrections.home.none')
  return <Tag colour="blue">{message('corrections.home.yours', { count })}</Tag>
}
