// A model of a disk: what processes wrote to it, and how much of that a power cut may take.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** A call of a process to the system that bears on the disk, when it returned. Paths are absolute. */
export type Call =
  | { readonly call: 'open'; readonly handle: number; readonly path: string; readonly how: Opening }
  | { readonly call: 'close'; readonly handle: number }
  | { readonly call: 'write'; readonly handle: number; readonly at: number | null; readonly bytes: Uint8Array }
  | { readonly call: 'seek'; readonly handle: number; readonly to: number }
  | { readonly call: 'resize'; readonly handle: number; readonly size: number }
  /** `path`: what the file was called when it was opened. */
  | { readonly call: 'sync'; readonly handle: number; readonly path: string }
  | { readonly call: 'make-folder'; readonly path: string }
  | { readonly call: 'rename'; readonly from: string; readonly to: string }
  | { readonly call: 'remove'; readonly path: string }

export interface Opening {
  readonly makes: boolean
  readonly empties: boolean
  readonly appends: boolean
}

/** Bytes at a place of a file. */
export interface Piece {
  readonly at: number
  readonly bytes: Uint8Array
}

/** What a power cut spares of that which was not synced. */
export interface Mercy {
  /** Whether one change of a name, or of a file's size, is on the disk. */
  spares(): boolean
  /** The pieces of one write that are. `sure`: how long the file was when it was synced last. */
  sparedOf(write: Piece, sure: number): readonly Piece[]
}

type Change = Piece | { readonly size: number }

/** One change of names, which happens as a whole or not at all. */
interface Naming {
  readonly gives: readonly (readonly [string, Thing])[]
  readonly takes: readonly string[]
}

class File {
  /** What is sure to survive. */
  sure: Uint8Array = new Uint8Array()
  /** What was done to it since, in order. */
  readonly waiting: Change[] = []
  size = 0

  change(change: Change): void {
    this.waiting.push(change)
    this.size = 'size' in change ? change.size : Math.max(this.size, change.at + change.bytes.length)
  }

  sync(): void {
    this.sure = changed(this.sure, this.waiting)
    this.waiting.length = 0
  }

  surviving(mercy: Mercy): Uint8Array {
    const spared = this.waiting.flatMap((change): readonly Change[] => {
      if ('size' in change) return mercy.spares() ? [change] : []
      return mercy.sparedOf(change, this.sure.length)
    })
    return changed(this.sure, spared)
  }
}

class Folder {
  readonly sure = new Map<string, Thing>()
  readonly now = new Map<string, Thing>()
  readonly waiting: Naming[] = []

  change(naming: Naming): void {
    this.waiting.push(naming)
    carryOut(naming, this.now)
  }

  sync(): void {
    for (const naming of this.waiting) carryOut(naming, this.sure)
    this.waiting.length = 0
  }

  surviving(mercy: Mercy): ReadonlyMap<string, Thing> {
    const names = new Map(this.sure)
    for (const naming of this.waiting) if (mercy.spares()) carryOut(naming, names)
    return names
  }
}

type Thing = File | Folder

interface Handle {
  readonly thing: Thing
  readonly appends: boolean
  at: number
}

/**
 * The disk below one folder, empty at first. Only what was synced is sure to survive: the content of a file once the file
 * was, a name once the folder that holds it was, whatever file systems promise beyond that.
 */
export class Disk {
  readonly #path: string
  readonly #top = new Folder()
  readonly #handles = new Map<number, Handle>()

  constructor(path: string) {
    this.#path = path
  }

  apply(call: Call): void {
    if (call.call === 'open') this.#open(call.path, call.handle, call.how)
    else if (call.call === 'make-folder') this.#folderOf(call.path).change(given(call.path, new Folder()))
    else if (call.call === 'remove') this.#folderOf(call.path).change({ gives: [], takes: [nameIn(call.path)] })
    else if (call.call === 'rename') this.#rename(call.from, call.to)
    else if (call.call === 'close') this.#handles.delete(call.handle)
    else this.#useHandle(call, this.#handle(call.handle))
    // What lies at the top is not the product's doing: it was there before.
    this.#top.sync()
  }

  /** As if everything had lain there for long. */
  syncAll(folder: Folder = this.#top): void {
    folder.sync()
    for (const thing of folder.now.values()) {
      if (thing instanceof Folder) this.syncAll(thing)
      else thing.sync()
    }
  }

