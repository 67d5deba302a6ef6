// What every part of an inspection is given.
import type { Terms } from '../../../capture/terms.ts'

export interface PartProps {
  readonly terms: Terms
  /** People or lines of enquiry were changed. */
  readonly onChanged: () => Promise<void>
}
