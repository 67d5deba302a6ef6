// A store in this process with a clock of its own, and requests to it as a device makes them.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { build, type Limits } from '#central/app.ts'
import { leaveCode } from '#central/codes.ts'
import { readOrMakeSeed, readStoreKey } from '#central/key-files.ts'
import type { LogLine } from '#central/log.ts'
import { Nonces } from '#central/records/proving.ts'
import { Records } from '#central/records/records.ts'
import type { Deed } from '#central/records/store.ts'
import type { Storage } from '#central/storage/Storage.ts'
import { openStorage } from '#central/storage/sqlite/storage.ts'
import { foundTrial, openTrial } from '#central/trial.ts'
import { random, sha256 } from '#main/platform/crypto.ts'
import {
  type EnrolmentReply,
  type EnrolmentRequest,
  enrolmentReplySchema,
  type News,
  newsSchema,
  type OrganisationFacts,
  type PushReply,
  paths,
  problemReplySchema,
  proofHeader,
  pulledFrom,
  pushReplySchema,
  type TravellingEntry,
} from '#shared/central-api.ts'
import type { Role } from '#shared/domain/directory-kinds.ts'
import { codeId } from '#shared/domain/enrolment.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { enrolmentQuestion, enrolmentRequest, type Otherwise, proofOf, pushQuestion, type Question } from './asking.ts'
import { newDevice, type TestDevice } from './devices.ts'

/** A reply as `inject` gives it. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
  /** The code of the problem, or an empty text. */
  readonly code: string
}

export interface Person {
  readonly device: TestDevice
  readonly person: Hash
  readonly reply: EnrolmentReply
}

export class TestStore {
  readonly folder = temporaryFolder()
  readonly lines: LogLine[] = []
  /** What the store did by itself. */
  readonly deeds: Deed[] = []
  /** How many times the store asked to be looked at because a disposal began to wait. */
  asked = 0
  /** Milliseconds since 1970. */
  time = Date.parse('2026-03-10T09:00:00.000Z')
  /** Milliseconds by which the clock moves on with each deed. */
  eachDeedTakes = 0
  /** Milliseconds. */
  readonly undoWindow = 24 * 60 * 60 * 1_000
  storage!: Storage
  records!: Records
  app!: FastifyInstance
  nonces!: Nonces

  static async open(limits: Partial<Limits> = {}): Promise<TestStore> {
    const store = new TestStore()
    store.storage = openStorage(join(store.folder, 'central.db'))
    await foundTrial(store.folder, store.storage, 'Larkfield trial', store.now())
    await store.#build(limits)
    return store
  }

  readonly now = (): string => new Date(this.time).toISOString()

  get facts(): OrganisationFacts {
    return this.records.facts()
  }

  /** The recipient of recovery, as its file in the trial's folder says. */
  recovery(type: 'ordinary' | 'restricted'): string {
    const file = readFileSync(join(this.folder, 'trial', `recovery-${type}.json`), 'utf8')
    return (JSON.parse(file) as { readonly recipient: string }).recipient
  }

  /** As after a stop and a start: nothing is remembered but what lies in the files. */
  async restart(): Promise<void> {
    await this.app.close()
    await this.storage.close()
    this.storage = openStorage(join(this.folder, 'central.db'))
    await this.#build({})
  }

  /** Lets the undo window go by, and the store do what is due then; returns when it wants to be looked at again. */
  async afterUndoWindow(): Promise<string | null> {
    this.time += this.undoWindow
    return this.records.doWhatIsDue()
  }

