// Requests as a device makes them, written by hand so that nothing but the protocol says what they look like.
import { hmacSha256, sha256 } from '#main/platform/crypto.ts'
import {
  type EnrolmentRequest,
  entriesBytes,
  entriesType,
  paths,
  proofType,
  type TravellingEntry,
} from '#shared/central-api.ts'
import { toBase64url, toHex, utf8 } from '#shared/domain/bytes.ts'
import { codeId, enrolmentMessage } from '#shared/domain/enrolment.ts'
import type { Hash } from '#shared/domain/ids.ts'
import type { TestDevice } from './devices.ts'

export interface Question {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly body?: Uint8Array
  readonly type?: string
}

/** What a test says otherwise in a proof. */
export interface Otherwise {
  readonly header?: Readonly<Record<string, unknown>>
  readonly claims?: Readonly<Record<string, unknown>>
}

export function proofOf(
  device: TestDevice,
  { method = 'GET', path, body }: Question,
  to: { readonly store: Hash; readonly nonce: string },
  otherwise: Otherwise = {},
): string {
  const header = { alg: 'EdDSA', typ: proofType, kid: device.device, ...otherwise.header }
  const claims = { ...to, method, path, body: toHex(sha256(body ?? new Uint8Array())), ...otherwise.claims }
  const signed = [header, claims].map((part) => toBase64url(utf8(JSON.stringify(part)))).join('.')
  return `${signed}.${toBase64url(device.key.sign(utf8(signed)))}`
}

export function enrolmentRequest(secret: Uint8Array, devices: readonly TestDevice[]): EnrolmentRequest {
  const code = codeId(sha256, secret)
  const data = devices.map((device) => ({ ...device.data }))
  return { code, devices: data, mac: toHex(hmacSha256(secret, enrolmentMessage(code, data))) }
}

export function enrolmentQuestion(request: EnrolmentRequest): Question {
  const body = utf8(JSON.stringify(request))
  return { method: 'POST', path: paths.enrolment, body, type: 'application/json' }
}

export function pushQuestion(
  compartment: Hash,
  size: number,
  entries: readonly TravellingEntry[],
  epoch = 1,
): Question {
  const path = `${paths.entries(compartment)}?epoch=${epoch}&size=${size}`
  return { method: 'POST', path, body: entriesBytes(entries), type: entriesType }
}
