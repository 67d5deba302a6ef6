// The words of sealing and review.
import { bundles } from './review/bundles.ts'
import { questions } from './review/questions.ts'
import { sealing } from './review/sealing.ts'

export const review = { ...sealing, ...bundles, ...questions } as const
