// What the client needs from the world outside the page; each shell has one implementation.
import type { FieldbookEvent } from '#shared/events.ts'
import type { ProblemReply } from '#shared/problems.ts'

/** An expected refusal or failure of a call, in the fixed words of the catalogue of problems. */
export class CallProblem extends Error {
  readonly reply: ProblemReply

  constructor(reply: ProblemReply) {
    super(reply.sentence)
    this.name = 'CallProblem'
    this.reply = reply
  }
}

export interface BridgeListener {
  readonly event: (event: FieldbookEvent) => void
  /** The connection is lost for good, or (with a problem) could not be made. */
  readonly lost: (problem: CallProblem) => void
  readonly connected: () => void
}

export interface Bridge {
  /** Where the page runs: in a browser, or in Electron's window. */
  readonly shell: 'browser' | 'window'
  /** Connects and tells the listener; called once. */
  start(listener: BridgeListener): void
  /** Resolves to the value of the procedure or rejects with a CallProblem. Secret bytes in `input` are overwritten. */
  call(procedure: string, input: Readonly<Record<string, unknown>>): Promise<unknown>
}
