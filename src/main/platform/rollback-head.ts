// The rollback head: what the vault held, kept outside it, so that an old copy put back is noticed (docs/protocol.md section 14).
import { renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { fromHex, toHex, utf8 } from '#shared/domain/bytes.ts'
import { canonicalBytes } from '#shared/domain/canonical.ts'
import { framed } from '#shared/domain/entry.ts'
import { hashSchema, objectIdSchema } from '#shared/domain/ids.ts'
import { hkdf, hmacSha256, sameSecret, sha256 } from './crypto.ts'
import { readFileOrNull } from './files.ts'

const headSchema = z.strictObject({ vault: objectIdSchema, counter: z.int().min(0), digest: hashSchema })
const fileSchema = z.strictObject({ ...headSchema.shape, mac: hashSchema })

export type RollbackHead = z.infer<typeof headSchema>

/** The digest over the ends of all chains, ordered by compartment and device. */
export function digestOf(
  chains: readonly { compartment: string; device: string; seq: number; head: string }[],
): string {
  const ends = chains.map(({ compartment, device, seq, head }) => [compartment, device, seq, head])
  return toHex(sha256(framed('heads', canonicalBytes(ends))))
}

/** Written after the commit and not synced: it may lag the vault, never lead it. */
export function writeHead(path: string, vaultKey: Uint8Array, head: RollbackHead): void {
  const content = JSON.stringify({ ...head, mac: toHex(macOf(vaultKey, head)) })
  writeFileSync(`${path}.new`, content, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

/** The head that was written with this vault key, or null when there is none that can be believed. */
export function readHead(path: string, vaultKey: Uint8Array): RollbackHead | null {
  const file = fileSchema.safeParse(jsonOrNull(readFileOrNull(path)))
  if (!file.success) return null
  const { mac, ...head } = file.data
  return sameSecret(fromHex(mac), macOf(vaultKey, head)) ? head : null
}

function macOf(vaultKey: Uint8Array, head: RollbackHead): Uint8Array {
  const key = hkdf(vaultKey, new Uint8Array(), utf8('fieldbook/head/1\n'), 32)
  return hmacSha256(key, canonicalBytes(head))
}

function jsonOrNull(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
