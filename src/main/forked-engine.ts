// The engine of browser mode: a forked process of the same Node.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { engineEnvironment, hearComplaint, type StartEngine } from './engine-child.ts'
import type { EngineMessage } from './engine-messages.ts'

export const startForkedEngine: StartEngine = (entry, folders, heard) => {
  const child = fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    // Standard error could quote evidence, so it reaches nobody once a vault may be open.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: engineEnvironment(folders),
    execArgv: [],
    // Ctrl+C in the terminal goes to the whole process group; the engine must live on to commit drafts.
    detached: process.platform !== 'win32',
  })
  const complaint = hearComplaint(child.stderr)
  child.once('message', complaint.silence)
  child.on('message', (message: EngineMessage) => heard.message(message))
  whenEnded(child, (words) => heard.ended(words, complaint.words()))
  return {
    pid: child.pid,
    send: (message) => void child.send(message, ignore),
    letGo: () => child.connected && child.disconnect(),
    kill: () => void child.kill('SIGKILL'),
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

/** A message that could not be sent needs no answer of its own: the end of the engine answers its call. */
function ignore(): void {}
