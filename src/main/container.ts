// Where services meet: one application around at most one open vault.
import { basename, join } from 'node:path'
import type { Input, Output } from '#shared/contract.ts'
import type { Role } from '#shared/domain/directory-kinds.ts'
import type { Pack } from '#shared/domain/policy.ts'
import type { Day } from '#shared/domain/retention/calendar.ts'
import type { FieldbookEvent } from '#shared/events.ts'
import { Problem } from '#shared/problems.ts'
import { verifyVault } from './ledger/verify.ts'
import { Attention } from './platform/attention.ts'
import { dayIn } from './platform/calendar.ts'
import type { DeviceClock } from './platform/clock.ts'
import type { Argon2Cost } from './platform/crypto.ts'
import type { Folders } from './platform/folders.ts'
import { sheetMade } from './platform/key-slots.ts'
import { calibrated, fixedAt } from './platform/passphrase-cost.ts'
import { readHead } from './platform/rollback-head.ts'
import { Disclosures } from './services/disclosures.ts'
import { Drafts } from './services/drafts.ts'
import { Identifiers } from './services/identifiers/identifiers.ts'
import { type Language, loadLanguage } from './services/identifiers/language.ts'
import { Identities } from './services/identities.ts'
import { Inspections } from './services/inspections.ts'
import { Notes } from './services/notes.ts'
import { Corrections } from './services/orders/corrections.ts'
import { DisclosureDisposals } from './services/orders/disclosure-disposals.ts'
import { Disposals } from './services/orders/disposals.ts'
import { Holds } from './services/orders/holds.ts'
import { LateWork } from './services/orders/late.ts'
import { loadPolicy, placeInPack, policyWith } from './services/policy.ts'
import { loadPractice, readScript } from './services/practice.ts'
import { type PackWith, Retention } from './services/retention/retention.ts'
import { Summaries } from './services/retention/summaries.ts'
import { Bundles } from './services/review/bundles.ts'
import { Reviews } from './services/review/reviews.ts'
import { Sync, type SyncSurroundings } from './services/sync/sync.ts'
import { Team } from './services/team.ts'
import { nameDevice, newDevice } from './services/vault/new-device.ts'
import type { OpenedVault } from './services/vault/opened-vault.ts'
import { Vaults } from './services/vault/vaults.ts'

/** What the application is given by the process it runs in. */
export interface Surroundings {
  readonly folders: Folders
  readonly resources: string
  readonly version: string
  readonly clock: DeviceClock
  readonly emit: (event: FieldbookEvent) => void
  /** How sync reaches the store and how long it waits; as the process has it where nothing is given. */
  readonly sync?: Omit<SyncSurroundings, 'emit' | 'attention' | 'payOwed'>
  /** What a passphrase costs; calibrated where nothing is given, as in every process of the product. */
  readonly passphraseCost?: Argon2Cost
  /** Ends the process once the reply is out: keys leave memory with it. */
  readonly end: () => void
}

/** The services of an open vault. */
export interface Open {
  readonly vault: OpenedVault
  readonly inspections: Inspections
  readonly notes: Notes
  readonly drafts: Drafts
  readonly disclosures: Disclosures
  readonly team: Team
  readonly sync: Sync
  readonly bundles: Bundles
  readonly reviews: Reviews
  readonly retention: Retention
  readonly identifiers: Identifiers
  readonly identities: Identities
  readonly holds: Holds
  readonly corrections: Corrections
  readonly disposals: Disposals
  readonly disclosureDisposals: DisclosureDisposals
  readonly late: LateWork
}

type OpenVaultReply = Output<'vault.unlock'>

const thisMachine = { freeMemory: () => process.availableMemory(), now: () => performance.now() }

/** A draft that is left alone this long becomes an entry by itself (docs/protocol.md section 13). */
export const pauseBeforeSaving = 10 * 60_000

