// What a log takes no more, although it would follow its chain: nearly anything after a disposal, and orders nobody could judge.
import { isOrder } from '#shared/domain/payload.ts'
import type { ProblemCode } from '#shared/problems.ts'
import type { Log, Reading } from '../storage/Storage.ts'
import type { Candidate } from './checking.ts'
import type { Ground } from './judging.ts'
import type { CompartmentStanding } from './standings.ts'
import type { Store } from './store.ts'

/**
 * After a disposal a device that was known there may still say that it carried it out. An order that states more of the
 * directory than there is would be judged by entries that come later: what was destroyed on it could cease to be ordered.
 */
export async function objectionsTo(
  { organisation }: Store,
  reading: Reading,
  log: Log,
  standing: CompartmentStanding | null,
): Promise<Ground['objection']> {
  const isDisposed = (await reading.disposal(log.compartment)) !== null
  const isKnown = (device: string): boolean => {
    const person = organisation.personOf(device)
    return person !== null && standing?.state.known.has(person) === true
  }
  return ({ entry, header, payload }: Candidate): ProblemCode | null => {
    const tells = payload?.kind === 'disposal.carried-out' && isKnown(entry.device)
    if (isDisposed && !tells) return 'compartment.disposed'
    const size = header.seen?.directory ?? 0
    return payload !== null && isOrder(payload.kind) && size > organisation.directory.size ? 'entry.refused' : null
  }
}
