// The contract, asked as the page in Electron's window asks it: preload, IPC and a utility process, all but the runtime.
import { vi } from 'vitest'
import { overIpc } from './over-ipc.ts'
import { contractSuite } from './suite.ts'

vi.mock('electron', () => import('../support/fake-electron.ts'))

contractSuite(overIpc)
