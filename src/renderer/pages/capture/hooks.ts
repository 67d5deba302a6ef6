// Ties the stores of the capture pages to the life of a page: asked when it opens, forgotten when it goes.
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { Input, Output, ProcedureName } from '#shared/contract.ts'
import type { Role } from '#shared/domain/directory-kinds.ts'
import type { Pack } from '#shared/domain/policy.ts'
import type { ProblemReply } from '#shared/problems.ts'
import { createAnswer } from '../../stores/capture/answer.ts'
import { type Command, createCommand } from '../../stores/capture/command.ts'
import { DraftEditor, type EditorPorts, type EditorState } from '../../stores/capture/draft-editor.ts'
import { beforeLeaving } from '../../stores/navigation.ts'
import type { Interest } from '../../stores/news.ts'
import { renewWith } from '../../stores/renewal.ts'
import { useSession } from '../../stores/session.ts'

interface Asked<N extends ProcedureName> {
  readonly answer: Output<N> | null
  readonly problem: ProblemReply | null
  readonly again: () => Promise<void>
}

/**
 * Asks one question when the page opens, and again whenever news comes that concern it; what was answered before stays
 * meanwhile. Input and interest are those of the first rendering.
 */
export function useAnswer<N extends ProcedureName>(name: N, input: Input<N>, interest?: Interest): Asked<N> {
  const [store] = useState(() => createAnswer(name))
  const [question] = useState(input)
  const { answer, problem, ask } = useStore(store)
  useEffect(() => void ask(question), [ask, question])
  useRenewal(interest, () => ask(question))
  return { answer, problem, again: () => ask(question) }
}

/** Calls `ask` whenever news comes that concern what a page shows. The interest is that of the first rendering. */
export function useRenewal(interest: Interest | undefined, ask: () => Promise<unknown>): void {
  const [wanted] = useState(interest)
  const renew = useEffectEvent(ask)
  useEffect(() => (wanted === undefined ? undefined : renewWith(wanted, () => renew())), [wanted])
}

export function useCommand(): Command {
  const [store] = useState(createCommand)
  return useStore(store)
}

export function usePack(): Pack | null {
  return useSession((session) => session.pack)
}

/** Whether the person of the open vault has a role; main refuses what needs one that they have not. */
export function useRole(role: Role): boolean {
  return useSession((session) => session.status?.open?.roles.includes(role) ?? false)
}

/** Gives the focus back to the button that opened something, once that is closed again. */
export function useReturnFocus(open: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(open)
  useEffect(() => {
    if (wasOpen.current && !open) button.current?.focus()
    wasOpen.current = open
  }, [open])
  return button
}

interface Editing<Content, Newer> {
  readonly editor: DraftEditor<Content, Newer>
  readonly state: EditorState<Content, Newer>
}

/** An editor for as long as its page stands; what is typed is brought into the vault before the page goes. */
export function useEditor<Content, Newer>(
  ports: () => EditorPorts<Content, Newer>,
  interest: Interest,
): Editing<Content, Newer> {
  const [editor] = useState(() => new DraftEditor(ports()))
  const state = useStore(editor.store)
  useRenewal(interest, () => editor.renew())
  useEffect(() => {
    void editor.load()
    const stay = beforeLeaving(() => editor.leave())
    const unwatch = watchWindow(editor)
    return () => {
      stay()
      unwatch()
      editor.stop()
    }
  }, [editor])
  return { editor, state }
}

/** A hidden page's timers are slowed down, and a closed one's never fire: both keep at once what is typed. */
function watchWindow<Content, Newer>(editor: DraftEditor<Content, Newer>): () => void {
  // A failure stands in the state of the draft, which the page shows.
  const keep = () => void editor.flush().catch(() => undefined)
  const ask = (event: BeforeUnloadEvent) => {
    keep()
    const { at } = editor.store.getState().keeping
    if (at === 'pending' || at === 'failing') event.preventDefault()
  }
  document.addEventListener('visibilitychange', keep)
  window.addEventListener('beforeunload', ask)
  return () => {
    document.removeEventListener('visibilitychange', keep)
    window.removeEventListener('beforeunload', ask)
  }
}
