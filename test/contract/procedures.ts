// What the suite must know of each procedure beside the contract: an input that works, and which ids may be new.
import type { Input, ProcedureName } from '#shared/contract.ts'
import type { ProblemCode } from '#shared/problems.ts'
import { aNote, anId, larkfield, noFilter, secret } from '../fixtures/world.ts'
import type { Ids } from './home.ts'

/** reads: changes nothing; writes: changes the open vault; opens, ends: begins or ends the life of an open vault. */
export type Effect = 'reads' | 'writes' | 'opens' | 'ends'

/** A procedure that is new in the contract does not compile until it has its row here. */
export const effects: Readonly<Record<ProcedureName, Effect>> = {
  'application.status': 'reads',
  'policy.read': 'reads',
  'application.sealingKey': 'reads',
  'vault.create': 'opens',
  'vault.unlock': 'opens',
  'vault.recover': 'opens',
  'vault.lock': 'ends',
  'vault.makeRecoverySheet': 'writes',
  'vault.changePassphrase': 'writes',
  'vault.verify': 'reads',
  'practice.create': 'opens',
  'practice.delete': 'ends',
  'inspection.open': 'writes',
  'inspection.list': 'reads',
  'inspection.read': 'reads',
  'person.save': 'writes',
  'enquiry.save': 'writes',
  'note.list': 'reads',
  'note.read': 'reads',
  'note.save': 'writes',
  'draft.keep': 'writes',
  'draft.list': 'reads',
  'draft.read': 'reads',
  'draft.discard': 'writes',
  'identifier.find': 'reads',
  'identifier.confirm': 'writes',
  'search.find': 'reads',
  'disclosure.list': 'reads',
  'disclosure.read': 'reads',
  'disclosure.save': 'writes',
  'disclosure.release': 'writes',
  'disclosure.addReaders': 'writes',
  'disclosureDraft.keep': 'writes',
  'disclosureDraft.takeOver': 'writes',
  'disclosureDraft.list': 'reads',
  'disclosureDraft.discard': 'writes',
  'sync.status': 'reads',
  'sync.now': 'reads',
  // It asks whatever store the code names, so it answers otherwise from one moment to the next.
  'enrolment.look': 'writes',
  'enrolment.join': 'writes',
  'directory.people': 'reads',
  'team.read': 'reads',
  'team.add': 'writes',
  'bundle.prepare': 'reads',
  'bundle.seal': 'writes',
  'bundle.list': 'reads',
  'bundle.read': 'reads',
  'retention.list': 'reads',
  'retention.read': 'reads',
  'retention.state': 'writes',
  'retention.compare': 'reads',
  'review.queue': 'reads',
  'review.decide': 'writes',
  'review.opened': 'writes',
  'note.question': 'writes',
  'note.answer': 'writes',
  'identity.list': 'reads',
  'identity.save': 'writes',
  'identity.open': 'writes',
  'identity.addReaders': 'writes',
  'order.list': 'reads',
  'correction.read': 'reads',
  'correction.ask': 'writes',
  'correction.list': 'reads',
  'correction.order': 'writes',
  'hold.place': 'writes',
  'hold.placeWide': 'writes',
  'hold.lift': 'writes',
  'disposal.propose': 'writes',
  'disposal.approve': 'writes',
  'disposal.withdraw': 'writes',
  'disposal.certificate': 'reads',
  'disclosure.disposal': 'reads',
  'disclosure.proposeDisposal': 'writes',
  'disclosure.withdrawDisposal': 'writes',
  'late.list': 'reads',
  'late.enter': 'writes',
  'late.discard': 'writes',
}

export const disclosureContent = {
  who: 'Jo Marsh',
  role: 'night worker',
  contact: 'after seven',
  howKnown: 'was there',
  concern: 'Doors are locked at night.',
}

