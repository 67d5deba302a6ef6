// Looks for bytes in all that another process holds in memory: the pages a core dump would have, without writing one.
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'

const pageBytes = 4096
const recordBytes = 8
/** Bits of a record in /proc/PID/pagemap: in memory, or swapped out. */
const held = 0b1100_0000

/** Why memory cannot be read on this computer, or null. */
export function memoryObstacle(pid: number): string | null {
  if (!existsSync(`/proc/${pid}/pagemap`)) return 'there is no /proc/PID/pagemap here'
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'))
    return null
  } catch {
    return 'this system does not let a parent read the memory of its child'
  }
}

/**
 * How often each word stands in the memory of a process, by name. Reads every page that holds anything, whatever its
 * protection; `gcore` finds the same, but writes gigabytes for the address space that V8 only reserves.
 */
export function countInMemory(pid: number, words: Readonly<Record<string, Uint8Array>>): Record<string, number> {
  const counts = Object.fromEntries(Object.keys(words).map((name) => [name, 0]))
  const longest = Math.max(...Object.values(words).map((word) => word.length))
  for (const run of heldRuns(pid)) {
    const bytes = readRun(pid, run)
    for (const [name, word] of Object.entries(words)) counts[name] = (counts[name] ?? 0) + occurrences(bytes, word)
  }
  if (longest > pageBytes) throw new RangeError('words longer than a page are not looked for')
  return counts
}

interface Run {
  readonly from: number
  readonly length: number
}

/** Neighbouring pages that hold something, each run within one mapping. */
function heldRuns(pid: number): Run[] {
  const pagemap = openSync(`/proc/${pid}/pagemap`, 'r')
  const lines = readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n')
  // The kernel's own pages at the end are no memory of the process.
  const mappings = lines
    .filter((line) => !/\[(vsyscall|vvar|vvar_vclock)\]$/.test(line))
    .map((line) => line.split(/[- ]/))
  const runs = mappings.flatMap(([from = '', to = '']) =>
    runsWithin(pagemap, Number.parseInt(from, 16), Number.parseInt(to, 16)),
  )
  closeSync(pagemap)
  return runs
}

/** Records are read in pieces of 64 MiB of memory, so a long empty reservation costs little. */
function runsWithin(pagemap: number, from: number, to: number): Run[] {
  const runs: Run[] = []
  const records = Buffer.alloc(16_384 * recordBytes)
  let begun: number | null = null
  for (let at = from; at < to; ) {
    const wanted = Math.min(records.length, ((to - at) / pageBytes) * recordBytes)
    const read = readSync(pagemap, records, 0, wanted, (at / pageBytes) * recordBytes)
    if (read === 0) break
    for (let index = 0; index < read; index += recordBytes, at += pageBytes) {
      const isHeld = ((records[index + recordBytes - 1] ?? 0) & held) !== 0
      if (isHeld && begun === null) begun = at
      if (isHeld || begun === null) continue
      runs.push({ from: begun, length: at - begun })
      begun = null
    }
  }
  if (begun !== null) runs.push({ from: begun, length: to - begun })
  return runs
}

function readRun(pid: number, { from, length }: Run): Buffer {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const bytes = Buffer.alloc(length)
  let read = 0
  try {
    for (let more = 1; more > 0 && read < length; read += more)
      more = readSync(memory, bytes, read, length - read, from + read)
  } catch {
    // The process gave these pages back between the two looks.
  } finally {
    closeSync(memory)
  }
  return bytes.subarray(0, read)
}

function occurrences(bytes: Buffer, word: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(word); at >= 0; at = bytes.indexOf(word, at + 1)) count += 1
  return count
}
