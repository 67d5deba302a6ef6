// The certificate of a disposal: what, by which rule, by whom, when and how, made of the signed orders that remain (docs/protocol.md section 11).
import type { Output } from '#shared/contract.ts'
import { toBase64url } from '#shared/domain/bytes.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { committedIn } from '#shared/domain/orders/orders.ts'
import { isOrder } from '#shared/domain/payload.ts'
import { Problem } from '#shared/problems.ts'
import type { CompartmentRow } from '../../data/compartments.ts'
import { allDevices } from '../../data/devices.ts'
import { controlEntries } from '../../data/entries.ts'
import { type By, namesIn } from '../../ledger/authors.ts'
import { directoryOf } from '../../ledger/directory.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { evidenceOf, partsLeft, type Whole, wholeOf } from './parts.ts'

type Certificate = Output<'disposal.certificate'>
type Names = (person: Hash) => By

/** Throws Problem `order.not-known` for an inspection of which not every part was disposed of. */
export function certificateOf(ledger: Ledger, inspection: Hash): Certificate {
  const whole = wholeOf(ledger, inspection)
  const names = namesIn(ledger)
  const disposal = committedIn(ledger.orders(evidenceOf(whole).id))
  if (partsLeft(ledger, whole).length > 0) throw new Problem('order.not-known')
  const { approved = null, committed = null } = disposal ?? {}
  if (disposal === null || approved === null || committed === null) throw new Problem('order.not-known')
  const { data, proposer, at } = disposal
  return {
    inspection,
    rule: data.rule,
    proposal: { by: names(proposer), at },
    approval: { by: names(approved.person), at: approved.at },
    committed: committed.at,
    store: directoryOf(ledger).store?.device ?? '',
    parts: whole.parts.flatMap((part) => partShown(ledger, names, part)),
    outstanding: outstandingIn(ledger, names, whole),
    ...signedIn(ledger, whole),
  }
}

function partShown(ledger: Ledger, names: Names, { id, type }: CompartmentRow): Certificate['parts'] {
  const orders = ledger.orders(id)
  const disposal = committedIn(orders)
  const committed = disposal?.committed ?? null
  if (disposal === null || committed === null) return []
  const { epoch, size, root } = disposal.data.covered
  const carriedOut = orders.carriedOut.map(({ device, person, at, data }) => ({
    by: names(person ?? device),
    at,
    device,
    bodies: data.bodies,
    keys: [...data.keys],
    left: data.left,
  }))
  return [{ compartment: id, type, epoch, size, root, committed: committed.entry, carriedOut }]
}

/** Devices in use of people whom a part knows, officers too, since theirs held the sealed grants. */
function outstandingIn(ledger: Ledger, names: Names, { parts }: Whole): Certificate['outstanding'] {
  const waiting = parts.flatMap(({ id }) => {
    const told = new Set(ledger.orders(id).carriedOut.map(({ device }) => device))
    const devices = [...ledger.state(id).known].flatMap((person) => directoryOf(ledger).devicesOf(person))
    return devices.filter(({ device, state }) => state === 'active' && !told.has(device))
  })
  const each = new Map(waiting.map(({ device, person }) => [device, person]))
  return [...each].map(([device, person]) => ({ device, by: names(person) }))
}

function signedIn(ledger: Ledger, { parts }: Whole): Pick<Certificate, 'signed' | 'signers'> {
  const orders = parts.flatMap((part) => ordersIn(ledger, part))
  const devices = new Set(orders.map(({ device }) => device))
  const signers = allDevices(ledger.reader).filter(({ id }) => devices.has(id))
  return {
    signers: signers.map(({ id, publicKey, recipient }) => ({
      device: id,
      publicKey: toBase64url(publicKey),
      recipient,
    })),
    signed: orders.map(({ signed }) => signed),
  }
}

interface SignedOrder {
  readonly device: Hash
  readonly signed: Certificate['signed'][number]
}

function ordersIn(ledger: Ledger, { id }: CompartmentRow): readonly SignedOrder[] {
  return controlEntries(ledger.reader, id).flatMap((row) => {
    const kind = ledger.opened(row)?.payload.kind
    if (kind === undefined || row.body === null || !isOrder(kind)) return []
    const { device, hash } = row
    const [header, signature, body] = [toBase64url(row.header), toBase64url(row.signature), toBase64url(row.body)]
    return [{ device, signed: { kind, hash, header, signature, body } }]
  })
}
