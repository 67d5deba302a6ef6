// Verifying a vault: walks every entry in order of arrival and compares chains, bodies, the store's trees and the head kept outside.

import type { Header } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Payload } from '#shared/domain/payload.ts'
import { type Finding, Verifier } from '#shared/domain/verification.ts'
import { allCompartments, keysOf } from '../data/compartments.ts'
import { allDevices } from '../data/devices.ts'
import { allChains, chainsUpTo, entriesAfter, lastArrival } from '../data/entries.ts'
import type { Reader } from '../data/handles.ts'
import { sha256, verifySignature } from '../platform/crypto.ts'
import { digestOf, type RollbackHead } from '../platform/rollback-head.ts'
import { openBody } from './bodies.ts'
import { verifySetAside } from './verify-aside.ts'
import { Bodies } from './verify-bodies.ts'
import { verifyTrees } from './verify-trees.ts'

export interface Verification {
  readonly entries: number
  readonly bodies: number
  readonly chains: number
  readonly compartments: number
  readonly findings: readonly Finding[]
}

const batch = 500

/** Checks everything this vault holds; findings are in order of arrival, so the first names the first bad entry. */
export function verifyVault(reader: Reader, known: RollbackHead | null): Verification {
  const devices = new Map(allDevices(reader).map((row) => [row.id, row]))
  const compartments = allCompartments(reader)
  const keys = new Map(compartments.flatMap(({ id }) => keysOf(reader, id).map((row) => [`${id} ${row.id}`, row.key])))
  const lacked = new Bodies(reader)
  const open = (header: Header, body: Uint8Array): Payload | 'key-missing' | 'sealed' => {
    if (header.key === null) return openBody(header, body, null)
    const key = keys.get(`${header.compartment} ${header.key}`)
    if (key !== undefined) return openBody(header, body, key)
    return lacked.hasNoKeys(header.compartment) ? 'sealed' : 'key-missing'
  }
  const device = (id: Hash) => devices.get(id)
  const verifier = new Verifier({
    sha256,
    verifySignature,
    device,
    open,
    withheld: (header) => lacked.isLackedRightly(header),
  })
  const findings = [
    ...walk(reader, verifier),
    ...verifier.checkEnds(allChains(reader)),
    ...verifySetAside(reader, verifier, open, lacked),
    ...lacked.kept(),
    ...verifyTrees(reader),
    ...olderThan(reader, known),
  ]
  const { entries, bodies, ends } = verifier
  return { entries, bodies, chains: ends.length, compartments: compartments.length, findings }
}

function* walk(reader: Reader, verifier: Verifier): Generator<Finding> {
  // From the very first: an entry slipped in below the first arrival would be shown and never checked.
  for (let rows = entriesAfter(reader, Number.MIN_SAFE_INTEGER, batch); rows.length > 0; ) {
    for (const row of rows) yield* verifier.check(row)
    rows = entriesAfter(reader, rows.at(-1)?.arrival ?? Number.MAX_SAFE_INTEGER, batch)
  }
}

/** Entries cut from the end leave the chains whole; only what is known outside the vault shows it. */
function olderThan(reader: Reader, known: RollbackHead | null): readonly Finding[] {
  if (known === null) return []
  const complete = lastArrival(reader) >= known.counter && digestOf(chainsUpTo(reader, known.counter)) === known.digest
  return complete ? [] : [{ entry: null, compartment: null, device: null, seq: null, fault: 'older-than-known' }]
}
