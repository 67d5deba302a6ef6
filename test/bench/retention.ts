// Retention of 100,000 notes, beside bare sums of the same dates by the library of the calendar; and as it is listed.
import type { Writer } from '#main/data/handles.ts'
import { putRegister } from '#main/data/registers.ts'
import { calendar } from '#main/platform/calendar.ts'
import { loadPolicy } from '#main/services/policy.ts'
import { Retention } from '#main/services/retention/retention.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import { aboutOf } from '#shared/domain/register/fold.ts'
import { retentionBy } from '#shared/domain/retention/explain.ts'
import type { RecordFacts } from '#shared/domain/retention/facts.ts'
import { bareVault } from '../fixtures/bare-vault.ts'
import { shipped } from '../fixtures/policy/packs.ts'
import { noFacts, ourPack } from '../fixtures/retention/pack.ts'
import { type Figure, percentile, timed } from './figures.ts'

const notes = 100_000
const notesToAnInspection = 40
const pack = loadPolicy(shipped)
const rounds = 5
const asOf = '2026-11-24'

/** A note differs from its neighbours in all that rules ask; those of one inspection share their dates. */
function factsOf(index: number): RecordFacts {
  const { remits, lists } = ourPack
  const nth = <Value>(values: readonly Value[], step: number): Value | undefined =>
    values[Math.floor(index / step) % values.length]
  const day = (back: number) => new Date(Date.UTC(2026, 10, 24) - back * 86_400_000).toISOString().slice(0, 10)
  // Some forty notes to an inspection; reports of twelve years.
  const published = day((Math.floor(index / 40) * 7) % 4_380)
  return {
    ...noFacts,
    id: `note-${index}`,
    remit: nth(remits, 40)?.id ?? null,
    subjects: [nth(lists.subjects, 1)?.id ?? ''],
    categories: [nth(lists.categories, 3)?.id ?? '', nth(lists.categories, 5)?.id ?? ''],
    circumstances: Object.fromEntries(lists.circumstances.map(({ id }, place) => [id, (index + place) % 3 === 0])),
    events: lists.events.map(({ id }) => ({ event: id, on: published })),
  }
}

export async function retentionFigures(): Promise<readonly Figure[]> {
  const records = Array.from({ length: notes }, (_, index) => factsOf(index))
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(
      await timed(() => {
        // A fresh one each time: what it has reckoned before is not what is measured.
        const explain = retentionBy(ourPack, {}, calendar)
        for (const facts of records) explain(facts, asOf)
      }),
    )
    theirs.push(
      await timed(() => {
        for (const { events } of records) calendar.plus(events[0]?.on ?? asOf, 'P3Y')
      }),
    )
  }
  const peer = { name: 'one sum of dates for each', value: percentile(theirs, 0.5) }
  const value = percentile(ours, 0.5)
  const goal = { of: 'value', most: 1_000 } as const
  return [
    { name: 'retention of 100,000 notes', unit: 'ms', value, peer, goal },
    { name: 'what falls due of 100,000 notes, from registers', unit: 'ms', value: await listing(), peer: null, goal },
  ]
}

/** The list as a records manager gets it: registers read from the vault, no two notes of an inspection alike. */
async function listing(): Promise<number> {
  const vault = await bareVault()
  vault.database.write((writer) => {
    for (let inspection = 0; inspection < notes / notesToAnInspection; inspection += 1)
      putInspection(writer, inspection)
  })
  const lists: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const retention = new Retention(
      vault.ledger,
      pack,
      () => asOf,
      () => ({ findings: [] }),
    )
    lists.push(await timed(async () => void (await retention.list({ asOf: null }))))
  }
  vault.remove()
  return percentile(lists, 0.5)
}

function putInspection(writer: Writer, inspection: number): void {
  const id = inspection.toString(16).padStart(64, '0')
  const facts = Array.from({ length: notesToAnInspection }, (_, note) =>
    factsOf(inspection * notesToAnInspection + note),
  )
  const roles = pack.lists.personRoles.map((role) => role.id)
  const groups = facts.map(({ categories }, note) => ({
    people: [roles[note % roles.length] ?? ''],
    categories: [...categories].toSorted(),
    notes: 1,
  }))
  const counts = { notes: notesToAnInspection, deleted: 0, people: 9, enquiries: 4 }
  const published = facts[0]?.events[0]?.on ?? asOf
  const said = [
    ...pack.lists.events.map(({ id: event }) => ({ event, happenings: [{ on: published, reopened: null }] })),
    ...pack.lists.circumstances.map(({ id: circumstance }) => ({ circumstance, people: null, answer: true })),
  ]
  const row = { id, inspection: id, remit: facts[0]?.remit ?? '', setting: '', begins: published, ends: published }
  const told = { opened: '', summarised: '2026-11-24T09:00:00.000Z', unread: '[]' }
  putRegister(
    writer,
    { ...row, ...told, counts: JSON.stringify(counts), groups: JSON.stringify(groups) },
    said.map((one, place) => ({
      entry: `${inspection} ${place}`,
      register: id,
      about: aboutOf(one),
      said: canonicalText(one),
      stated: '',
      device: '',
    })),
  )
}
