// Ties the watch for identifiers to a form: what is typed is looked through, and what was found is replaced in its field.
import { type KeyboardEvent, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { FieldTexts } from '#shared/domain/identifiers/identifier.ts'
import { type IdentifierField, type IdentifierGroup, replaced } from '../../../capture/identifier-groups.ts'
import {
  createIdentifierWatch,
  type IdentifierPorts,
  type IdentifierWatch,
} from '../../../stores/capture/identifier-watch.ts'

export interface Settling {
  readonly watch: IdentifierWatch
  readonly replace: (group: IdentifierGroup, replacement: string) => void
}

/** For `onKeyDown` of the form: Alt+Enter puts the first replacement in place of the first identifier. */
export interface KeyedSettling extends Settling {
  readonly press: (event: KeyboardEvent) => void
}

/** Ports are those of the first rendering; `put` writes a field anew. */
export function useSettling(
  ports: () => IdentifierPorts,
  texts: FieldTexts,
  put: (field: IdentifierField, words: string) => void,
): KeyedSettling {
  const [store] = useState(() => createIdentifierWatch(ports()))
  const watch = useStore(store)
  const { look, stop } = watch
  const typed = JSON.stringify(texts)
  useEffect(() => look({ on: null, texts: JSON.parse(typed) as FieldTexts }), [look, typed])
  useEffect(() => stop, [stop])
  const replace = (group: IdentifierGroup, replacement: string) => {
    watch.take(group)
    for (const [field, places] of Map.groupBy(group.places, (place) => place.field)) {
      put(field, replaced(texts[field] ?? '', places, replacement))
    }
  }
  const settling = { watch, replace }
  const press = (event: KeyboardEvent) => {
    if (replacesFirst(event, settling)) event.preventDefault()
  }
  return { ...settling, press }
}

type Keys = Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'repeat'>

/** Whether this was the key that replaces the first identifier, and did; the focus stays where somebody types. */
export function replacesFirst(event: Keys, { watch, replace }: Settling): boolean {
  if (event.key !== 'Enter' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false
  const [first] = watch.groups
  const replacement = first?.replacements[0]
  if (first === undefined || replacement === undefined || event.repeat) return false
  replace(first, replacement)
  return true
}
