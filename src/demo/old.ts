// An inspection of years ago: a little evidence, and a report so long ago that the evidence may be destroyed.
import type { Application } from '#main/container.ts'
import { emptyNote } from '#shared/domain/note.ts'

const begins = '2021-11-15'
const ends = '2021-11-19'
const published = '2022-01-24'

/** The lead opens it under the first remit whose rules ask no question, and states whatever these wait for. */
export async function playOld(lead: Application): Promise<void> {
  const { pack, open } = lead
  const remit = pack.remits.find(({ retention }) =>
    retention.every(({ modality, when }) => modality === 'at-least' && when.length === 0),
  )
  const setting = remit?.settings[0]?.id
  if (remit === undefined || setting === undefined) throw new Error('no remit of the pack serves for the demo')
  const facts = {
    remit: remit.id,
    setting,
    title: 'the southern area (invented)',
    begins,
    ends,
    team: [],
    confirmed: [],
  }
  const { inspection } = await lead.openInspection(facts)
  const [category] = pack.lists.categories
  const note = { note: crypto.randomUUID().replaceAll('-', ''), inspection, heads: [], typed: null, reason: '' }
  const [kind] = pack.lists.noteKinds
  const content = {
    ...emptyNote,
    kind: kind?.id ?? '',
    text: { ...emptyNote.text, words: 'The rota was read and shows enough workers on every night.' },
    categories: [category?.id ?? ''],
  }
  open.notes.save({ ...note, content })
  const { awaited } = open.retention.read({ inspection, asOf: null }).stands
  for (const event of awaited) {
    const happenings = [{ on: published, reopened: null }]
    open.retention.state({ inspection, heads: [], said: { event, happenings } })
  }
}