export class Application {
  readonly pack: Pack
  readonly #surroundings: Surroundings
  readonly #attention = new Attention()
  readonly #vaults: Vaults
  /** Loading since the process began, while somebody types a passphrase. */
  readonly #language: Promise<Language>
  #open: Open | null = null
  #sheetMade: string | null = null

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.pack = loadPolicy(join(surroundings.resources, 'policy'))
    this.#language = loadLanguage()
    // Who opens a vault hears of a failure; until then nobody waits for it.
    this.#language.catch(() => {})
    const { folders, clock, passphraseCost } = surroundings
    const costing = passphraseCost === undefined ? calibrated(thisMachine) : fixedAt(passphraseCost)
    this.#vaults = new Vaults(folders, clock, this.#attention, costing)
  }

  get isOpen(): boolean {
    return this.#open !== null
  }

  /** By the directory; before enrolment everybody is an inspector (docs/protocol.md section 5). */
  get roles(): readonly Role[] {
    if (this.#open === null) return []
    const { directory, me } = this.#open.vault.ledger
    return directory === null ? ['inspector'] : [...directory.rolesOf(me.person)]
  }

  /** The services for a call; sync, which goes on by itself, then leaves more room to whoever calls. */
  get open(): Open {
    if (this.#open === null) throw new Problem('vault.locked')
    this.#attention.called()
    return this.#open
  }

  status(): Output<'application.status'> {
    const vaults = this.#vaults.list().map(({ vault, practice, made }) => ({ vault, practice, made }))
    return {
      version: this.#surroundings.version,
      vaults,
      open: this.#open === null ? null : this.#openReply(this.#open),
    }
  }

  create(name: string, passphrase: Uint8Array): Promise<OpenVaultReply> {
    return this.#opened(() => this.#vaults.create(name, passphrase, false), passphrase)
  }

  unlock(vault: string, passphrase: Uint8Array): Promise<OpenVaultReply> {
    return this.#opened(() => this.#vaults.unlock(vault, passphrase), passphrase)
  }

  recover(vault: string, code: Uint8Array, passphrase: Uint8Array): Promise<OpenVaultReply> {
    return this.#opened(() => this.#vaults.recover(vault, code, passphrase), passphrase, code)
  }

  /** Makes a practice vault with the sample inspection in it. A vault that could not be filled is deleted again. */
  async createPractice(name: string, passphrase: Uint8Array): Promise<OpenVaultReply> {
    const script = readScript(join(this.#surroundings.resources, 'practice', 'inspection.json'))
    const colleague = await newDevice()
    return this.#opened(async () => {
      const vault = await this.#vaults.create(name, passphrase, true)
      try {
        await loadPractice(
          vault.ledger,
          this.pack,
          script,
          (writer, colleagueName) => {
            nameDevice(writer, colleague, {
              person: colleague.id,
              name: colleagueName,
              at: this.#surroundings.clock.now(),
              own: false,
            })
            return { device: colleague.id, person: colleague.id, key: colleague.key }
          },
          (done, total) => this.#surroundings.emit({ type: 'progress', task: 'practice', done, total }),
        )
        return vault
      } catch (error) {
        vault.close()
        this.#vaults.deletePractice(vault.slots.vault)
        throw error
      } finally {
        colleague.seed.fill(0)
      }
    }, passphrase)
  }

  /** Opens an inspection and names its team; a team that cannot be named opens nothing. */
  async openInspection({ team, confirmed, ...facts }: Input<'inspection.open'>): Promise<Output<'inspection.open'>> {
    const { identifiers, inspections, team: teams } = this.open
    teams.refuseUnknown(team)
    const opened = await inspections.open(facts, identifiers.confirmationsOf(facts.title, confirmed))
    if (team.length > 0) await teams.add({ inspection: opened.inspection, people: team })
    return opened
  }

  deletePractice(vault: string): void {
    if (this.#open?.vault.slots.vault !== vault) {
      this.#vaults.deletePractice(vault)
      return
    }
    if (!this.#open.vault.slots.practice) throw new Problem('vault.not-practice')
    this.#close()
    this.#vaults.deletePractice(vault)
    this.#ended('practice-deleted')
  }

  /** Drafts of the inspection that are complete become entries, as when their writer leaves; then it is sealed. */
  sealBundle(input: Input<'bundle.seal'>): Output<'bundle.seal'> {
    const { bundles } = this.open
    if (!bundles.isSealed(input)) this.#saveDrafts(this.open, ({ inspection }) => inspection === input.inspection)
    return bundles.seal(input)
  }

  /** Saves what can be saved, closes the vault and ends the process. */
  lock(): void {
    const { drafts, notes } = this.open
    for (const draft of drafts.list().drafts) saveIfComplete(notes, draft)
    this.#close()
    this.#ended('asked')
  }

  /** Makes entries of drafts that were left alone for ten minutes. */
  savePausedDrafts(): void {
    if (this.#open === null) return
    const before = new Date(Date.parse(this.#surroundings.clock.now()) - pauseBeforeSaving).toISOString()
    this.#saveDrafts(this.#open, ({ kept }) => kept < before)
  }

  /** Makes entries of those drafts that can become one, and tells an editor that may still be open. */
  #saveDrafts({ drafts, notes }: Open, chosen: (draft: Output<'draft.read'>) => boolean): void {
    for (const draft of drafts.list().drafts.filter(chosen)) {
      const heads = saveIfComplete(notes, draft)
      if (heads !== null) this.#surroundings.emit({ type: 'draft.saved', note: draft.note, heads: [...heads] })
    }
  }

  /** The pack with other files in place of its own: what it would change is shown before anybody adopts it. */
  readonly #packWith: PackWith = (files) =>
    policyWith(
      join(this.#surroundings.resources, 'policy'),
      new Map(files.map(({ name, text }) => [placeInPack(basename(name)), text])),
    )

  /** The day at this device, in its time zone. */
  readonly #today = (): Day => dayIn(this.#surroundings.clock.now(), this.#surroundings.clock.zone())

  /** Lets go of an open vault as a process that is killed does: nothing is saved. For tests. */
  abandon(): void {
    this.#close()
  }

  makeRecoverySheet(): Output<'vault.makeRecoverySheet'> {
    const { code, made } = this.#vaults.makeRecoverySheet(this.open.vault)
    this.#sheetMade = made
    return { code, made }
  }

  async changePassphrase(present: Uint8Array, passphrase: Uint8Array): Promise<void> {
    const { vault, sync } = this.open
    try {
      const about = [vault.name, sync.status().organisation?.name ?? '']
      await this.#vaults.changePassphrase(vault, present, passphrase, about)
    } finally {
      present.fill(0)
      passphrase.fill(0)
    }
  }

  verify(): Output<'vault.verify'> {
    const { vault } = this.open
    const { findings, ...counts } = verifyVault(vault.database.reader, readHead(vault.paths.head, vault.vaultKey))
    return { ...counts, findings: [...findings] }
  }

  async #opened(open: () => Promise<OpenedVault>, ...secrets: readonly Uint8Array[]): Promise<OpenVaultReply> {
    try {
      const language = await this.#language
      const vault = await open()
      this.#sheetMade = sheetMade(vault.slots)
      const identifiers = new Identifiers(vault.ledger, language)
      const unsettledIn = identifiers.unsettledIn.bind(identifiers)
      const summaries = new Summaries(vault.ledger, this.pack, this.#today)
      const retention = new Retention(vault.ledger, this.pack, this.#today, this.#packWith)
      this.#open = {
        vault,
        inspections: new Inspections(vault.ledger, this.pack, unsettledIn),
        notes: new Notes(vault.ledger, this.pack, unsettledIn),
        drafts: new Drafts(vault.ledger, unsettledIn),
        disclosures: new Disclosures(vault.ledger, this.pack, unsettledIn),
        team: new Team(vault.ledger),
        bundles: new Bundles(vault.ledger, this.pack, unsettledIn, summaries.tellOfSeal.bind(summaries)),
        reviews: new Reviews(vault.ledger, unsettledIn),
        retention,
        identifiers,
        corrections: new Corrections(vault.ledger),
        identities: new Identities(vault.ledger, this.pack),
        holds: new Holds(vault.ledger, this.pack),
        disposals: new Disposals(vault.ledger, (inspection) => retention.ruleThatLetsGo(inspection)),
        disclosureDisposals: new DisclosureDisposals(vault.ledger, this.pack, this.#today),
        late: new LateWork(vault.ledger),
        sync: new Sync(vault.ledger, vault.slots.practice, {
          emit: this.#surroundings.emit,
          attention: this.#attention,
          payOwed: () => summaries.payOwed(),
          ...this.#surroundings.sync,
        }),
      }
      this.#open.sync.start()
      return this.#openReply(this.#open)
    } finally {
      for (const secret of secrets) secret.fill(0)
    }
  }

  #openReply({ vault }: Open): OpenVaultReply {
    const { person, device } = vault.ledger.me
    const { practice } = vault.slots
    const { name, notice } = vault
    const facts = { vault: vault.slots.vault, practice, person, name, device, notice, roles: [...this.roles] }
    return { ...facts, recoverySheetMade: this.#sheetMade }
  }

  #close(): void {
    this.#open?.sync.stop()
    this.#open?.vault.close()
    this.#open = null
  }

  #ended(because: 'asked' | 'practice-deleted'): void {
    this.#surroundings.emit({ type: 'vault.locked', because })
    this.#surroundings.end()
  }
}

/**
 * The heads of the note that the draft became, or null for a draft that lacks something and stays one.
 * A draft that was overtaken stays one too: its writer is to see the newer version before there are two.
 */
function saveIfComplete(notes: Notes, draft: Output<'draft.read'>): readonly string[] | null {
  const { note, inspection, heads, content, typed, overtaken } = draft
  if (overtaken) return null
  try {
    return notes.save({ note, inspection, heads, content, typed, reason: '' }).heads
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
