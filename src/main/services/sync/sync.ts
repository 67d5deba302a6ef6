// Sync by itself: news every few seconds, pulling, what is owed, pushing; says how far it has come and why it stops.
import type { News } from '#shared/central-api.ts'
import type { Output } from '#shared/contract.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { receiptSchema } from '#shared/domain/receipt.ts'
import type { FieldbookEvent } from '#shared/events.ts'
import { Problem, type ProblemCode, problems } from '#shared/problems.ts'
import { compartmentOf } from '../../data/compartments.ts'
import { lastArrival } from '../../data/entries.ts'
import { readSetting } from '../../data/settings.ts'
import {
  allReceipts,
  compartmentsToSend,
  countAllNotReceived,
  countNotReceived,
  countUnread,
  treeOf,
} from '../../data/trees.ts'
import { carryOutWhatIsCommitted, reportWhatWasCarriedOut } from '../../ledger/carrying-out.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { correctEverywhere } from '../../ledger/projections.ts'
import { ForkOfThisDevice, readAllWaiting } from '../../ledger/receiving.ts'
import type { Attention } from '../../platform/attention.ts'
import type { Fetch } from '../../platform/central-client.ts'
import { placesOf } from '../../platform/log.ts'
import { fetchBodies, lacksBodies } from './bodies.ts'
import { joinWith, lookAt } from './enrolling.ts'
import { enterAgainWhatIsLacking, lackingInStore } from './forking.ts'
import { stateHoldsAgain, writeHoldsThatCover } from './holding.ts'
import { keepLeft, leftIn } from './leaving.ts'
import { type Line, openLine } from './line.ts'
import { Patience, payWhatIsOwed } from './owing.ts'
import { pullCompartment } from './pulling.ts'
import { pushCompartment } from './pushing.ts'

type Status = Output<'sync.status'>

/** What sync needs of the process it runs in; tests give their own. */
export interface SyncSurroundings {
  readonly emit: (event: FieldbookEvent) => void
  readonly attention: Attention
  /** Writes what this device owes beside keys and members, once everything was pulled. */
  readonly payOwed: () => void
  readonly fetch?: Fetch
  /** Milliseconds; runs on whatever the wall clock does. */
  readonly elapsed?: () => number
  readonly random?: () => number
  /** Called with the code and detail of each problem met; never with evidence. */
  readonly log?: (entry: { readonly code: string; readonly detail: string }) => void
}

/** Milliseconds between two looks at the news while the store answers. */
const usualPause = 5_000
/** The first pause when it does not, and the longest, doubled from one to the next, with up to a quarter more by chance. */
const firstWait = 2_000
const longestWait = 15_000
/** After something was written: long enough for the entries of one action to go together. */
const afterCommit = 300
/** A log that was refused is tried again after this long. */
const alarmPause = 60_000

/** Problems of the way to the store: everything stops until it answers again. */
const ofTheWay: ReadonlySet<ProblemCode> = new Set([
  'central.unreachable',
  'central.not-the-store',
  'central.busy',
  'central.stopping',
  'request.proof-refused',
])

interface Alarm {
  readonly code: ProblemCode
  readonly since: number
}

export class Sync {
  readonly #ledger: Ledger
  readonly #practice: boolean
  readonly #surroundings: SyncSurroundings
  readonly #fetch: Fetch
  readonly #elapsed: () => number
  readonly #random: () => number
  readonly #patience: Patience
  readonly #alarms = new Map<Hash, Alarm>()
  /** Compartments in which something was sent after this person had left them. */
  readonly #sentAfterLeaving = new Set<Hash>()
  #line: Line | null = null
  #timer: NodeJS.Timeout | null = null
  #turn: Promise<void> | null = null
  readonly #ending = new AbortController()
  #stopped = true
  #hasReadBacklog = false
  #heard: string | null = null
  #problem: ProblemCode | null = null
  #failures = 0
  #arrived = new Set<Hash>()
  /** How the vault stood when corrections were carried out last. */
  #correctedAt = ''
  #told = ''

  constructor(ledger: Ledger, practice: boolean, surroundings: SyncSurroundings) {
    this.#ledger = ledger
    this.#practice = practice
    this.#surroundings = surroundings
    this.#fetch = surroundings.fetch ?? ((url, init) => globalThis.fetch(url, init))
    this.#elapsed = surroundings.elapsed ?? (() => performance.now())
    this.#random = surroundings.random ?? Math.random
    this.#patience = new Patience(this.#elapsed, this.#random)
  }

