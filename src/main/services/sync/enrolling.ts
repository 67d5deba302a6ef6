// Enrolling: looking at what stands behind a code, joining its organisation, and filing the directory that proves it.
import { fromBase64url, toBase64url, toHex } from '#shared/domain/bytes.ts'
import { type Checkpoint, readCheckpoint } from '#shared/domain/checkpoint.ts'
import { Directory } from '#shared/domain/directory.ts'
import type { DirectoryDeviceData } from '#shared/domain/directory-kinds.ts'
import { codeFrom, codeId, type EnrolmentCode, enrolmentMessage } from '#shared/domain/enrolment.ts'
import { deviceId } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { emptyFrontier, extended, frontierText, rootOf } from '#shared/domain/tree.ts'
import { Problem } from '#shared/problems.ts'
import { allDevices, ownDevices } from '../../data/devices.ts'
import type { Writer } from '../../data/handles.ts'
import { readSetting, writeSetting } from '../../data/settings.ts'
import { putTree } from '../../data/trees.ts'
import { type Arrival, checkArrivals } from '../../ledger/arrivals.ts'
import { keepDevices } from '../../ledger/directory.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { fileArrivals } from '../../ledger/receiving.ts'
import { CentralClient, type Fetch } from '../../platform/central-client.ts'
import { hmacSha256, sha256, verifySignature } from '../../platform/crypto.ts'
import { keysAfter } from './directory-keys.ts'
import { endThisDevice } from './forking.ts'

export interface Organisation {
  readonly name: string
  readonly trial: boolean
  readonly address: string
  readonly store: Hash
  readonly root: Hash
}

interface Found {
  /** The directory's compartment. */
  readonly compartment: Hash
  readonly code: EnrolmentCode
  readonly client: CentralClient
  readonly organisation: Organisation
  readonly storeKey: Uint8Array
}

/** Asks the store that a code names. Throws Problems `enrolment.code-unreadable`, `central.*`, `directory.differs`. */
export async function lookAt(ledger: Ledger, text: string, fetch: Fetch): Promise<Organisation> {
  const { client, organisation } = await find(ledger, text, fetch)
  client.close()
  return organisation
}

/**
 * Joins: the store signs this vault's devices into the directory, which is pulled, checked from the root's fingerprint
 * on, and filed together with the settings in one transaction. Repeating it after a cut changes nothing. The new device
 * of a vault that joined before is approved in the same way. Throws Problem `device.replaced` in a vault whose device is
 * the one that the store knows no more: it ends, and the next one can be approved.
 */
export async function joinWith(ledger: Ledger, text: string, fetch: Fetch): Promise<void> {
  const found = await find(ledger, text, fetch)
  try {
    refuseReplaced(ledger)
    const devices = devicesOf(ledger)
    const code = codeId(sha256, found.code.secret)
    const mac = toHex(hmacSha256(found.code.secret, enrolmentMessage(code, devices)))
    await found.client.enrol({ code, devices: [...devices], mac })
    const pulled = await pullDirectory(ledger, found)
    ledger.write((writer) => file(ledger, writer, found, pulled))
    ledger.forget()
  } finally {
    found.client.close()
  }
}

async function find(ledger: Ledger, text: string, fetch: Fetch): Promise<Found> {
  const code = codeFrom(text, sha256)
  if (code === null) throw new Problem('enrolment.code-unreadable', { fields: ['code'] })
  const { device, key } = ledger.me
  const client = new CentralClient(code.address, { device, key, store: code.store }, fetch)
  const facts = await client.organisation()
  const storeKey = fromBase64url(facts.storeKey)
  // The key itself is compared, not what the reply calls its own name.
  if (deviceId(sha256, storeKey, '') !== code.store || facts.root !== code.root || facts.store !== code.store) {
    throw new Problem('central.not-the-store', { detail: 'the keys are not those of the code' })
  }
  const { organisation: compartment, name, trial } = facts
  const joined = readSetting(ledger.reader, 'organisation')
  if (joined !== undefined && joined !== compartment) throw new Problem('enrolment.joined-before')
  const { address, store, root } = code
  return { compartment, code, client, organisation: { name, trial, address, store, root }, storeKey }
}

