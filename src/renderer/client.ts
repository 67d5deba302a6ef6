// The typed client: procedures of the contract as promises, events as callbacks, whatever bridge is underneath.
import type { Input, Output, ProcedureName } from '#shared/contract.ts'
import type { FieldbookEvent } from '#shared/events.ts'
import { type Bridge, type BridgeListener, CallProblem } from './bridge.ts'
import { problemOf } from './problem.ts'

export { CallProblem }

type Link = Omit<BridgeListener, 'event'>

let bridge: Bridge | null = null
const listeners = new Set<(event: FieldbookEvent) => void>()

/** Puts a bridge under the client; called once by the page's entry, and by tests. */
export function connect(to: Bridge, link: Link): void {
  bridge = to
  to.start({ ...link, event: (event) => listeners.forEach((listener) => listener(event)) })
}

/** Calls a procedure; rejects with `CallProblem`. Secret bytes in the input are overwritten, so give a copy to keep. */
export async function call<N extends ProcedureName>(name: N, input: Input<N>): Promise<Output<N>> {
  if (bridge === null) throw problemOf('session.missing')
  // Dispatch on the other side parses each reply with the schema of the contract before it is sent.
  return (await bridge.call(name, input)) as Output<N>
}

/** Listens to what main tells without being asked; returns the function that ends the listening. */
export function onEvent(listener: (event: FieldbookEvent) => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
