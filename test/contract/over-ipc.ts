// The third way to the contract: the page's bridge over the real preload, a fake IPC, and an engine behind a port.
import type { Reply } from '#main/engine-messages.ts'
import { EngineProcess } from '#main/engine-process.ts'
import { openLog } from '#main/platform/log.ts'
import { answerPage } from '#main/transports/electron/ipc.ts'
import { startUtilityEngine } from '#main/transports/electron/utility-engine.ts'
import type { WindowBridge } from '#shared/window-bridge.ts'
import { CallProblem } from '../../src/renderer/bridge.ts'
import { electronBridge } from '../../src/renderer/electron/bridge.ts'
import { resources } from '../fixtures/world.ts'
import { seen } from '../support/fake-electron.ts'
import { type Caller, carriesJson, logIn } from './callers.ts'
import type { Folders } from './home.ts'

/** Only for tests in which `electron` is the fake. */
export async function overIpc(folders: Folders): Promise<Caller> {
  const engine = new EngineProcess({
    folders: { ...folders, resources },
    startChild: startUtilityEngine,
    onFault: ({ words }) => process.stdout.write(words),
  })
  answerPage(engine, openLog(folders.state, 'shell'))
  const page = await preloadedPage()
  const bridge = electronBridge(page)
  const callUnsealed: Caller['callUnsealed'] = (procedure, input) =>
    page.call(procedure, JSON.stringify(input)) as Promise<Reply>
  return {
    name: 'over IPC',
    carries: carriesJson,
    call: (procedure, input) =>
      isInput(input) ? answerOf(bridge.call(procedure, input)) : callUnsealed(procedure, input),
    callUnsealed,
    logged: () => logIn(folders),
    close: () => engine.stop(),
  }
}

/** What the real preload puts on the page. */
export async function preloadedPage(): Promise<WindowBridge> {
  await import('../../src/preload/index.ts')
  return seen.exposed.get('fieldbook') as WindowBridge
}

/** The page gives its bridge objects only; whatever else is called goes past it. */
function isInput(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}

async function answerOf(value: Promise<unknown>): Promise<Reply> {
  try {
    return { ok: true, value: await value }
  } catch (caught) {
    if (caught instanceof CallProblem) return { ok: false, problem: caught.reply }
    throw caught
  }
}
