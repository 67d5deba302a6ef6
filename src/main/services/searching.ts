// Searching: the words typed become a match over the notes, with the passage around what was found.
import type { Input, Output } from '#shared/contract.ts'
import { Problem } from '#shared/problems.ts'
import { inspectionOf } from '../data/inspections.ts'
import { countFound, findNotes, hitMarks, indexLags, indexNext, matchExpression } from '../data/search.ts'
import type { Ledger } from '../ledger/ledger.ts'

type Snippet = Output<'search.find'>['found'][number]['snippet']

/** Finds notes that hold a beginning of every word typed; nothing typed finds nothing. */
export function find(ledger: Ledger, { inspection, words, limit }: Input<'search.find'>): Output<'search.find'> {
  if (inspection !== null && inspectionOf(ledger.reader, inspection) === undefined)
    throw new Problem('inspection.unknown')
  const match = matchExpression(words)
  if (match === null) return { found: [], matching: 0 }
  if (indexLags(ledger.reader)) ledger.write((writer) => indexNext(writer, Number.MAX_SAFE_INTEGER))
  const found = findNotes(ledger.reader, match, inspection, limit).map((row) => ({
    note: row.note,
    inspection: row.inspection,
    kind: row.kind,
    when: row.happened,
    snippet: snippetOf(row.snippet),
  }))
  return { found, matching: countFound(ledger.reader, match, inspection) }
}

/** Splits the marked passage into pieces, every second of which was found. */
function snippetOf(marked: string): Snippet {
  const pieces = marked.split(new RegExp(`[${hitMarks.from}${hitMarks.to}]`, 'u'))
  return pieces.flatMap((words, index) => (words === '' ? [] : [{ words, hit: index % 2 === 1 }]))
}
