// The identifiers that have a form of their own: each is found by rule, without any knowledge of language.
import { emailsIn, postcodesIn } from './addresses.ts'
import { birthDatesIn } from './birth-dates.ts'
import { type Hit, withoutOverlaps } from './identifier.ts'
import { nhsNumbersIn, telephonesIn } from './numbers.ts'

/** Hits in order and without overlaps; `on` is the ISO day that the text speaks from. */
export function patternedIn(text: string, on: string): readonly Hit[] {
  // A telephone number of ten digits can pass the check of an NHS number; its leading zero tells it apart.
  return withoutOverlaps([
    ...emailsIn(text),
    ...telephonesIn(text),
    ...nhsNumbersIn(text),
    ...postcodesIn(text),
    ...birthDatesIn(text, on),
  ])
}
