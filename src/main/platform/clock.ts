// The clocks of this device: wall time, zone, and the boot id with the system's uptime.
import { readFileSync } from 'node:fs'
import { hostname, uptime } from 'node:os'
import { setImmediate as immediately } from 'node:timers/promises'
import { toHex, utf8 } from '#shared/domain/bytes.ts'
import type { Clock } from '#shared/domain/payload.ts'
import { sha256 } from './crypto.ts'

/** What an entry states of its time. The uptime runs on through suspend, which the monotonic clock does not. */
export interface DeviceClock {
  readonly now: () => string
  readonly zone: () => string
  readonly reading: () => Clock
}

export function deviceClock(): DeviceClock {
  const boot = bootId()
  // Asked once: the runtime reads the system's zone at its start and keeps it, and asking costs as much as signing.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return {
    now: () => new Date().toISOString(),
    zone: () => timeZone,
    reading: () => ({ boot, uptime: Math.floor(uptime() * 1000), store: null }),
  }
}

/** Linux names each boot; elsewhere the moment of boot, to ten seconds, tells boots of one computer apart. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    const started = Math.round((Date.now() / 1000 - uptime()) / 10)
    return toHex(sha256(utf8(`${hostname()} ${started}`))).slice(0, 32)
  }
}

/** Lets calls and events that wait have their turn in the middle of long work. */
export function nextTurn(): Promise<void> {
  return immediately()
}
