// The only place that listens to the page: checks who sends, reads the call, and passes it to the engine.
import { ipcMain } from 'electron'
import type { EngineLine, Reply } from '#main/engine-messages.ts'
import { isTooDeep } from '#main/nesting.ts'
import { Problem, replyOf } from '#shared/problems.ts'
import type { WindowChannel } from '#shared/window-bridge.ts'
import { isOurPage } from './origin.ts'

/** Takes a code and a detail of our own making; never what was sent. */
export type LogRefusal = (entry: { readonly code: string; readonly detail: string }) => void

type ReadBody = (body: unknown) => unknown

/** Characters or bytes of one call, as in browser mode. */
const longestBody = 4_194_304
const longestName = 100

const readings: Readonly<Record<Exclude<WindowChannel, 'fieldbook:event'>, ReadBody>> = {
  'fieldbook:call': (body) => {
    if (typeof body !== 'string') throw refused('no text')
    return parsed(withinLimit(body))
  },
  // Sealed to the engine (shared/sealed-call.ts): these bytes are ciphertext here.
  'fieldbook:secret': (body) => {
    if (!(body instanceof Uint8Array)) throw refused('no bytes')
    return withinLimit(body)
  },
}

/** Answers every channel of the page; a call always gets a reply and never an error of ours (CRITERIA E3). */
export function answerPage(engine: EngineLine, log: LogRefusal): void {
  for (const [channel, read] of Object.entries(readings)) {
    ipcMain.handle(channel, async (event, procedure: unknown, body: unknown): Promise<Reply> => {
      try {
        if (!isOurPage(event.senderFrame)) throw new Problem('session.request-refused', { detail: channel })
        return await engine.call(nameOf(procedure), read(body))
      } catch (error) {
        const problem = error instanceof Problem ? error : faultOf(error, channel)
        log({ code: problem.code, detail: problem.detail })
        return { ok: false, problem: replyOf(problem) }
      }
    })
  }
}

function nameOf(procedure: unknown): string {
  if (typeof procedure === 'string' && procedure.length <= longestName) return procedure
  throw new Problem('application.procedure-unknown')
}

function withinLimit<Body extends string | Uint8Array>(body: Body): Body {
  if (body.length > longestBody) throw new Problem('application.input-too-large')
  return body
}

function parsed(text: string): unknown {
  const body = valueOf(text)
  if (isTooDeep(body)) throw refused('too deep')
  return body
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message would quote the text.
    throw refused('not JSON')
  }
}

function refused(detail: string): Problem {
  return new Problem('application.input-refused', { detail })
}

/** The message of a fault may quote what was sent; its name does not. */
function faultOf(error: unknown, channel: string): Problem {
  const name = error instanceof Error ? error.name : typeof error
  return new Problem('application.unexpected', { detail: `${channel}: ${name}`, cause: error })
}
