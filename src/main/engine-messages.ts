// What main and the engine say to each other over the process channel (advanced serialisation, so bytes stay bytes).
import type { FieldbookEvent } from '#shared/events.ts'
import type { ProblemReply } from '#shared/problems.ts'

/** The outcome of a call: its value, or the problem in its fixed words. */
export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: ProblemReply }

/** A sealed call (shared/sealed-call.ts) has its bytes as `input`; every other call an object. */
export interface CallMessage {
  readonly type: 'call'
  readonly id: number
  readonly procedure: string
  readonly input: unknown
}

/** The end of the channel, where the channel itself cannot be closed: the engine saves what is open and ends. */
export interface LetGoMessage {
  readonly type: 'let-go'
}

/** The engine's words: `ready` once, a reply for each call, events at any time, `ending` before it locks and exits. */
export type EngineMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly type: 'event'; readonly event: FieldbookEvent }
  | { readonly type: 'ending' }

/** The engine as a transport sees it, whatever process or test stands behind. */
export interface EngineLine {
  /** Always answers and never rejects. */
  readonly call: (procedure: string, input: unknown) => Promise<Reply>
  /** Hears every event from now on; the function returned ends that. */
  readonly onEvent: (hear: (event: FieldbookEvent) => void) => () => void
}
