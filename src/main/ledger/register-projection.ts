// From the entries of a register to rows: the inspection that it tells of, what that holds in kinds, and what was stated.
import { canonicalText } from '#shared/domain/canonical.ts'
import { foldRegister } from '#shared/domain/register/fold.ts'
import { type CompartmentRow, setInspectionOf } from '../data/compartments.ts'
import type { Writer } from '../data/handles.ts'
import { putRegister, removeRegister } from '../data/registers.ts'
import { claimIdentities } from './identity-entries.ts'
import type { Ledger } from './ledger.ts'
import { registerEntries } from './register-entries.ts'

/** Recomputes everything: a register has few entries. One that came from the store tells here whose it is. */
export function projectRegister(ledger: Ledger, writer: Writer, { id, inspection }: CompartmentRow): void {
  const entries = registerEntries(ledger, id)
  const folded = foldRegister(entries.map((entry) => ({ ...entry, effect: ledger.hasEffect(entry) })))
  if (folded === null) return removeRegister(writer, id)
  const { registered, opened, summary, statements, unread } = folded
  if (registered.inspection !== inspection) setInspectionOf(writer, id, registered.inspection)
  claimIdentities(ledger, writer, id, registered.inspection)
  const { remit, setting, begins, ends } = registered
  const written = new Map(entries.map((entry) => [entry.hash, entry]))
  putRegister(
    writer,
    {
      id,
      inspection: registered.inspection,
      remit,
      setting,
      begins,
      ends,
      opened,
      summarised: summary?.at ?? '',
      counts: summary === null ? '' : JSON.stringify(summary.counts),
      groups: JSON.stringify(summary?.groups ?? []),
      unread: JSON.stringify(unread),
    },
    statements.map(({ entry, about, said }) => ({
      entry,
      register: id,
      about,
      said: canonicalText(said),
      stated: written.get(entry)?.payload.at ?? '',
      device: written.get(entry)?.header.device ?? '',
    })),
  )
}
