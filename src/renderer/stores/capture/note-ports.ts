// How the editor of a note reaches the vault: its draft, else the note as saved, else an empty note.
import type { Output } from '#shared/contract.ts'
import { correctedDraft } from '#shared/domain/corrected-draft.ts'
import { emptyNote, isComplete, type NoteContent } from '#shared/domain/note.ts'
import type { ProblemCode } from '#shared/problems.ts'
import { pageTimer } from '../../capture/draft-keeper.ts'
import { CallProblem, call, onEvent } from '../../client.ts'
import type { Begun, EditorPorts } from './draft-editor.ts'
import { leaveBehind } from './left-behind.ts'

export type Note = Output<'note.read'>
type Ports = EditorPorts<NoteContent, Note>

/** The answer, or null where the only problem is that there is no such thing. */
export async function unless<Answer>(code: ProblemCode, asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked
  } catch (caught) {
    if (caught instanceof CallProblem && caught.reply.code === code) return null
    throw caught
  }
}

export function notePorts(inspection: string, note: string, isNew: boolean): Ports {
  return {
    load: () => begin(note, isNew),
    keep: (draft) => call('draft.keep', { note, inspection, ...draft }),
    save: (draft, reason) => call('note.save', { note, inspection, ...draft, reason }),
    // A draft that never reached the vault is gone already.
    discard: () => unless('draft.unknown', call('draft.discard', { note })),
    look: async () => {
      const saved = await call('note.read', { note })
      const draft = await unless('draft.unknown', call('draft.read', { note }))
      return { heads: saved.heads, state: saved.state, saved, corrected: draft?.corrected === true }
    },
    isComplete,
    goOn: correctedDraft,
    savesOnLeaving: true,
    left: (stays) => leaveBehind(stays === null ? null : { inspection, note, stays }),
    onSaved: (saved) =>
      onEvent((event) => {
        if (event.type === 'draft.saved' && event.note === note) saved(event.heads)
      }),
    timer: pageTimer,
  }
}

/** New notes whose editor was opened before; the pages live in memory only, and so does this. */
const opened = new Set<string>()

async function begin(note: string, isNew: boolean): Promise<Begun<NoteContent, Note>> {
  const start = { typed: null, kept: false, newer: null, state: null }
  const again = opened.has(note)
  opened.add(note)
  // Of a note just thought up the vault knows nothing, so nothing is asked and typing can begin at once.
  if (isNew && !again) return { ...start, content: emptyNote, heads: [] }
  const { drafts } = await call('draft.list', {})
  const draft = drafts.find((kept) => kept.note === note)
  if (draft !== undefined) {
    const { content, heads, typed, corrected } = draft
    const now = draft.overtaken ? await unless('note.unknown', call('note.read', { note })) : null
    // What took the place of a wording that was removed is what the draft goes on from.
    const newer = now !== null && now.heads.every((head) => heads.includes(head)) ? null : now
    return { content, heads, typed, kept: true, newer, state: null, corrected }
  }
  // Back leads to the editor of a note that was new: it was saved meanwhile, or nothing was ever typed.
  const saved = isNew ? await unless('note.unknown', call('note.read', { note })) : await call('note.read', { note })
  const { content, heads, state } = saved ?? { content: emptyNote, heads: [], state: null }
  return { ...start, content, heads, state }
}
