// How far something saved has come, in the four fixed texts of the protocol (docs/protocol.md section 13).
import { message } from '../messages.ts'

interface Props {
  readonly state: 'draft' | 'saved' | 'sending' | 'received'
}

export function SavedState({ state }: Props) {
  return (
    <span className={`fb-state fb-state--${state}`} data-state={state}>
      {message(`state.${state}`)}
    </span>
  )
}
