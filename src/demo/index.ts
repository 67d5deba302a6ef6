// The command `npm run demo`: a store and two applications with the practice inspection in them, until Ctrl+C.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { complain, say } from '#main/terminal.ts'
import { cast, homeOf, organisation, type Player, storeFolder } from './cast.ts'
import { commands } from './places.ts'
import { Ended, Processes, type Running } from './processes.ts'

const link = /http:\/\/127\.0\.0\.1:\d+\/#[A-Za-z0-9_-]{43}(?=\n)/

/** Minutes: nobody waits a day in a demo. */
const undoWindow = '2'

const whatToTry = [
  '1. Inspector: open the inspection; "Team" says who reads it; "Seal", then "Seal for review".',
  '2. Supervisor: "Reviews", read the bundle, ask a question about a note.',
  '3. Inspector: answer it on the note, change the note, seal again. Supervisor: accept with a reason.',
  '4. Inspector: "Disclosures". The supervisor finds no trace of them; the whistleblowing lead (below) reads them.',
  '5. Inspector and colleague (below): open one note to change it, both save, and settle the two versions.',
  '6. Records manager (below): "Retention"; propose to destroy the inspection that is due. The other one approves it.',
  '7. Write a note and watch it become "received by the central store". "Your vault" checks every entry.',
]

/** Resolves with the exit code: 0 when it was told to stop, 1 when something else ended it. */
async function demo(): Promise<0 | 1> {
  const told = untilTold()
  process.umask(0o077)
  const folder = mkdtempSync(join(tmpdir(), 'fieldbook-demo-'))
  const processes = new Processes()
  try {
    return await Promise.race([told, show(folder, processes)])
  } catch (error) {
    if (error instanceof Ended) say('A process of the demo ended by itself.', error.message)
    else complain(error)
    return 1
  } finally {
    await processes.stop()
    say('', 'The demo has stopped. What it wrote is left in this folder, which you can delete:', `  ${folder}`)
  }
}

/** Rejects when a process ends that should run on; otherwise goes on until it is overtaken. */
async function show(folder: string, processes: Processes): Promise<never> {
  say(`The demo of Fieldbook. Everything in it is invented, and lies in ${folder}`)
  say(`The store of the ${organisation} starts ...`)
  const store = processes.start([
    commands.central,
    '--folder',
    storeFolder(folder),
    '--port',
    '0',
    '--name',
    organisation,
    '--undo-window',
    undoWindow,
  ])
  await store.next(/listens on (\S+)\n/)
  const filled = await processes.start([commands.fill, folder], {}, true).ended
  if (filled !== 0) throw new Ended('the vaults could not be filled')
  say('The applications of inspector and supervisor start ...')
  const applications = [cast.inspector, cast.supervisor].map((player) => ({
    player,
    running: processes.start([commands.browserMode], {
      FIELDBOOK_HOME: homeOf(folder, player),
      FIELDBOOK_OPEN: 'no',
    }),
  }))
  await tellLinks(applications)
  tellTheRest(folder)
  onEnter(() => tellLinks(applications, true))
  await Promise.race([store, ...applications.map(({ running }) => running)].map(({ ended }) => ended))
  throw new Ended('')
}

interface Shown {
  readonly player: Player
  readonly running: Running
}

async function tellLinks(applications: readonly Shown[], fresh = false): Promise<void> {
  if (fresh) for (const { running } of applications) running.type('')
  const links = await Promise.all(applications.map(({ running }) => running.next(link)))
  say('', 'Open both in a browser on this computer. A link works once and for 60 seconds; Enter prints fresh ones.')
  applications.forEach(({ player: { name, post, passphrase } }, index) =>
    say('', `${post}: ${name}`, `  ${links[index] ?? ''}`, `  passphrase: ${passphrase}`),
  )
}

function tellTheRest(folder: string): void {
  const others = [cast.colleague, cast.whistleblowingLead, cast.recordsManager, cast.otherRecordsManager] as const
  say(
    '',
    'What to try:',
    ...whatToTry,
    '',
    'Four more vaults lie beside them. To open one while the demo runs, set FIELDBOOK_HOME and run npm start:',
    ...others.map((player) => `  ${player.post}: ${player.name}, ${homeOf(folder, player)}, "${player.passphrase}"`),
    '',
    `Here the store carries out an approved disposal after ${undoWindow} minutes; elsewhere it waits for 24 hours.`,
    'Ctrl+C stops everything.',
  )
}

function onEnter(follow: () => Promise<void>): void {
  let following = false
  createInterface({ input: process.stdin }).on('line', () => {
    // Each link takes the place of the one before: asked for twice at once, the first would be printed and dead.
    if (following) return
    following = true
    void follow()
      // What ends an application ends the demo too, and is told there.
      .catch(() => {})
      .finally(() => {
        following = false
      })
  })
}

function untilTold(): Promise<0> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0))
  })
}

process.exit(await demo())
