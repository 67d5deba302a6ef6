// Why nothing can be written in an inspection, in a sentence; whose role is another one knows that anyway.

import type { Inspection } from '../../capture/terms.ts'
import { InsetText } from '../../components/InsetText.tsx'
import { message } from '../../messages.ts'

export function WhyNotWriting({ writing }: Pick<Inspection, 'writing'>) {
  if (writing === 'allowed' || writing === 'role') return null
  return <InsetText>{message(`writing.${writing}`)}</InsetText>
}
