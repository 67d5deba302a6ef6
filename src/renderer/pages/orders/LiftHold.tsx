// Lifting a hold: said by one, it waits for another records manager; said by a second, the hold goes.
import { useState } from 'react'
import type { Pack } from '#shared/domain/policy.ts'
import { call } from '../../client.ts'
import { Button } from '../../components/Button.tsx'
import { InsetText } from '../../components/InsetText.tsx'
import { message } from '../../messages.ts'
import { nameOf } from '../capture/by.ts'
import { ConfirmOrder } from './ConfirmOrder.tsx'
import { groundOf, type Hold, inspectionName, type Orders, scopeInWords } from './order-words.ts'

interface Props {
  readonly hold: Hold
  readonly pack: Pack
  /** The inspection that it holds; null for a hold that covers more than one. */
  readonly of: Orders | null
  /** Told in words what came of it. */
  readonly onLifted: (said: string) => void
}

export function LiftHold({ hold, pack, of, onLifted }: Props) {
  const [asked, setAsked] = useState(false)
  const { lifting, ground } = hold
  const what = groundOf(pack, ground).label
  if (lifting?.me) return <InsetText>{message('hold.lifting.mine')}</InsetText>
  const lift = async () => {
    await call('hold.lift', { inspection: of?.inspection ?? null, hold: hold.hold })
    setAsked(false)
    onLifted(message(lifting === null ? 'hold.lifted.first' : 'hold.lifted.second'))
  }
  return (
    <>
      {lifting === null ? null : <InsetText>{message('hold.lifting.other', { name: nameOf(lifting) })}</InsetText>}
      <Button
        type="button"
        kind="secondary"
        aria-label={message('hold.lift-what', { what })}
        onClick={() => setAsked(true)}
      >
        {message(buttonWords(hold, of))}
      </Button>
      {asked ? (
        <ConfirmOrder
          title={message('hold.lift.ask', { what })}
          yes={message(buttonWords(hold, of))}
          no={message('hold.lift.no')}
          grave={lifting !== null}
          onYes={lift}
          onNo={() => setAsked(false)}
        >
          <p className="govuk-body">{ofWhat(hold, pack, of)}</p>
          <p className="govuk-body">
            {lifting === null ? message('hold.lift.first') : message('hold.lift.second', { name: nameOf(lifting) })}
          </p>
        </ConfirmOrder>
      ) : null}
    </>
  )
}

function buttonWords({ lifting, because }: Hold, of: Orders | null) {
  if (lifting !== null) return 'hold.lift-second'
  return of !== null && because !== null ? 'hold.lift-here' : 'hold.lift'
}

function ofWhat({ scope }: Hold, pack: Pack, of: Orders | null): string {
  if (of !== null) return message('hold.lift.of-inspection', { name: inspectionName(pack, of) })
  return message('hold.lift.of-scope', { scope: scope === null ? '' : scopeInWords(pack, scope).join('. ') })
}
