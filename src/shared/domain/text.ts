// Text as people type it, made fit for canonical JSON.
import { z } from 'zod'

/**
 * Text of at most `longest` UTF-16 units. Half of a surrogate pair, which no encoding can hold, becomes U+FFFD as
 * UTF-8 encoders make it (WHATWG Encoding, section 4.3), so that it never stands in the way of saving.
 */
export const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .overwrite((typed) => typed.toWellFormed())
