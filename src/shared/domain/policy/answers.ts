// What the organisation that adopts the pack answered to its named assumptions: part of the pack, so that all have the same.
import { dateSchema, list, part, termSchema, wordsSchema } from './terms.ts'

/** An answer: one of the options, or a period where the assumption is one; when it was decided, and by which post. */
const answerSchema = part({ assumption: termSchema, value: wordsSchema, decided: dateSchema, by: wordsSchema })

export const answersSchema = list(answerSchema)
