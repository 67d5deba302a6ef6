// The entries of identities compartments, and how a vault learns whose they are; nothing of them stands in a table.
import { foldObject, type ObjectState } from '#shared/domain/fold.ts'
import { identitiesRegisteredSchema, identityShape } from '#shared/domain/identity.ts'
import type { Hash, ObjectId } from '#shared/domain/ids.ts'
import { allCompartments, type CompartmentRow, setInspectionOf } from '../data/compartments.ts'
import type { Reader, Writer } from '../data/handles.ts'
import type { Ledger, OpenedEntry } from './ledger.ts'
import { registerEntries, registerHeads } from './register-entries.ts'
import { revisionsIn, textIn } from './revisions.ts'

export const registered = 'identities.registered'
export const revised = 'identity.revised'
export const opened = 'identity.opened'

/** Of an inspection there is one, or one from each of two devices that did not know of each other. */
export function identitiesOf(reader: Reader, inspection: Hash): readonly CompartmentRow[] {
  return allCompartments(reader).filter((row) => row.type === 'identities' && row.inspection === inspection)
}

/** Every identity that this vault can read in a compartment, by its id; the names among it. */
export function foldIdentities(ledger: Ledger, entries: readonly OpenedEntry[]): ReadonlyMap<ObjectId, ObjectState> {
  const ofOne = Map.groupBy(entries, ({ payload }) => payload.of)
  const folded = [...ofOne].map(
    ([id, all]) => [id, foldObject(revisionsIn(ledger, all, [revised]), identityShape)] as const,
  )
  return new Map(folded.filter(([, { heads }]) => heads.length > 0))
}

/** A compartment that a register names, and who said so. */
interface Named {
  readonly compartment: Hash
  readonly by: Hash | null
}

/** Whoever reads a register knows from it which compartments keep names, without reading those. */
export function identitiesNamedIn(ledger: Ledger, register: Hash): readonly Named[] {
  return registerEntries(ledger, register).flatMap((entry) => {
    if (entry.payload.kind !== registered || !ledger.hasEffect(entry)) return []
    const data = identitiesRegisteredSchema.safeParse(entry.payload.data).data
    return data === undefined ? [] : [{ compartment: data.compartment, by: entry.person }]
  })
}

/** Says in the register which compartment keeps the names; officers, who open nothing, know it from there. */
export function registerIdentities(ledger: Ledger, writer: Writer, register: CompartmentRow, identities: Hash): void {
  const parents = registerHeads(ledger, register.id)
  const data = { compartment: identities }
  ledger.append(writer, register, { kind: registered, of: register.id, parents, data })
}

/** A compartment that came from the store: its entries say whose it is, or to who cannot open them a register does. */
export function projectIdentities(ledger: Ledger, writer: Writer, compartment: CompartmentRow): void {
  const inspection = inspectionIn(ledger, compartment) ?? inspectionByRegister(ledger, writer, compartment)
  if (inspection !== null) claim(writer, compartment, inspection)
}

/** The register may come after the compartment that it names, or before. */
export function claimIdentities(ledger: Ledger, writer: Writer, register: Hash, inspection: Hash): void {
  const rows = allCompartments(writer).filter(({ type }) => type === 'identities')
  for (const row of rows) {
    if (isNamedIn(ledger, register, row.id) && inspectionIn(ledger, row) === null) claim(writer, row, inspection)
  }
}

/** As the entries of the compartment say that this vault can read. */
function inspectionIn(ledger: Ledger, { id }: CompartmentRow): Hash | null {
  const states = foldIdentities(ledger, ledger.entriesIn(id)).values()
  for (const state of states) {
    const inspection = textIn(state, 'inspection')
    if (inspection !== '') return inspection
  }
  return null
}

function inspectionByRegister(ledger: Ledger, writer: Writer, { id }: CompartmentRow): Hash | null {
  const registers = allCompartments(writer).filter(({ type }) => type === 'register')
  return registers.find((register) => isNamedIn(ledger, register.id, id))?.inspection ?? null
}

/** Only whoever made a compartment says whose it is: no lead can claim the names of another inspection. */
function isNamedIn(ledger: Ledger, register: Hash, id: Hash): boolean {
  const { creator } = ledger.state(id)
  return identitiesNamedIn(ledger, register).some(({ compartment, by }) => compartment === id && by === creator)
}

function claim(writer: Writer, { id, inspection }: CompartmentRow, of: Hash): void {
  if (inspection !== of) setInspectionOf(writer, id, of)
}
