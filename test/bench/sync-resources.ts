// What a process takes of memory and a folder of disk.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The most memory that a process ever held, in bytes; not a number where the system does not tell. */
export function peakOf(pid: number | undefined): number {
  return stated(pid, 'VmHWM')
}

/** The memory that a process holds now, in bytes. */
export function memoryOf(pid: number | undefined): number {
  return stated(pid, 'VmRSS')
}

function stated(pid: number | undefined, name: string): number {
  if (pid === undefined || process.platform !== 'linux') return Number.NaN
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(status)?.[1]) * 1_024
}

/** Bytes of all files below a folder. */
export function bytesIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  return files.reduce((sum, file) => sum + statSync(join(file.parentPath, file.name)).size, 0)
}
