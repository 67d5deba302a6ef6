// The words of the page of the organisation: joining it, and what it is.
export const joining = {
  'organisation.title': 'Your organisation',
  'organisation.back': 'Your vault',
  'organisation.alone':
    'This vault belongs to no organisation. What you write stays on this device; nobody else can read it or review it.',
  'organisation.new-device':
    'This vault goes on as a new device, which your organisation has not approved yet. Until then you can write; nothing is sent, and nothing is lost.',
  'organisation.practice':
    'A practice vault never joins an organisation. Nothing written in it leaves this device. To join, make a vault of your own.',
  'organisation.open': 'Join your organisation',
  'organisation.show': 'Show your organisation',

  'join.first.title': 'Join with a code',
  'join.first.lead':
    'Your administrator gives you a code that can be used once, within ten minutes. A vault joins one organisation, once.',
  'join.first.compare': 'Is this your organisation?',
  'join.first.effect':
    'When you join, everything that you saved in this vault before is encrypted for your organisation and sent. Drafts stay on this device.',
  'join.first.confirm': 'Join {name}',
  'join.first.working': 'Joining',
  'join.first.cancel': 'Do not join',
  'join.again.title': 'Have this device approved',
  'join.again.lead':
    'Ask your administrator for a code for a new device of yours. It can be used once, within ten minutes.',
  'join.again.compare': 'Is this still your organisation?',
  'join.again.effect':
    'When the device is approved, what the central store does not have yet is sent, and kept side by side with what it has. Drafts stay on this device.',
  'join.again.confirm': 'Have this device approved',
  'join.again.working': 'Asking for approval',
  'join.again.cancel': 'Not now',
  'join.code': 'Enrolment code',
  'join.code.hint': 'One long line that begins with fieldbook-. Paste it here.',
  'join.code.missing': 'Paste the enrolment code',
  'join.look': 'Continue',
  'join.looking': 'Asking the central store',
  'join.compare.lead':
    'Compare the two fingerprints with those that your administrator gives you by another way, for example by telephone. Nothing has been agreed or sent yet.',
  'join.first.disclosures':
    'Disclosures can then be read by the whistleblowing lead of your organisation too. Being in the team of an inspection does not open them.',
  'join.done': 'This vault belongs to {name}.',

  'organisation.name': 'Organisation',
  'organisation.kind': 'Kind',
  'organisation.kind.trial': 'Trial organisation',
  'organisation.trial':
    'This is a trial organisation. Whoever runs its central store could add somebody who can read everything. Do not put real evidence into it.',
  'organisation.address': 'Address of the central store',
  'organisation.fingerprint.store': 'Fingerprint of the store',
  'organisation.fingerprint.root': 'Fingerprint of the organisation',
  'organisation.roles': 'Your roles',
  'organisation.state': 'Sending',
  'organisation.heard': 'Last heard from the store',
  'organisation.heard.never': 'Not since this vault was opened',
  'organisation.received': 'Last received by the store',
  'organisation.received.never': 'Nothing yet',
  'organisation.not-received': 'Entries not yet received',
  'organisation.waiting-for-key': 'Entries waiting for their key',
  'organisation.people': 'People of your organisation',
  'organisation.people.none': 'The directory has not arrived yet.',
  'organisation.column.name': 'Name',
  'organisation.column.post': 'Post',
  'organisation.column.body': 'Body',
  'organisation.column.roles': 'Roles',
} as const
