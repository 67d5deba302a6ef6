// The words with which names and other identifiers are settled before what holds them becomes evidence.
export const settle = {
  'settle.title': {
    one: '1 possible name or identifier to settle',
    other: '{count} possible names or identifiers to settle',
  },
  'settle.explain': {
    one: 'This cannot be saved until you replace it or say why it may stay.',
    other: 'This cannot be saved until you replace each of them or say why it may stay.',
  },
  'settle.explain.draft': {
    one: 'The note stays a draft on this device until you replace it or say why it may stay.',
    other: 'The note stays a draft on this device until you replace each of them or say why it may stay.',
  },
  'settle.keys': 'Alt+Enter replaces the first one with {replacement}.',
  'settle.none': 'No possible names or identifiers are left to settle.',
  'settle.kind.name': 'Possible name',
  'settle.kind.birth-date': 'Possible date of birth',
  'settle.kind.nhs-number': 'NHS number',
  'settle.kind.postcode': 'Postcode',
  'settle.kind.telephone': 'Telephone number',
  'settle.kind.email': 'Email address',
  'settle.field.words': 'in the text',
  'settle.field.described': 'in the description',
  'settle.field.place': 'in the place',
  'settle.field.reason': 'in the reason',
  'settle.field.title': 'in the name or reference of the setting',
  'settle.field.question': 'in the question',
  'settle.field.answer': 'in the answer',
  'settle.field.initials': 'in the initials',
  'settle.field.family': 'in the family',
  'settle.where': { one: '{kind} {field}', other: '{kind}, {count} times, first {field}' },
  'settle.replace': 'Replace with {replacement}',
  'settle.replace.of': ' in place of {words}',
  'settle.stays.of': 'It may stay: {words}',
  'settle.reason': 'Why “{words}” may stay',
  'settle.reason.hint':
    'For example, the name of a pet. Everybody in the team sees it, and it counts for all of this inspection.',
  'settle.reason.hint.title':
    'For example, the name of the home. Everybody in the team sees it, and it counts for all of this inspection.',
  'settle.reason.missing': 'Write why it may stay',
  'settle.confirm': 'Let it stay',
  'settle.refused': 'Fieldbook could not take this down: {sentence} {next}',

  'keeping.to-settle': {
    one: 'draft, on this device only: 1 possible name or identifier to settle',
    other: 'draft, on this device only: {count} possible names or identifiers to settle',
  },
} as const
