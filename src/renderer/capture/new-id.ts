// Makes the id of a new note or draft: 16 random bytes as hex.
import type { ObjectId } from '#shared/domain/ids.ts'

export function newId(): ObjectId {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
