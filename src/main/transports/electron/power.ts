// When the person leaves the computer: it sleeps, its screen is locked, or it shuts down (CRITERIA E12).
import { powerMonitor } from 'electron'

/** Linux tells of sleep and of shutting down only, not of a locked screen. */
export function whenLeft(left: { readonly away: () => void; readonly forGood: () => void }): void {
  powerMonitor.on('suspend', left.away)
  powerMonitor.on('lock-screen', left.away)
  powerMonitor.on('shutdown', left.forGood)
}
