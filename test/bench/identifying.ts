// Looking for names and other identifiers in 2,000 characters, as the page asks for it while somebody types.
import nlp from 'compromise/three'
import { sentencesOf } from '../fixtures/identifiers/sentences.ts'
import type { EngineHere } from './engine-here.ts'
import { type Figure, percentile, timed } from './figures.ts'

const repeats = 30
const characters = 2_000

/** Paragraphs of four sentences that hold many identifiers, begun anew for each round, so that no line was seen before. */
function textAt(round: number): string {
  const texts = sentencesOf('building').map(({ text }) => text)
  const turned = [...texts.slice(round), ...texts.slice(0, round)]
  const paragraphs = turned.map((text, index) => (index % 4 === 3 ? `${text}\n` : `${text} `)).join('')
  return paragraphs.slice(0, characters)
}

export async function identifyFigures(engine: EngineHere): Promise<readonly Figure[]> {
  const { inspection } = engine.inspection
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < repeats; round++) {
    const text = textAt(round)
    const input = { inspection, on: null, texts: [{ field: 'words' as const, words: text }] }
    ours.push(await timed(() => engine.call('identifier.find', input)))
    theirs.push(await timed(() => nlp(text).people().out('array')))
  }
  return [
    {
      name: `identifier check, ${characters} characters, p95`,
      unit: 'ms',
      value: percentile(ours, 0.95),
      peer: { name: 'compromise alone, names only', value: percentile(theirs, 0.95) },
      goal: { of: 'value', most: 30 },
    },
  ]
}
