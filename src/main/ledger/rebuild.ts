// Dropping the projections and computing them anew from the entries: the same rows come back (docs/architecture.md, "The one idea").
import { allCompartments } from '../data/compartments.ts'
import { allObjects, entriesAfter, entryAt, indexEntry } from '../data/entries.ts'
import type { Writer } from '../data/handles.ts'
import { dropProjections } from '../data/projections.ts'
import type { Ledger } from './ledger.ts'
import { project } from './projections.ts'

const batch = 500

/** Rebuilds everything in one transaction; entries that cannot be opened leave no rows. */
export function rebuildProjections(ledger: Ledger): void {
  ledger.write((writer) => {
    dropProjections(writer)
    indexEntries(ledger, writer)
    ledger.forget()
    projectObjects(ledger, writer)
  })
}

function indexEntries(ledger: Ledger, writer: Writer): void {
  for (let rows = entriesAfter(writer, Number.MIN_SAFE_INTEGER, batch); rows.length > 0; ) {
    for (const row of rows) {
      const opened = ledger.opened(row)
      if (opened !== null) indexEntry(writer, row.arrival, row.compartment, opened.payload)
    }
    rows = entriesAfter(writer, rows.at(-1)?.arrival ?? Number.MAX_SAFE_INTEGER, batch)
  }
}

function projectObjects(ledger: Ledger, writer: Writer): void {
  const compartments = new Map(allCompartments(writer).map((row) => [row.id, row]))
  for (const { compartment, entry } of allObjects(writer)) {
    const row = compartments.get(compartment)
    const stored = entryAt(writer, entry)
    const opened = stored === undefined ? null : ledger.opened(stored)
    if (row !== undefined && opened !== null && opened.header.key !== null) project(ledger, writer, row, opened)
  }
}
