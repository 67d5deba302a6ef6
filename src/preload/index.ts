// The preload of Electron's window: one object with three functions; nothing of Electron reaches the page.
import { contextBridge, ipcRenderer } from 'electron'
import type { WindowBridge, WindowBridgeName, WindowChannel } from '#shared/window-bridge.ts'

const name: WindowBridgeName = 'fieldbook'
const channels = {
  call: 'fieldbook:call',
  secret: 'fieldbook:secret',
  event: 'fieldbook:event',
} as const satisfies Record<string, WindowChannel>

const bridge: WindowBridge = {
  call: (procedure, text) => ipcRenderer.invoke(channels.call, procedure, text),
  secret: (procedure, sealed) => ipcRenderer.invoke(channels.secret, procedure, sealed),
  // The event object of Electron would carry its sender, so only what main said is passed on.
  onEvent: (hear) => void ipcRenderer.on(channels.event, (_event, said: unknown) => hear(said)),
}

contextBridge.exposeInMainWorld(name, bridge)
