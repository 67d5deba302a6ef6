// What is missing or unfinished before sealing, each leading to its note; nothing of it stops anybody.
import type { Output } from '#shared/contract.ts'
import { openingOf } from '../../../capture/opening.ts'
import { Tag } from '../../../components/Tag.tsx'
import { TaskList } from '../../../components/TaskList.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'

type Gap = Output<'bundle.prepare'>['gaps'][number]

interface Props {
  readonly gaps: readonly Gap[]
  readonly inspection: string
}

const colours = {
  draft: 'blue',
  conflict: 'orange',
  'question-open': 'purple',
  'same-label': 'orange',
  'no-category': 'grey',
  'no-time': 'grey',
  'no-area': 'grey',
} as const

export function Gaps({ gaps, inspection }: Props) {
  const go = useNavigation((state) => state.go)
  const open = ({ gap, note }: Gap) => {
    if (gap === 'same-label') return () => void go({ at: 'inspection', inspection, part: 'people' })
    if (note === null) return undefined
    // A draft is gone on with; a note is read, and changed from there.
    return () =>
      void go(gap === 'draft' ? { at: 'write-note', inspection, note, isNew: false } : { at: 'note', inspection, note })
  }
  return (
    <>
      <h3 className="govuk-heading-s">{message('seal.gaps')}</h3>
      {gaps.length === 0 ? (
        <p className="govuk-body">{message('seal.gaps.none')}</p>
      ) : (
        <>
          <p className="govuk-body">{message('seal.gaps.intro')}</p>
          <TaskList
            id="gap"
            items={gaps.map((gap, index) => {
              const onOpen = open(gap)
              return {
                key: `${gap.gap} ${gap.note ?? index}`,
                title: openingOf(gap.words, 90) || message('card.no-words'),
                status: <Tag colour={colours[gap.gap]}>{message(`gap.${gap.gap}`)}</Tag>,
                ...(onOpen && { onOpen }),
              }
            })}
          />
        </>
      )}
    </>
  )
}
