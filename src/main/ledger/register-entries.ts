// The entries of a register that this vault can read, and what a new one builds on.
import { latestOf } from '#shared/domain/bundle.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'

/** Sealed entries of a register all speak of the register itself; those in clear are its control entries. */
export function registerEntries(ledger: Ledger, register: string): readonly OpenedEntry[] {
  return ledger.entriesOf(register, register).filter(({ header }) => header.key !== null)
}

/** What a new entry of a register builds on: every readable one that no other builds on. */
export function registerHeads(ledger: Ledger, register: string): readonly Hash[] {
  return latestOf(registerEntries(ledger, register).map(({ hash, payload }) => ({ hash, parents: payload.parents })))
}