  /** Begins, and goes on until `stop`. */
  start(): void {
    this.#stopped = false
    this.#ledger.committed.add(this.#onCommit)
    this.#openLine()
    this.#schedule(0)
  }

  /** Ends what is under way; after this nothing touches the vault any more. */
  stop(): void {
    this.#stopped = true
    this.#ledger.committed.delete(this.#onCommit)
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#line?.client.close()
    this.#ending.abort()
  }

  /** Looks now instead of at the next turn; logs that had stopped are tried again. */
  now(): void {
    this.#alarms.clear()
    this.#failures = 0
    this.#schedule(0)
  }

  /** What stands behind a code. Throws Problems as `join` does, and joins nothing. */
  async look(text: string): Promise<Output<'enrolment.look'>> {
    this.#refuseJoining()
    return this.#whileOpen(() => lookAt(this.#ledger, text, this.#untilStopped))
  }

  async join(text: string): Promise<Status> {
    this.#refuseJoining()
    return this.#whileOpen(async () => {
      await joinWith(this.#ledger, text, this.#untilStopped)
      await payWhatIsOwed(this.#ledger, this.#patience)
      this.#openLine()
      this.now()
      return this.status()
    })
  }

  /** One turn, for those who wait for its end; the next is scheduled after it. */
  async turn(): Promise<void> {
    this.#turn ??= this.#oneTurn().finally(() => {
      this.#turn = null
    })
    await this.#turn
  }

  status(): Status {
    const { reader, directory, me } = this.#ledger
    const notReceived = countAllNotReceived(reader)
    const organisation = directory?.store && {
      name: directory.name,
      trial: directory.trial,
      address: readSetting(reader, 'address') ?? '',
      store: directory.store.device,
      root: readSetting(reader, 'root') ?? '',
    }
    return {
      organisation: organisation || null,
      roles: directory === null ? ['inspector'] : [...directory.rolesOf(me.person)],
      state: this.#stateWith(notReceived),
      notReceived,
      waitingForKey: countUnread(reader),
      reason: this.#problem === null ? null : wordsOf(this.#problem),
      alarms: this.#alarmsInWords(),
      heard: this.#heard,
      received: this.#lastReceipt(),
    }
  }

  /** Between any two steps the vault may be closed: whatever fails then, fails because of that. */
  async #whileOpen<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw this.#stopped ? new Problem('vault.locked', { cause: error }) : error
    }
  }

  /** What a person waits for ends with the vault, and nothing that comes later is written. */
  readonly #untilStopped: Fetch = async (url, init) => {
    const signal = AbortSignal.any([this.#ending.signal, ...(init.signal ? [init.signal] : [])])
    const reply = await this.#fetch(url, { ...init, signal })
    if (this.#stopped) throw new Problem('vault.locked')
    return reply
  }

  readonly #onCommit = (): void => {
    if (this.#line !== null && this.#turn === null && this.#failures === 0) this.#schedule(afterCommit)
  }

  #openLine(): void {
    this.#line?.client.close()
    this.#line = openLine(this.#ledger, this.#fetch, {
      arrived: (compartment) => this.#arrived.add(compartment),
      changed: () => this.#tell(),
      attention: this.#surroundings.attention,
    })
  }

  #schedule(wait: number): void {
    if (this.#stopped) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.turn(), wait)
    this.#timer.unref()
  }

  async #oneTurn(): Promise<void> {
    const line = this.#line
    if (line === null || this.#stopped) return
    try {
      await this.#goThrough(line)
      this.#problem = null
      this.#failures = 0
    } catch (error) {
      this.#note(error)
    }
    if (this.#stopped) return
    this.#tellArrivals()
    this.#tellIfChanged()
    this.#schedule(this.#nextPause())
  }

  async #goThrough(line: Line): Promise<void> {
    if (this.#ledger.hasEnded) throw new ForkOfThisDevice()
    if (!this.#hasReadBacklog) await readAllWaiting(this.#ledger)
    this.#hasReadBacklog = true
    this.#carryOut()
    const news = await line.client.news()
    this.#heard = news.at
    this.#ledger.heard(news.at)
    await this.#pullDirectory(line, news.directory)
    await payWhatIsOwed(this.#ledger, this.#patience)
    keepLeft(this.#ledger, news)
    for (const standing of news.compartments) await this.#follow(line, standing)
    stateHoldsAgain(this.#ledger, line.organisation)
    writeHoldsThatCover(this.#ledger)
    this.#carryOut()
    for (const compartment of lackingInStore(line, news.compartments)) {
      await this.#alone(compartment, async () => enterAgainWhatIsLacking(line, compartment))
    }
    this.#surroundings.payOwed()
    // Members who arrived with what was pulled may lack keys that this device holds.
    await payWhatIsOwed(this.#ledger, this.#patience)
    for (const compartment of compartmentsToSend(this.#ledger.reader)) {
      await this.#alone(compartment, () => this.#push(line, compartment, news))
    }
    this.#forgetPassed(news)
  }

  /** Also without a connection: what was verified is known here. */
  #carryOut(): void {
    for (const { id } of carryOutWhatIsCommitted(this.#ledger)) this.#arrived.add(id)
    reportWhatWasCarriedOut(this.#ledger)
    // Looked for again only when something came, was sent, or stands otherwise in the directory.
    const { reader, directory } = this.#ledger
    const standing = [lastArrival(reader), countAllNotReceived(reader), directory?.size ?? 0].join()
    if (standing !== this.#correctedAt) correctEverywhere(this.#ledger)
    this.#correctedAt = standing
  }

  async #push(line: Line, compartment: Hash, { compartments }: News): Promise<void> {
    const { reader } = this.#ledger
    const left = leftIn(reader).has(compartment)
    const stated = compartments.find((standing) => standing.compartment === compartment)
    const { epoch } = stated ?? treeOf(reader, compartment) ?? { epoch: 1 }
    await pushCompartment(line, compartment, { epoch, left })
    if (left) this.#sentAfterLeaving.add(compartment)
  }

  /** Less than was verified before is told of, more is fetched and checked. */
  async #follow(line: Line, { compartment, epoch, size }: News['directory']): Promise<void> {
    const tree = treeOf(this.#ledger.reader, compartment)
    if (size < (tree?.size ?? 0)) this.#alarm(compartment, new Problem('tree.differs', { detail: 'shorter' }))
    if (size > (tree?.held ?? 0)) await this.#alone(compartment, () => pullCompartment(line, compartment, epoch))
    if (!lacksBodies(this.#ledger, compartment)) return
    await this.#alone(compartment, () => fetchBodies(line, compartment, epoch))
  }

  /** A log of which nothing is to be fetched or sent any more has not stopped: another store may have answered before. */
  #forgetPassed({ compartments }: News): void {
    const { reader } = this.#ledger
    const toSend = compartmentsToSend(reader)
    const left = leftIn(reader)
    for (const id of this.#alarms.keys()) {
      const stated = compartments.find(({ compartment }) => compartment === id)?.size ?? 0
      const { size = 0, held = 0 } = treeOf(reader, id) ?? {}
      const isFetched = left.has(id) || (stated === size && stated === held)
      if (isFetched && !toSend.includes(id)) this.#alarms.delete(id)
    }
  }

  async #pullDirectory(line: Line, news: { readonly epoch: number; readonly size: number }): Promise<void> {
    const known = this.#ledger.directory?.size ?? 0
    if (news.size < known)
      throw new Problem('directory.differs', { detail: `${news.size} entries instead of ${known}` })
    if (news.size > known) await pullCompartment(line, line.organisation, news.epoch)
  }

  /** A log that stops does not stop the others; only the way to the store does, and a device that may not go on. */
  async #alone(compartment: Hash, work: () => Promise<void>): Promise<void> {
    const alarm = this.#alarms.get(compartment)
    if (this.#stopped || (alarm !== undefined && this.#elapsed() - alarm.since < alarmPause)) return
    try {
      await work()
      this.#alarms.delete(compartment)
    } catch (error) {
      const ofOneLog = error instanceof Problem && !ofTheWay.has(error.code) && !(error instanceof ForkOfThisDevice)
      if (this.#stopped || !ofOneLog) throw error
      // Somebody wrote in the meantime: the next turn pulls first, where this person still may.
      const isPulledNext = error.code === 'central.pull-first' && !leftIn(this.#ledger.reader).has(compartment)
      if (!isPulledNext) this.#alarm(compartment, error)
    }
  }

  #alarm(compartment: Hash, problem: Problem): void {
    this.#alarms.set(compartment, { code: problem.code, since: this.#elapsed() })
    this.#surroundings.log?.({ code: problem.code, detail: problem.detail })
  }

  #note(error: unknown): void {
    if (this.#stopped) return
    const problem = error instanceof Problem ? error : new Problem('application.unexpected', { cause: error })
    this.#problem = problem.code
    this.#failures += 1
    const nameOfFault = error instanceof Error ? `${error.name} ${placesOf(error)}` : typeof error
    const detail = error instanceof Problem ? problem.detail : nameOfFault
    this.#surroundings.log?.({ code: problem.code, detail })
  }

  #nextPause(): number {
    if (this.#failures > 0) {
      const wait = Math.min(longestWait, firstWait * 2 ** (this.#failures - 1))
      return wait * (1 + this.#random() / 4)
    }
    const waiting = compartmentsToSend(this.#ledger.reader).some((compartment) => !this.#alarms.has(compartment))
    return waiting ? afterCommit : usualPause
  }

  #stateWith(notReceived: number): Status['state'] {
    if (this.#ledger.directory === null) return 'alone'
    if (!this.#ledger.isApproved) return 'waiting'
    return this.#connected(notReceived)
  }

  #connected(notReceived: number): Status['state'] {
    if (this.#problem !== null) return ofTheWay.has(this.#problem) ? 'offline' : 'stopped'
    if (this.#heard === null) return 'connecting'
    return notReceived > 0 ? 'sending' : 'received'
  }

  #alarmsInWords(): Status['alarms'] {
    const { reader } = this.#ledger
    const left = leftIn(reader)
    const sent = [...this.#sentAfterLeaving].filter((id) => left.has(id) && countNotReceived(reader, id) === 0)
    const stopped = [...this.#alarms].map(([id, { code }]) => [id, left.has(id) ? afterLeaving(code) : code] as const)
    const all = [...stopped, ...sent.map((id) => [id, 'team.left'] as const)]
    return all.map(([id, code]) => ({ ...wordsOf(code), inspection: this.#inspectionOf(id) }))
  }

  #inspectionOf(compartment: Hash): Hash | null {
    const row = compartmentOf(this.#ledger.reader, compartment)
    return row === undefined || row.type === 'directory' || row.type === 'restricted' ? null : row.inspection
  }

  #lastReceipt(): string | null {
    const open = allReceipts(this.#ledger.reader).filter(
      ({ compartment }) => compartmentOf(this.#ledger.reader, compartment)?.type !== 'restricted',
    )
    const times = open.map(({ receipt }) => receiptSchema.parse(JSON.parse(receipt)).at)
    return times.toSorted().at(-1) ?? null
  }

  /** At the end of a turn, and most turns change nothing: pages would ask for everything again every five seconds. */
  #tellIfChanged(): void {
    const { heard: _, ...shown } = this.status()
    // Pages that offer people of the directory show more once it has grown.
    const told = JSON.stringify({ ...shown, directory: this.#ledger.directory?.size ?? 0 })
    if (told !== this.#told) this.#tell()
    this.#told = told
  }

  #tell(): void {
    if (!this.#stopped) this.#surroundings.emit({ type: 'sync.changed' })
  }

  #tellArrivals(): void {
    const rows = [...this.#arrived].flatMap((id) => compartmentOf(this.#ledger.reader, id) ?? [])
    this.#arrived = new Set()
    // A register tells of its inspection; nothing here tells of what is restricted.
    const told = rows.filter(({ type }) => type === 'evidence' || type === 'register')
    const inspections = [...new Set(told.map(({ inspection }) => inspection))]
    const disclosures = rows.some(({ type }) => type === 'restricted')
    if (inspections.length === 0 && !disclosures) return
    this.#surroundings.emit({ type: 'entries.arrived', inspections, disclosures })
  }

  #refuseJoining(): void {
    if (this.#practice) throw new Problem('enrolment.practice')
    const { directory, me } = this.#ledger
    // The store may know that another device took the place of this one, while this one cannot be told.
    const replaced = this.#problem === 'device.unknown'
    if (directory !== null && directory.device(me.device)?.state === 'active' && !replaced) {
      throw new Problem('enrolment.joined-before')
    }
  }
}

/** What stops a log whose compartment this person has left, where its own words would lead nowhere. */
function afterLeaving(code: ProblemCode): ProblemCode {
  return code === 'compartment.unknown' || code === 'central.pull-first' ? 'team.left-unsent' : code
}

function wordsOf(code: ProblemCode): { code: string; sentence: string; next: string } {
  const { sentence, next } = problems[code]
  return { code, sentence, next }
}
