// Underlines in a field what the watch found there; the list below says the same to those who do not see it.
import { useMemo } from 'react'
import type { IdentifierField } from '../../../capture/identifier-groups.ts'
import { placesIn } from '../../../capture/identifier-groups.ts'
import { Underlines } from '../../../components/Underlines.tsx'
import type { Settling } from './use-settling.ts'

interface Props {
  readonly settling: Settling
  readonly field: IdentifierField
}

export function FoundIn({ settling: { watch }, field }: Props) {
  const { groups, looked } = watch
  const places = useMemo(() => placesIn(groups, field), [groups, field])
  return <Underlines text={looked[field] ?? ''} stretches={places} />
}
