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
    sentence:
      'Something that was to be sent or fetched is not in the form that Fieldbook expects, so it was not taken.',
    next: 'Everything is saved on this device. Choose “Check the vault” under “Your vault”, and give the result with this code to your administrator.',
    status: 400,
  },
  'entry.compartment-closed': {
    sentence: 'You cannot write here: this device does not hold the key of that part of the inspection.',
    next: 'What you typed is still on the page. Ask a lead of the inspection to add you.',
    status: 403,
  },
  'entry.hash-differs': {
    sentence:
      'Something that was to be sent or fetched is not as it was written: it was damaged or changed, so it was not taken.',
    next: 'Nothing that was saved before is lost. Choose “Check the vault” under “Your vault”, and give the result with this code to your administrator.',
    status: 400,
  },
  'entry.signature-wrong': {
    sentence:
      'Something that was to be sent or fetched was not signed by the device that it is said to come from, so it was not taken.',
    next: 'Nothing that was saved before is lost. Choose “Check the vault” under “Your vault”, and give the result with this code to your administrator.',
    status: 400,
  },
  'entry.sequence-broken': {
    sentence: 'The central store lacks something that was written before what is being sent.',
    next: 'Nothing is lost. What is missing is sent first, by itself; if this stays, give this code to your administrator.',
    status: 409,
  },
  'entry.fork': {
    sentence:
      'This vault was copied or put back from an old copy: the central store holds something else in the place of what is being sent.',
    next: 'Nothing is lost. Lock the vault and unlock it: it goes on as a new device, which an administrator approves with a code.',
    status: 409,
  },
  'entry.device-unknown': {
    sentence: 'Your organisation does not know the device on which something was written.',
    next: 'Everything is saved on this device, and it is tried again by itself. If this stays, give this code to your administrator.',
    status: 403,
  },
  'entry.key-without-recovery': {
    sentence: 'Something is locked with a key that your organisation could not recover, so it was not taken.',
    next: 'It stays on the device on which it was written. Give this code to your administrator.',
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
    sentence: 'Your organisation knows this person or one of their devices already.',
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
    sentence: 'Something other than your central store answered, perhaps the sign-in page of a network.',
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
    sentence: 'The central store does not know that request: it and this Fieldbook are not of the same version.',
    next: 'Everything is saved on this device. Ask your administrator which of the two has to be updated.',
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
    sentence: 'The central store was not told which device is asking.',
    next: 'Join the organisation with a code first.',
    status: 401,
  },
  'request.proof-refused': {
    sentence: 'The central store could not confirm that this device is asking.',
    next: 'It is tried again by itself.',
    status: 401,
  },
  'device.unknown': {
    sentence: 'Your organisation does not know this device, or another one was approved in its place.',
    next: 'Everything is saved on this device. Ask an administrator for a new code.',
    status: 403,
  },
  'device.replaced': {
    sentence: 'Another device was approved in the place of this one.',
    next: 'Nothing is lost. Lock the vault, unlock it and enter the code once more: it goes on as a new device.',
    status: 409,
  },
  'compartment.unknown': {
    sentence: 'The central store has no such inspection, or you are not in its team.',
    next: 'What you wrote stays on this device. Ask a lead of the inspection to add you.',
    status: 404,
  },
  'checkpoint.refused': {
    sentence: 'What the central store says it holds is not signed by your organisation’s store.',
    next: 'Nothing of it is shown as received, and everything is saved on this device. Give this code to your administrator.',
    status: 502,
  },
  'tree.differs': {
    sentence: 'What the central store holds is not what it showed this device before.',
    next: 'Nothing on this device is lost; sending has stopped for this inspection. Tell your administrator at once, with this code.',
    status: 409,
  },
  'directory.differs': {
    sentence: 'The central store’s list of people and devices is not the one that it showed this device before.',
    next: 'Nothing on this device is lost; sending has stopped. Tell your administrator at once, with this code.',
    status: 409,
  },
} as const satisfies Record<string, ProblemText>
