// What is missing or unfinished before sealing, each leading to its note: first what must not be missing.
import { type Gap, type Place, placesOf } from '../../../capture/gaps.ts'
import { openingOf } from '../../../capture/opening.ts'
import { Tag } from '../../../components/Tag.tsx'
import { TaskList } from '../../../components/TaskList.tsx'
import { message } from '../../../messages.ts'
import { useNavigation } from '../../../stores/navigation.ts'

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
  const open = ({ note, isDraft, gaps: lacking }: Place) => {
    if (lacking.includes('same-label')) return () => void go({ at: 'inspection', inspection, part: 'people' })
    if (note === null) return undefined
    return () =>
      void go(isDraft ? { at: 'write-note', inspection, note, isNew: false } : { at: 'note', inspection, note })
  }
  const listed = (id: string, some: readonly Gap[]) => (
    <TaskList
      id={id}
      items={placesOf(some).map((place) => {
        const onOpen = open(place)
        return {
          key: place.key,
          title: openingOf(place.words, 90) || message('card.no-words'),
          status: <Lacking gaps={place.gaps} />,
          ...(onOpen && { onOpen }),
        }
      })}
    />
  )
  const required = gaps.filter((gap) => gap.required)
  const others = gaps.filter((gap) => !gap.required)
  return (
    <>
      {required.length === 0 ? null : (
        <>
          <h3 className="govuk-heading-s">{message('seal.required')}</h3>
          <p className="govuk-body">{message('seal.required.intro')}</p>
          {listed('required', required)}
        </>
      )}
      <h3 className="govuk-heading-s">{message('seal.gaps')}</h3>
      {others.length === 0 ? (
        <p className="govuk-body">{message('seal.gaps.none')}</p>
      ) : (
        <>
          <p className="govuk-body">{message('seal.gaps.intro')}</p>
          {listed('gap', others)}
        </>
      )}
    </>
  )
}

function Lacking({ gaps }: Pick<Place, 'gaps'>) {
  return (
    <span className="fb-tags">
      {gaps.map((gap) => (
        <Tag key={gap} colour={colours[gap]}>
          {message(`gap.${gap}`)}
        </Tag>
      ))}
    </span>
  )
}
