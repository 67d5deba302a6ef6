// The engine's parts in this process: application, handlers and dispatch without the process channel between.
import { Application } from '#main/container.ts'
import { createDispatch } from '#main/dispatch.ts'
import { handlersFor } from '#main/handlers.ts'
import { deviceClock } from '#main/platform/clock.ts'
import { contract, type Output } from '#shared/contract.ts'
import { type Call, calling, type Home, passphrase } from './practice.ts'

export interface EngineHere {
  readonly call: Call
  readonly inspection: Output<'inspection.read'>
  close(): void
}

/** Opens the only vault of the home, or makes its practice vault when there is none. */
export async function engineHere(home: Home): Promise<EngineHere> {
  const { folders } = home
  const application = new Application({
    folders,
    resources: folders.resources,
    version: '0.0.0-bench',
    clock: deviceClock(),
    emit: () => {},
    end: () => {},
  })
  const dispatch = createDispatch(contract, handlersFor(application, 'x'.repeat(43)), {
    vaultOpen: () => application.isOpen,
    roles: () => application.roles,
    log: () => {},
  })
  const call = calling(dispatch)
  const [vault] = application.status().vaults
  if (vault === undefined) await call('practice.create', { name: 'Bench', passphrase: passphrase() })
  else await call('vault.unlock', { vault: vault.vault, passphrase: passphrase() })
  return { call, inspection: await onlyInspection(call), close: () => application.open.vault.close() }
}

async function onlyInspection(call: Call): Promise<Output<'inspection.read'>> {
  const [only] = (await call('inspection.list', {})).inspections
  if (only === undefined) throw new Error('the practice vault has no inspection')
  return call('inspection.read', { inspection: only.inspection })
}
