// Fills the demo's vaults, as a process of its own: six people enrol, two of them write the practice inspection, and one of years ago falls due.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Application } from '#main/container.ts'
import { deviceClock } from '#main/platform/clock.ts'
import { foldersOf } from '#main/platform/folders.ts'
import { openScripted, playDisclosures, playNotes, readScript } from '#main/services/practice.ts'
import { complain, say } from '#main/terminal.ts'
import { utf8 } from '#shared/domain/bytes.ts'
import { cast, homeOf, organisation, type Player, storeFolder } from './cast.ts'
import { playOld } from './old.ts'
import { commands, resources } from './places.ts'

/** Rounds of sync after which the demo gives up: a round takes what there is, so a few are enough. */
const mostRounds = 50

const run = promisify(execFile)

async function fill(demo: string): Promise<void> {
  say('Six people make their vaults ...')
  // Codes and vaults take their time and do not depend on each other.
  const ready = await Promise.all(Object.values(cast).map((player) => prepare(demo, player)))
  for (const { player, application, code } of ready) {
    say(`${player.name}, ${player.post.toLowerCase()}, joins the ${organisation} ...`)
    await application.open.sync.join(code)
  }
  const of = (player: Player): Application => {
    const found = ready.find((one) => one.player === player)
    if (found === undefined) throw new Error(`${player.name} has no vault`)
    return found.application
  }
  const [inspector, colleague, supervisor] = [of(cast.inspector), of(cast.colleague), of(cast.supervisor)]
  const all = ready.map(({ application }) => application)
  await meet(all)

  say('The inspector opens the inspection and names colleague and supervisor ...')
  const script = readScript(join(resources, 'practice', 'inspection.json'))
  const lead = inspector.open.vault.ledger
  const stage = await openScripted(lead, inspector.pack, script)
  const people = [colleague, supervisor].map(({ open }) => open.vault.ledger.me.person)
  await inspector.open.team.add({ inspection: stage.inspection, people })
  await meet(all)

  const other = colleague.open.vault.ledger
  const hands = { lead: { ledger: lead, signer: lead.me }, colleague: { ledger: other, signer: other.me } }
  const told = (done: number, total: number) => say(`  ${done} of ${total} notes are written`)
  await playNotes(stage, hands, () => meet(all), told)
  say('A disclosure is written apart, for the whistleblowing lead ...')
  await playDisclosures(stage, lead)
  await meet(all)
  say('An inspection of years ago falls due, and the records managers hear of it ...')
  await playOld(inspector)
  await meet(all)
  for (const application of all) application.lock()
}

interface Prepared {
  readonly player: Player
  readonly application: Application
  readonly code: string
}

/** Makes the vault of a player, and asks for the code with which anybody joins. */
async function prepare(demo: string, player: Player): Promise<Prepared> {
  const env = { FIELDBOOK_HOME: homeOf(demo, player) }
  const application = new Application({
    folders: foldersOf({ platform: process.platform, home: demo, env }),
    resources,
    version: 'demo',
    clock: deviceClock(),
    emit: () => {},
    sync: { random: () => 0 },
    end: () => {},
  })
  const vault = application.create(player.name, utf8(player.passphrase))
  const [code] = await Promise.all([codeFor(demo, player), vault])
  return { player, application, code }
}

async function codeFor(demo: string, { name, post, role }: Player): Promise<string> {
  const asked = ['enrol', '--folder', storeFolder(demo), '--name', name, '--post', post, '--role', role]
  const { stdout } = await run(process.execPath, [commands.central, ...asked])
  return stdout.split('\n')[0] ?? ''
}

/** Syncs until everybody has sent all of theirs, and once more, so that everybody has all of the others'. */
async function meet(applications: readonly Application[]): Promise<void> {
  let before = false
  for (let round = 0; round < mostRounds; round += 1) {
    for (const { open } of applications) await open.sync.turn()
    const now = applications.every(({ open }) => isQuiet(open.sync.status()))
    if (now && before) return
    before = now
  }
  throw new Error('the vaults of the demo did not meet')
}

function isQuiet({ state, waitingForKey }: { readonly state: string; readonly waitingForKey: number }): boolean {
  return state === 'received' && waitingForKey === 0
}

process.umask(0o077)
try {
  await fill(process.argv[2] ?? '')
} catch (error) {
  complain(error)
  process.exitCode = 1
}
