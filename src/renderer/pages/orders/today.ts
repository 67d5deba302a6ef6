// The day at this device, as days of the contract are written: 2026-03-10.
import { localTimeAt } from '../../capture/time-words.ts'

export function today(): string {
  return localTimeAt(new Date()).slice(0, 10)
}
