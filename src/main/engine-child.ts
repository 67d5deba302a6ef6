// One engine process: how it is started, spoken to, and how its end is known.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { CallMessage, EngineMessage } from './engine-messages.ts'

/** Folders of the engine, absolute. */
export interface EngineFolders {
  readonly data: string
  readonly state: string
  readonly resources: string
}

interface Heard {
  readonly message: (message: EngineMessage) => void
  /** Called once, after the last message: how it ended, and what it complained of before its first message. */
  readonly ended: (words: string, complaint: string) => void
}

export interface EngineChild {
  readonly pid: number | undefined
  readonly send: (message: CallMessage) => void
  /** Closes the channel, at which the engine ends by itself. */
  readonly letGo: () => void
  readonly kill: () => void
}

/** What an engine may inherit: place names for time and language, and what Windows needs to load its libraries. */
const inherited = ['TZ', 'LANG', 'LC_ALL', 'SystemRoot', 'SystemDrive', 'windir', 'TEMP', 'TMP']
const longestComplaint = 2_000

export function startEngineChild(entry: URL, folders: EngineFolders, heard: Heard): EngineChild {
  const child = fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    // Standard error could quote evidence, so it reaches nobody; see `complaintOf` for the time before a vault is open.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: environment(folders),
    execArgv: [],
    // Ctrl+C in the terminal goes to the whole process group; the engine must live on to commit drafts.
    detached: process.platform !== 'win32',
  })
  const complaint = complaintOf(child)
  child.on('message', (message: EngineMessage) => heard.message(message))
  whenEnded(child, (words) => heard.ended(words, complaint()))
  return {
    pid: child.pid,
    send: (message) => void child.send(message, ignore),
    letGo: () => child.connected && child.disconnect(),
    kill: () => void child.kill('SIGKILL'),
  }
}

function environment(folders: EngineFolders): Record<string, string> {
  const kept = inherited
    .map((name) => [name, process.env[name]])
    .filter((pair): pair is [string, string] => pair[1] !== undefined)
  const { data, state, resources } = folders
  return {
    ...Object.fromEntries(kept),
    FIELDBOOK_DATA: data,
    FIELDBOOK_STATE: state,
    FIELDBOOK_RESOURCES: resources,
  }
}

/** The process is gone and its channel is read to the end: only then can no reply be on its way any more. */
function whenEnded(child: ChildProcess, ended: (words: string) => void): void {
  let exit: string | null = null
  let open = true
  const settle = () => {
    if (exit !== null && !open) ended(exit)
  }
  child.once('exit', (code, signal) => {
    exit = signal === null ? `exit code ${code}` : `signal ${signal}`
    settle()
  })
  child.once('disconnect', () => {
    open = false
    settle()
  })
  child.once('error', () => {
    // A process that could not be started has neither exit nor channel.
    if (child.pid === undefined) ended('could not be started')
  })
}

/** Until the first message no vault was ever open, so what is complained of may be told; afterwards nothing is kept. */
function complaintOf(child: ChildProcess): () => string {
  let words = ''
  let silent = false
  child.once('message', () => {
    silent = true
    words = ''
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    if (!silent) words = (words + chunk.toString('utf8')).slice(0, longestComplaint)
  })
  return () => words.trim()
}

/** A message that could not be sent needs no answer of its own: the end of the engine answers its call. */
function ignore(): void {}
