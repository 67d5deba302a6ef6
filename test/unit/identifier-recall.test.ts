// How many identifiers are found in the sentences made for it, and how many of the hits are right, for both halves.
import { beforeAll, describe, expect, test } from 'vitest'
import { type Language, loadLanguage } from '#main/services/identifiers/language.ts'
import { namesIn } from '#main/services/identifiers/names.ts'
import { type Hit, identifierKinds, withoutOverlaps } from '#shared/domain/identifiers/identifier.ts'
import { patternedIn } from '#shared/domain/identifiers/patterned.ts'
import practice from '../../resources/practice/inspection.json' with { type: 'json' }
import { generatedScript } from '../fixtures/generated-notes.ts'
import { halves, type Sentence, sentencesOf } from '../fixtures/identifiers/sentences.ts'

const day = '2026-03-10'
let language: Language

beforeAll(async () => {
  language = await loadLanguage()
})

const hitsIn = (text: string): readonly Hit[] =>
  withoutOverlaps([...patternedIn(text, day), ...namesIn(text, language)])

interface Tally {
  readonly spans: number
  readonly found: number
  readonly hits: number
  readonly right: number
}

/** A span is found when hits of its kind cover all its letters and digits; a hit is right when it touches such a span. */
function tally(sentences: readonly Sentence[], kinds: readonly Hit['kind'][]): Tally {
  const judged = sentences.map(({ text, spans }) => {
    const wanted = spans.filter(({ kind }) => kinds.includes(kind))
    const hits = hitsIn(text).filter(({ kind }) => kinds.includes(kind))
    const found = wanted.filter((span) =>
      isCovered(
        text,
        span,
        hits.filter(({ kind }) => kind === span.kind),
      ),
    )
    const right = hits.filter((hit) =>
      wanted.some((span) => span.kind === hit.kind && span.from < hit.to && hit.from < span.to),
    )
    return { spans: wanted.length, found: found.length, hits: hits.length, right: right.length }
  })
  const sum = (part: keyof Tally) => judged.reduce((total, one) => total + one[part], 0)
  return { spans: sum('spans'), found: sum('found'), hits: sum('hits'), right: sum('right') }
}

function isCovered(text: string, { from, to }: Pick<Hit, 'from' | 'to'>, hits: readonly Hit[]): boolean {
  const places = Array.from({ length: to - from }, (_, index) => from + index)
  return places
    .filter((place) => /[\p{L}\p{N}]/u.test(text[place] ?? ''))
    .every((place) => hits.some((hit) => hit.from <= place && place < hit.to))
}

const recall = ({ found, spans }: Tally) => found / spans
const precision = ({ right, hits }: Tally) => right / hits
const patterned = identifierKinds.filter((kind) => kind !== 'name')

describe.each(halves)('the %s half', (half) => {
  const sentences = sentencesOf(half)

  test('has its share of at least 320 sentences', () => {
    expect(sentences.length).toBeGreaterThanOrEqual(160)
  })

  test('names: recall at least 0.9 at a precision of at least 0.6', () => {
    const names = tally(sentences, ['name'])
    say(half, 'names', names)
    expect(recall(names)).toBeGreaterThanOrEqual(0.9)
    expect(precision(names)).toBeGreaterThanOrEqual(0.6)
  })

  test('identifiers with a form of their own: recall at least 0.99', () => {
    const all = tally(sentences, patterned)
    say(half, 'patterned', all)
    for (const kind of patterned) say(half, kind, tally(sentences, [kind]))
    expect(recall(all)).toBeGreaterThanOrEqual(0.99)
  })
})

function say(half: string, what: string, of: Tally): void {
  const figures = `recall ${recall(of).toFixed(3)} of ${of.spans}, precision ${precision(of).toFixed(3)} of ${of.hits}`
  process.stdout.write(`identifiers, ${half} half, ${what}: ${figures}\n`)
}

describe('notes that hold pseudonyms only', () => {
  const texts = (notes: typeof practice.notes) =>
    notes.flatMap(({ text, place, revisions }) => [place, text, ...revisions.flatMap((one) => [one.text, one.reason])])
  const found = (all: readonly string[]) =>
    all.flatMap((text) => text.split('\n')).flatMap((line) => hitsIn(line).map(({ from, to }) => line.slice(from, to)))

  test('the practice inspection has no hit but the fish, which is called as a person is', () => {
    expect([...new Set(found(texts(practice.notes)))]).toEqual(['Gary'])
  })

  test('notes of the generator have none (seed 20260310)', () => {
    expect(found(texts(generatedScript({ seed: 20260310, notes: 300 }).notes as typeof practice.notes))).toEqual([])
  })
})
