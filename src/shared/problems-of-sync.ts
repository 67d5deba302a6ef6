// The problems of entries, of joining an organisation, and of the central store, as rows of the catalogue.

export interface ProblemText {
  /** What happened, one sentence, never containing anything that was typed. */
  readonly sentence: string
  /** What the person can do next. */
  readonly next: string
  /** The status that loopback and central answer with. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 423 | 429 | 500 | 502 | 503 | 507
}

/** Rows of the catalogue in `problems.ts`, in its order. */
export const problemsOfSync = {
  'entry.refused': {
    sentence: 'An entry does not have the form that the protocol demands.',
    next: 'Run the check of the vault; it names the first bad entry.',
    status: 400,
  },
  'entry.compartment-closed': {
    sentence: 'This device holds no key for that part of the inspection.',
    next: 'Ask a lead of the inspection to add you.',
    status: 403,
  },
  'entry.hash-differs': {
    sentence: "An entry's hash or body is not what its header says.",
    next: 'The entry was not taken. Run the check of the vault; it names the first bad entry.',
    status: 400,
  },
  'entry.signature-wrong': {
    sentence: 'An entry does not carry the signature of its device.',
    next: 'The entry was not taken. Run the check of the vault; it names the first bad entry.',
    status: 400,
  },
  'entry.sequence-broken': {
    sentence: 'An entry does not follow the last one of its device.',
    next: 'Nothing is lost. The missing entries are sent first by themselves; if this stays, report the code.',
    status: 409,
  },
  'entry.fork': {
    sentence: 'The store holds another entry in the same place: this vault was copied or put back from an old copy.',
    next: 'Nothing is lost. Lock the vault and unlock it: it goes on as a new device, which an administrator approves with a code.',
    status: 409,
  },
  'entry.device-unknown': {
    sentence: 'The directory does not know the device that signed an entry.',
    next: 'Wait until the device is enrolled, or ask an administrator.',
    status: 403,
  },
  'entry.key-without-recovery': {
    sentence: 'An entry is under a key that was not given to recovery.',
    next: 'The entry was not taken. Report the code: its writer has to grant the key first.',
    status: 409,
  },
  'enrolment.code-unreadable': {
    sentence: 'That is not a whole enrolment code.',
    next: 'Copy the whole line that begins with fieldbook- and try again.',
    status: 400,
  },
  'enrolment.code-refused': {
    sentence: 'The store does not know that code, or it was used or is older than ten minutes.',
    next: 'Ask for a new code.',
    status: 403,
  },
  'enrolment.joined-before': {
    sentence: 'This vault belongs to an organisation already.',
    next: 'A vault joins one organisation, once. Make another vault for another organisation.',
    status: 409,
  },
  'enrolment.practice': {
    sentence: 'A practice vault cannot join an organisation.',
    next: 'Make a vault of your own first.',
    status: 409,
  },
  'enrolment.person-known': {
    sentence: 'The directory knows this person or one of their devices already.',
    next: 'Ask for a code that is made for this person again.',
    status: 409,
  },
  'enrolment.missing': {
    sentence: 'This vault does not belong to an organisation yet.',
    next: 'Join one with a code from your administrator.',
    status: 409,
  },
  'organisation.exists': {
    sentence: 'This folder holds an organisation already.',
    next: 'Start the store, or choose another folder.',
    status: 409,
  },
  'organisation.missing': {
    sentence: 'This folder holds no organisation.',
    next: 'Found one first, or start the store without one to found a trial organisation.',
    status: 404,
  },
  'organisation.not-trial': {
    sentence: 'Codes of this organisation come from an administrator, not from the store.',
    next: 'Ask an administrator to make the code.',
    status: 409,
  },
  'central.unreachable': {
    sentence: 'The central store cannot be reached.',
    next: 'Everything is saved on this device and is sent by itself when there is a connection.',
    status: 503,
  },
  'central.not-the-store': {
    sentence: 'Something else than your central store answered: perhaps the sign-in page of a network.',
    next: 'Sign in to the network or use another one. Nothing was sent, everything is saved on this device.',
    status: 502,
  },
  'central.busy': {
    sentence: 'The central store is busy.',
    next: 'It is tried again by itself.',
    status: 429,
  },
  'central.pull-first': {
    sentence: 'The central store holds much that this device has not seen yet.',
    next: 'It is fetched first, by itself.',
    status: 409,
  },
  'central.route-unknown': {
    sentence: 'The central store does not know that request.',
    next: 'Update Fieldbook or the store, so that both have the same version.',
    status: 404,
  },
  'central.stopping': {
    sentence: 'The central store is stopping.',
    next: 'It is tried again by itself.',
    status: 503,
  },
  'central.already-running': {
    sentence: 'A store is already running on this folder.',
    next: 'Use the store that runs, or stop it first.',
    status: 409,
  },
  'central.port-taken': {
    sentence: 'Another program listens where the store should.',
    next: 'Stop that program, or choose another port with --port.',
    status: 409,
  },
  'central.damaged': {
    sentence: 'The store cannot be read: its files are damaged, missing or changed by something else.',
    next: 'Nothing was deleted. Keep the folder as it is and ask for help with this code.',
    status: 500,
  },
  'central.newer-version': {
    sentence: 'This store was written by a newer version of Fieldbook.',
    next: 'Install that version. The store was not changed.',
    status: 409,
  },
  'central.disk-full': {
    sentence: 'The disk of the central store is full; nothing of this was taken.',
    next: 'Everything is saved on this device. Tell whoever runs the store.',
    status: 507,
  },
  'central.disk-fault': {
    sentence: 'The disk of the central store reported a fault; nothing of this was taken.',
    next: 'Everything is saved on this device. Tell whoever runs the store.',
    status: 507,
  },
  'request.proof-missing': {
    sentence: 'The request carries no proof of a device.',
    next: 'Join the organisation with a code first.',
    status: 401,
  },
  'request.proof-refused': {
    sentence: 'The proof of the request is wrong or too old.',
    next: 'It is tried again by itself with a fresh one.',
    status: 401,
  },
  'device.unknown': {
    sentence: 'The directory does not know this device, or it was replaced by another one.',
    next: 'Ask an administrator for a new code.',
    status: 403,
  },
  'device.replaced': {
    sentence: 'Another device was approved in the place of this one.',
    next: 'Nothing is lost. Lock the vault, unlock it and enter the code once more: it goes on as a new device.',
    status: 409,
  },
  'compartment.unknown': {
    sentence: 'There is no such compartment.',
    next: 'Ask a lead of the inspection to add you.',
    status: 404,
  },
  'checkpoint.refused': {
    sentence: 'What the store states of its log is not signed by the store.',
    next: 'Nothing is shown as received. Report the code to your administrator.',
    status: 502,
  },
  'tree.differs': {
    sentence: 'The log of the store is not the one that this device knows.',
    next: 'Nothing is lost; sending has stopped for this inspection. Report the code to your administrator at once.',
    status: 409,
  },
  'directory.differs': {
    sentence: 'The directory of the store is smaller than the one that this device knows, or another one.',
    next: 'Nothing is lost; sending has stopped. Report the code to your administrator at once.',
    status: 409,
  },
} as const satisfies Record<string, ProblemText>
