// A new passphrase typed twice: judges it while it is typed, checks it on submit, and hands it over as bytes.
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { FieldProblem } from '../../components/ErrorSummary.tsx'
import { type MessageKey, message } from '../../messages.ts'
import { takeSecret } from '../../secrets.ts'
import { lengthOf, loadMeter, strengthOf } from '../../strength/strength.ts'
import type { Judgement } from './StrengthMeter.tsx'

type Field = RefObject<HTMLInputElement | null>

export interface NewPassphrase {
  readonly first: Field
  readonly second: Field
  readonly judgement: Judgement
  readonly typed: () => void
  /** What has to be mended before it can be taken; empty when nothing. */
  readonly check: () => Promise<readonly FieldProblem[]>
  /** The bytes of the passphrase; both fields are emptied. */
  readonly take: () => Uint8Array<ArrayBuffer>
}

export const PASSPHRASE = 'passphrase'
export const PASSPHRASE_AGAIN = 'passphrase-again'
/** The judgement follows the typing at this distance, so that it never slows it. */
const JUDGE_AFTER_MS = 250

async function faultOf(passphrase: string): Promise<MessageKey | null> {
  if (passphrase === '') return 'passphrase.empty'
  const strength = await strengthOf(passphrase)
  return strength === 'short' || strength === 'known' ? `passphrase.${strength}` : null
}

async function problemsOf(first: string, second: string): Promise<readonly FieldProblem[]> {
  const fault = await faultOf(first)
  if (fault !== null) return [{ field: PASSPHRASE, words: message(fault) }]
  if (second === '') return [{ field: PASSPHRASE_AGAIN, words: message('passphrase.again-empty') }]
  return first === second ? [] : [{ field: PASSPHRASE_AGAIN, words: message('passphrase.different') }]
}

async function judge(passphrase: string): Promise<Judgement> {
  return passphrase === '' ? null : { strength: await strengthOf(passphrase), length: lengthOf(passphrase) }
}

export function useNewPassphrase(): NewPassphrase {
  const first = useRef<HTMLInputElement>(null)
  const second = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [judgement, setJudgement] = useState<Judgement>(null)
  const value = (field: Field) => field.current?.value ?? ''
  useEffect(() => {
    void loadMeter()
    return () => clearTimeout(timer.current)
  }, [])
  const typed = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(async () => setJudgement(await judge(value(first))), JUDGE_AFTER_MS)
  }
  const take = () => {
    if (second.current !== null) second.current.value = ''
    setJudgement(null)
    return first.current === null ? new Uint8Array() : takeSecret(first.current)
  }
  return { first, second, judgement, typed, check: () => problemsOf(value(first), value(second)), take }
}
