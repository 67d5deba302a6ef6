// For records managers on the first page: how much falls due, and the way to it.
import { Button } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import { countByNotice } from '../../../retention/kept.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { everyInspection } from '../../../stores/news.ts'
import { useAnswer } from '../hooks.ts'

export function RetentionPanel() {
  const { go } = useNavigation()
  const { answer } = useAnswer('retention.list', { asOf: null }, { inspection: everyInspection })
  const counts = new Map(countByNotice(answer?.inspections ?? []).map(({ notice, count }) => [notice, count]))
  const soon = (counts.get('in-30-days') ?? 0) + (counts.get('in-90-days') ?? 0)
  return (
    <section className="fb-section" aria-labelledby="home-retention">
      <h2 id="home-retention" className="govuk-heading-m">
        {message('retention.home.title')}
      </h2>
      {answer === null ? null : (
        <p className="govuk-body">
          {message('retention.home.now', { count: counts.get('now') ?? 0 })}{' '}
          {soon === 0 ? null : message('retention.home.soon', { count: soon })}
        </p>
      )}
      <Button type="button" onClick={() => void go({ at: 'retention', part: 'due', asOf: null })}>
        {message('retention.home.go')}
      </Button>
    </section>
  )
}
