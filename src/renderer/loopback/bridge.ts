// The bridge of browser mode: the session that the link opens, calls over HTTP, and the stream of events.
import { eventSchema, type FieldbookEvent } from '#shared/events.ts'
import { type Bridge, type BridgeListener, CallProblem } from '../bridge.ts'
import { sendCall } from '../calls.ts'
import { problemOf } from '../problem.ts'
import { linesOf } from './lines.ts'
import { type ByteStream, type Fetch, httpCarrier, openEvents, openSession } from './requests.ts'

/** Where tokens come from: the link that opened the page, and fresh links opened in the same tab. */
export interface Tokens {
  readonly take: () => string | null
  readonly onFresh: (take: (token: string) => void) => void
}

interface Session {
  readonly bearer: string
  readonly ended: AbortController
}

/** Before a stream of events that ended is opened again. */
const WAIT_MS = 400

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const callProblem = (caught: unknown) => (caught instanceof CallProblem ? caught : problemOf('session.missing'))

/** An event that this version does not know changes nothing on the page. */
function eventOf(line: string): FieldbookEvent | null {
  try {
    return eventSchema.parse(JSON.parse(line))
  } catch {
    return null
  }
}

type Hear = BridgeListener['event']

async function readEvents(stream: ByteStream, hear: Hear): Promise<void> {
  for await (const line of linesOf(stream)) {
    const event = eventOf(line)
    if (event !== null) hear(event)
  }
}

/**
 * Follows the events until the session is ended by a fresher one. A stream that breaks is opened again; when it cannot
 * be opened, Fieldbook has ended or a newer page has replaced this one, and this rejects.
 */
async function follow(fetch: Fetch, { bearer, ended }: Session, listener: BridgeListener): Promise<void> {
  while (!ended.signal.aborted) {
    const stream = await openEvents(fetch, bearer, ended.signal)
    // What happened while no stream was open has to be asked for, so every opening counts as a connection.
    listener.connected()
    await readEvents(stream, listener.event).catch(() => undefined)
    await pause(WAIT_MS)
  }
}

export function loopbackBridge(fetch: Fetch, tokens: Tokens): Bridge {
  let session: Session | null = null

  const begin = async (token: string | null, listener: BridgeListener) => {
    let begun: Session | null = null
    try {
      if (token === null) throw problemOf('session.missing')
      begun = { bearer: await openSession(fetch, token), ended: new AbortController() }
      session?.ended.abort()
      session = begun
      await follow(fetch, begun, listener)
    } catch (caught) {
      // A stale link opened over a session that still works takes nothing away.
      if (begun !== session) return
      session = null
      listener.lost(callProblem(caught))
    }
  }

  return {
    shell: 'browser',
    start: (listener) => {
      tokens.onFresh((token) => void begin(token, listener))
      void begin(tokens.take(), listener)
    },
    call: async (procedure, input) => {
      if (session === null) throw problemOf('session.missing')
      return sendCall(httpCarrier(fetch, session.bearer), procedure, input)
    },
  }
}
