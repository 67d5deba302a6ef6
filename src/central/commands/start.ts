// `npm run central`: runs the store until it is told to stop.
import { run } from '../index.ts'
import { complain, say, trialWarning } from '../terminal.ts'
import { windowWords } from '../undo-window.ts'

/** Resolves when the store has stopped; the exit code is 0 then, 1 when it could not start or met a fault. */
export async function start(folder: string, port: number, undoWindow: number, name?: string): Promise<0 | 1> {
  // From before it says that it runs: whoever reads that may stop it in the same moment.
  const told = untilTold()
  const store = await run({ folder, port, undoWindow, ...(name === undefined ? {} : { trialName: name }) })
  say(
    `The store of "${store.name}" listens on ${store.address}`,
    `Its files lie in ${folder}`,
    ...(store.founded ? ['There was no organisation in this folder, so a trial organisation was founded.'] : []),
    ...(store.trial
      ? [...trialWarning, 'Let people in with: npm run central -- enrol --name "…" --role inspector']
      : []),
    `A disposal is carried out ${windowWords(undoWindow)} after its approval, unless it is withdrawn or held by then.`,
    'Ctrl+C stops it.',
  )
  const status = await told
  await store.stop()
  say('The store has stopped.')
  return status
}

function untilTold(): Promise<0 | 1> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve(0))
    process.once('uncaughtException', (error) => {
      complain(error)
      resolve(1)
    })
  })
}
