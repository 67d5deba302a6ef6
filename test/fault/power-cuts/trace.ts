// Reading what strace saw of a process: the calls that bear on one folder, and the marks between them, in order.
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Call } from './disk.ts'
import { type Mark, markHandle, markOf } from './marks.ts'

export type Traced = Call | { readonly call: 'mark'; readonly mark: Mark }

export interface Trace {
  /** The folder below which the calls are. */
  readonly disk: string
  readonly calls: readonly Traced[]
}

/** What is asked of strace: every call by which a file could change, so that one the model does not know is noticed. */
const changing = [
  ...['openat', 'open', 'creat', 'close', 'dup', 'dup2', 'dup3', 'lseek', 'mmap', 'io_uring_setup'],
  ...['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'sendfile', 'copy_file_range', 'splice'],
  ...['ftruncate', 'truncate', 'fallocate', 'fsync', 'fdatasync', 'rename', 'renameat', 'renameat2'],
  ...['unlink', 'unlinkat', 'rmdir', 'mkdir', 'mkdirat', 'link', 'linkat', 'symlink', 'symlinkat'],
]

/** Bytes of one write that are printed; a longer one is refused, because the rest would be missing. */
const longestWrite = 4 * 1024 * 1024

/** The arguments with which strace writes such a trace of a command to a file. */
export function stracing(file: string, command: readonly string[]): readonly string[] {
  // Without `-I 2` strace would not end when it is told to.
  const printing = ['-I', '2', '-f', '-qq', '-xx', '-s', String(longestWrite), '-e', 'signal=none']
  return [...printing, '--seccomp-bpf', '-e', `trace=${changing.join(',')}`, '-o', file, ...command]
}

/** A call as strace prints it: what stood in quotes is in `texts`, and `#` in its place. */
interface Printed {
  readonly name: string
  readonly words: readonly string[]
  readonly texts: readonly Buffer[]
  readonly result: number
}

/** Reads the trace of one process whose changes below `folder` matter. */
export async function readTrace(file: string, folder: string): Promise<Trace> {
  const reading = new Reading(folder)
  const begun = new Map<string, string>()
  const calls: Traced[] = []
  for await (const line of createInterface({
    input: createReadStream(file, 'latin1'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    const [, thread = '', said = ''] = /^(\d+) +(.*)$/s.exec(line) ?? []
    // A call during which another thread called stands in two halves; it counts when it returned.
    if (said.endsWith('<unfinished ...>')) begun.set(thread, said.slice(0, -'<unfinished ...>'.length))
    else calls.push(...reading.of(wholeCall(said, begun.get(thread) ?? '')))
  }
  return { disk: folder, calls }
}

function wholeCall(said: string, before: string): string {
  const resumed = /^<\.\.\. \w+ resumed>/.exec(said)
  return resumed === null ? said : before + said.slice(resumed[0].length)
}

class Reading {
  readonly #folder: string
  /** Paths of the handles that are open below the folder. */
  readonly #paths = new Map<number, string>()

  constructor(folder: string) {
    this.#folder = folder
  }

  of(said: string): readonly Traced[] {
    const handle = Number(/^\w+\((\d+) *[,)]/.exec(said)?.[1] ?? Number.NaN)
    const onFile = !Number.isNaN(handle)
    // Most of what a process writes goes elsewhere.
    if (onFile && handle !== markHandle && !this.#paths.has(handle) && !/^(copy_file_range|splice)/.test(said))
      return []
    const printed = printedIn(said)
    if (printed === null || printed.result < 0) return []
    return onFile ? this.#onHandle(printed, handle) : this.#onPaths(printed)
  }

  #onHandle(printed: Printed, handle: number): readonly Traced[] {
    const { name, words, texts, result } = printed
    const path = this.#paths.get(handle)
    if (handle === markHandle) return name === 'write' ? marksIn(texts) : []
    if (path === undefined) return this.#refuseIfOurs(printed)
    const bytes = Buffer.concat(texts).subarray(0, result)
    switch (name) {
      case 'write':
      case 'writev':
        return [{ call: 'write', handle, at: null, bytes }]
      case 'pwrite64':
      case 'pwritev':
        return [{ call: 'write', handle, at: Number(words.at(-1)), bytes }]
      case 'lseek':
        return [{ call: 'seek', handle, to: result }]
      case 'ftruncate':
        return [{ call: 'resize', handle, size: Number(words[1]) }]
      case 'fsync':
      case 'fdatasync':
        return [{ call: 'sync', handle, path }]
      case 'close':
        this.#paths.delete(handle)
        return [{ call: 'close', handle }]
      default:
        throw new Error(`the model of the disk does not know ${name} on ${path}`)
    }
  }

  #onPaths(printed: Printed): readonly Traced[] {
    const { name, words, texts, result } = printed
    const [path = '', to = ''] = texts.map((text) => text.toString())
    if (!this.#isOurs(path)) return this.#refuseIfOurs(printed)
    switch (name) {
      case 'open':
      case 'openat': {
        const flags = words.find((word) => word.includes('O_')) ?? ''
        const how = {
          makes: flags.includes('O_CREAT'),
          empties: flags.includes('O_TRUNC'),
          appends: flags.includes('O_APPEND'),
        }
        this.#paths.set(result, path)
        return [{ call: 'open', handle: result, path, how }]
      }
      case 'mkdir':
      case 'mkdirat':
        return [{ call: 'make-folder', path }]
      case 'rename':
      case 'renameat':
      case 'renameat2':
        return [{ call: 'rename', from: path, to }]
      case 'unlink':
      case 'unlinkat':
      case 'rmdir':
        return [{ call: 'remove', path }]
      default:
        throw new Error(`the model of the disk does not know ${name} of ${path}`)
    }
  }

  /** What goes past `write` would be missing in the trace, and nobody would learn of it. */
  #refuseIfOurs({ name, words, texts }: Printed): readonly Traced[] {
    const ours = texts.some((text) => this.#isOurs(text.toString()))
    const [, , protection = '', flags = ''] = words
    // What goes into the shared memory of a database that several processes use need not survive: SQLite makes it anew.
    const harmless = (path: string): boolean => path.endsWith('-shm')
    const onlyRead = name === 'mmap' && !(flags.includes('MAP_SHARED') && protection.includes('PROT_WRITE'))
    const paths = words.map((word) => this.#paths.get(Number(word))).filter((path) => path !== undefined)
    const onHandles = !onlyRead && !paths.every(harmless)
    if (ours || onHandles || name === 'io_uring_setup') throw new Error(`the model of the disk does not know ${name}`)
    return []
  }

  #isOurs(path: string): boolean {
    return path === this.#folder || path.startsWith(`${this.#folder}/`)
  }
}

function marksIn(texts: readonly Buffer[]): readonly Traced[] {
  const lines = Buffer.concat(texts).toString().split('\n')
  return lines.filter((line) => line !== '').map((line) => ({ call: 'mark', mark: markOf(line) }))
}

/** Null for what is no call that returned: a thread's end, or a call that the end of the process cut short. */
function printedIn(said: string): Printed | null {
  const [, name, within = '', result] = /^(\w+)\((.*)\) += (-?\d+)/s.exec(said) ?? []
  if (name === undefined || result === undefined) return null
  const texts: Buffer[] = []
  const rest = within.replaceAll(/"([^"]*)"(\.\.\.)?/g, (_, digits: string, cut: string | undefined) => {
    if (cut !== undefined) throw new Error(`${name} wrote more than the trace holds`)
    texts.push(Buffer.from(digits.replaceAll('\\x', ''), 'hex'))
    return '#'
  })
  return { name, words: rest.split(', '), texts, result: Number(result) }
}
