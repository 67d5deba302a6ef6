// The engine's side of sealed calls: opens what a page sealed to this process and seals the value of the reply.
import { concat, toBase64url, toHex } from '#shared/domain/bytes.ts'
import { Problem, type ProblemReply, replyOf } from '#shared/problems.ts'
import { sealedCall } from '#shared/sealed-call.ts'
import { decodeSecretCall, encodeSecretCall } from '#shared/secret-call.ts'
import { type AgreementKey, hkdf, newAgreementKey, openOnce, sealOnce } from './crypto.ts'

type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: ProblemReply }
type Dispatch = (procedure: string, input: unknown, sealed?: boolean) => Promise<Answer>

export interface SealedCalls {
  /** The engine's public key for this process's life, base64url; what `application.sealingKey` answers. */
  readonly publicKey: string
  /** Puts the opening of sealed calls before a dispatch: an input of bytes is opened, any other passes through. */
  readonly before: (dispatch: Dispatch) => Dispatch
}

interface Opened {
  readonly frame: Uint8Array
  readonly replyKey: Uint8Array
}

export function acceptSealedCalls(): SealedCalls {
  const key = newAgreementKey()
  // A call opens once: its keys encrypt one reply only, and what the shell's memory still holds cannot be sent again.
  const used = new Set<string>()
  return {
    publicKey: toBase64url(key.publicKey),
    before: (dispatch) => async (procedure, input) => {
      if (input instanceof Uint8Array) return answer(key, used, dispatch, procedure, input)
      return dispatch(procedure, input)
    },
  }
}

async function answer(
  key: AgreementKey,
  used: Set<string>,
  dispatch: Dispatch,
  procedure: string,
  sealed: Uint8Array,
): Promise<Answer> {
  const opened = open(key, used, procedure, sealed)
  if (opened === null) return refused()
  try {
    const reply = await dispatch(procedure, decodeSecretCall(opened.frame), true)
    return reply.ok ? { ok: true, value: sealValue(opened.replyKey, reply.value) } : reply
  } catch (error) {
    const problem = error instanceof Problem ? error : new Problem('application.unexpected')
    return { ok: false, problem: replyOf(problem) }
  } finally {
    opened.frame.fill(0)
  }
}

function open(key: AgreementKey, used: Set<string>, procedure: string, sealed: Uint8Array): Opened | null {
  const page = sealed.subarray(0, sealedCall.keyBytes)
  const agreed = sealed.length < sealedCall.keyBytes + sealedCall.tagBytes ? null : key.agree(page)
  if (agreed === null || used.has(toHex(page))) return null
  const keys = hkdf(agreed, concat(page, key.publicKey), sealedCall.info(procedure), 64)
  const frame = openOnce(keys.subarray(0, 32), sealed.subarray(sealedCall.keyBytes), new Uint8Array(0))
  if (frame !== null) used.add(toHex(page))
  return frame === null ? null : { frame, replyKey: keys.subarray(32) }
}

function refused(): Answer {
  return { ok: false, problem: replyOf(new Problem('application.input-refused')) }
}

/** Every procedure's output is an object; a value that is not would be a fault of ours. */
function sealValue(key: Uint8Array, value: unknown): string {
  const frame = encodeSecretCall(value as Record<string, unknown>)
  return toBase64url(sealOnce(key, frame, new Uint8Array(0)))
}
