// The engine's end of the process channel: Node's own where main forked it, Electron's port in a utility process.
import type { CallMessage, EngineMessage, LetGoMessage } from './engine-messages.ts'

export interface EngineChannel {
  readonly say: (message: EngineMessage) => void
  /** Says the last message and ends this process, once main has it. */
  readonly finish: (message: EngineMessage) => void
  readonly onCall: (hear: (call: CallMessage) => void) => void
  /** Nobody asks this engine any more: main let it go, or is gone. */
  readonly onLetGo: (then: () => void) => void
}

/** What is used of Electron's `process.parentPort`; Node has none. */
interface ParentPort {
  readonly postMessage: (message: EngineMessage) => void
  readonly on: (event: 'message', hear: (event: { readonly data: CallMessage | LetGoMessage }) => void) => unknown
}

export function openEngineChannel(): EngineChannel {
  const { parentPort } = process as { readonly parentPort?: ParentPort }
  return parentPort === undefined ? overFork() : overPort(parentPort)
}

function overFork(): EngineChannel {
  return {
    // Without the callback a message to a main that is gone would be an error of this process.
    say: (message) => void process.send?.(message, undefined, undefined, () => {}),
    finish: (message) => void process.send?.(message, undefined, undefined, () => process.exit(0)),
    onCall: (hear) => void process.on('message', hear),
    onLetGo: (then) => void process.on('disconnect', then),
  }
}

/** A port does not tell when a message has arrived, so main lets the engine go once it has read the last one. */
function overPort(port: ParentPort): EngineChannel {
  const letGo: (() => void)[] = []
  const calls: ((call: CallMessage) => void)[] = []
  port.on('message', ({ data }) => {
    if (data.type === 'let-go') for (const then of letGo) then()
    else for (const hear of calls) hear(data)
  })
  return {
    say: (message) => port.postMessage(message),
    finish: (message) => port.postMessage(message),
    onCall: (hear) => void calls.push(hear),
    onLetGo: (then) => void letGo.push(then),
  }
}
