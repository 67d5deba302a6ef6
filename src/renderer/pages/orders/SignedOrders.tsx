// The signed orders of a disposal as a text: saved as a file where a browser can, shown for copying where nothing is written.
import { useState } from 'react'
import { Button } from '../../components/Button.tsx'
import { TextArea } from '../../components/TextArea.tsx'
import { message } from '../../messages.ts'
import { useSession } from '../../stores/session.ts'
import { type Certificate, signedText } from './certificate-words.ts'
import { referenceOf } from './order-words.ts'

export function SignedOrders({ certificate }: { readonly certificate: Certificate }) {
  const [shown, setShown] = useState(false)
  // The window downloads nothing, whoever asks.
  const saves = useSession((session) => session.shell === 'browser')
  const text = signedText(certificate)
  return (
    <section aria-labelledby="signed">
      <h2 id="signed" className="govuk-heading-m">
        {message('certificate.signed')}
      </h2>
      <p className="govuk-body">{message('certificate.signed.body', { count: certificate.signed.length })}</p>
      <div className="govuk-button-group">
        {saves ? (
          <Button type="button" kind="secondary" onClick={() => save(text, certificate.inspection)}>
            {message('certificate.signed.save')}
          </Button>
        ) : null}
        {shown ? null : (
          <Button type="button" kind="secondary" onClick={() => setShown(true)}>
            {message('certificate.signed.show')}
          </Button>
        )}
      </div>
      {shown ? (
        <TextArea
          name="signed-orders"
          label={message('certificate.signed.text')}
          labelSize="s"
          hint={message('certificate.signed.hint')}
          rows={12}
          value={text}
          readOnly
          spellCheck={false}
        />
      ) : null}
    </section>
  )
}

function save(text: string, inspection: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = `disposal-${referenceOf(inspection)}.json`
  link.click()
  URL.revokeObjectURL(address)
}
