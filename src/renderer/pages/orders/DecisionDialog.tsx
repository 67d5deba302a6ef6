// Asks once more before a disposal is proposed, approved or withdrawn: which inspection, what goes, who can still stop it.
import type { Pack } from '#shared/domain/policy.ts'
import { call } from '../../client.ts'
import { message } from '../../messages.ts'
import { ConfirmOrder } from './ConfirmOrder.tsx'
import { inspectionName, type Orders, referenceOf, ruleInWords } from './order-words.ts'

export type Decision = 'propose' | 'approve' | 'withdraw'

interface Props {
  readonly decision: Decision
  readonly orders: Orders
  readonly pack: Pack
  readonly onDone: () => void
  readonly onCancel: () => void
}

export function DecisionDialog({ decision, orders, pack, onDone, onCancel }: Props) {
  const { inspection } = orders
  const name = inspectionName(pack, orders)
  const decide = async () => {
    await call(`disposal.${decision}`, { inspection })
    onDone()
  }
  return (
    <ConfirmOrder
      title={message(`disposal.${decision}.ask`, { name })}
      yes={message(`disposal.${decision}`)}
      no={message(`disposal.${decision}.no`)}
      grave={decision === 'approve'}
      onYes={decide}
      onNo={onCancel}
    >
      <p className="govuk-body">{message('orders.reference', { reference: referenceOf(inspection) })}</p>
      {decision === 'withdraw' ? (
        <p className="govuk-body">{message('disposal.withdraw.body')}</p>
      ) : (
        <>
          <WhatGoes />
          <Rule orders={orders} pack={pack} />
          <p className="govuk-body">
            {message(decision === 'propose' ? 'disposal.propose.second' : 'disposal.approve.final')}
          </p>
        </>
      )}
    </ConfirmOrder>
  )
}

function WhatGoes() {
  return (
    <>
      <p className="govuk-body">{message('disposal.destroys')}</p>
      <ul className="govuk-list govuk-list--bullet">
        {(['evidence', 'register', 'keys'] as const).map((what) => (
          <li key={what}>{message(`disposal.destroys.${what}`)}</li>
        ))}
      </ul>
      <p className="govuk-body">{message('disposal.stays')}</p>
    </>
  )
}

/** Before it is proposed nobody has looked the rule up. */
function Rule({ orders: { disposal }, pack }: Pick<Props, 'orders' | 'pack'>) {
  if (disposal === null) return <p className="govuk-body">{message('disposal.propose.rule')}</p>
  return <p className="govuk-body">{ruleInWords(pack, disposal.rule).words}</p>
}
