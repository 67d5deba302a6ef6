// Who signs by hand in a test: the trial's administrator, and members beside their vaults.
import { openTrial } from '#central/trial.ts'
import { sha256 } from '#main/platform/crypto.ts'
import type { PushReply } from '#shared/central-api.ts'
import { toBase64url } from '#shared/domain/bytes.ts'
import type { Seen } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { emptyFrontier, extended, rootOf } from '#shared/domain/tree.ts'
import { type About, Chain, type TestDevice } from '../central/devices.ts'
import type { TestStore } from '../central/store.ts'
import { type Member, personOf } from '../fixtures/organisation.ts'
import { ledgerOf } from '../fixtures/world.ts'

export async function administratorOf(store: TestStore): Promise<TestDevice> {
  const trial = await openTrial(store.folder, () => store.time)
  if (trial === null) throw new Error('the store of a test is a trial')
  return signing(trial.administrator.device, trial.administrator)
}

/** A member's device as one that signs by hand, beside its vault. */
export function deviceOf(member: Member): TestDevice {
  const { device, key } = ledgerOf(member.world).me
  return signing(device, key)
}

function signing(device: Hash, key: TestDevice['key']): TestDevice {
  return { device, key, recipient: '', data: { device, publicKey: toBase64url(key.publicKey), recipient: '' } }
}

/** What somebody states who has verified the whole log, or its first leaves. */
export async function seenOf(store: TestStore, compartment: Hash, size?: number): Promise<Seen> {
  const directory = await store.storage.log(store.facts.organisation)
  const leaves = (await store.storage.leaves(compartment, 0)).slice(0, size)
  const root = rootOf(sha256, extended(sha256, emptyFrontier, leaves))
  return { directory: directory?.size ?? 0, epoch: 1, size: leaves.length, root }
}

/** A device's chain as the store holds it, to be continued. */
export async function chainOf(store: TestStore, compartment: Hash, device: TestDevice): Promise<Chain> {
  const chain = new Chain(compartment, device)
  const [end] = await store.storage.chainEnds(compartment, [device.device])
  chain.seq = end?.seq ?? 0
  chain.prev = end?.head ?? null
  return chain
}

/** States something in the directory; `size`: how much of it the signer had seen, all where not given. */
export async function state(store: TestStore, by: TestDevice, about: About, size?: number): Promise<PushReply> {
  const { organisation } = store.facts
  const chain = await chainOf(store, organisation, by)
  const entry = chain.write({ seen: await seenOf(store, organisation, size), ...about })
  const log = await store.storage.log(organisation)
  return store.push(by, organisation, log?.size ?? 0, [entry])
}

export async function revoke(store: TestStore, member: Member): Promise<void> {
  const { device } = ledgerOf(member.world).me
  await state(store, await administratorOf(store), { kind: 'device.revoked', data: { device } })
}

export function giveRole(store: TestStore, by: TestDevice, member: Member, role: string, size?: number) {
  return state(store, by, { kind: 'role.granted', data: { person: personOf(member), role } }, size)
}
