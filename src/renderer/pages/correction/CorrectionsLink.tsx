// The way of records managers to what was asked to be removed.
import { LinkButton } from '../../components/Button.tsx'
import { message } from '../../messages.ts'
import { useNavigation } from '../../stores/navigation.ts'
import { useRole } from '../capture/hooks.ts'

export function CorrectionsLink() {
  const { go } = useNavigation()
  if (!useRole('records-manager')) return null
  return (
    <p className="govuk-body">
      <LinkButton onClick={() => void go({ at: 'corrections' })}>{message('corrections.link')}</LinkButton>
      <span className="fb-quiet fb-under">{message('corrections.link.hint')}</span>
    </p>
  )
}
