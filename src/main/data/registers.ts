// Registers and what was stated in them of retention, as projected from the entries.
import type { Reader, Writer } from './handles.ts'

/** `counts`, `groups` and `unread` are JSON texts; `summarised` and `counts` are empty while nobody has summarised it. */
export interface RegisterRow {
  readonly id: string
  readonly inspection: string
  readonly remit: string
  readonly setting: string
  readonly begins: string
  readonly ends: string
  readonly opened: string
  readonly summarised: string
  readonly counts: string
  readonly groups: string
  readonly unread: string
}

/** `about` names one event, question or rule; `said` is all that was stated of it. Both are JSON texts. */
export interface StatementRow {
  readonly entry: string
  readonly register: string
  readonly about: string
  readonly said: string
  readonly stated: string
  readonly device: string
}

const columns = 'id, inspection, remit, setting, begins, ends, opened, summarised, counts, groups, unread'
const statementColumns = 'entry, register, about, said, stated, device'

/** The oldest inspection first. */
export function allRegisters(reader: Reader): readonly RegisterRow[] {
  return reader.all<RegisterRow>(`select ${columns} from register order by ends, inspection, id`)
}

/** Registers of inspections whose evidence this vault can read as well. */
export function registersWithEvidence(reader: Reader): readonly RegisterRow[] {
  const own = 'exists (select 1 from inspection i where i.id = register.inspection)'
  return reader.all<RegisterRow>(`select ${columns} from register where ${own} order by id`)
}

/** The register of an inspection; of several, which nobody but a faulty program makes, the first. */
export function registerOf(reader: Reader, inspection: string): RegisterRow | undefined {
  return reader.get<RegisterRow>(`select ${columns} from register where inspection = ? order by id limit 1`, inspection)
}

export function allStatements(reader: Reader): readonly StatementRow[] {
  return reader.all<StatementRow>(`select ${statementColumns} from retention_statement order by register, about, entry`)
}

export function statementsIn(reader: Reader, register: string): readonly StatementRow[] {
  return reader.all<StatementRow>(
    `select ${statementColumns} from retention_statement where register = ? order by about, entry`,
    register,
  )
}

/** A register with all that stands stated in it, in place of what stood there. */
export function putRegister(writer: Writer, row: RegisterRow, statements: readonly StatementRow[]): void {
  removeRegister(writer, row.id)
  writer.run(
    `insert into register (${columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.id,
    row.inspection,
    row.remit,
    row.setting,
    row.begins,
    row.ends,
    row.opened,
    row.summarised,
    row.counts,
    row.groups,
    row.unread,
  )
  for (const { entry, register, about, said, stated, device } of statements) {
    writer.run(
      `insert into retention_statement (${statementColumns}) values (?, ?, ?, ?, ?, ?)`,
      entry,
      register,
      about,
      said,
      stated,
      device,
    )
  }
}

export function removeRegister(writer: Writer, id: string): void {
  writer.run('delete from register where id = ?', id)
  writer.run('delete from retention_statement where register = ?', id)
}
