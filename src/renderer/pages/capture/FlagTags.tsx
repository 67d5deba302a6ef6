// The marks of a note, each in its colour.
import { Fragment } from 'react'
import { type NoteFlag, noteFlags } from '#shared/domain/note.ts'
import { Tag } from '../../components/Tag.tsx'
import { message } from '../../messages.ts'

const colours = {
  safeguarding: 'red',
  'special-category': 'purple',
  'criminal-offence': 'purple',
} as const satisfies Record<NoteFlag, string>

/** A mark that a newer version gave is left out: it has no words here. */
export function FlagTags({ flags }: { readonly flags: readonly string[] }) {
  return noteFlags
    .filter((flag) => flags.includes(flag))
    .map((flag) => (
      <Fragment key={flag}>
        <Tag colour={colours[flag]}>{message(`flag.${flag}`)}</Tag>{' '}
      </Fragment>
    ))
}
