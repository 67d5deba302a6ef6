// The peer of sync: PouchDB with the same number of documents of the same texts, replicated over HTTP to another process.
import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import PouchDB from 'pouchdb'
import { timed } from './figures.ts'
import { bytesIn, peakOf } from './sync-resources.ts'

const entry = fileURLToPath(new URL('./sync-peer-store.ts', import.meta.url))
/** What gave the best rates of 100 (the default), 250, 500 and 1,000. */
const batch = { batch_size: 500 }
const filledAtOnce = 1_000

export interface PeerRound {
  /** Milliseconds. */
  readonly push: number
  readonly pull: number
  /** Bytes. */
  readonly memory: number
  readonly disk: number
}

export class SyncPeer {
  readonly #folder: string
  readonly #databases: typeof PouchDB
  readonly #count: number
  readonly #local: PouchDB
  #rounds = 0

  private constructor(folder: string, count: number) {
    this.#folder = folder
    this.#count = count
    mkdirSync(folder)
    this.#databases = PouchDB.defaults({ prefix: `${folder}/` })
    this.#local = new this.#databases('local')
  }

  static async filled(folder: string, texts: readonly string[]): Promise<SyncPeer> {
    const peer = new SyncPeer(folder, texts.length)
    for (let from = 0; from < texts.length; from += filledAtOnce) {
      const some = texts.slice(from, from + filledAtOnce)
      await peer.#local.bulkDocs(some.map((body) => ({ _id: randomUUID(), body })))
    }
    return peer
  }

  /** All documents to an empty store and from there into an empty database. */
  async round(): Promise<PeerRound> {
    this.#rounds += 1
    const folder = join(this.#folder, `store-${this.#rounds}`)
    mkdirSync(folder)
    const store = fork(entry, [folder], { stdio: 'inherit' })
    const [{ port }] = (await once(store, 'message')) as [AddressInfo]
    const remote = new PouchDB(`http://127.0.0.1:${port}/notes`)
    const other = new this.#databases(`other-${this.#rounds}`)
    try {
      const push = await timed(async () => this.#refuseFewer(await this.#local.replicate.to(remote, batch)))
      const pull = await timed(async () => this.#refuseFewer(await other.replicate.from(remote, batch)))
      return { push, pull, memory: peakOf(store.pid), disk: bytesIn(join(folder, 'notes')) }
    } finally {
      await ended(store)
      await other.close()
      rmSync(folder, { recursive: true, force: true })
    }
  }

  async close(): Promise<void> {
    await this.#local.close()
  }

  #refuseFewer({ docs_written }: { readonly docs_written: number }): void {
    if (docs_written !== this.#count) throw new Error(`the peer replicated ${docs_written} documents`)
  }
}

async function ended(store: ChildProcess): Promise<void> {
  const exit = once(store, 'exit')
  store.disconnect()
  await exit
}
