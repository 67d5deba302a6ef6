// What this device owes others before it sends: keys to recovery, members that the rules name, keys that members lack.
import type { CompartmentType, Right } from '#shared/domain/control.ts'
import { holdsKeys } from '#shared/domain/control.ts'
import type { Directory } from '#shared/domain/directory.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { allCompartments, type CompartmentRow } from '../../data/compartments.ts'
import { addMember, prepareMember } from '../../ledger/compartments.ts'
import { directoryOf } from '../../ledger/directory.ts'
import { lackingDevices, prepareGrants, recoveryFor, writeGrants } from '../../ledger/grants.ts'
import type { Ledger } from '../../ledger/ledger.ts'

/** The longest that a device waits before it grants what another member may be granting just now (section 9). */
const longestWait = 60_000

/** When each compartment's lacking devices may be granted their keys, in milliseconds. */
export class Patience {
  readonly #due = new Map<Hash, number>()
  readonly #now: () => number
  readonly #random: () => number

  constructor(now: () => number, random: () => number) {
    this.#now = now
    this.#random = random
  }

  /** False until a random time of up to a minute has passed since a lack was first seen. */
  isOver(compartment: Hash): boolean {
    const due = this.#due.get(compartment)
    if (due === undefined) this.#due.set(compartment, this.#now() + this.#random() * longestWait)
    return due !== undefined && this.#now() >= due
  }

  forget(compartment: Hash): void {
    this.#due.delete(compartment)
  }
}

/** Writes what is owed in every compartment whose keys this person holds. */
export async function payWhatIsOwed(ledger: Ledger, patience: Patience): Promise<void> {
  const held = allCompartments(ledger.reader).filter(
    ({ id, type }) => type !== 'directory' && isHolder(ledger, id) && !ledger.isDisposed(id),
  )
  for (const compartment of held) {
    await grantRecovery(ledger, compartment)
    for (const member of membersOwed(ledger, compartment)) await admit(ledger, compartment, member)
    await grantLacking(ledger, compartment, patience)
  }
}

interface Member {
  readonly person: Hash
  readonly right: Right
}

/** Adds one member with the grants of every key held, in one transaction. */
export async function admit(ledger: Ledger, compartment: CompartmentRow, member: Member): Promise<void> {
  const grants = member.right === 'officer' ? [] : await prepareMember(ledger, compartment.id, member.person)
  ledger.write((writer) => addMember(ledger, writer, compartment, member, grants))
}

async function grantRecovery(ledger: Ledger, { id, type }: CompartmentRow): Promise<void> {
  const granted = await prepareGrants(ledger, id, recoveryFor(ledger, type))
  if (granted.length > 0) ledger.write((writer) => writeGrants(ledger, writer, id, granted))
}

async function grantLacking(
  ledger: Ledger,
  { id: compartment, type }: CompartmentRow,
  patience: Patience,
): Promise<void> {
  // Who adds readers to names confirms each new device of theirs too (section 9).
  if (type === 'identities') return
  const lacking = lackingDevices(ledger, compartment)
  if (lacking.length === 0) return patience.forget(compartment)
  if (!patience.isOver(compartment)) return
  const granted = await prepareGrants(ledger, compartment, lacking)
  ledger.write((writer) => writeGrants(ledger, writer, compartment, granted))
}

/**
 * Whom a lead's device adds without being asked (section 4 and 9): records managers to the register as members and
 * elsewhere as officers; the inspection's supervisors to its register; the first whistleblowing leads to a disclosure.
 */
function membersOwed(ledger: Ledger, compartment: CompartmentRow): readonly Member[] {
  const state = ledger.state(compartment.id)
  if (state.members.get(ledger.me.person) !== 'lead') return []
  const directory = directoryOf(ledger)
  return wantedIn[compartment.type](ledger, compartment, directory).filter(({ person }) => !state.known.has(person))
}

type Wanted = (ledger: Ledger, compartment: CompartmentRow, directory: Directory) => readonly Member[]

const officers: Wanted = (_ledger, _compartment, directory) =>
  directory.holdersOf('records-manager').map((person) => ({ person, right: 'officer' }))

const wantedIn: Readonly<Record<CompartmentType, Wanted>> = {
  evidence: officers,
  identities: officers,
  directory: () => [],
  register: (ledger, { inspection }, directory) => {
    const team = ledger.state(inspection).members
    const supervisors = directory.holdersOf('supervisor').filter((person) => holdsKeys({ members: team }, person))
    return [...directory.holdersOf('records-manager'), ...supervisors].map((person) => ({ person, right: 'member' }))
  },
  // Saving a disclosure confirmed its readers; those named later are added by its author's click.
  restricted: (ledger, { id }, directory) => {
    const { members } = ledger.state(id)
    if ([...members.keys()].filter((person) => holdsKeys({ members }, person)).length > 1) return []
    return directory.holdersOf('whistleblowing-lead').map((person) => ({ person, right: 'member' }))
  },
}

function isHolder(ledger: Ledger, compartment: Hash): boolean {
  return holdsKeys(ledger.state(compartment), ledger.me.person)
}
