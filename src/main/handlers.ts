// One handler for each procedure of the contract: from parsed input to the service that answers it.
import type { Contract, ProcedureName } from '#shared/contract.ts'
import type { Application } from './container.ts'
import type { HandlersOf } from './handlers-of.ts'
import { recordsHandlers } from './handlers-of-records.ts'
import { find } from './services/searching.ts'

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
): HandlersOf<ProcedureName> & { readonly [N in keyof Contract]: unknown } {
  return {
    'application.status': () => application.status(),
    'policy.read': () => application.pack,
    'application.sealingKey': () => ({ key: sealingKey }),
    'vault.create': ({ name, passphrase }) => application.create(name, passphrase),
    'vault.unlock': ({ vault, passphrase }) => application.unlock(vault, passphrase),
    'vault.recover': ({ vault, code, passphrase }) => application.recover(vault, code, passphrase),
    'vault.lock': () => done(application.lock()),
    'vault.makeRecoverySheet': () => application.makeRecoverySheet(),
    'vault.changePassphrase': async ({ present, passphrase }) =>
      done(await application.changePassphrase(present, passphrase)),
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
    'team.add': (input) => application.open.team.add(input),
    ...recordsHandlers(application),
  }
}

function done(_: void): Record<string, never> {
  return {}
}
