// What holds for an inspection, as a tag whose words say it and whose colour repeats it.
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'
import type { State } from '../../retention/kept.ts'
import { stateColours } from '../../retention/words.ts'

export function StateTag({ state }: { readonly state: State }) {
  return (
    <span className="fb-state">
      <Tag colour={stateColours[state]}>{message(`retention.state.${state}`)}</Tag>
    </span>
  )
}
