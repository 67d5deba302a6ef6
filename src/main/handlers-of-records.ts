// Handlers of what records managers do, and of what every member sees of it: retention, holds, disposal, correction, names.
import type { correctionProcedures } from '#shared/contract-correction.ts'
import type { identityProcedures } from '#shared/contract-identities.ts'
import type { orderProcedures } from '#shared/contract-orders.ts'
import type { retentionProcedures } from '#shared/contract-retention.ts'
import type { Application } from './container.ts'
import type { HandlersOf } from './handlers-of.ts'
import { certificateOf } from './services/orders/certificates.ts'

type RecordsProcedures = keyof (typeof correctionProcedures &
  typeof identityProcedures &
  typeof orderProcedures &
  typeof retentionProcedures)

export function recordsHandlers(application: Application): HandlersOf<RecordsProcedures> {
  return {
    'correction.read': (input) => application.open.corrections.read(input),
    'correction.ask': (input) => application.open.corrections.ask(input),
    'correction.list': () => application.open.corrections.list(),
    'correction.order': (input) => application.open.corrections.order(input),
    'retention.list': (input) => application.open.retention.list(input),
    'retention.read': (input) => application.open.retention.read(input),
    'retention.state': (input) => application.open.retention.state(input),
    'retention.compare': (input) => application.open.retention.compare(input),
    'identity.list': (input) => application.open.identities.list(input),
    'identity.save': (input) => application.open.identities.save(input),
    'identity.open': (input) => application.open.identities.open(input),
    'identity.addReaders': (input) => application.open.identities.addReaders(input),
    'order.list': () => application.open.holds.list(),
    'hold.place': (input) => application.open.holds.place(input),
    'hold.placeWide': (input) => application.open.holds.placeWide(input),
    'hold.lift': (input) => application.open.holds.lift(input),
    'disposal.propose': (input) => application.open.disposals.propose(input),
    'disposal.approve': (input) => application.open.disposals.approve(input),
    'disposal.withdraw': (input) => application.open.disposals.withdraw(input),
    'disclosure.disposal': (input) => application.open.disclosureDisposals.read(input),
    'disclosure.proposeDisposal': (input) => application.open.disclosureDisposals.propose(input),
    'disclosure.withdrawDisposal': (input) => application.open.disclosureDisposals.withdraw(input),
    'disposal.certificate': ({ inspection }) => certificateOf(application.open.vault.ledger, inspection),
    'late.list': () => application.open.late.list(),
    'late.enter': (input) => application.open.late.enter(input),
    'late.discard': (input) => application.open.late.discard(input),
  }
}