  async remove(): Promise<void> {
    await this.app.close()
    await this.storage.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  async #build(limits: Partial<Limits>): Promise<void> {
    const { folder, storage } = this
    const clock = () => this.time
    this.nonces = new Nonces(readOrMakeSeed(join(folder, 'nonce-key.json'), 'nonces of a test'), clock)
    const trial = await openTrial(folder, clock)
    this.records = await Records.open({
      storage,
      key: readStoreKey(folder),
      trial,
      now: this.now,
      undoWindow: this.undoWindow,
      told: (deed) => {
        this.deeds.push(deed)
        this.time += this.eachDeedTakes
      },
      waits: () => (this.asked += 1),
    })
    const { records, nonces } = this
    this.app = build({ records, nonces, version: '0.0.0-test', log: (line) => this.lines.push(line), limits })
  }

  /** Asks without any proof. */
  async askBarely(question: Question, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const { method = 'GET', path, body, type } = question
    const options: InjectOptions = {
      method,
      url: path,
      headers: { ...(type === undefined ? {} : { 'content-type': type }), ...headers },
    }
    const reply = await this.app.inject(body === undefined ? options : { ...options, payload: Buffer.from(body) })
    const problem = problemReplySchema.safeParse(jsonOr(reply.payload)).data
    return {
      status: reply.statusCode,
      headers: reply.headers,
      bytes: reply.rawPayload,
      code: problem?.problem.code ?? '',
    }
  }

  async ask(device: TestDevice, question: Question, otherwise: Otherwise = {}): Promise<Answer> {
    return this.askBarely(question, { [proofHeader]: this.proof(device, question, otherwise) })
  }

  proof(device: TestDevice, question: Question, otherwise: Otherwise = {}): string {
    return proofOf(device, question, { store: this.facts.store, nonce: this.nonces.current() }, otherwise)
  }

  /** As `enrol` does in the terminal; returns the secret. */
  leaveCode(name: string, roles: readonly Role[], person: Hash | null = null): Uint8Array {
    const secret = random(16)
    const record = { code: codeId(sha256, secret), secret, name, post: '', body: '', roles, person }
    leaveCode(this.folder, record, this.time)
    return secret
  }

  async askToEnrol(request: EnrolmentRequest, by: TestDevice, otherwise: Otherwise = {}): Promise<Answer> {
    return this.ask(by, enrolmentQuestion(request), otherwise)
  }

  /** A person with one device, enrolled. */
  async enrol(name: string, roles: readonly Role[], devices: readonly TestDevice[] = [newDevice()]): Promise<Person> {
    const device = devices.at(-1) ?? newDevice()
    const answer = await this.askToEnrol(enrolmentRequest(this.leaveCode(name, roles), devices), device)
    const reply = enrolmentReplySchema.parse(JSON.parse(answer.bytes.toString()))
    return { device, person: reply.person, reply }
  }

  async news(device: TestDevice): Promise<News> {
    return newsSchema.parse(JSON.parse((await this.ask(device, { path: paths.news })).bytes.toString()))
  }

  async askToPush(
    device: TestDevice,
    compartment: Hash,
    size: number,
    entries: readonly TravellingEntry[],
    epoch = 1,
  ): Promise<Answer> {
    return this.ask(device, pushQuestion(compartment, size, entries, epoch))
  }

  async push(
    device: TestDevice,
    compartment: Hash,
    size: number,
    entries: readonly TravellingEntry[],
  ): Promise<PushReply> {
    const answer = await this.askToPush(device, compartment, size, entries)
    if (answer.status !== 200) throw new Error(`the push was answered ${answer.code}`)
    return pushReplySchema.parse(JSON.parse(answer.bytes.toString()))
  }

  async askToPull(device: TestDevice, compartment: Hash, from = 0, most = 1_000, epoch = 1): Promise<Answer> {
    return this.ask(device, { path: `${paths.entries(compartment)}?epoch=${epoch}&from=${from}&most=${most}` })
  }

  async pull(device: TestDevice, compartment: Hash, from = 0, most = 1_000): Promise<ReturnType<typeof pulledFrom>> {
    const answer = await this.askToPull(device, compartment, from, most)
    if (answer.status !== 200) throw new Error(`the pull was answered ${answer.code}`)
    return pulledFrom(new Uint8Array(answer.bytes))
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
