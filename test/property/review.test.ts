// Sealing and review on a real vault: whatever arrives first, and however the vault came to it, the rows are the same.
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { entriesAfter } from '#main/data/entries.ts'
import type { Writer } from '#main/data/handles.ts'
import { knownCompartment, type OpenedEntry } from '#main/ledger/ledger.ts'
import { rebuildProjections } from '#main/ledger/rebuild.ts'
import { loadPolicy } from '#main/services/policy.ts'
import { Bundles } from '#main/services/review/bundles.ts'
import { type Decision, type Manifest, manifestSchema } from '#shared/domain/bundle.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { arriving } from '../fixtures/arriving.ts'
import { admit, type BareVault, bareInspection, bareVault } from '../fixtures/bare-vault.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { projectionsOf } from '../fixtures/tables.ts'
import { anId, resources } from '../fixtures/world.ts'

const doings = ['revise', 'revise', 'seal', 'seal-again', 'decide', 'decide', 'ask', 'answer', 'open'] as const
const step = fc.record({
  doing: fc.constantFrom(...doings),
  who: fc.constantFrom('ada', 'adasOther', 'bo'),
  /** Which of the earlier things it speaks of, and, as bits, which of them it builds on. */
  which: fc.nat(1_000),
  bits: fc.nat(0xffff),
  decision: fc.constantFrom<Decision>('returned', 'question', 'accepted'),
})
const story = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 30 }),
  boJoinsAfter: fc.nat(15),
  /** Otherwise both have written what both judge, and hardly anything counts. */
  boReviews: fc.boolean(),
})
type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Writes a story as programs that keep to no rule of the services would. */
class Told {
  readonly vault: BareVault
  readonly inspection: Hash
  readonly #boReviews: boolean
  readonly #notes = [anId(), anId(), anId()]
  readonly #bundles = [anId(), anId()]
  readonly #revisions: Hash[] = []
  readonly #seals: { readonly hash: Hash; readonly bundle: string }[] = []
  readonly #decisions: Hash[] = []
  readonly #questions: { readonly hash: Hash; readonly note: string }[] = []

  constructor(vault: BareVault, inspection: Hash, boReviews: boolean) {
    this.vault = vault
    this.inspection = inspection
    this.#boReviews = boReviews
  }

  tell(steps: readonly Step[]): void {
    this.vault.ledger.write((writer) => {
      for (const one of steps) this.#do(writer, one)
    })
  }

