// The engine of the window: a utility process of Electron, spoken to through its port.
import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import { engineEnvironment, hearComplaint, type StartEngine } from '#main/engine-child.ts'
import type { CallMessage, EngineMessage, LetGoMessage } from '#main/engine-messages.ts'

export const startUtilityEngine: StartEngine = (entry, folders, heard) => {
  const child = utilityProcess.fork(fileURLToPath(entry), [], {
    serviceName: 'Fieldbook engine',
    // Standard error could quote evidence, so it reaches nobody once a vault may be open.
    stdio: ['ignore', 'ignore', 'pipe'],
    env: engineEnvironment(folders),
    execArgv: [],
  })
  let over = false
  let ending = false
  // Posting to a process that is gone has brought Electron down with it (electron/electron issue 53923).
  const post = (message: CallMessage | LetGoMessage) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process has no origin.
    if (!over) child.postMessage(message)
  }
  const letGo = () => post({ type: 'let-go' })
  const complaint = hearComplaint(child.stderr)
  child.once('message', complaint.silence)
  child.on('message', (message: EngineMessage) => {
    // Once its end is known, every open call has been answered by that.
    if (over) return
    heard.message(message)
    if (message.type === 'ending') ending = true
    // The engine stays until its last reply has been read, because its end may overtake a message.
    if (message.type === 'reply' && ending) letGo()
  })
  child.once('exit', (code) => {
    over = true
    heard.ended(`exit code ${code}`, complaint.words())
  })
  return {
    get pid() {
      return child.pid
    },
    send: post,
    letGo,
    kill: () => void child.kill(),
  }
}
