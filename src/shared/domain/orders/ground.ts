// What orders are judged by beside the compartment's own entries: roles, the store, and the holds of the directory.
import type { CompartmentType } from '../control.ts'
import type { Directory } from '../directory.ts'
import type { OrderGround } from './orders.ts'

/** In a vault of no organisation there is no directory, and nobody is an officer. */
export function orderGround(directory: Directory | null, type: CompartmentType): OrderGround {
  if (directory === null) return { type, rolesAt: () => new Set(), isStore: () => false, holds: [] }
  return {
    type,
    rolesAt: (person, size) => directory.rolesAt(person, size),
    isStore: (device) => directory.isStore(device),
    holds: directory.holds(),
  }
}