/** A device that its own directory calls active and the store does not: a copy of the vault was approved in its place. */
function refuseReplaced(ledger: Ledger): void {
  if (!ledger.hasEnded && ledger.directory?.device(ledger.me.device)?.state !== 'active') return
  endThisDevice(ledger)
  throw new Problem('device.replaced')
}

/** All devices that this vault ever had, oldest first; the one in use stands last. */
function devicesOf(ledger: Ledger): readonly DirectoryDeviceData[] {
  const rows = new Map(allDevices(ledger.reader).map((row) => [row.id, row]))
  const { me } = ledger
  const ended = ownDevices(ledger.reader).filter(({ id }) => id !== me.device)
  // A person's id is that of their first device, whatever the clock said when others were made.
  const first = ended.filter(({ id }) => id === me.person)
  const others = ended.filter(({ id }) => id !== me.person)
  return [...first, ...others, { id: me.device }].flatMap(({ id }) => {
    const row = rows.get(id)
    return row === undefined ? [] : { device: id, publicKey: toBase64url(row.publicKey), recipient: row.recipient }
  })
}

interface PulledDirectory {
  readonly arrivals: readonly Arrival[]
  readonly checkpoint: Checkpoint
  readonly note: string
  readonly directory: Directory
}

/** The whole directory, in memory: it is believed only once it reaches a root that the pinned store key has signed. */
async function pullDirectory(
  ledger: Ledger,
  { compartment, client, organisation, storeKey }: Found,
): Promise<PulledDirectory> {
  const directory = new Directory(sha256)
  const arrivals: Arrival[] = []
  for (;;) {
    const { head, entries } = await client.pull(compartment, { epoch: 1, from: arrivals.length, most: 500 })
    const from = arrivals.length
    arrivals.push(
      ...(await checkArrivals(compartment, entries, from, keysAfter(directory, entries, organisation.root))),
    )
    if (arrivals.length < head.size && entries.length > 0) continue
    const names = { organisation: compartment, compartment }
    const checkpoint = readCheckpoint(head.checkpoint, names, storeKey, sha256, verifySignature)
    refuseOther(ledger, organisation, directory, arrivals, checkpoint)
    return { arrivals, checkpoint, note: head.checkpoint, directory }
  }
}

function refuseOther(
  ledger: Ledger,
  organisation: Organisation,
  directory: Directory,
  arrivals: readonly Arrival[],
  checkpoint: Checkpoint,
): void {
  const leaves = arrivals.map(({ hash }) => hash)
  const whole =
    checkpoint.size === leaves.length && checkpoint.root === rootOf(sha256, extended(sha256, emptyFrontier, leaves))
  if (!whole || directory.store?.device !== organisation.store) {
    throw new Problem('directory.differs', { detail: 'the directory is not the one that the code names' })
  }
  if (leaves.length < (ledger.directory?.size ?? 0)) {
    throw new Problem('directory.differs', { detail: 'the directory is shorter than it was' })
  }
  if (directory.device(ledger.me.device)?.state !== 'active') {
    throw new Problem('device.unknown', { detail: 'the directory does not name this device' })
  }
}

function file(ledger: Ledger, writer: Writer, { compartment, organisation }: Found, pulled: PulledDirectory): void {
  const { arrivals, checkpoint, note, directory } = pulled
  const frontier = extended(
    sha256,
    emptyFrontier,
    arrivals.map(({ hash }) => hash),
  )
  fileArrivals(ledger, writer, arrivals, [], new Set())
  putTree(writer, {
    compartment,
    epoch: checkpoint.epoch,
    size: checkpoint.size,
    root: checkpoint.root,
    held: checkpoint.size,
    frontier: frontierText(frontier),
    checkpoint: note,
  })
  writeSetting(writer, 'organisation', compartment)
  writeSetting(writer, 'address', organisation.address)
  writeSetting(writer, 'root', organisation.root)
  keepDevices(writer, directory, ledger.now())
}
