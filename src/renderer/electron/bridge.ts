// The bridge of Electron's window: calls and events over what the preload put on the page.
import { z } from 'zod'
import { eventSchema } from '#shared/events.ts'
import type { WindowBridge, WindowBridgeName } from '#shared/window-bridge.ts'
import { type Bridge, CallProblem } from '../bridge.ts'
import { type Carrier, problemSchema, sendCall } from '../calls.ts'
import { problemOf } from '../problem.ts'

const replySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), problem: problemSchema }),
])
const name: WindowBridgeName = 'fieldbook'

/** What the preload put on the page; null in a browser, which has no preload. */
export function preloaded(page: object): WindowBridge | null {
  return name in page ? (page[name] as WindowBridge) : null
}

export function electronBridge(window: WindowBridge): Bridge {
  const carrier: Carrier = {
    open: (procedure, text) => valueIn(window.call(procedure, text)),
    sealed: (procedure, sealed) => valueIn(window.secret(procedure, sealed)),
  }
  return {
    shell: 'window',
    start: (listener) => {
      window.onEvent((said) => {
        const event = eventSchema.safeParse(said)
        // An event that this version does not know changes nothing on the page.
        if (event.success) listener.event(event.data)
      })
      // Page and main live and die together, so the connection is there from the beginning and is never lost.
      listener.connected()
    },
    call: (procedure, input) => sendCall(carrier, procedure, input),
  }
}

async function valueIn(answer: Promise<unknown>): Promise<unknown> {
  const reply = replySchema.safeParse(await answer.catch(() => null))
  if (!reply.success) throw problemOf('application.unexpected')
  if (!reply.data.ok) throw new CallProblem(reply.data.problem)
  return reply.data.value
}
