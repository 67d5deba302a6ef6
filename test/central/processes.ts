// Central as real processes: its command, a store that runs, and a device that speaks to it over HTTP.
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sha256 } from '#main/platform/crypto.ts'
import {
  enrolmentReplySchema,
  nonceHeader,
  organisationSchema,
  type PushReply,
  paths,
  problemReplySchema,
  proofHeader,
  pushReplySchema,
  type TravellingEntry,
} from '#shared/central-api.ts'
import { codeFrom } from '#shared/domain/enrolment.ts'
import type { Hash } from '#shared/domain/ids.ts'
import { enrolmentQuestion, enrolmentRequest, proofOf, pushQuestion, type Question } from './asking.ts'
import type { TestDevice } from './devices.ts'

const cli = fileURLToPath(new URL('../../src/central/cli.ts', import.meta.url))
const killedAt = fileURLToPath(new URL('../fixtures/central/killed-at.ts', import.meta.url))

export interface Ended {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

export interface StoreProcess {
  readonly child: ChildProcess
  readonly address: string
  readonly ended: Promise<Ended>
  /** Asks it to stop as a terminal or a system does. */
  stop(signal?: NodeJS.Signals): Promise<Ended>
}

/** Runs a command of central to its end. */
export async function command(...words: readonly string[]): Promise<Ended> {
  return watch(spawn(process.execPath, [cli, ...words], { stdio: 'pipe' })).ended
}

/** Starts a store as `npm run central` does, and waits until it listens. */
export async function startStore(folder: string, ...words: readonly string[]): Promise<StoreProcess> {
  return listening([cli, '--folder', folder, '--port', '0', ...words])
}

/** Starts a store that kills itself when a push reaches the point; without a port, on any that is free. */
export async function startKilledAt(folder: string, point: string, port = '0'): Promise<StoreProcess> {
  return listening([killedAt, folder, point, port])
}

/** Runs a store on which a disposal is due until it kills itself at the point of that disposal. */
export async function killedInDisposal(folder: string, point: string): Promise<Ended> {
  return watch(spawn(process.execPath, [killedAt, folder, point], { stdio: 'pipe' })).ended
}

async function listening(words: readonly string[]): Promise<StoreProcess> {
  const child = spawn(process.execPath, words, { stdio: 'pipe' })
  const { ended, address } = watch(child)
  const stop = async (signal: NodeJS.Signals = 'SIGTERM'): Promise<Ended> => {
    child.kill(signal)
    return ended
  }
  return { child, address: await address, ended, stop }
}

function watch(child: ChildProcess): { readonly ended: Promise<Ended>; readonly address: Promise<string> } {
  let out = ''
  let err = ''
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')))
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status, signal) => resolve({ status, signal, out, err })),
  )
  const address = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString('utf8')
      const found = /listens on (http:\/\/\S+)\n/.exec(out)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then(() => reject(new Error(`it ended: ${out} ${err}`)))
  })
  // Commands that do not listen are asked for their end only.
  address.catch(() => {})
  return { ended, address }
}

/** A device that asks a store over HTTP. */
export class Caller {
  readonly #address: string
  readonly #device: TestDevice
  #store: Hash | null = null
  #nonce = ''

  constructor(address: string, device: TestDevice) {
    this.#address = address
    this.#device = device
  }

  /** Throws when the connection breaks off before the reply has come as a whole. */
  async ask(question: Question): Promise<{ readonly status: number; readonly text: string; readonly code: string }> {
    const facts = await fetch(this.#address + paths.organisation)
    this.#store ??= organisationSchema.parse(await facts.json()).store
    this.#nonce = facts.headers.get(nonceHeader) ?? ''
    const { method = 'GET', path, body, type } = question
    const proof = proofOf(this.#device, question, { store: this.#store, nonce: this.#nonce })
    const reply = await fetch(this.#address + path, {
      method,
      headers: { [proofHeader]: proof, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: new Uint8Array(body) }),
    })
    const text = await reply.text()
    const problem = reply.status === 200 ? undefined : problemReplySchema.parse(JSON.parse(text)).problem
    return { status: reply.status, text, code: problem?.code ?? '' }
  }

  async push(compartment: Hash, size: number, entries: readonly TravellingEntry[]): Promise<PushReply> {
    const { text } = await this.ask(pushQuestion(compartment, size, entries))
    return pushReplySchema.parse(JSON.parse(text))
  }

  /** With the code as the terminal printed it. */
  async enrol(printed: string): Promise<ReturnType<typeof enrolmentReplySchema.parse>> {
    const code = codeFrom(printed.split('\n')[0] ?? '', sha256)
    if (code === null) throw new Error(`no code was printed: ${printed}`)
    const { text } = await this.ask(enrolmentQuestion(enrolmentRequest(code.secret, [this.#device])))
    return enrolmentReplySchema.parse(JSON.parse(text))
  }
}
