// Adds the next hundred notes to a list.
import { Button } from '../../../components/Button.tsx'
import { message } from '../../../messages.ts'
import type { NoteList } from '../../../stores/capture/note-list.ts'

/** What remains is fetched when it is asked for. */
export function More({ list: { notes, matching, more } }: { readonly list: NoteList }) {
  if (notes.length >= matching) return null
  return (
    <Button type="button" kind="secondary" onClick={() => void more()}>
      {message('notes.more', { count: Math.min(100, matching - notes.length) })}
    </Button>
  )
}
