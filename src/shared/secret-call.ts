// The framing of a call whose input holds secrets: JSON for the ordinary fields, raw bytes for the secret ones.
import { z } from 'zod'
import { Problem } from './problems.ts'

/** Bytes of the big-endian number that opens a frame: the length of its head. */
const lengthBytes = 4
const longestHead = 65_536
const longestSecret = 4_096

/** Names as the contract writes them; this also keeps `__proto__` and its kin out of the decoded object. */
const nameSchema = z.string().regex(/^[a-z][A-Za-z]{0,39}$/)

/** What comes before the secrets: the ordinary fields, then each secret's name and its length in bytes. */
const headSchema = z.strictObject({
  fields: z.record(nameSchema, z.json()),
  secrets: z.array(z.tuple([nameSchema, z.int().min(0).max(longestSecret)])).max(8),
})
type Head = z.infer<typeof headSchema>

/**
 * Frames an input: head length (4 bytes, big-endian), head (UTF-8 JSON), then the secrets in the order of their names.
 * The result holds the secrets' bytes: the caller overwrites it, and the fields themselves, after use.
 */
export function encodeSecretCall(input: Readonly<Record<string, unknown>>): Uint8Array<ArrayBuffer> {
  const secrets = Object.entries(input).filter(isSecret).toSorted(byName)
  const fields = Object.fromEntries(Object.entries(input).filter((field) => !isSecret(field)))
  const head = checkedHead({ fields, secrets: secrets.map(([name, bytes]) => [name, bytes.length]) })
  const headBytes = new TextEncoder().encode(JSON.stringify(head))
  if (headBytes.length > longestHead) throw refused('head too long')
  return joined(headBytes, secrets)
}

/**
 * Reads a frame back. The secrets in the result are windows onto `frame`, so overwriting `frame` erases them all.
 * Throws `application.input-refused` for anything that `encodeSecretCall` would not have written.
 */
export function decodeSecretCall(frame: Uint8Array): Record<string, unknown> {
  if (frame.length < lengthBytes) throw refused('frame too short')
  const headLength = new DataView(frame.buffer, frame.byteOffset, lengthBytes).getUint32(0)
  const body = lengthBytes + headLength
  if (headLength > longestHead || body > frame.length) throw refused('head length')
  const { fields, secrets } = headOf(frame.subarray(lengthBytes, body))
  const end = secrets.reduce((length, [, secretLength]) => length + secretLength, body)
  if (end !== frame.length) throw refused('frame length')
  return { ...fields, ...windows(frame, body, secrets) }
}

function joined(head: Uint8Array, secrets: readonly (readonly [string, Uint8Array])[]): Uint8Array<ArrayBuffer> {
  const size = secrets.reduce((sum, [, bytes]) => sum + bytes.length, lengthBytes + head.length)
  const frame = new Uint8Array(size)
  new DataView(frame.buffer).setUint32(0, head.length)
  frame.set(head, lengthBytes)
  let at = lengthBytes + head.length
  for (const [, bytes] of secrets) {
    frame.set(bytes, at)
    at += bytes.length
  }
  return frame
}

function windows(frame: Uint8Array, from: number, secrets: Head['secrets']): Record<string, Uint8Array> {
  let at = from
  const found: [string, Uint8Array][] = []
  for (const [name, length] of secrets) {
    found.push([name, frame.subarray(at, at + length)])
    at += length
  }
  return Object.fromEntries(found)
}

/** A head of the right form whose names are each used once, the secrets' in ascending order. */
function checkedHead(candidate: unknown): Head {
  const result = headSchema.safeParse(candidate)
  if (!result.success) throw refused('head')
  const names = result.data.secrets.map(([name]) => name)
  const ordered = names.every((name, index) => index === 0 || String(names[index - 1]) < name)
  if (!ordered || names.some((name) => Object.hasOwn(result.data.fields, name))) throw refused('names')
  return result.data
}

/** One text for one head: other spaces, doubled names and `__proto__` (which parsing drops) are all refused here. */
function headOf(bytes: Uint8Array): Head {
  const text = textOf(bytes)
  const head = checkedHead(parsed(text))
  if (JSON.stringify(head) !== text) throw refused('head')
  return head
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw refused('not UTF-8')
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The parser's own message would quote the text.
    throw refused('not JSON')
  }
}

function isSecret(field: [string, unknown]): field is [string, Uint8Array] {
  return field[1] instanceof Uint8Array
}

function byName(one: readonly [string, unknown], other: readonly [string, unknown]): number {
  return one[0] < other[0] ? -1 : 1
}

function refused(detail: string): Problem {
  return new Problem('application.input-refused', { detail: `secret call: ${detail}` })
}
