// What central does for its routes: the one thing they know.
import type { EnrolmentReply, EnrolmentRequest, News, OrganisationFacts, PushReply } from '#shared/central-api.ts'
import { toBase64url } from '#shared/domain/bytes.ts'
import type { DirectoryDevice } from '#shared/domain/directory.ts'
import type { Hash, Instant } from '#shared/domain/ids.ts'
import { Problem } from '#shared/problems.ts'
import type { Storage } from '../storage/Storage.ts'
import { accept, type Push } from './accepting.ts'
import { doWhatIsDue } from './due.ts'
import { enrol, type Trial } from './enrolling.ts'
import { newsFor } from './news.ts'
import { Organisation } from './organisation.ts'
import { type Pull, pull } from './reading.ts'
import { Scrubbing } from './scrubbing.ts'
import { Standings } from './standings.ts'
import type { Caller, Deed, FaultPoint, Store, StoreKey } from './store.ts'

export interface RecordsOptions {
  readonly storage: Storage
  readonly key: StoreKey
  readonly trial: Trial | null
  readonly now: () => Instant
  /** Milliseconds between the approval of a disposal and its commit, in which it can be withdrawn. */
  readonly undoWindow: number
  readonly atPoint?: (point: FaultPoint) => void
  /** Told of what the store does by itself. */
  readonly told?: (deed: Deed) => void
  /** Called when something began to wait: `doWhatIsDue` says when to look again. */
  readonly waits?: () => void
}

export class Records {
  readonly #store: Store
  readonly #trial: Trial | null

  private constructor(store: Store, trial: Trial | null) {
    this.#store = store
    this.#trial = trial
  }

  /** Throws Problems `organisation.missing`, and `central.damaged` when the key is not the one that the directory names. */
  static async open(options: RecordsOptions): Promise<Records> {
    const { storage, key, trial, now, undoWindow, atPoint = () => {}, told = () => {}, waits = () => {} } = options
    const organisation = await Organisation.open(storage)
    if (organisation.directory.store?.device !== key.device) {
      throw new Problem('central.damaged', { detail: 'the key of the store is another one than the directory names' })
    }
    const standings = new Standings((device) => organisation.personOf(device))
    const scrubbing = new Scrubbing(storage)
    const store = { storage, organisation, standings, key, now, undoWindow, scrubbing, atPoint, told, waits }
    return new Records(store, trial)
  }

  get storeId(): Hash {
    return this.#store.key.device
  }

  facts(): OrganisationFacts {
    const { id, directory } = this.#store.organisation
    const { root, store } = directory
    if (root === null || store === null) throw new Problem('organisation.missing')
    return {
      organisation: id,
      name: directory.name,
      trial: directory.trial,
      store: store.device,
      root: root.device,
      storeKey: toBase64url(store.publicKey),
    }
  }

  /** The device of this id, if it may ask for anything; null for unknown, ended, retired and revoked ones. */
  async deviceInUse(id: Hash): Promise<DirectoryDevice | null> {
    const { organisation, storage } = this.#store
    await organisation.catchUp(storage)
    const device = organisation.directory.device(id)
    return device?.state === 'active' && organisation.signer(id) !== undefined ? device : null
  }

  async news(caller: Caller): Promise<News> {
    return newsFor(this.#store, caller)
  }

  async pull(caller: Caller, about: Pull): Promise<Awaited<ReturnType<typeof pull>>> {
    return pull(this.#store, caller, about)
  }

  async accept(caller: Caller, push: Push): Promise<PushReply> {
    return accept(this.#store, caller, push)
  }

  /** Commits the disposals whose undo window is over and destroys what they cover; says when to look again, or null. */
  async doWhatIsDue(): Promise<Instant | null> {
    return doWhatIsDue(this.#store)
  }

  async enrol(request: EnrolmentRequest): Promise<EnrolmentReply> {
    return enrol(this.#store, this.#trial, request)
  }
}
