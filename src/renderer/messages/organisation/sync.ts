// The words for how far sending has come, for the states of what was saved, and for roles.
export const sync = {
  'sync.label': 'Sending to the central store',
  'sync.alone': 'On this device only',
  'sync.waiting': 'Waiting until your organisation approves this device',
  'sync.connecting': 'Looking for the central store',
  'sync.sending': 'Sending',
  'sync.received': 'Everything is received by the central store',
  'sync.offline': 'No connection to the central store',
  'sync.stopped': 'Sending has stopped',
  'sync.unknown': 'Not known yet what the central store has received',
  'sync.not-received': {
    one: '1 entry not yet received by the central store',
    other: '{count} entries not yet received by the central store',
  },
  'sync.waiting-for-key': {
    one: '1 entry waits for its key',
    other: '{count} entries wait for their keys',
  },
  'sync.now': 'Try again now',
  'sync.trying': 'Trying again…',

  'alarm.title': 'Warning',
  'alarm.code': 'Code: {code}',
  'alarm.inspection': 'Inspection: {title}',

  'state.draft': 'draft, on this device only',
  'state.saved': 'saved on this device',
  'state.sending': 'sending',
  'state.received': 'received by the central store',

  'role.none': 'No role',
  'role.inspector': 'Inspector',
  'role.supervisor': 'Supervisor',
  'role.whistleblowing-lead': 'Whistleblowing lead',
  'role.records-manager': 'Records manager',
  'role.administrator': 'Administrator',
} as const
