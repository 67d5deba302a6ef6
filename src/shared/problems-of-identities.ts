// The problems of full names, as rows of the catalogue.
import type { ProblemText } from './problems-of-sync.ts'

/** Rows of the catalogue in `problems.ts`, in its order. */
export const problemsOfIdentities = {
  'identity.not-allowed': {
    sentence: 'The policy pack does not let this kind of inspection record the name of a person in that role.',
    next: 'Keep to the pseudonym. The rule and where it comes from stand under “Full names” on the inspection’s page.',
    status: 403,
  },
  'identity.unknown': {
    sentence: 'That full name is not recorded in this inspection, as far as this device knows.',
    next: 'Wait for the next contact with the central store and open the page again.',
    status: 404,
  },
  'identity.not-reader': {
    sentence: 'You are not one of those who may read the full names of this inspection.',
    next: 'If your work needs one, ask the lead of the inspection to add you, and say why.',
    status: 403,
  },
  'identity.not-lead': {
    sentence: 'Only the lead of the inspection can begin to record full names and say who may read them.',
    next: 'Ask the lead of the inspection to do it.',
    status: 403,
  },
  'identity.reader-outside': {
    sentence: 'Only people who read this inspection’s evidence can be named as readers of its full names.',
    next: 'Add them to the team first, if they belong to it.',
    status: 400,
  },
} as const satisfies Record<string, ProblemText>
