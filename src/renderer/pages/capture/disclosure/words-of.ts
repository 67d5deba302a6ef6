// Everything that was written of a disclosure, as one text: what a discarded draft loses.
import type { DisclosureContent } from '#shared/domain/disclosure.ts'

export function wordsOf({ concern, who, role, contact, howKnown }: DisclosureContent): string {
  return [concern, who, role, contact, howKnown].filter((words) => words !== '').join('\n')
}
