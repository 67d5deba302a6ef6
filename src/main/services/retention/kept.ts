// What this vault knows of inspections for retention: from their registers, and from their evidence where it is here too.

import type { Counts, Group, Stated } from '#shared/domain/register/kinds.ts'
import type { Kept } from '#shared/domain/retention/record.ts'
import type { Reader } from '../../data/handles.ts'
import { allInspections, type InspectionRow, inspectionOf } from '../../data/inspections.ts'
import {
  allRegisters,
  allStatements,
  type RegisterRow,
  registerOf,
  type StatementRow,
  statementsIn,
} from '../../data/registers.ts'
import { holdingsOf } from './holdings.ts'

/** An inspection with what is told of it beside what retention asks. */
export interface Known extends Kept {
  readonly title: string | null
  readonly setting: string
  readonly begins: string
  /** Notes, the deleted ones too; null while nobody has said what it holds. */
  readonly notes: number | null
  /** Null where this vault holds the evidence only. */
  readonly register: string | null
}

/** Every inspection of which there is a register here, by its last day. */
export function allKnown(reader: Reader): readonly Known[] {
  const statements = Map.groupBy(allStatements(reader), ({ register }) => register)
  const evidence = new Map(allInspections(reader).map((row) => [row.id, row]))
  return allRegisters(reader).map((row) =>
    knownFrom(reader, row, statements.get(row.id) ?? [], evidence.get(row.inspection)),
  )
}

/** Undefined for an inspection of which this vault has neither register nor evidence. */
export function knownOf(reader: Reader, inspection: string): Known | undefined {
  const evidence = inspectionOf(reader, inspection)
  const register = registerOf(reader, inspection)
  if (register !== undefined) return knownFrom(reader, register, statementsIn(reader, register.id), evidence)
  if (evidence === undefined) return undefined
  const { title, remit, setting, begins, ends } = evidence
  const nothing = { statements: [], unread: false, register: null }
  return { inspection, title, remit, setting, begins, ends, ...nothing, ...heldHere(reader, inspection) }
}

/** What stands in a row was checked when it was folded: checking it again would take as long as all the rest. */
function knownFrom(
  reader: Reader,
  row: RegisterRow,
  statements: readonly StatementRow[],
  evidence: InspectionRow | undefined,
): Known {
  const { id, inspection, remit, setting, begins, ends, unread } = row
  return {
    inspection,
    title: evidence?.title ?? null,
    remit,
    setting,
    begins,
    ends,
    register: id,
    statements: statements.map(({ about, said }) => ({ about, said: JSON.parse(said) as Stated })),
    unread: unread !== '[]',
    ...(evidence === undefined ? heldBy(row) : heldHere(reader, inspection)),
  }
}

/** As the evidence has it now: the register is told of it later. */
function heldHere(reader: Reader, inspection: string): Pick<Known, 'groups' | 'notes'> {
  const { counts, groups } = holdingsOf(reader, inspection)
  return { groups, notes: counts.notes + counts.deleted }
}

function heldBy({ summarised, counts, groups }: RegisterRow): Pick<Known, 'groups' | 'notes'> {
  if (summarised === '') return { groups: null, notes: null }
  const { notes, deleted } = JSON.parse(counts) as Counts
  return { groups: JSON.parse(groups) as readonly Group[], notes: notes + deleted }
}
