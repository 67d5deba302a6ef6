// The pages of a log as a pull needs them: while one is filed, the next is checked and the one after it is asked for.
import type { TravellingEntry } from '#shared/central-api.ts'
import { type Checkpoint, readCheckpoint } from '#shared/domain/checkpoint.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import { allDevices } from '../../data/devices.ts'
import type { TreeRow } from '../../data/trees.ts'
import { type Arrival, checkArrivals, type KeyOf } from '../../ledger/arrivals.ts'
import { readDirectory } from '../../ledger/directory.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { sha256, verifySignature } from '../../platform/crypto.ts'
import { keysAfter } from './directory-keys.ts'
import type { Line } from './line.ts'
import { PageSize } from './page-size.ts'

export interface Page {
  readonly checkpoint: Checkpoint
  readonly note: string
  readonly arrivals: readonly Arrival[]
}

interface Reply {
  readonly checkpoint: Checkpoint
  readonly note: string
  readonly from: number
  readonly entries: readonly TravellingEntry[]
}

/**
 * The pages from where the tree is held up to the store's checkpoint, at least one; each must be filed before the next
 * is taken. `pullDirectory` is called for entries of a device that the directory does not name yet.
 */
export async function* pagesOf(
  line: Line,
  tree: TreeRow,
  pullDirectory: () => Promise<void>,
): AsyncGenerator<Page, void> {
  const size = new PageSize('pull')
  let reply = await ask(line, tree, tree.held, size)
  let checking = ahead(line, tree.compartment, reply)
  let asked = askAfter(line, tree, reply, size)
  for (;;) {
    const { checkpoint, note } = reply
    const arrivals = await checked(line, tree.compartment, reply, checking, pullDirectory)
    const [next] = await Promise.allSettled([asked])
    if (next.status === 'fulfilled' && next.value !== null) {
      reply = next.value
      asked = askAfter(line, tree, reply, size)
      checking = ahead(line, tree.compartment, reply)
    }
    yield { checkpoint, note, arrivals }
    // What was asked for ahead fails only now, when the page before it is filed.
    if (next.status === 'rejected') throw next.reason
    if (next.value === null) return
  }
}

/** Null after the last page. */
function askAfter(
  line: Line,
  tree: TreeRow,
  { checkpoint, from, entries }: Reply,
  size: PageSize,
): Promise<Reply | null> {
  const next = from + entries.length
  return next < checkpoint.size ? unheard(ask(line, tree, next, size)) : Promise.resolve(null)
}

async function ask(line: Line, { compartment, epoch, size }: TreeRow, from: number, page: PageSize): Promise<Reply> {
  const { head, entries } = await page.after(line.client.pull(compartment, { epoch, from, most: page.entries }))
  const checkpoint = checkpointOf(line, compartment, head.checkpoint)
  if (checkpoint.size !== head.size || checkpoint.epoch !== epoch) throw new Problem('checkpoint.refused')
  if (head.size < Math.max(size, from)) throw shrunk(line, compartment)
  const cutShort = entries.length === 0 && from < head.size
  if (cutShort || from + entries.length > head.size) {
    throw new Problem('central.not-the-store', { detail: 'a page does not fit its checkpoint' })
  }
  return { checkpoint, note: head.checkpoint, from, entries }
}

/** Checking that has begun; of the directory nothing is checked ahead, because each entry names the keys of the next. */
function ahead(line: Line, compartment: Hash, { entries, from }: Reply): Promise<readonly Arrival[]> | null {
  if (compartment === line.organisation) return null
  return unheard(checkArrivals(compartment, entries, from, memberKeys(line.ledger)))
}

/** Somebody may have enrolled and written since the news: then the directory is pulled, and the page looked at again. */
async function checked(
  { ledger, root }: Line,
  compartment: Hash,
  { entries, from }: Reply,
  checking: Promise<readonly Arrival[]> | null,
  pullDirectory: () => Promise<void>,
): Promise<readonly Arrival[]> {
  if (checking === null) {
    const directory = readDirectory(ledger.reader)
    if (directory === null) throw new Problem('enrolment.missing')
    return checkArrivals(compartment, entries, from, keysAfter(directory, entries, root))
  }
  try {
    return await checking
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'entry.device-unknown') throw error
    await pullDirectory()
    return checkArrivals(compartment, entries, from, memberKeys(ledger))
  }
}

/** Whoever filing breaks off does not wait for what was begun ahead: its failure is no news then. */
function unheard<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}

/** The store's statement over a compartment, signed with the key that the directory names. Throws `checkpoint.refused`. */
export function checkpointOf(line: Line, compartment: Hash, note: string): Checkpoint {
  const store = line.ledger.directory?.store
  if (!store) throw new Problem('checkpoint.refused', { detail: 'no store is named' })
  const { organisation } = line
  return readCheckpoint(note, { organisation, compartment }, store.publicKey, sha256, verifySignature)
}

function memberKeys(ledger: Ledger): KeyOf {
  const keys = new Map(allDevices(ledger.reader).map(({ id, publicKey }) => [id, publicKey]))
  return (device) => keys.get(device) ?? ledger.directory?.device(device)?.publicKey
}

function shrunk(line: Line, compartment: Hash): Problem {
  const code = compartment === line.organisation ? 'directory.differs' : 'tree.differs'
  return new Problem(code, { detail: 'the log of the store is shorter than it was' })
}
