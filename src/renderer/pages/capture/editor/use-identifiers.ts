// Ties the watch for identifiers to the form of a note: what is typed is looked through, one key replaces the first.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { Pack } from '#shared/domain/policy.ts'
import { type IdentifierGroup, replaced } from '../../../capture/identifier-groups.ts'
import { contentOf, type NoteFields } from '../../../capture/note-form.ts'
import { call } from '../../../client.ts'
import { createIdentifierWatch, type IdentifierWatch } from '../../../stores/capture/identifier-watch.ts'
import type { NoteFormApi } from './props.ts'
import { usePageKeys } from './use-page-keys.ts'

export interface Settling {
  readonly watch: IdentifierWatch
  readonly replace: (group: IdentifierGroup, replacement: string) => void
}

const ports = {
  find: (input: Parameters<typeof call<'identifier.find'>>[1]) => call('identifier.find', input),
  confirm: (input: Parameters<typeof call<'identifier.confirm'>>[1]) => call('identifier.confirm', input),
}

export function useIdentifiers(form: NoteFormApi, inspection: string, pack: Pack): Settling {
  const [store] = useState(() => createIdentifierWatch(ports, inspection))
  const watch = useStore(store)
  useEffect(() => {
    const look = (values: NoteFields) =>
      store.getState().look({ content: contentOf(values, pack), reason: values.reason })
    look(form.getValues())
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: ({ values }) => look(values) })
    return () => {
      unsubscribe()
      store.getState().stop()
    }
  }, [form, store, pack])
  const replace = (group: IdentifierGroup, replacement: string) => {
    watch.take(group)
    for (const [field, places] of Map.groupBy(group.places, (place) => place.field)) {
      form.setValue(field, replaced(form.getValues(field), places, replacement), { shouldDirty: true })
    }
  }
  useReplacingKey(watch.groups, replace)
  return { watch, replace }
}

/** Alt+Enter puts the first replacement in place of the first identifier; the focus stays where somebody types. */
function useReplacingKey(groups: readonly IdentifierGroup[], replace: Settling['replace']): void {
  usePageKeys((event) => {
    if (event.key !== 'Enter' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const [first] = groups
    const replacement = first?.replacements[0]
    if (first === undefined || replacement === undefined || event.repeat) return
    event.preventDefault()
    replace(first, replacement)
  })
}
