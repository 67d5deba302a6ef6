// How the editor of a disclosure reaches the vault: its draft, else the disclosure as saved, else an empty one.
import type { Output } from '#shared/contract.ts'
import type { DisclosureContent } from '#shared/domain/disclosure.ts'
import { pageTimer } from '../../capture/draft-keeper.ts'
import { call } from '../../client.ts'
import type { Begun, EditorPorts } from './draft-editor.ts'

export type Disclosure = Output<'disclosure.read'>
export const emptyDisclosure: DisclosureContent = { who: '', role: '', contact: '', howKnown: '', concern: '' }

interface Place {
  readonly inspection: string
  readonly draft: string
  readonly disclosure: string | null
}

export interface DisclosurePorts extends EditorPorts<DisclosureContent, Disclosure> {
  /** The disclosure that this editor writes, once it was saved. */
  readonly saved: () => string | null
}

export function disclosurePorts(place: Place): DisclosurePorts {
  const { inspection } = place
  let { draft, disclosure } = place
  return {
    load: async () => {
      const { id, begun } = await begin(place)
      draft = id
      return begun
    },
    keep: (kept) => call('disclosureDraft.keep', { draft, disclosure, inspection, ...kept }),
    save: async (kept, reason) => {
      const saved = await call('disclosure.save', { draft, disclosure, inspection, ...kept, reason })
      disclosure = saved.disclosure
      const { heads, conflicts } = await call('disclosure.read', { disclosure })
      return { heads, conflict: conflicts.length > 0 }
    },
    discard: () => call('disclosureDraft.discard', { draft }),
    look: async () => {
      const saved = await call('disclosure.read', { disclosure: disclosure ?? '' })
      return { heads: saved.heads, state: saved.state, saved }
    },
    isComplete: ({ concern }) => concern.trim() !== '',
    // Saving is the confirmation that others may read it (docs/protocol.md section 9), so nothing but the button saves.
    savesOnLeaving: false,
    // Its own page lists it, and no other may tell that there is one.
    left: () => undefined,
    onSaved: () => () => undefined,
    timer: pageTimer,
    saved: () => disclosure,
  }
}

interface Found {
  /** The draft's own id: of the one that was found, else of the one about to be begun. */
  readonly id: string
  readonly begun: Begun<DisclosureContent, Disclosure>
}

async function begin({ draft, disclosure }: Place): Promise<Found> {
  const { drafts } = await call('disclosureDraft.list', {})
  const kept = drafts.find((known) => known.draft === draft || (disclosure !== null && known.disclosure === disclosure))
  const saved = disclosure === null ? null : await call('disclosure.read', { disclosure })
  if (kept !== undefined) {
    const { content, heads, typed } = kept
    return {
      id: kept.draft,
      begun: { content, heads, typed, kept: true, newer: overtaken(heads, saved) ? saved : null, state: null },
    }
  }
  const { content, heads, state } = saved ?? { content: emptyDisclosure, heads: [], state: null }
  return { id: draft, begun: { content, heads, typed: null, kept: false, newer: null, state } }
}

function overtaken(heads: readonly string[], saved: Disclosure | null): boolean {
  return saved !== null && saved.heads.toSorted().join() !== heads.toSorted().join()
}