/** An input for each procedure that fits and names what is there, but for the disclosure, which `ids` lacks. */
export function workingInputs(ids: Ids): { readonly [N in ProcedureName]: Input<N> } {
  const { vault, inspection, person, enquiry, note, drafted, bundle } = ids
  const heads = [...ids.noteHeads]
  const kept = { note, inspection, heads, content: aNote('Another sentence.'), typed: null }
  const disclosure = { draft: anId(), disclosure: null, inspection, heads: [], content: disclosureContent, typed: null }
  return {
    'application.status': {},
    'policy.read': {},
    'application.sealingKey': {},
    'vault.create': { name: 'Ada Ferris', passphrase: secret() },
    'vault.unlock': { vault, passphrase: secret() },
    'vault.recover': { vault, code: secret('no such code'), passphrase: secret() },
    'vault.lock': {},
    'vault.makeRecoverySheet': {},
    'vault.changePassphrase': { present: secret(), passphrase: secret('marsh lantern copper violin') },
    'vault.verify': {},
    'practice.create': { name: 'Ada Ferris', passphrase: secret() },
    'practice.delete': { vault },
    'inspection.open': { ...larkfield },
    'inspection.list': {},
    'inspection.read': { inspection },
    'person.save': { inspection, person, heads: [], initials: 'AB', role: 'child', family: 'one' },
    'enquiry.save': { inspection, enquiry, heads: [], question: 'Who decides about doors?' },
    'note.list': { inspection, filter: noFilter, order: 'newest', offset: 0, limit: 100 },
    'note.read': { note },
    'note.save': { ...kept, reason: '' },
    'draft.keep': kept,
    'draft.list': {},
    'draft.read': { note: drafted },
    'draft.discard': { note: drafted },
    'identifier.find': { inspection, on: null, texts: [{ field: 'words', words: 'Another sentence.' }] },
    'identifier.confirm': { inspection, kind: 'name', words: 'Rose Cottage', reason: 'A building.' },
    'search.find': { inspection, words: 'night', limit: 10 },
    'disclosure.list': {},
    'disclosure.read': { disclosure: 'f'.repeat(64) },
    'disclosure.save': { ...disclosure, reason: '' },
    'disclosure.release': { disclosure: 'f'.repeat(64), as: 'note', kind: 'observation', words: 'Doors are locked.' },
    'disclosure.addReaders': { disclosure: 'f'.repeat(64), people: ['e'.repeat(64)] },
    'disclosureDraft.keep': disclosure,
    'disclosureDraft.takeOver': { ...disclosure, draft: anId(), note: anId() },
    'disclosureDraft.list': {},
    'disclosureDraft.discard': { draft: anId() },
    'sync.status': {},
    'sync.now': {},
    'enrolment.look': { code: 'fieldbook-of-nobody' },
    'enrolment.join': { code: 'fieldbook-of-nobody' },
    'directory.people': {},
    'team.read': { inspection },
    'team.add': { inspection, people: ['e'.repeat(64)] },
    'bundle.prepare': { inspection },
    'bundle.seal': { inspection, bundle: anId() },
    'bundle.list': { inspection },
    'bundle.read': { inspection, bundle },
    'retention.list': { asOf: null },
    'retention.read': { inspection, asOf: null },
    'retention.state': {
      inspection,
      heads: [],
      said: { event: 'report-published', happenings: [{ on: '2026-03-10', reopened: null }] },
    },
    'retention.compare': { files: [{ name: 'answers.json', text: '[]' }], asOf: null },
    'review.queue': {},
    'review.decide': { inspection, bundle, decision: 'accepted', reason: 'Enough of it.' },
    'review.opened': { inspection, bundle, notes: [note] },
    'note.question': { inspection, bundle, note, words: 'Who else was there?' },
    'note.answer': { inspection, note, question: 'e'.repeat(64), words: 'The night worker.' },
    'identity.list': { inspection },
    'identity.save': { inspection, person, identity: anId(), heads: [], ground: 'staff', name: 'Jo Marsh' },
    'identity.open': { inspection, identities: [anId()], reason: 'A letter.' },
    'identity.addReaders': { inspection, people: ['e'.repeat(64)] },
    'order.list': {},
    'correction.read': { inspection, of: 'note', id: note },
    'correction.ask': { inspection, of: 'note', id: note, heads },
    'correction.list': {},
    'correction.order': { inspection, entry: 'e'.repeat(64) },
    'hold.place': { inspection, ground: 'legal-proceedings', review: null },
    'hold.placeWide': {
      scope: { remits: [], settings: [], from: null, to: null },
      ground: 'legal-proceedings',
      review: null,
    },
    'hold.lift': { inspection: null, hold: 'e'.repeat(64) },
    'disposal.propose': { inspection },
    'disposal.approve': { inspection },
    'disposal.withdraw': { inspection },
    'disposal.certificate': { inspection },
    'disclosure.disposal': { disclosure: 'f'.repeat(64) },
    'disclosure.proposeDisposal': {
      disclosure: 'f'.repeat(64),
      officer: 'e'.repeat(64),
      remit: 'cafcass',
      rule: 'evidence',
      due: '2026-01-02',
    },
    'disclosure.withdrawDisposal': { disclosure: 'f'.repeat(64) },
    'late.list': {},
    'late.enter': { late: 'e'.repeat(64), inspection, note: anId() },
    'late.discard': { late: 'e'.repeat(64) },
  }
}

