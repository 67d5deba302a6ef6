// One engine process as the shell sees it; forked in browser mode, a utility process in the window.
import type { CallMessage, EngineMessage } from './engine-messages.ts'

/** Folders of the engine, absolute. */
export interface EngineFolders {
  readonly data: string
  readonly state: string
  readonly resources: string
}

export interface Heard {
  readonly message: (message: EngineMessage) => void
  /** Called once, after the last message: how it ended, and what it complained of before its first message. */
  readonly ended: (words: string, complaint: string) => void
}

export interface EngineChild {
  readonly pid: number | undefined
  /** Does nothing once the process has ended: its end answers the call. */
  readonly send: (message: CallMessage) => void
  /** Tells the engine that nobody asks it any more, at which it saves what is open and ends by itself. */
  readonly letGo: () => void
  readonly kill: () => void
}

/** Starts an engine in a process of its own; each shell has its way. */
export type StartEngine = (entry: URL, folders: EngineFolders, heard: Heard) => EngineChild

/** What an engine may inherit: place names for time and language, and what Windows needs to load its libraries. */
const inherited = ['TZ', 'LANG', 'LC_ALL', 'SystemRoot', 'SystemDrive', 'windir', 'TEMP', 'TMP']
const longestComplaint = 2_000

/** The whole environment of an engine. */
export function engineEnvironment({ data, state, resources }: EngineFolders): Record<string, string> {
  const kept = inherited
    .map((name) => [name, process.env[name]])
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
  return {
    ...Object.fromEntries(kept),
    FIELDBOOK_DATA: data,
    FIELDBOOK_STATE: state,
    FIELDBOOK_RESOURCES: resources,
  }
}

export interface Complaint {
  readonly words: () => string
  /** Forgets, and hears no more: from the engine's first message on a vault may be open, and words could quote it. */
  readonly silence: () => void
}

/** What an engine writes to standard error until its first message; null when there is no such stream. */
export function hearComplaint(errors: NodeJS.ReadableStream | null): Complaint {
  let words = ''
  let silent = false
  errors?.on('data', (chunk: Buffer) => {
    if (!silent) words = (words + chunk.toString('utf8')).slice(0, longestComplaint)
  })
  return {
    words: () => words.trim(),
    silence: () => {
      silent = true
      words = ''
    },
  }
}
