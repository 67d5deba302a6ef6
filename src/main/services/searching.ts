// Searching: the words typed become a match over the notes, with the passage around what was found.
import type { Input, Output } from '#shared/contract.ts'
import { Problem } from '#shared/problems.ts'
import type { Reader } from '../data/handles.ts'
import { inspectionOf } from '../data/inspections.ts'
import type { VaultDatabase } from '../data/open-vault.ts'
import { countFound, findNotes, hitMarks, indexLags, indexNext, lastNote, matchExpression } from '../data/search.ts'
import { nextTurn } from '../platform/clock.ts'

type Snippet = Output<'search.find'>['found'][number]['snippet']

/** Notes indexed in one transaction while somebody waits for a search: some 20 milliseconds in which no draft is kept. */
const indexedAtOnce = 200

/**
 * Finds notes that hold a beginning of every word typed; nothing typed finds nothing. All notes that were here when it
 * was asked are indexed first, in steps between which other calls have their turn. Throws Problems `inspection.unknown`,
 * and `vault.locked` where the vault was closed meanwhile.
 */
export async function find(
  { database, isClosed }: { readonly database: VaultDatabase; readonly isClosed: () => boolean },
  input: Input<'search.find'>,
): Promise<Output<'search.find'>> {
  const { reader } = database
  if (input.inspection !== null && inspectionOf(reader, input.inspection) === undefined)
    throw new Problem('inspection.unknown')
  const last = matchExpression(input.words) === null ? 0 : lastNote(reader)
  while (indexLags(reader, last)) {
    database.write((writer) => indexNext(writer, indexedAtOnce))
    await nextTurn()
    if (isClosed()) throw new Problem('vault.locked')
  }
  return findIndexed(reader, input)
}

/** What the index says now, whatever waits to be indexed. */
export function findIndexed(reader: Reader, { inspection, words, limit }: Input<'search.find'>): Output<'search.find'> {
  const match = matchExpression(words)
  if (match === null) return { found: [], matching: 0 }
  const found = findNotes(reader, match, inspection, limit).map((row) => ({
    note: row.note,
    inspection: row.inspection,
    kind: row.kind,
    when: row.happened,
    snippet: snippetOf(row.snippet),
  }))
  return { found, matching: countFound(reader, match, inspection) }
}

/** Splits the marked passage into pieces, every second of which was found. */
function snippetOf(marked: string): Snippet {
  const pieces = marked.split(new RegExp(`[${hitMarks.from}${hitMarks.to}]`, 'u'))
  return pieces.flatMap((words, index) => (words === '' ? [] : [{ words, hit: index % 2 === 1 }]))
}