const unknownCodes = {
  vault: 'vault.unknown',
  inspection: 'inspection.unknown',
  person: 'person.unknown',
  enquiry: 'enquiry.unknown',
  note: 'note.unknown',
  disclosure: 'disclosure.unknown',
  draft: 'draft.unknown',
  bundle: 'bundle.unknown',
  question: 'question.unknown',
} as const satisfies Record<string, ProblemCode>

/** Fields whose id the page draws itself, so that an unknown one is new; and ids of notes that stand for their draft. */
const otherwise: Readonly<Record<string, ProblemCode | null>> = {
  'note.save note': null,
  'draft.keep note': null,
  'bundle.seal bundle': null,
  'enquiry.save question': null,
  // Before enrolment nobody is a supervisor.
  'note.question inspection': 'application.role-missing',
  'note.question bundle': 'application.role-missing',
  'note.question note': 'application.role-missing',
  'review.decide inspection': 'application.role-missing',
  'review.decide bundle': 'application.role-missing',
  // Nor a records manager.
  'correction.order inspection': 'application.role-missing',
  'hold.place inspection': 'application.role-missing',
  'hold.lift inspection': 'application.role-missing',
  'disposal.propose inspection': 'application.role-missing',
  'disposal.approve inspection': 'application.role-missing',
  'disposal.withdraw inspection': 'application.role-missing',
  'disposal.certificate inspection': 'application.role-missing',
  // Nor a whistleblowing lead.
  'disclosure.disposal disclosure': 'application.role-missing',
  'disclosure.proposeDisposal disclosure': 'application.role-missing',
  'disclosure.withdrawDisposal disclosure': 'application.role-missing',
  'late.enter inspection': 'order.not-known',
  'late.enter note': null,
  'disclosure.save draft': null,
  'disclosureDraft.keep draft': null,
  'disclosureDraft.takeOver draft': null,
  'disclosureDraft.takeOver note': null,
  'draft.read note': 'draft.unknown',
  'draft.discard note': 'draft.unknown',
}

export interface IdField {
  readonly procedure: ProcedureName
  readonly field: string
  readonly code: ProblemCode
}

/** Every field of every procedure that takes the id of something that must be there, with the problem if it is not. */
export function idFields(procedure: ProcedureName, fields: readonly string[]): readonly IdField[] {
  return fields.flatMap((field) => {
    const usual = Object.hasOwn(unknownCodes, field) ? unknownCodes[field as keyof typeof unknownCodes] : null
    const code = otherwise[`${procedure} ${field}`]
    const expected = code === undefined ? usual : code
    return expected === null ? [] : [{ procedure, field, code: expected }]
  })
}

/** Every reading that a page outside the disclosure page can make of the home. */
export function readings(ids: Ids): readonly (readonly [ProcedureName, unknown])[] {
  const inputs = workingInputs(ids)
  const plain = Object.keys(effects).filter((name) => effects[name as ProcedureName] === 'reads') as ProcedureName[]
  // Before enrolment nobody is a supervisor or a records manager.
  const others = [
    'vault.verify',
    'review.queue',
    'order.list',
    'disposal.certificate',
    'correction.list',
    'retention.list',
    'retention.compare',
  ]
  const outside = plain.filter((name) => !name.startsWith('disclosure') && !others.includes(name))
  const words = ['night', 'locked', 'Jo', 'Marsh', 'Doors', 'a', '']
  const listing = inputs['note.list']
  return [
    ...outside.map((name) => [name, inputs[name]] as const),
    ...words.map((word) => ['search.find', { inspection: null, words: word, limit: 100 }] as const),
    ['note.list', { ...listing, order: 'timeline' }],
    ...(['safeguarding', 'special-category'] as const).map(
      (flag) => ['note.list', { ...listing, filter: { ...listing.filter, flag } }] as const,
    ),
  ]
}
