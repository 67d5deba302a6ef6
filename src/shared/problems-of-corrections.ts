// The problems of corrections, as rows of the catalogue.
import type { ProblemText } from './problems-of-sync.ts'

/** Rows of the catalogue in `problems.ts`, in its order. */
export const problemsOfCorrections = {
  'correction.conflict': {
    sentence: 'It was changed twice at the same time, and nobody has settled which version applies.',
    next: 'Settle the versions first. Then ask again.',
    status: 409,
  },
  'correction.draft': {
    sentence: 'There is a draft of this note that has not been saved.',
    next: 'Save or discard the draft first. Then ask again.',
    status: 409,
  },
  'correction.nothing-earlier': {
    sentence: 'There are no earlier wordings that could be removed.',
    next: 'Change what should not be there and save it. Then ask for the earlier wording to be removed.',
    status: 409,
  },
  'correction.asked-before': {
    sentence: 'Somebody asked already for these wordings to be removed.',
    next: 'Two records managers have to order it. Until then nothing is removed.',
    status: 409,
  },
  'correction.overtaken': {
    sentence: 'Somebody changed it while you were looking at it.',
    next: 'Read it as it is now. If it says what it should, ask again.',
    status: 409,
  },
  'draft.corrected': {
    sentence: 'The wording that you began from was removed by a correction.',
    next: 'What you typed is kept as a draft. Open it again and go on from there.',
    status: 409,
  },
} as const satisfies Record<string, ProblemText>
