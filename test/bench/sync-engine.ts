// An engine to measure in a process of its own: the product's parts, a connection that is given and taken, and watches.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { Application } from '#main/container.ts'
import { createDispatch } from '#main/dispatch.ts'
import { handlersFor, standingAside } from '#main/handlers.ts'
import { deviceClock } from '#main/platform/clock.ts'
import { openLog } from '#main/platform/log.ts'
import { contract } from '#shared/contract.ts'
import type { EngineOrder, EngineReport } from './sync-engines.ts'

/** Milliseconds between two looks at the loop. */
const resolution = 1

const [data, state, resources] = process.argv.slice(2)
if (data === undefined || state === undefined || resources === undefined) throw new Error('folders are missing')

const log = openLog(state, 'engine')
let connected = false
const application = new Application({
  folders: { data, state },
  resources,
  version: '0.0.0-bench',
  clock: deviceClock(),
  emit: () => {},
  end: () => {},
  sync: {
    log,
    fetch: (url, init) => (connected ? fetch(url, init) : Promise.reject(new TypeError('no connection'))),
    // Late joiners are granted their keys at once.
    random: () => 0,
  },
})
const dispatch = createDispatch(contract, handlersFor(application, 'x'.repeat(43)), {
  vaultOpen: () => application.isOpen,
  roles: () => application.roles,
  log,
  aside: standingAside,
})

/** One turn of sync: how long it took, and the longest that anything else would have had to wait meanwhile. */
async function turn(): Promise<{ readonly took: number; readonly longest: number }> {
  const { sync } = application.open
  const delays = monitorEventLoopDelay({ resolution })
  connected = true
  sync.now()
  delays.enable()
  const begun = performance.now()
  await sync.turn()
  const took = performance.now() - begun
  delays.disable()
  return { took, longest: Math.max(0, delays.max / 1e6 - resolution) }
}

async function obey(order: EngineOrder): Promise<unknown> {
  if (order.type === 'call') return dispatch(order.procedure, order.input, true)
  if (order.type === 'turn') return turn()
  connected = order.connected
  return {}
}

process.on('message', async (order: EngineOrder) => {
  const report: EngineReport = { id: order.id, value: await obey(order) }
  process.send?.(report)
})
process.on('disconnect', () => {
  if (application.isOpen) application.lock()
  process.exit(0)
})
