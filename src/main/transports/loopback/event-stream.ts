// The stream of events to the page: one JSON text a line, an empty line as heartbeat.
import { PassThrough } from 'node:stream'
import type { EngineLine } from '#main/engine-messages.ts'
import type { Sessions } from './sessions.ts'

/** Bytes that may wait for a page that does not read; one that falls further behind is cut off and connects again. */
const mostUnread = 1_048_576

/** Opens a stream that ends when the page goes away or a newer session replaces this one. */
export function eventStream(engine: EngineLine, sessions: Sessions, heartbeat: number): PassThrough {
  const stream = new PassThrough({ highWaterMark: mostUnread })
  const write = (line: string) => {
    if (!stream.write(`${line}\n`)) stream.destroy()
  }
  const endings = [
    engine.onEvent((event) => write(JSON.stringify(event))),
    sessions.onBegin(() => stream.end()),
    every(heartbeat, () => write('')),
  ]
  stream.once('close', () => endings.forEach((end) => end()))
  // The first empty line tells the page at once that it is connected.
  write('')
  return stream
}

function every(milliseconds: number, beat: () => void): () => void {
  const timer = setInterval(beat, milliseconds)
  return () => clearInterval(timer)
}
