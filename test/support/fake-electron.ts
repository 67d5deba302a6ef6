// Electron as far as we use it, without its runtime: remembers what it was told, and carries messages as IPC does.
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Reply } from '#main/engine-messages.ts'

type Handler = (event: { readonly senderFrame: unknown }, ...words: readonly unknown[]) => Promise<Reply>

export const pageFrame = { parent: null, url: 'app://fieldbook/', origin: 'app://fieldbook' }

/** What the product did with Electron since the last `forget`. */
export const seen = {
  handlers: new Map<string, Handler>(),
  exposed: new Map<string, unknown>(),
  windows: [] as BrowserWindow[],
  sessions: new Map<string, FakeSession>(),
  schemes: [] as unknown[],
  paths: {} as Record<string, string>,
  exits: [] as number[],
  boxes: [] as string[],
  menu: null as unknown,
  sandboxed: false,
  /** Whether this is the first instance. */
  first: true,
}

export function forget(): void {
  for (const map of [seen.handlers, seen.exposed, seen.sessions]) map.clear()
  for (const list of [seen.windows, seen.schemes, seen.exits, seen.boxes]) list.length = 0
  seen.first = true
  for (const emitter of [app, powerMonitor, toPage]) emitter.removeAllListeners()
}

export const app = Object.assign(new EventEmitter(), {
  isPackaged: false,
  setName: () => {},
  enableSandbox: () => {
    seen.sandboxed = true
  },
  setPath: (name: string, path: string) => {
    seen.paths[name] = path
  },
  requestSingleInstanceLock: () => seen.first,
  whenReady: async () => {},
  exit: (status: number) => void seen.exits.push(status),
})

export const powerMonitor = new EventEmitter()
export const dialog = { showErrorBox: (title: string, words: string) => void seen.boxes.push(`${title}: ${words}`) }
export const protocol = { registerSchemesAsPrivileged: (schemes: unknown) => void seen.schemes.push(schemes) }
export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => {
    seen.menu = menu
  },
}

/** Every setter keeps the handler that it was given, under its own name. */
export class FakeSession extends EventEmitter {
  readonly given: Record<string, unknown> = {}
  readonly protocol = { handle: (scheme: string, answer: unknown) => void (this.given[scheme] = answer) }
  readonly webRequest = { onBeforeRequest: (decide: unknown) => void (this.given['onBeforeRequest'] = decide) }
  #keep = (name: string) => (value: unknown) => void (this.given[name] = value)
  readonly setPermissionRequestHandler = this.#keep('permissionRequest')
  readonly setPermissionCheckHandler = this.#keep('permissionCheck')
  readonly setDevicePermissionHandler = this.#keep('devicePermission')
  readonly setDisplayMediaRequestHandler = this.#keep('displayMedia')
  readonly setBluetoothPairingHandler = this.#keep('bluetoothPairing')
  readonly setSpellCheckerEnabled = this.#keep('spellChecker')
  readonly setSpellCheckerLanguages = this.#keep('spellLanguages')
  readonly setSpellCheckerDictionaryDownloadURL = this.#keep('dictionaries')
  readonly setProxy = this.#keep('proxy')
}

export const session = {
  fromPartition: (name: string): FakeSession => {
    const known = seen.sessions.get(name)
    if (known !== undefined) return known
    const made = new FakeSession()
    seen.sessions.set(name, made)
    app.emit('session-created', made)
    return made
  },
}

/** Events that main sends arrive here, cloned as IPC does it. */
const toPage = new EventEmitter()

export class FakeContents extends EventEmitter {
  opens: ((details: unknown) => { readonly action: string }) | null = null
  readonly setWindowOpenHandler = (decide: (details: unknown) => { readonly action: string }) => {
    this.opens = decide
  }
  readonly send = (channel: string, said: unknown) => void toPage.emit(channel, { sender: this }, structuredClone(said))
}

export class BrowserWindow extends EventEmitter {
  readonly options: unknown
  readonly webContents = new FakeContents()
  readonly urls: string[] = []
  readonly shown: string[] = []
  destroyed = false

  constructor(options: unknown) {
    super()
    this.options = options
    seen.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  readonly loadURL = async (url: string) => void this.urls.push(url)
  readonly show = () => void this.shown.push('show')
  readonly focus = () => void this.shown.push('focus')
  readonly restore = () => void this.shown.push('restore')
  readonly isMinimized = () => true
  readonly isDestroyed = () => this.destroyed
  readonly destroy = () => {
    this.destroyed = true
  }
}

export const ipcMain = { handle: (channel: string, handler: Handler) => void seen.handlers.set(channel, handler) }

/** Sends as a frame would; `frame` may be any, or none. */
export function sendFrom(frame: unknown, channel: string, ...words: readonly unknown[]): Promise<Reply> {
  const handler = seen.handlers.get(channel)
  if (handler === undefined) throw new Error(`nobody listens to ${channel}`)
  return handler({ senderFrame: frame }, ...structuredClone(words))
}

export const ipcRenderer = {
  invoke: async (channel: string, ...words: readonly unknown[]) =>
    structuredClone(await sendFrom(pageFrame, channel, ...words)),
  on: (channel: string, hear: (event: unknown, said: unknown) => void) => void toPage.on(channel, hear),
}

export const contextBridge = {
  exposeInMainWorld: (name: string, bridge: unknown) => void seen.exposed.set(name, bridge),
}

const parentPort = new URL('./parent-port.ts', import.meta.url).href

/** A process of Node's that has `process.parentPort`. As in Electron, `exit` may come before the last message. */
class FakeUtility extends EventEmitter {
  readonly #child
  constructor(path: string, env: Record<string, string>) {
    super()
    this.#child = fork(path, [], {
      env,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--import', parentPort],
    })
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.once('exit', (code, signal) => this.emit('exit', code ?? (signal === 'SIGTERM' ? 0 : 1)))
  }
  get pid() {
    return this.#child.pid
  }
  get stderr() {
    return this.#child.stderr
  }
  readonly postMessage = (message: object) => void this.#child.send(message, () => {})
  // Electron asks by SIGTERM and makes sure that the process ends.
  readonly kill = () => this.#child.kill('SIGKILL')
}

export const utilityProcess = {
  fork: (path: string, _words: readonly string[], options: { readonly env: Record<string, string> }) =>
    new FakeUtility(path.startsWith('file:') ? fileURLToPath(path) : path, options.env),
}
