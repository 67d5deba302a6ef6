// What pulling, pushing and granting share: the vault's ledger, the store that was enrolled with, and what they tell.
import type { Hash } from '#shared/domain/ids.ts'
import { ownDevices } from '../../data/devices.ts'
import { readSetting } from '../../data/settings.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Attention } from '../../platform/attention.ts'
import { CentralClient, type Fetch } from '../../platform/central-client.ts'

export interface Line {
  readonly ledger: Ledger
  readonly client: CentralClient
  readonly organisation: Hash
  /** The device that founded the organisation, as the code named it. */
  readonly root: Hash
  /** Devices of this vault, those that have ended included. */
  readonly own: ReadonlySet<Hash>
  /** Told when entries of a compartment arrived. */
  readonly arrived: (compartment: Hash) => void
  /** Told when what is shown of sending has changed. */
  readonly changed: () => void
  readonly attention: Attention
}

/** The line of an enrolled vault, or null for one of no organisation. */
export function openLine(
  ledger: Ledger,
  fetch: Fetch,
  around: Pick<Line, 'arrived' | 'changed' | 'attention'>,
): Line | null {
  const { reader, me } = ledger
  const [organisation, address, root] = (['organisation', 'address', 'root'] as const).map((name) =>
    readSetting(reader, name),
  )
  const store = ledger.directory?.store
  if (organisation === undefined || address === undefined || root === undefined || !store) return null
  const client = new CentralClient(address, { device: me.device, key: me.key, store: store.device }, fetch)
  return { ledger, client, organisation, root, own: new Set(ownDevices(reader).map(({ id }) => id)), ...around }
}