  #do(writer: Writer, one: Step): void {
    const { which, bits, decision, doing } = one
    const note = chosen(this.#notes, which) ?? ''
    const seal = chosen(this.#seals, which)
    if (doing === 'revise') this.#revise(writer, one, note)
    if (doing === 'seal' || doing === 'seal-again') this.#seal(writer, one)
    if (doing === 'decide' && seal !== undefined) {
      const parents = [...some(this.#decisions, bits), ...(bits % 5 === 0 ? [] : [seal.hash])]
      const data = { decision, reason: `reason ${which}` }
      this.#decisions.push(this.#append(writer, one, 'review.decided', seal.bundle, parents, data))
    }
    if (doing === 'ask' && seal !== undefined) {
      const data = { bundle: seal.bundle, seal: seal.hash, words: `question ${which}` }
      this.#questions.push({ hash: this.#append(writer, one, 'note.questioned', note, [], data), note })
    }
    const question = chosen(this.#questions, which)
    if (doing === 'answer' && question !== undefined) {
      const data = { question: question.hash, words: `answer ${which}` }
      this.#append(writer, one, 'note.answered', question.note, [question.hash], data)
    }
    if (doing === 'open') {
      const data = { bundle: chosen(this.#bundles, which) ?? '', notes: [note] }
      this.#append(writer, one, 'note.opened', this.inspection, [], data)
    }
  }

  #revise(writer: Writer, one: Step, note: string): void {
    const set = { place: `place ${one.which}` }
    const data = { set, add: {}, remove: {}, reason: '', typed: null }
    this.#revisions.push(this.#append(writer, one, 'note.revised', note, some(this.#revisions, one.bits), data))
  }

  #seal(writer: Writer, one: Step): void {
    const revisions = some(this.#revisions, one.bits)
    if (revisions.length === 0) return
    const bundle = chosen(this.#bundles, one.doing === 'seal' ? one.which : 0) ?? ''
    const counts = {
      notes: 1,
      revisions: revisions.length,
      people: 0,
      enquiries: 0,
      deleted: 0,
      conflicts: 0,
      drafts: 0,
    }
    const data: Manifest = { revisions: revisions.toSorted(), heads: [], counts, checkpoint: null }
    const parents = some(this.#seals, one.bits).map(({ hash }) => hash)
    this.#seals.push({ hash: this.#append(writer, one, 'bundle.sealed', bundle, parents, data), bundle })
  }

  #append(writer: Writer, { who }: Step, kind: string, of: string, parents: readonly Hash[], data: object): Hash {
    const { ledger, signers } = this.vault
    const statement = { kind, of, parents, data: { ...data } }
    const apart = kind === 'note.revised' || kind === 'bundle.sealed' ? 'ada' : 'bo'
    const signer = signers[this.#boReviews ? apart : who]
    return ledger.append(writer, knownCompartment(writer, this.inspection), statement, signer)
  }
}

function chosen<Thing>(things: readonly Thing[], which: number): Thing | undefined {
  return things[which % Math.max(1, things.length)]
}

function some<Thing>(things: readonly Thing[], bits: number): readonly Thing[] {
  return things.filter((_, place) => ((bits >> (place % 16)) & 1) === 1)
}

async function told({ steps, boJoinsAfter, boReviews }: Story): Promise<Told> {
  const vault = await bareVault()
  const story = new Told(vault, await bareInspection(vault), boReviews)
  story.tell(steps.slice(0, boJoinsAfter))
  await admit(vault, story.inspection, vault.signers.bo.person)
  story.tell(steps.slice(boJoinsAfter))
  return story
}

test('any story of sealing and review gives the rows that a rebuild gives', async () => {
  await alwaysAsync(
    fc.asyncProperty(story, async (one) => {
      const { vault } = await told(one)
      const rows = projectionsOf(vault.database.reader)
      rebuildProjections(vault.ledger)
      expect(projectionsOf(vault.database.reader)).toEqual(rows)
      vault.remove()
    }),
    25,
  )
}, 60_000)

test('its entries, arriving in any order and any batches, give the same rows', async () => {
  const shuffled = fc.tuple(story, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 9 }))
  await alwaysAsync(
    fc.asyncProperty(shuffled, async ([one, dice, atOnce]) => {
      const sender = await told(one)
      const entries = entriesAfter(sender.vault.database.reader, 0, 1_000)
        .map((entry) => ({ entry, at: dice.next().value ?? 0 }))
        .toSorted((first, other) => first.at - other.at)
        .map(({ entry }) => entry)
      const receiver = await arriving(sender.vault, entries, atOnce)
      expect(projectionsOf(receiver.ledger.reader)).toEqual(projectionsOf(sender.vault.database.reader))
      receiver.remove()
      sender.vault.remove()
    }),
    25,
  )
}, 60_000)

test('nothing counts that somebody said of their own work, and everything does that somebody else said of the seal', async () => {
  const pack = loadPolicy(join(resources, 'policy'))
  await alwaysAsync(
    fc.asyncProperty(story, async (one) => {
      const { vault, inspection } = await told(one)
      const { bundles } = new Bundles(
        vault.ledger,
        pack,
        () => [],
        () => {},
      ).list({ inspection })
      const log = opened(vault, inspection)
      for (const { bundle, decisions, questionsOpen } of bundles) {
        const expected = judged(log, bundle)
        const counting = decisions.filter(({ counts }) => counts).map(({ at }) => at)
        expect(counting.toSorted()).toEqual(expected.decisions.toSorted())
        expect(questionsOpen).toBe(expected.open)
      }
      vault.remove()
    }),
    25,
  )
}, 60_000)

function opened({ ledger, database }: BareVault, inspection: Hash): readonly OpenedEntry[] {
  const rows = entriesAfter(database.reader, 0, 1_000).filter(({ compartment }) => compartment === inspection)
  return rows.flatMap((row) => ledger.opened(row) ?? [])
}

/** The rule once more, said of the whole log and without a projection; everybody of these stories has the role. */
function judged(log: readonly OpenedEntry[], bundle: string) {
  const of = (kind: string) => log.filter(({ payload }) => payload.kind === kind)
  const seals = of('bundle.sealed').filter(({ payload }) => payload.of === bundle)
  const [standing] = seals.toSorted((one, other) => (one.hash < other.hash ? -1 : 1))
  const { revisions } = manifestSchema.parse(standing?.payload.data)
  const authors = [...seals, ...of('note.revised').filter(({ hash }) => revisions.includes(hash))].map((e) => e.person)
  const answered = of('note.answered').map(({ payload }) => payload.data['question'])
  const byOthers = (kind: string) => of(kind).filter(({ person }) => !authors.includes(person))
  const decisions = byOthers('review.decided')
    .filter(({ payload }) => payload.of === bundle && payload.parents.includes(standing?.hash ?? ''))
    .map(({ payload }) => payload.at ?? '')
  const open = byOthers('note.questioned')
    .filter(({ payload: { data } }) => data['bundle'] === bundle && data['seal'] === standing?.hash)
    .filter(({ hash }) => !answered.includes(hash)).length
  return { decisions, open }
}
