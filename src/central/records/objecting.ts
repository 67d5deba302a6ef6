// What a log takes no more, although it would follow its chain: nearly anything after a disposal, and what nobody could have seen.
import type { Seen } from '#shared/domain/entry.ts'
import type { ProblemCode } from '#shared/problems.ts'
import type { Log, Reading } from '../storage/Storage.ts'
import type { Candidate } from './checking.ts'
import type { Ground } from './judging.ts'
import type { CompartmentStanding } from './standings.ts'
import type { Store } from './store.ts'

/**
 * After a disposal a device that was known there may still say that it carried it out. An entry that states more than
 * there is stops the log on every other device, which believes its author rather than the store (section 5); and such an
 * order would be judged by entries that come later: what was destroyed on it could cease to be ordered.
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
  const isBeyond = ({ directory, epoch, size }: Seen): boolean =>
    directory > organisation.directory.size || (epoch === log.epoch && size > log.size)
  return ({ entry, header, payload }: Candidate): ProblemCode | null => {
    const tells = payload?.kind === 'disposal.carried-out' && isKnown(entry.device)
    if (isDisposed && !tells) return 'compartment.disposed'
    return header.seen !== null && isBeyond(header.seen) ? 'entry.refused' : null
  }
}
