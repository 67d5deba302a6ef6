// The catalogue of problems: every error code with its fixed sentence, what to do next, and its HTTP status.

interface ProblemText {
  /** What happened, one sentence, never containing anything that was typed. */
  readonly sentence: string
  /** What the person can do next. */
  readonly next: string
  /** The status that loopback and central answer with. */
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 423 | 429 | 500 | 502 | 503 | 507
}

/** One row for each code; `docs/errors.md` repeats this table and a test holds them equal. Codes are never reused. */
export const problems = {
  'application.already-running': {
    sentence: 'Fieldbook is already running on this computer.',
    next: 'Use the window that is open, or close that Fieldbook first.',
    status: 409,
  },
  'application.pages-missing': {
    sentence: 'The pages of Fieldbook have not been built.',
    next: 'Run `npm start`, which builds them, or install Fieldbook again.',
    status: 500,
  },
  'application.shell-unknown': {
    sentence: 'FIELDBOOK_SHELL names a shell that Fieldbook does not have.',
    next: 'Set it to `browser` or `electron`, or leave it out.',
    status: 400,
  },
  'application.electron-missing': {
    sentence: 'The runtime of Electron is not installed on this computer.',
    next: 'Run `npm run electron:install`, or start with FIELDBOOK_SHELL=browser.',
    status: 500,
  },
  'application.procedure-unknown': {
    sentence: 'This version of Fieldbook does not know that request.',
    next: 'Close the page and open Fieldbook again.',
    status: 404,
  },
  'application.input-refused': {
    sentence: 'Something that was sent does not have the expected form.',
    next: 'Check the fields named here. What you typed is still on the page.',
    status: 400,
  },
  'application.input-too-large': {
    sentence: 'What was sent is larger than one entry can hold.',
    next: 'Shorten the text or split it into two notes. What you typed is still on the page.',
    status: 413,
  },
  'application.role-missing': {
    sentence: 'Your role does not allow this.',
    next: 'Ask a person who holds the role to do it.',
    status: 403,
  },
  'application.unexpected': {
    sentence: 'Fieldbook met a fault of its own and stopped this request.',
    next: 'Try once more. If it happens again, lock the vault and report the code and the time.',
    status: 500,
  },
  'application.engine-stopped': {
    sentence: 'The process that keeps your vault stopped and has been started again.',
    next: 'Unlock the vault. What you typed is still on the page and will be kept.',
    status: 503,
  },
  'session.link-used-or-expired': {
    sentence: 'This link has been used already or is older than 60 seconds.',
    next: 'Press Enter in the terminal where Fieldbook was started to print a fresh link.',
    status: 401,
  },
  'session.missing': {
    sentence: 'This page is not connected to Fieldbook.',
    next: 'Press Enter in the terminal where Fieldbook was started to print a fresh link.',
    status: 401,
  },
  'session.request-refused': {
    sentence: 'The request did not come from the Fieldbook page.',
    next: 'Open Fieldbook through the link that it printed.',
    status: 403,
  },
  'vault.locked': {
    sentence: 'The vault is locked.',
    next: 'Unlock it with your passphrase.',
    status: 423,
  },
  'vault.already-open': {
    sentence: 'A vault is already open.',
    next: 'Lock it before you open another one.',
    status: 409,
  },
  'vault.unknown': {
    sentence: 'There is no such vault on this device.',
    next: 'Choose one of the vaults listed.',
    status: 404,
  },
  'vault.in-use': {
    sentence: 'Another process is using this vault.',
    next: 'Lock the vault or close the other Fieldbook, then try again.',
    status: 409,
  },
  'vault.passphrase-wrong': {
    sentence: 'That passphrase does not open this vault.',
    next: 'Check capital letters and the keyboard language, or use the recovery sheet.',
    status: 403,
  },
  'vault.passphrase-refused': {
    sentence: 'That passphrase is too short or too well known.',
    next: 'Use at least 15 characters; four or five unrelated words are easy to remember.',
    status: 400,
  },
  'vault.recovery-code-wrong': {
    sentence: 'That recovery code does not open this vault.',
    next: 'Type the code again from the sheet. Capital letters, spaces and dashes do not matter.',
    status: 403,
  },
  'vault.recovery-sheet-missing': {
    sentence: 'No recovery sheet was made for this vault.',
    next: 'Only the passphrase opens it.',
    status: 409,
  },
  'vault.damaged': {
    sentence: 'The vault cannot be read: the file is damaged or was changed by something else.',
    next: 'Nothing was deleted. Keep the vault folder as it is and ask for help with this code.',
    status: 500,
  },
  'vault.slots-damaged': {
    sentence: 'The key slots file of this vault is missing or damaged.',
    next: 'Put back slots.json from a copy of the vault folder. Nothing was deleted.',
    status: 500,
  },
  'vault.newer-version': {
    sentence: 'This vault was written by a newer version of Fieldbook.',
    next: 'Install that version. The vault was not changed.',
    status: 409,
  },
  'vault.unsafe-settings': {
    sentence: 'The vault could not be opened with the settings that keep it safe.',
    next: 'Nothing was written. Report this code with the version of Fieldbook.',
    status: 500,
  },
  'vault.disk-full': {
    sentence: 'The disk is full; this could not be saved.',
    next: 'Free some space. What you typed is still on the page and is tried again by itself.',
    status: 507,
  },
  'vault.disk-fault': {
    sentence: 'The disk reported a fault; this could not be saved.',
    next: 'Copy what is on the page, lock the vault and have the disk checked. Nothing was deleted.',
    status: 507,
  },
  'vault.not-practice': {
    sentence: 'Only a practice vault can be deleted.',
    next: 'Evidence leaves a vault only through disposal.',
    status: 409,
  },
  'policy.unreadable': {
    sentence: 'The policy pack is missing or has a mistake.',
    next: 'Install Fieldbook again; your vault is not affected.',
    status: 500,
  },
  'policy.unknown-term': {
    sentence: 'The policy pack of this version does not know a term that was chosen.',
    next: 'Choose one of the terms offered.',
    status: 400,
  },
  'practice.unreadable': {
    sentence: 'The practice inspection is missing or has a mistake.',
    next: 'Install Fieldbook again; your vaults are not affected.',
    status: 500,
  },
  'inspection.unknown': {
    sentence: 'There is no such inspection in this vault.',
    next: 'Choose an inspection from the list.',
    status: 404,
  },
  'person.unknown': {
    sentence: 'There is no such person in this inspection.',
    next: 'Choose a person from the list, or add one.',
    status: 404,
  },
  'enquiry.unknown': {
    sentence: 'There is no such line of enquiry in this inspection.',
    next: 'Choose one from the list, or add one.',
    status: 404,
  },
  'note.unknown': {
    sentence: 'There is no such note in this vault.',
    next: 'Choose a note from the list.',
    status: 404,
  },
  'note.incomplete': {
    sentence: 'A note needs a kind and some text before it can be saved.',
    next: 'Choose the kind and write the text. Until then it is kept as a draft.',
    status: 400,
  },
  'note.elsewhere': {
    sentence: 'This note belongs to another inspection.',
    next: 'Open the note from its own inspection.',
    status: 409,
  },
  'note.newer-version': {
    sentence: 'This note was changed with a newer version of Fieldbook.',
    next: 'Read it here, and change it with that version.',
    status: 409,
  },
  'draft.unknown': {
    sentence: 'There is no such draft in this vault.',
    next: 'It was saved or discarded before; look in the list of notes.',
    status: 404,
  },
  'disclosure.unknown': {
    sentence: 'There is no such disclosure in this vault.',
    next: 'Choose a disclosure from its own page.',
    status: 404,
  },
  'disclosure.incomplete': {
    sentence: 'A disclosure needs the concern before it can be saved.',
    next: 'Write down the concern. Until then it is kept as a draft.',
    status: 400,
  },
  'disclosure.released-before': {
    sentence: 'This concern was released before.',
    next: 'Look for it among the notes or the lines of enquiry of its inspection.',
    status: 409,
  },
  'disclosure.too-late': {
    sentence: 'This note was saved before, so its text is already part of the evidence.',
    next: 'Record the disclosure on its own page, and delete the note or ask a records manager to have it corrected.',
    status: 409,
  },
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
  'team.person-unknown': {
    sentence: 'The directory does not know that person.',
    next: 'Choose a person from the list.',
    status: 404,
  },
  'team.not-lead': {
    sentence: 'Only a lead of this inspection may change who is in its team.',
    next: 'Ask the person who opened the inspection.',
    status: 403,
  },
  'bundle.unknown': {
    sentence: 'There is no such bundle in this inspection.',
    next: 'Choose a bundle from the list.',
    status: 404,
  },
  'bundle.empty': {
    sentence: 'There is no note to seal in this inspection yet.',
    next: 'Save a note first.',
    status: 409,
  },
  'bundle.too-large': {
    sentence: 'The inspection has more revisions than one bundle can name.',
    next: 'Report the code.',
    status: 413,
  },
  'bundle.incomplete': {
    sentence: 'Not everything that this bundle names has arrived on this device.',
    next: 'Wait until it has; a bundle is judged as a whole.',
    status: 409,
  },
  'review.own': {
    sentence: 'Nobody reviews their own work: you sealed this bundle or wrote something in it.',
    next: 'Ask another supervisor of this inspection.',
    status: 403,
  },
  'review.reason-missing': {
    sentence: 'A decision needs a reason.',
    next: 'Write the reason. What you typed is still on the page.',
    status: 400,
  },
  'question.unknown': {
    sentence: 'There is no such question on this note.',
    next: 'Choose a question from the note.',
    status: 404,
  },
} as const satisfies Record<string, ProblemText>

export type ProblemCode = keyof typeof problems

/** What a caller is told: the code, its fixed texts, and the paths of the fields that were refused. */
export interface ProblemReply {
  readonly code: ProblemCode
  readonly sentence: string
  readonly next: string
  readonly fields: readonly string[]
}

/** An expected error. `detail` goes to the log and to terminals, never to the page, and never holds evidence. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string
  readonly fields: readonly string[]

  constructor(code: ProblemCode, about: { detail?: string; fields?: readonly string[]; cause?: unknown } = {}) {
    super(problems[code].sentence, { cause: about.cause })
    this.name = 'Problem'
    this.code = code
    this.detail = about.detail ?? ''
    this.fields = about.fields ?? []
  }
}

/** The reply for a problem: fixed texts only. */
export function replyOf(problem: Problem): ProblemReply {
  const { sentence, next } = problems[problem.code]
  return { code: problem.code, sentence, next, fields: problem.fields }
}
