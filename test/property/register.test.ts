// The register on a real vault: what it says is a function of the set of its entries, and who differs is never hidden.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { entriesAfter } from '#main/data/entries.ts'
import type { Writer } from '#main/data/handles.ts'
import { allRegisters, allStatements } from '#main/data/registers.ts'
import { knownCompartment, type OpenedEntry } from '#main/ledger/ledger.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { registerEntries } from '#main/ledger/register-entries.ts'
import { canonicalText } from '#shared/domain/canonical.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { aboutOf, foldRegister } from '#shared/domain/register/fold.ts'
import { groupsOf, mostGroups } from '#shared/domain/register/groups.ts'
import type { Stated, Summarised } from '#shared/domain/register/kinds.ts'
import { arriving } from '../fixtures/arriving.ts'
import { admit, type BareVault, bareInspection, bareVault } from '../fixtures/bare-vault.ts'
import { arrivals } from '../fixtures/histories.ts'
import { always, alwaysAsync } from '../fixtures/seed.ts'
import { projectionsOf } from '../fixtures/tables.ts'

const day = fc.constantFrom('2024-01-31', '2024-02-29', '2024-02-30', '2025-06-01')
const period = fc.constantFrom('runs-on' as const, 'begins-anew' as const, 'undecided' as const)
const happening = fc.record({ on: day, reopened: fc.option(fc.record({ on: day, period })) })
const said: fc.Arbitrary<Stated> = fc.oneof(
  fc.record({ event: fc.constantFrom('landed', 'sold'), happenings: fc.array(happening, { maxLength: 2 }) }),
  fc.record({
    circumstance: fc.constantFrom('insured'),
    people: fc.option(fc.constant<string[]>(['sailor'])),
    answer: fc.constantFrom(true, false, null),
  }),
  fc.record({
    rule: fc.constantFrom('log-books'),
    reviews: fc.array(fc.record({ on: day, next: fc.option(day) }), { maxLength: 2 }),
  }),
)
const kinds = fc.record({
  people: fc.uniqueArray(fc.constantFrom('sailor', 'pilot'), { maxLength: 2 }),
  categories: fc.uniqueArray(fc.constantFrom('voyage', 'cargo'), { maxLength: 2 }),
})

const step = fc.record({
  doing: fc.constantFrom('state', 'state', 'state', 'summarise', 'newer', 'newer-form'),
  who: fc.constantFrom('ada', 'adasOther', 'bo'),
  /** Which of the earlier entries it builds on, as bits. */
  bits: fc.nat(0xffff),
  said,
  notes: fc.array(kinds, { maxLength: 4 }),
})
const story = fc.record({
  steps: fc.array(step, { minLength: 2, maxLength: 16 }),
  boJoinsAfter: fc.nat(10),
})
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface Told {
  readonly vault: BareVault
  readonly register: Hash
}

/** Writes a story as programs that keep to no rule of the services would. */
async function told({ steps, boJoinsAfter }: Story): Promise<Told> {
  const vault = await bareVault()
  const inspection = await bareInspection(vault)
  const register = allCompartments(vault.database.reader).find(({ type }) => type === 'register')?.id ?? ''
  const written: Hash[] = []
  const tell = (some: readonly Step[]): void =>
    vault.ledger.write((writer) => {
      for (const one of some) written.push(append(vault, writer, register, inspection, one, written))
    })
  tell(steps.slice(0, boJoinsAfter))
  await admit(vault, register, vault.signers.bo.person)
  tell(steps.slice(boJoinsAfter))
  return { vault, register }
}

function append(
  { ledger, signers }: BareVault,
  writer: Writer,
  register: Hash,
  inspection: Hash,
  { doing, who, bits, notes, said: words }: Step,
  written: readonly Hash[],
): Hash {
  const counts = { notes: notes.length, deleted: 0, people: 2, enquiries: 0 }
  const summary: Summarised = {
    inspection,
    sealed: null,
    counts,
    categories: [],
    groups: [...groupsOf(notes)],
    retention: [],
  }
  const data = {
    state: words,
    summarise: summary,
    newer: { colour: 'blue' },
    'newer-form': { ...words, colour: 'blue' },
  }[doing]
  const kind = { state: 'retention.stated', summarise: 'inspection.summarised', newer: 'retention.weighed' }
  const statement = {
    kind: doing === 'newer-form' ? kind.state : kind[doing],
    of: register,
    parents: written.filter((_, place) => ((bits >> (place % 16)) & 1) === 1),
    data: { ...data },
  }
  return ledger.append(writer, knownCompartment(writer, register), statement, signers[who])
}

test('any story of a register gives the rows that a rebuild gives', async () => {
  await alwaysAsync(
    fc.asyncProperty(story, async (one) => {
      const { vault } = await told(one)
      const rows = projectionsOf(vault.database.reader)
      expect(rows['register']).toHaveLength(1)
      rebuildProjections(vault.ledger)
      expect(projectionsOf(vault.database.reader)).toEqual(rows)
      vault.remove()
    }),
    20,
  )
}, 60_000)

