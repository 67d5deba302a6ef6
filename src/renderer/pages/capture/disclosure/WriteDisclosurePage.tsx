// The page in which a disclosure is written or changed.
import { useState } from 'react'
import { BackLink } from '../../../components/BackLink.tsx'
import { message } from '../../../messages.ts'
import { disclosurePorts } from '../../../stores/capture/disclosure-ports.ts'
import { useNavigation } from '../../../stores/navigation.ts'
import { useAnswer, useEditor } from '../hooks.ts'
import type { PageOf } from '../narrow.tsx'
import { Waiting } from '../Waiting.tsx'
import { DisclosureEditor } from './DisclosureEditor.tsx'

export function WriteDisclosurePage({ page }: { readonly page: PageOf<'write-disclosure'> }) {
  const { go } = useNavigation()
  const { answer, problem, again } = useAnswer('inspection.list', {})
  const [ports] = useState(() => disclosurePorts(page))
  const { editor, state } = useEditor(() => ports, { disclosures: true, states: true })
  const retry = () => Promise.all([again(), editor.load()])
  const inspection = answer?.inspections.find((known) => known.inspection === page.inspection)
  return (
    <>
      <BackLink onClick={() => void go({ at: 'disclosures' })}>{message('disclose.back')}</BackLink>
      {answer === null || state.begun === null ? (
        <Waiting problem={problem ?? state.problem} again={retry} />
      ) : (
        <DisclosureEditor
          editor={editor}
          state={state}
          begun={state.begun}
          inspectionTitle={inspection?.title ?? ''}
          saved={ports.saved}
        />
      )}
    </>
  )
}
