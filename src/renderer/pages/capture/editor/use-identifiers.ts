// Ties the watch for identifiers to the form of a note, which is looked through without drawing it with each keystroke.
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { FieldTexts } from '#shared/domain/identifiers/identifier.ts'
import { type IdentifierField, type IdentifierGroup, replaced } from '../../../capture/identifier-groups.ts'
import { type NoteFields, whenOf } from '../../../capture/note-form.ts'
import { inspectionPorts } from '../../../stores/capture/identifier-ports.ts'
import { createIdentifierWatch } from '../../../stores/capture/identifier-watch.ts'
import { replacesFirst, type Settling } from '../settle/use-settling.ts'
import type { NoteFormApi } from './props.ts'
import { usePageKeys } from './use-page-keys.ts'

/** The fields of a note that are looked through. */
const looked = ['words', 'described', 'place', 'reason'] as const

export function useIdentifiers(form: NoteFormApi, inspection: string): Settling {
  const [store] = useState(() => createIdentifierWatch(inspectionPorts(inspection)))
  const watch = useStore(store)
  useEffect(() => {
    const look = (values: NoteFields) => {
      const day = (whenOf(values).when ?? '').slice(0, 10)
      store.getState().look({ on: day === '' ? null : day, texts: textsOf(values) })
    }
    look(form.getValues())
    const unsubscribe = form.subscribe({ formState: { values: true }, callback: ({ values }) => look(values) })
    return () => {
      unsubscribe()
      store.getState().stop()
    }
  }, [form, store])
  const replace = (group: IdentifierGroup, replacement: string) => {
    watch.take(group)
    for (const [name, places] of Map.groupBy(group.places, (place) => place.field)) {
      const field = fieldOf(name)
      if (field !== undefined) {
        form.setValue(field, replaced(form.getValues(field), places, replacement), { shouldDirty: true })
      }
    }
  }
  const settling = { watch, replace }
  usePageKeys((event) => {
    if (replacesFirst(event, settling)) event.preventDefault()
  })
  return settling
}

function textsOf(values: NoteFields): FieldTexts {
  return Object.fromEntries(looked.map((field) => [field, values[field]]))
}

function fieldOf(name: IdentifierField): (typeof looked)[number] | undefined {
  return looked.find((field) => field === name)
}
