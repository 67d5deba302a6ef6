// The engine's entry: the process that owns the vault, answers calls from main and ends when the vault is locked.
import { readFileSync } from 'node:fs'
import { contract } from '#shared/contract.ts'
import { Application } from './container.ts'
import { createDispatch } from './dispatch.ts'
import { openEngineChannel } from './engine-channel.ts'
import { handlersFor, standingAside } from './handlers.ts'
import { deviceClock } from './platform/clock.ts'
import { openLog } from './platform/log.ts'
import { acceptSealedCalls } from './platform/sealed-call.ts'

const everyMinute = 60_000

/** The folder that main names in the environment; without it the engine was started by something else. */
function folder(name: 'FIELDBOOK_DATA' | 'FIELDBOOK_STATE' | 'FIELDBOOK_RESOURCES'): string {
  const path = process.env[name]
  if (path === undefined) throw new Error(`${name} is not set`)
  return path
}

function start(): void {
  const channel = openEngineChannel()
  let ending = false
  const log = openLog(folder('FIELDBOOK_STATE'), 'engine')
  const application = new Application({
    folders: { data: folder('FIELDBOOK_DATA'), state: folder('FIELDBOOK_STATE') },
    resources: folder('FIELDBOOK_RESOURCES'),
    version: versionOf(),
    clock: deviceClock(),
    emit: (event) => channel.say({ type: 'event', event }),
    sync: { log },
    end: () => {
      ending = true
    },
  })
  const sealed = acceptSealedCalls()
  const inClear = createDispatch(contract, handlersFor(application, sealed.publicKey), {
    vaultOpen: () => application.isOpen,
    roles: () => application.roles,
    log,
    aside: standingAside,
  })
  const dispatch = sealed.before(inClear)
  channel.onCall(async ({ id, procedure, input }) => {
    // Main asks the next engine what comes too late for this one.
    if (ending) return
    const reply = await dispatch(procedure, input)
    if (!ending) return channel.say({ type: 'reply', id, reply })
    // First, so that main sends nothing more here once the page knows of the lock.
    channel.say({ type: 'ending' })
    channel.finish({ type: 'reply', id, reply })
  })
  // On Windows Ctrl+C reaches the engine too; main answers it by asking for the lock, which commits drafts.
  process.on('SIGINT', () => undefined)
  // Nobody can lock this vault any more, so the engine saves what it can and goes too.
  channel.onLetGo(() => {
    if (application.isOpen) application.lock()
    process.exit(0)
  })
  setInterval(() => application.savePausedDrafts(), everyMinute).unref()
  channel.say({ type: 'ready' })
}

function versionOf(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : ''
  return String(version)
}

process.umask(0o077)
start()
