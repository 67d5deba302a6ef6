// One handler for each procedure of the contract: from parsed input to the service that answers it.
import type { Contract, Input, Output, ProcedureName } from '#shared/contract.ts'
import type { Application } from './container.ts'
import { certificateOf } from './services/orders/certificates.ts'
import { find } from './services/searching.ts'

type TypedHandlers = {
  readonly [N in ProcedureName]: (input: Input<N>) => Output<N> | Promise<Output<N>>
}

/**
 * Nobody waits for them, least of all a draft or the lock: two wait for an answer over the network, a search may have
 * thousands of notes to index first, and the retention of all inspections is reckoned in steps.
 */
export const standingAside: ReadonlySet<ProcedureName> = new Set([
  'enrolment.look',
  'enrolment.join',
  'retention.list',
  'retention.compare',
  'search.find',
])

export function handlersFor(
  application: Application,
  sealingKey: string,
): TypedHandlers & { readonly [N in keyof Contract]: unknown } {
  return {
    'application.status': () => application.status(),
    'policy.read': () => application.pack,
    'application.sealingKey': () => ({ key: sealingKey }),
    'vault.create': ({ name, passphrase }) => application.create(name, passphrase),
    'vault.unlock': ({ vault, passphrase }) => application.unlock(vault, passphrase),
    'vault.recover': ({ vault, code, passphrase }) => application.recover(vault, code, passphrase),
    'vault.lock': () => done(application.lock()),
    'vault.makeRecoverySheet': () => application.makeRecoverySheet(),
    'vault.verify': () => application.verify(),
    'practice.create': ({ name, passphrase }) => application.createPractice(name, passphrase),
    'practice.delete': ({ vault }) => done(application.deletePractice(vault)),
    'inspection.open': (input) => application.openInspection(input),
    'inspection.list': () => application.open.inspections.list(),
    'inspection.read': (input) => application.open.inspections.read(input),
    'person.save': (input) => application.open.inspections.savePerson(input),
    'enquiry.save': (input) => application.open.inspections.saveEnquiry(input),
    'note.list': (input) => application.open.notes.list(input),
    'note.read': (input) => application.open.notes.read(input),
    'note.save': (input) => application.open.notes.save(input),
    'draft.keep': (input) => application.open.drafts.keep(input),
    'draft.list': () => application.open.drafts.list(),
    'draft.read': (input) => application.open.drafts.read(input),
    'draft.discard': (input) => application.open.drafts.discard(input),
    'identifier.find': (input) => application.open.identifiers.find(input),
    'identifier.confirm': (input) => application.open.identifiers.confirm(input),
    'search.find': (input) => find(application.open.vault, input),
    'disclosure.list': () => application.open.disclosures.list(),
    'disclosure.read': (input) => application.open.disclosures.read(input),
    'disclosure.save': (input) => application.open.disclosures.save(input),
    'disclosure.release': (input) => application.open.disclosures.release(input),
    'disclosure.addReaders': (input) => application.open.team.addReaders(input),
    'disclosureDraft.keep': (input) => application.open.disclosures.keepDraft(input),
    'disclosureDraft.takeOver': (input) => application.open.disclosures.takeOverDraft(input),
    'disclosureDraft.list': () => application.open.disclosures.listDrafts(),
    'disclosureDraft.discard': (input) => application.open.disclosures.discardDraft(input),
    'sync.status': () => application.open.sync.status(),
    'sync.now': () => done(application.open.sync.now()),
    'enrolment.look': ({ code }) => application.open.sync.look(code),
    'enrolment.join': ({ code }) => application.open.sync.join(code),
    'directory.people': () => application.open.team.people(),
    'team.read': (input) => application.open.team.read(input),
    'bundle.prepare': (input) => application.open.bundles.prepare(input),
    'bundle.seal': (input) => application.sealBundle(input),
    'bundle.list': (input) => application.open.bundles.list(input),
    'bundle.read': (input) => application.open.bundles.read(input),
    'review.queue': () => application.open.reviews.queue(),
    'review.decide': (input) => application.open.reviews.decide(input),
    'review.opened': (input) => application.open.reviews.opened(input),
    'note.question': (input) => application.open.reviews.question(input),
    'note.answer': (input) => application.open.reviews.answer(input),
    'correction.read': (input) => application.open.corrections.read(input),
    'correction.ask': (input) => application.open.corrections.ask(input),
    'correction.list': () => application.open.corrections.list(),
    'correction.order': (input) => application.open.corrections.order(input),
    'retention.list': (input) => application.open.retention.list(input),
    'retention.read': (input) => application.open.retention.read(input),
    'retention.state': (input) => application.open.retention.state(input),
    'retention.compare': (input) => application.open.retention.compare(input),
    'team.add': (input) => application.open.team.add(input),
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
    'disposal.certificate': ({ inspection }) => certificateOf(application.open.vault.ledger, inspection),
    'late.list': () => application.open.late.list(),
    'late.enter': (input) => application.open.late.enter(input),
    'late.discard': (input) => application.open.late.discard(input),
  }
}

function done(_: void): Record<string, never> {
  return {}
}
