// A bridge whose calls the test answers and whose events the test tells.
import type { FieldbookEvent } from '#shared/events.ts'
import type { Bridge, BridgeListener } from '../../../src/renderer/bridge.ts'

interface Asked {
  readonly procedure: string
  readonly input: Readonly<Record<string, unknown>>
}

type Answers = Readonly<Record<string, (input: Asked['input']) => unknown>>

export interface FakeBridge extends Bridge {
  readonly asked: Asked[]
  /** How often a procedure was called. */
  readonly count: (procedure: string) => number
  readonly tell: (event: FieldbookEvent) => void
  readonly connect: () => void
}

/** `answers` may be changed by the test; what it does not name stays without an answer. */
export function fakeBridge(answers: Answers): FakeBridge {
  const asked: Asked[] = []
  let listener: BridgeListener | null = null
  return {
    shell: 'browser',
    asked,
    count: (wanted) => asked.filter(({ procedure }) => procedure === wanted).length,
    start: (to) => {
      listener = to
    },
    tell: (event) => listener?.event(event),
    connect: () => listener?.connected(),
    call: async (procedure, input) => {
      asked.push({ procedure, input })
      const answer = answers[procedure]
      return answer === undefined ? new Promise(() => undefined) : answer(input)
    },
  }
}

/** Lets everything that is under way come to its end. */
export const settled = () => new Promise((resolve) => setTimeout(resolve, 0))
