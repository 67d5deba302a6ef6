// Twin runs of one story, with and without a disclosure: whoever is not to know of it can tell nothing apart.
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { paths } from '#shared/central-api.ts'
import { address, type Bend, type Member, Organisation, personOf, settle, turn } from '../fixtures/organisation.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { aNote, anId, ledgerOf, noFilter, openLarkfield, saveNote } from '../fixtures/world.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => vi.useRealTimers())

interface Story {
  /** Lengths of the notes' texts. */
  readonly notes: readonly number[]
  readonly before: boolean
  readonly turns: number
}

const stories: fc.Arbitrary<Story> = fc.record({
  notes: fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 5 }),
  before: fc.boolean(),
  turns: fc.integer({ min: 1, max: 3 }),
})

/** What somebody on the line sees of a request and its reply: method, lengths, status. */
type Seen = readonly [method: string, path: number, sent: number, status: number, received: number]

function watching(seen: Seen[]): Bend {
  return (fetch) => async (url, init) => {
    const reply = await fetch(url, init)
    const { length } = new Uint8Array(await reply.clone().arrayBuffer())
    const sent = init.body instanceof Uint8Array ? init.body.length : 0
    seen.push([init.method ?? 'GET', url.length, sent, reply.status, length])
    return reply
  }
}

/** The logs of one turn come in the order of their ids, which chance gives: turns are compared one by one. */
function byTurns(seen: readonly Seen[]): readonly (readonly Seen[])[] {
  const news = seen.flatMap(([, path], index) => (path === (address + paths.news).length ? [index] : []))
  return [0, ...news].map((from, turnNumber) => seen.slice(from, news[turnNumber]).toSorted(byLengths))
}

function byLengths(one: Seen, other: Seen): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1
}

interface Told {
  readonly seen: readonly (readonly Seen[])[]
  readonly shown: unknown
  readonly manifest: unknown
}

async function told({ notes, before, turns }: Story, disclosed: boolean): Promise<Told> {
  const seen: Seen[] = []
  const organisation = await Organisation.found()
  try {
    const ada = await organisation.open('Ada Ferris')
    const { inspection } = await openLarkfield(ada.world)
    if (before && disclosed) await disclose(ada, inspection)
    await organisation.join(ada, ['inspector'])
    const sam = await organisation.open('Sam Okafor', watching(seen))
    await organisation.join(sam, ['supervisor'])
    const wren = await organisation.enrol('Wren Abara', ['whistleblowing-lead'])
    await turn(ada)
    await ada.world.call('team.add', { inspection, people: [personOf(sam)] })
    for (const length of notes) {
      await saveNote(ada.world, inspection, aNote('x'.repeat(length)))
      if (disclosed) await disclose(ada, inspection)
      await settle([ada, wren, sam], turns)
    }
    const bundle = anId()
    await ada.world.call('bundle.seal', { inspection, bundle })
    await settle([ada, wren, sam], 2)
    if (disclosed) expect((await wren.world.call('disclosure.list', {})).disclosures.length).toBeGreaterThan(0)
    return {
      seen: byTurns(seen),
      shown: await everythingShown(sam, inspection, bundle),
      manifest: manifestOf(sam, inspection, bundle),
    }
  } finally {
    await organisation.close()
  }
}

/** Saved, and revised. */
async function disclose({ world }: Member, inspection: string): Promise<void> {
  const content = { who: 'A night worker', role: '', contact: '', howKnown: '', concern: 'Told in confidence.' }
  const about = { draft: anId(), inspection, typed: null, reason: '' }
  const { disclosure } = await world.call('disclosure.save', { ...about, disclosure: null, heads: [], content })
  const { heads } = await world.call('disclosure.read', { disclosure })
  const revised = { ...content, concern: 'Told in confidence, twice.' }
  await world.call('disclosure.save', { ...about, draft: anId(), disclosure, heads, content: revised })
}

/** Every reading of the supervisor's application. */
async function everythingShown({ world }: Member, inspection: string, bundle: string): Promise<unknown> {
  const page = { inspection, filter: noFilter, order: 'newest', offset: 0, limit: 500 } as const
  const { notes } = await world.call('note.list', page)
  const readings = [
    world.call('application.status', {}),
    world.call('inspection.list', {}),
    world.call('inspection.read', { inspection }),
    world.call('note.list', page),
    ...notes.map(({ note }) => world.call('note.read', { note })),
    world.call('search.find', { inspection: null, words: 'told', limit: 100 }),
    world.call('search.find', { inspection, words: 'x', limit: 100 }),
    world.call('disclosure.list', {}),
    world.call('disclosureDraft.list', {}),
    world.call('draft.list', {}),
    world.call('team.read', { inspection }),
    world.call('directory.people', {}),
    world.call('sync.status', {}),
    world.call('bundle.prepare', { inspection }),
    world.call('bundle.list', { inspection }),
    world.call('bundle.read', { inspection, bundle }),
    world.call('review.queue', {}),
    world.call('vault.verify', {}),
  ]
  return alike(await Promise.all(readings))
}

/** What the inspector signed. */
function manifestOf({ world }: Member, inspection: string, bundle: string): unknown {
  const entries = ledgerOf(world).entriesOf(inspection, bundle)
  expect(entries).toHaveLength(1)
  return alike(entries.map(({ payload }) => payload))
}

/** Ids, times, roots and signatures differ between any two runs; their number, lengths and places must not. */
function alike(value: unknown): unknown {
  if (typeof value === 'number' && value > 10_000_000) return 'milliseconds'
  if (Array.isArray(value)) {
    return value.map(alike).toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [alike(name), alike(inner)]))
  }
  if (typeof value === 'string') {
    return value
      .replaceAll(/\b(?:[0-9a-f]{64}|[0-9a-f]{32})\b/g, (id) => `id of ${id.length}`)
      .replaceAll(/[\w+/-]{43,}={0,2}/g, (bytes) => `bytes of ${bytes.length}`)
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, 'time')
  }
  return value
}

test('the requests of a supervisor, the replies, the application and the manifest are the same with and without it', async () => {
  await alwaysAsync(
    fc.asyncProperty(fc.noShrink(stories), async (story) => {
      const without = await told(story, false)
      const withIt = await told(story, true)
      expect(withIt.seen).toEqual(without.seen)
      expect(withIt.manifest).toEqual(without.manifest)
      expect(withIt.shown).toEqual(without.shown)
    }),
    2,
  )
}, 120_000)
