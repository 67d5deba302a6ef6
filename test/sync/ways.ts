// Ways to the store that go wrong: cut, held back, answered by somebody else, altered on the way.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '#central/app.ts'
import { readOrMakeSeed, readStoreKey } from '#central/key-files.ts'
import { Nonces } from '#central/records/proving.ts'
import { Records } from '#central/records/records.ts'
import { openStorage } from '#central/storage/sqlite/storage.ts'
import type { Fetch } from '#main/platform/central-client.ts'
import type { TestStore } from '../central/store.ts'
import { type Bend, reaching } from '../fixtures/organisation.ts'
import { temporaryFolder } from '../fixtures/world.ts'

/** Nobody but this answers. */
export function answeredBy(answer: (url: string, init: RequestInit) => Response | Promise<Response>): Bend {
  return () => async (url, init) => answer(url, init)
}

/** Requests that are never answered; they end when whoever asked gives up. */
export const hanging: Bend = () => (_url, init) =>
  new Promise((_, reject) => {
    const end = (): void => reject(new DOMException('given up', 'AbortError'))
    if (init.signal?.aborted === true) end()
    init.signal?.addEventListener('abort', end)
  })

/** Does something before or after the request of this number, counted from 0; the reply then is lost. */
export function brokenAt(number: number, when: 'before' | 'after', what: () => void): Bend & { asked: () => number } {
  let asked = 0
  const bend: Bend = (fetch) => async (url, init) => {
    asked += 1
    if (asked - 1 !== number) return fetch(url, init)
    if (when === 'after') await fetch(url, init)
    what()
    throw new TypeError('the connection broke')
  }
  return Object.assign(bend, { asked: () => asked })
}

export const isNews = (url: string): boolean => url.endsWith('/v1/news')
export const isPush = (_url: string, init: RequestInit): boolean => init.method === 'POST'
export const isPull = (url: string, init: RequestInit): boolean => init.method !== 'POST' && url.includes('/entries?')

/** Changes replies of the store to requests of which `concerns` says so. */
export function altered(
  concerns: (url: string, init: RequestInit) => boolean,
  change: (bytes: Buffer, reply: Response) => Response,
): Bend {
  return (fetch) => async (url, init) => {
    const reply = await fetch(url, init)
    if (!concerns(url, init) || reply.status !== 200) return reply
    return change(Buffer.from(await reply.arrayBuffer()), reply)
  }
}

/** The same reply with other bytes. */
export function withBytes({ status, headers }: Response, bytes: Uint8Array): Response {
  return new Response(new Uint8Array(bytes), { status, headers })
}

/** A store over a copy of another's files as they lie now: the same keys, and a history of its own from here on. */
export interface Copy {
  readonly fetch: Fetch
  close(): Promise<void>
}

export async function copyOf(store: TestStore): Promise<Copy> {
  const folder = temporaryFolder()
  cpSync(store.folder, folder, { recursive: true })
  const storage = openStorage(join(folder, 'central.db'))
  const records = await Records.open({ storage, key: readStoreKey(folder), trial: null, now: store.now, undoWindow: 0 })
  const nonces = new Nonces(readOrMakeSeed(join(folder, 'nonce-key.json'), 'nonces of a test'), () => store.time)
  const app = build({ records, nonces, version: '0.0.0-copy', log: () => {} })
  const close = async (): Promise<void> => {
    await app.close()
    await storage.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { fetch: reaching(() => ({ app })), close }
}

/** From here on another store answers. */
export function leadingTo({ fetch }: Copy): Bend {
  return () => fetch
}