  /** Writes to `into`, on a real disk, what a power cut at this instant leaves of a folder. */
  leave(path: string, into: string, mercy: Mercy): void {
    const folder = this.#at(path)
    if (!(folder instanceof Folder)) throw new Error(`${path} is no folder of this disk`)
    leaveFolder(folder, into, mercy)
  }

  #open(path: string, handle: number, how: Opening): void {
    const folder = this.#folderOf(path)
    let thing = path === this.#path ? this.#top : folder.now.get(nameIn(path))
    if (thing === undefined) {
      if (!how.makes) throw new Error(`${path} was opened and never made`)
      thing = new File()
      folder.change(given(path, thing))
    }
    if (how.empties && thing instanceof File && thing.size > 0) thing.change({ size: 0 })
    this.#handles.set(handle, { thing, appends: how.appends, at: 0 })
  }

  #useHandle(call: Extract<Call, { call: 'write' | 'seek' | 'resize' | 'sync' }>, handle: Handle): void {
    const { thing } = handle
    if (call.call === 'sync') return thing.sync()
    if (thing instanceof Folder) throw new Error(`${call.call} on a folder`)
    if (call.call === 'seek') handle.at = call.to
    if (call.call === 'resize') thing.change({ size: call.size })
    if (call.call !== 'write') return
    const at = handle.appends ? thing.size : (call.at ?? handle.at)
    if (call.at === null) handle.at = at + call.bytes.length
    thing.change({ at, bytes: call.bytes })
  }

  #rename(from: string, to: string): void {
    const [old, next] = [this.#folderOf(from), this.#folderOf(to)]
    const thing = old.now.get(nameIn(from))
    if (thing === undefined) throw new Error(`${from} was renamed and never made`)
    if (old === next) return old.change({ gives: [[nameIn(to), thing]], takes: [nameIn(from)] })
    next.change(given(to, thing))
    old.change({ gives: [], takes: [nameIn(from)] })
  }

  #handle(number: number): Handle {
    const handle = this.#handles.get(number)
    if (handle === undefined) throw new Error(`handle ${number} is not open`)
    return handle
  }

  #folderOf(path: string): Folder {
    const folder = path === this.#path ? this.#top : this.#at(dirname(path))
    if (!(folder instanceof Folder)) throw new Error(`the folder of ${path} was never made`)
    return folder
  }

  #at(path: string): Thing | undefined {
    const steps = relative(this.#path, path)
      .split('/')
      .filter((step) => step !== '')
    return steps.reduce<Thing | undefined>(
      (thing, step) => (thing instanceof Folder ? thing.now.get(step) : undefined),
      this.#top,
    )
  }
}

function nameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function given(path: string, thing: Thing): Naming {
  return { gives: [[nameIn(path), thing]], takes: [] }
}

function carryOut({ gives, takes }: Naming, names: Map<string, Thing>): void {
  for (const name of takes) names.delete(name)
  for (const [name, thing] of gives) names.set(name, thing)
}

/** The content after these changes; what was never written in between reads as zeros. */
function changed(content: Uint8Array, changes: readonly Change[]): Uint8Array {
  if (changes.length === 0) return content
  let longest = content.length
  for (const change of changes) longest = Math.max(longest, 'size' in change ? 0 : change.at + change.bytes.length)
  for (const change of changes) longest = Math.max(longest, 'size' in change ? change.size : 0)
  const bytes = new Uint8Array(longest)
  bytes.set(content)
  let size = content.length
  for (const change of changes) {
    if ('size' in change) {
      // What grows again later grows with zeros.
      bytes.fill(0, change.size)
      size = change.size
    } else {
      bytes.set(change.bytes, change.at)
      size = Math.max(size, change.at + change.bytes.length)
    }
  }
  return bytes.subarray(0, size)
}

function leaveFolder(folder: Folder, into: string, mercy: Mercy): void {
  mkdirSync(into, { recursive: true, mode: 0o700 })
  for (const [name, thing] of folder.surviving(mercy)) {
    if (thing instanceof Folder) leaveFolder(thing, join(into, name), mercy)
    else writeFileSync(join(into, name), thing.surviving(mercy), { mode: 0o600 })
  }
}
