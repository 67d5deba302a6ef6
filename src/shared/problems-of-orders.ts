// The problems of holds, disposal and correction, as rows of the catalogue.
import type { ProblemText } from './problems-of-sync.ts'

/** Rows of the catalogue in `problems.ts`, in its order. */
export const problemsOfOrders = {
  'compartment.disposed': {
    sentence: 'This inspection was disposed of by order of two records managers, so nothing more is written in it.',
    next: 'What you typed stays on this device. Open “Came too late” on the home page to enter it in another inspection or to discard it.',
    status: 409,
  },
  'order.not-officer': {
    sentence: 'Only a records manager whom this inspection knows can do that.',
    next: 'If you are a records manager, wait until the inspection’s lead has been online; they add you by themselves.',
    status: 403,
  },
  'order.not-known': {
    sentence: 'That order is not known on this device, or it was settled already.',
    next: 'Wait for the next contact with the central store and open the page again.',
    status: 404,
  },
  'order.not-in-step': {
    sentence: 'This device is not in step with the central store, so an order would not count.',
    next: 'Check the connection, wait until everything is sent and received, and try again.',
    status: 409,
  },
  'order.same-person': {
    sentence: 'You were the first of the two; the second must be another records manager.',
    next: 'Ask another records manager to do it.',
    status: 403,
  },
  'hold.ground-unknown': {
    sentence: 'The policy pack does not know that ground for a hold.',
    next: 'Choose one of the grounds that are offered.',
    status: 400,
  },
  'hold.in-force': {
    sentence: 'A hold is in force, so nothing may be destroyed.',
    next: 'Two records managers can lift it when its ground has gone.',
    status: 409,
  },
  'disposal.not-due': {
    sentence: 'No rule lets this inspection go today.',
    next: 'Open its page to read what keeps it, and until when.',
    status: 409,
  },
  'disposal.not-whole': {
    sentence: 'This device does not have every part of the inspection yet, so it cannot propose to destroy the whole.',
    next: 'Wait until the inspection’s lead has been online and everything was received, and try again.',
    status: 409,
  },
  'disposal.written-since': {
    sentence: 'Something was written in the inspection after the disposal was proposed.',
    next: 'Withdraw the proposal and propose it again, so that it covers everything.',
    status: 409,
  },
  'disposal.under-way': {
    sentence: 'A disposal of this inspection is proposed or approved already.',
    next: 'Approve it, or withdraw it first.',
    status: 409,
  },
} as const satisfies Record<string, ProblemText>
