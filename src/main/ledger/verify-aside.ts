// Verifying what was set aside: still as it was signed, in its place of the chain, and said again by another entry.
import { parseHeader } from '#shared/domain/entry.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { Fault, Finding, Surroundings, Verifier } from '#shared/domain/verification.ts'
import { Problem } from '#shared/problems.ts'
import type { Reader } from '../data/handles.ts'
import { allSetAside, enteredAgainInstead, type SetAsideRow } from '../data/set-aside.ts'
import { entryInPlace } from '../data/trees.ts'
import type { Bodies } from './verify-bodies.ts'

/** Everything wrong with entries that were set aside; what was destroyed on order can be read no more, and says nothing again. */
export function* verifySetAside(
  reader: Reader,
  verifier: Verifier,
  open: Surroundings['open'],
  bodies: Pick<Bodies, 'hasNoKeys' | 'isCorrected'>,
): Generator<Finding> {
  const rows = allSetAside(reader)
  const byHash = new Map(rows.map((row) => [row.hash, row]))
  const bySeq = new Map(rows.map((row) => [placeOf(row, row.seq), row.hash]))
  const was = firstNamesIn(reader, open)
  for (const row of rows) {
    const names = namesOf(row, byHash)
    const removed = row.body.length === 0 && names.some((name) => bodies.isCorrected(row.compartment, name))
    const findings = verifier.checkAlone({ ...row, body: row.body.length === 0 ? null : row.body })
    yield* findings.filter(({ fault }) => !removed || fault !== 'body-missing')
    const before =
      bySeq.get(placeOf(row, row.seq - 1)) ?? entryInPlace(reader, row.compartment, row.device, row.seq - 1)?.hash
    if (prevOf(row) !== (before ?? null)) yield finding(row, 'previous-differs')
    if (removed || bodies.hasNoKeys(row.compartment)) continue
    if (![row.hash, was.get(row.hash)].includes(was.get(row.enteredAgain) ?? ''))
      yield finding(row, 'not-entered-again')
  }
}

/** An entry's own name and those under which it was said again, one after another. */
function namesOf(row: SetAsideRow, byHash: ReadonlyMap<Hash, SetAsideRow>): readonly Hash[] {
  const names = new Set([row.hash])
  for (let next: SetAsideRow | undefined = row; next !== undefined && !names.has(next.enteredAgain); ) {
    names.add(next.enteredAgain)
    next = byHash.get(next.enteredAgain)
  }
  return [...names]
}

/**
 * Of entries that were entered again: how what they say again was called at first, by their own words. Of one that was
 * entered again and set aside in its turn, what it says again is what is said again instead of it.
 */
function firstNamesIn(reader: Reader, open: Surroundings['open']): ReadonlyMap<Hash, Hash> {
  const found = enteredAgainInstead(reader).flatMap(({ hash, header, body }) => {
    const was = body === null ? null : wasOf(header, body, open)
    return was === null ? [] : [[hash, was] as const]
  })
  return new Map(found)
}

function wasOf(header: Uint8Array, body: Uint8Array, open: Surroundings['open']): Hash | null {
  try {
    const payload = open(parseHeader(header), body)
    return typeof payload === 'string' ? null : payload.was
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}

function prevOf({ header }: SetAsideRow): Hash | null {
  try {
    return parseHeader(header).prev
  } catch {
    return null
  }
}

function placeOf({ compartment, device }: SetAsideRow, seq: number): string {
  return `${compartment} ${device} ${seq}`
}

function finding({ hash, compartment, device, seq }: SetAsideRow, fault: Fault): Finding {
  return { entry: hash, compartment, device, seq, fault }
}