test('its entries, arriving in any order and any batches, give the same rows', async () => {
  const shuffled = fc.tuple(story, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 9 }))
  await alwaysAsync(
    fc.asyncProperty(shuffled, async ([one, dice, atOnce]) => {
      const { vault } = await told(one)
      const entries = entriesAfter(vault.database.reader, 0, 1_000)
        .map((entry) => ({ entry, at: dice.next().value ?? 0 }))
        .toSorted((first, other) => first.at - other.at)
        .map(({ entry }) => entry)
      const receiver = await arriving(vault, entries, atOnce)
      expect(projectionsOf(receiver.ledger.reader)).toEqual(projectionsOf(vault.database.reader))
      receiver.remove()
      vault.remove()
    }),
    15,
  )
}, 60_000)

test('what nobody who knew it has followed stands, and two that differ both stand', async () => {
  let differing = 0
  await alwaysAsync(
    fc.asyncProperty(story, async (one) => {
      const { vault, register } = await told(one)
      const log = registerEntries(vault.ledger, register)
      const counting = log.filter((entry) => vault.ledger.hasEffect(entry))
      const standing = allStatements(vault.database.reader).map(({ entry }) => entry)
      expect(standing.toSorted()).toEqual(unfollowed(log, counting.flatMap(statedIn)).toSorted())
      const [row] = allRegisters(vault.database.reader)
      const illegible = counting.filter(
        (entry) => entry.payload.kind.startsWith('retention.') && statedIn(entry).length === 0,
      )
      const unread = unfollowed(
        log,
        illegible.map((entry) => ({ entry, about: '' })),
      )
      expect(JSON.parse(row?.unread ?? '')).toEqual(unread.toSorted())
      const abouts = allStatements(vault.database.reader).map(({ about }) => about)
      differing += abouts.length - new Set(abouts).size
      vault.remove()
    }),
    20,
  )
  expect(differing).toBeGreaterThan(0)
}, 60_000)

interface About {
  readonly entry: OpenedEntry
  readonly about: string
}

function statedIn(entry: OpenedEntry): readonly About[] {
  const { kind, data } = entry.payload
  if (kind !== 'retention.stated' || 'colour' in data) return []
  return [{ entry, about: aboutOf(data as Stated) }]
}

/** The rule once more: those that are no ancestor of another about the same, through whatever lies between. */
function unfollowed(log: readonly OpenedEntry[], said: readonly About[]): readonly Hash[] {
  const parents = new Map(log.map(({ hash, payload }) => [hash, payload.parents]))
  const isBelow = (hash: Hash, other: Hash): boolean =>
    (parents.get(other) ?? []).some((parent) => parent === hash || isBelow(hash, parent))
  const followed = ({ entry, about }: About) =>
    said.some((other) => other.about === about && isBelow(entry.hash, other.entry.hash))
  return said.filter((one) => !followed(one)).map(({ entry }) => entry.hash)
}

test('the fold itself asks neither for order nor for how often something came', async () => {
  const { vault, register } = await told(
    fc.sample(story, { numRuns: 1, seed: 11 })[0] ?? { steps: [], boJoinsAfter: 0 },
  )
  const entries = registerEntries(vault.ledger, register).map((entry) => ({ ...entry, effect: true }))
  const folded = foldRegister(entries)
  expect(folded).not.toBeNull()
  always(
    fc.property(arrivals(entries), (arrived) => {
      expect(foldRegister(arrived)).toEqual(folded)
    }),
    100,
  )
  vault.remove()
})

test('groups count every note once, and a summary never has more of them than fit into one entry', () => {
  always(
    fc.property(fc.array(kinds, { maxLength: 40 }), (notes) => {
      const groups = groupsOf(notes)
      expect(groups.reduce((sum, group) => sum + group.notes, 0)).toBe(notes.length)
      expect(new Set(groups.map((group) => canonicalText([group.people, group.categories]))).size).toBe(groups.length)
      expect(groupsOf(notes.toReversed())).toEqual(groups)
    }),
    200,
  )
  const many = Array.from({ length: 5_000 }, (_, index) => ({
    people: [`role-${index % 100}`],
    categories: [`category-${index}`, 'of-all'],
  }))
  const groups = groupsOf(many)
  expect(groups).toHaveLength(mostGroups)
  expect(groups.reduce((sum, { notes }) => sum + notes, 0)).toBe(5_000)
  const [largest] = groups.toSorted((one, other) => other.notes - one.notes)
  expect(largest?.categories).toHaveLength(5_000 - (mostGroups - 1) + 1)
  expect(JSON.stringify(groups).length).toBeLessThan(500_000)
})
