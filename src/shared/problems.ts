// The catalogue of problems: every error code with its fixed sentence, what to do next, and its HTTP status.
import { problemsOfCorrections } from './problems-of-corrections.ts'
import { problemsOfIdentities } from './problems-of-identities.ts'
import { problemsOfOrders } from './problems-of-orders.ts'
import { type ProblemText, problemsOfSync } from './problems-of-sync.ts'

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
    next: 'Use at least 15 characters; four or five unrelated words are easy to remember. Your name and that of your organisation do not count.',
    status: 400,
  },
  'vault.wait': {
    sentence: 'The last attempts to open this vault failed, so the next one has to wait.',
    next: 'Wait for up to a minute, then try again. Nothing was deleted.',
    status: 429,
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
  'policy.at-odds': {
    sentence: 'The policy pack contradicts itself.',
    next: 'Install Fieldbook again; your vault is not affected.',
    status: 500,
  },
  'policy.unknown-term': {
    sentence: 'The policy pack of this version does not know a term that was chosen.',
    next: 'Choose one of the terms offered.',
    status: 400,
  },
  'retention.not-understood': {
    sentence: 'A record uses a term that the policy pack of this version does not know.',
    next: 'It is kept. Install the newer version that knows the term.',
    status: 409,
  },
  'retention.date-impossible': {
    sentence: 'A date is not a day of the calendar.',
    next: 'Correct the date. Until then the record is kept.',
    status: 400,
  },
  'retention.dates-at-odds': {
    sentence: 'Dates of one record contradict each other.',
    next: 'Correct the dates. Until then the record is kept.',
    status: 409,
  },
  'retention.event-missing': {
    sentence: 'It cannot be said yet how long a record is kept: the event from which its period counts has no date.',
    next: 'Enter the date once it has happened. Until then the record is kept.',
    status: 409,
  },
  'retention.question-unanswered': {
    sentence: 'It cannot be said yet how long a record is kept: a question on which it depends has no answer.',
    next: 'Answer the question. Until then the record is kept.',
    status: 409,
  },
  'retention.reopening-undecided': {
    sentence: 'What a period counts from was reopened, and nobody has decided whether the period begins anew.',
    next: 'Decide it. Until then the record is kept.',
    status: 409,
  },
  'retention.no-rule': {
    sentence: 'No retention rule of its controller is about a record.',
    next: 'It is kept. Check what the record is said to be, or ask its controller.',
    status: 409,
  },
  'retention.controllers-disagree': {
    sentence: 'One controller wants a record gone by a day on which another still keeps it.',
    next: 'It is kept. The controllers have to agree.',
    status: 409,
  },
  'retention.assumption-refused': {
    sentence: 'The policy pack does not have that assumption, or does not allow that answer to it.',
    next: 'Choose one of the answers offered, or a period such as three years.',
    status: 400,
  },
  'retention.newer-version': {
    sentence: 'Something was stated about an inspection in a form that only a newer version of Fieldbook knows.',
    next: 'It is kept. Install that version.',
    status: 409,
  },
  'retention.not-summarised': {
    sentence: 'Nobody has said yet what kinds of data an inspection holds.',
    next: 'It is kept. The device of its lead says so when it is sealed, or at its next connection after the last day.',
    status: 409,
  },
  'retention.statements-differ': {
    sentence: 'People stated different things about one event, question or review of an inspection.',
    next: 'It is kept. Look at each statement, and record which one holds.',
    status: 409,
  },
  'retention.date-ahead': {
    sentence: 'That day has not come yet.',
    next: 'Enter today or a day that is over.',
    status: 400,
  },
  'retention.overtaken': {
    sentence: 'Somebody stated something else about this since you opened the page.',
    next: 'Nothing was recorded. Open the page again, look at what stands now, and record it again if it still holds.',
    status: 409,
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
  'note.categories-at-odds': {
    sentence: 'A category of this note stands beside others although it has to stand alone.',
    next: 'Untick that category, or all the others. Until then the note is kept as a draft.',
    status: 409,
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
  'note.identifiers-unsettled': {
    sentence: 'The text holds what may be names or other identifiers of people.',
    next: 'Each is listed below the field: replace it, or say why it may stay. Until then nothing of it leaves this device.',
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
  ...problemsOfSync,
  'team.person-unknown': {
    sentence: 'Your organisation does not know that person.',
    next: 'Choose a person from the list.',
    status: 404,
  },
  'team.not-lead': {
    sentence: 'Only a lead of this inspection may change who is in its team.',
    next: 'Ask the person who opened the inspection.',
    status: 403,
  },
  'team.left': {
    sentence: 'You are no longer in the team of this inspection.',
    next: 'Nothing more of it arrives here. What you wrote was sent, and the team can read it. If this is a mistake, ask a lead of the inspection to add you again.',
    status: 403,
  },
  'team.left-unsent': {
    sentence:
      'You are no longer in the team of this inspection, and the central store did not take all that you wrote.',
    next: 'What you wrote stays on this device and is tried again by itself. Ask a lead of the inspection to add you again.',
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
  'bundle.tags-missing': {
    sentence: 'A note lacks a tag that it must have before it can be sealed.',
    next: 'Give each note that is listed what it lacks, then seal again.',
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
  ...problemsOfOrders,
  ...problemsOfCorrections,
  ...problemsOfIdentities,
} as const satisfies Record<string, ProblemText>

export type ProblemCode = keyof typeof problems

/** What a caller is told: the code, its fixed texts, and the paths of the fields that were refused. */
export interface ProblemReply {
  readonly code: ProblemCode
  readonly sentence: string
  readonly next: string
  readonly fields: readonly string[]
  /** How long to wait before trying again, for a problem that passes by itself. */
  readonly seconds?: number
}

interface ProblemParts {
  readonly detail?: string
  readonly fields?: readonly string[]
  readonly seconds?: number
  readonly cause?: unknown
}

/** An expected error. `detail` goes to the log and to terminals, never to the page, and never holds evidence. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly detail: string
  readonly fields: readonly string[]
  readonly seconds: number | null

  constructor(code: ProblemCode, about: ProblemParts = {}) {
    super(problems[code].sentence, { cause: about.cause })
    this.name = 'Problem'
    this.code = code
    this.detail = about.detail ?? ''
    this.fields = about.fields ?? []
    this.seconds = about.seconds ?? null
  }
}

/** The reply for a problem: fixed texts only. */
export function replyOf(problem: Problem): ProblemReply {
  const { sentence, next } = problems[problem.code]
  const reply = { code: problem.code, sentence, next, fields: problem.fields }
  return problem.seconds === null ? reply : { ...reply, seconds: problem.seconds }
}
