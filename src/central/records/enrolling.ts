// Enrolling in a trial: a request that carries a code's HMAC over all devices of a vault becomes entries of the directory.
import type { EnrolmentReply, EnrolmentRequest } from '#shared/central-api.ts'
import { fromBase64url, fromHex } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import type { DirectoryDeviceData, Role } from '#shared/domain/directory-kinds.ts'
import { enrolmentMessage } from '#shared/domain/enrolment.ts'
import { deviceId } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { hmacSha256, sameSecret, sha256, sha256Hex } from '../crypto.ts'
import type { Log, Writing } from '../storage/Storage.ts'
import { type Statement, state } from './stating.ts'
import type { Store, StoreKey } from './store.ts'

/** What `enrol` left for ten minutes: the secret, and whom it lets in. */
export interface CodeRecord {
  readonly code: Hash
  readonly secret: Uint8Array
  readonly name: string
  readonly post: string
  readonly body: string
  readonly roles: readonly Role[]
  /** The person that the code is bound to, who gets a new device; null for a new person. */
  readonly person: Hash | null
}

export interface Codes {
  /** The record of a code that is under ten minutes old, else null. */
  read(code: Hash): CodeRecord | null
  forget(code: Hash): void
}

/** What only a trial has: its administrator's key, and the codes that `enrol` made. */
export interface Trial {
  readonly administrator: StoreKey
  readonly codes: Codes
}

/**
 * Signs the devices into the directory as the trial's administrator; the same request again gets the same reply.
 * Throws Problems `enrolment.code-refused`, `enrolment.person-known`, `application.input-refused`.
 */
export async function enrol(store: Store, trial: Trial | null, request: EnrolmentRequest): Promise<EnrolmentReply> {
  const { code, devices } = request
  const digest = sha256Hex(canonicalBytes(devices))
  const reply = await store.storage.write(async (writing) => {
    const used = await writing.usedCode(code)
    if (used !== null) {
      if (used.devices !== digest) throw new Problem('enrolment.code-refused')
      return JSON.parse(used.reply) as EnrolmentReply
    }
    const record = trial?.codes.read(code) ?? null
    if (trial === null || record === null) throw new Problem('enrolment.code-refused')
    checkMac(record, request)
    checkDevices(devices)
    const fresh = await sign(store, writing, trial, record, devices)
    await writing.keepUsedCode({ code, devices: digest, reply: JSON.stringify(fresh) })
    return fresh
  })
  await store.organisation.catchUp(store.storage)
  trial?.codes.forget(code)
  return reply
}

function checkMac({ secret }: CodeRecord, { code, devices, mac }: EnrolmentRequest): void {
  const expected = hmacSha256(secret, enrolmentMessage(code, devices))
  if (!sameSecret(expected, fromHex(mac))) throw new Problem('enrolment.code-refused', { detail: 'another HMAC' })
}

/** Each id must be that of its keys, and none may come twice. */
function checkDevices(devices: readonly DirectoryDeviceData[]): void {
  const named = new Set(devices.map(({ device }) => device))
  const sound = devices.every(({ device, publicKey, recipient }) => {
    const key = keyOrNull(publicKey)
    return key !== null && device === deviceId(sha256, key, recipient)
  })
  if (!sound || named.size !== devices.length) throw new Problem('application.input-refused', { fields: ['devices'] })
}

/** The bytes of a key in base64url, or null for another spelling. */
export function keyOrNull(publicKey: string): Uint8Array | null {
  try {
    return fromBase64url(publicKey)
  } catch {
    return null
  }
}

async function sign(
  store: Store,
  writing: Writing,
  { administrator }: Trial,
  record: CodeRecord,
  devices: readonly DirectoryDeviceData[],
): Promise<EnrolmentReply> {
  const { organisation, key } = store
  await organisation.catchUp(writing)
  const { directory } = organisation
  const signer = directory.device(administrator.device)
  const mayEnrol = signer?.state === 'active' && directory.rolesOf(signer.person).has('administrator')
  if (!mayEnrol || !directory.trial) throw new Problem('enrolment.code-refused', { detail: 'no trial administrator' })
  const log = await writing.lock(organisation.id)
  if (log === null) throw new Problem('organisation.missing')
  const statements = record.person === null ? enrolled(store, record, devices) : approved(store, record.person, devices)
  let after: Log = log
  for (const statement of statements) after = await state(writing, after, administrator, key, statement)
  return replyFor(store, record, devices, after.size)
}

function replyFor(
  { organisation }: Store,
  { person, name, roles }: CodeRecord,
  devices: readonly DirectoryDeviceData[],
  directory: number,
): EnrolmentReply {
  if (person === null) return { person: devices[0]?.device ?? '', name, roles: [...roles], directory }
  const known = organisation.directory.person(person)
  return { person, name: known?.name ?? name, roles: [...organisation.directory.rolesOf(person)], directory }
}

function enrolled(store: Store, record: CodeRecord, devices: readonly DirectoryDeviceData[]): readonly Statement[] {
  const { directory } = store.organisation
  const person = devices[0]?.device ?? ''
  const known = directory.person(person) !== undefined || devices.some(({ device }) => directory.device(device))
  if (known) throw new Problem('enrolment.person-known')
  const { name, post, body, roles } = record
  const data = { person, name, post, body, devices: devices.map((device) => ({ ...device })), roles: [...roles] }
  return [statement(store, 'person.enrolled', data)]
}

/**
 * The last device is the new one; those before it that the directory lacks are named too, and end with it. Nothing is
 * left to state where a copy of the same waiting vault was approved before: both learn that their device is in use.
 */
function approved(store: Store, person: Hash, devices: readonly DirectoryDeviceData[]): readonly Statement[] {
  const { directory } = store.organisation
  const last = devices.at(-1)
  const areAllTheirs = devices.every(({ device }) => directory.device(device)?.person === person)
  if (last !== undefined && areAllTheirs && directory.device(last.device)?.state === 'active') return []
  const strange = devices.some(({ device }) => (directory.device(device)?.person ?? person) !== person)
  if (strange || last === undefined || directory.device(last.device) !== undefined) {
    throw new Problem('enrolment.person-known')
  }
  const earlier = devices.slice(0, -1)
  const unknown = earlier.filter(({ device }) => directory.device(device) === undefined)
  const ends = earlier.map(({ device }) => device)
  return [
    ...unknown.map((device) => statement(store, 'device.approved', { person, ...device, ends: [] })),
    statement(store, 'device.approved', { person, ...last, ends }),
  ]
}

function statement({ organisation, now }: Store, kind: string, data: Record<string, unknown>): Statement {
  return { kind, of: organisation.id, at: now(), data }
}
