// What the scripted inspector prints between its calls, so that it stands in the trace in order: what is about to happen, and what was acknowledged.
import { writeSync } from 'node:fs'
import { z } from 'zod'

/** What a vault holds, each thing by name (`note 3f…`, `draft 3f…`, `vault`) with what it says. */
export type Holdings = Readonly<Record<string, string>>

/** How a deed changes what a vault holds; null takes a thing away. */
const changesSchema = z.record(z.string(), z.string().nullable())
export type Changes = z.infer<typeof changesSchema>

const markSchema = z.discriminatedUnion('mark', [
  /**
   * From here on cuts are of the vault in this folder, which holds those of data and state, and is to hold this. `given`:
   * everything on the disk lay there before.
   */
  z.strictObject({
    mark: z.literal('vault'),
    folder: z.string(),
    holds: z.record(z.string(), z.string()),
    given: z.boolean(),
  }),
  /** `stepwise`: its changes may come one after another; those of any other deed come together or not at all. */
  z.strictObject({ mark: z.literal('begun'), what: z.string(), changes: changesSchema, stepwise: z.boolean() }),
  /** Also with changes that nobody could know before. */
  z.strictObject({ mark: z.literal('acknowledged'), changes: changesSchema }),
])
export type Mark = z.infer<typeof markSchema>

/** Where marks go: standard output, to which nothing else is written. */
export const markHandle = 1

export function print(mark: Mark): void {
  writeSync(markHandle, `${JSON.stringify(mark)}\n`)
}

export function markOf(line: string): Mark {
  return markSchema.parse(JSON.parse(line))
}

/** Does something that changes what the vault holds; what the deed gives back is acknowledged. */
export async function tells<T>(
  what: string,
  changes: Changes,
  deed: () => Promise<T>,
  more: { readonly stepwise?: boolean; readonly learned?: (given: T) => Changes } = {},
): Promise<T> {
  print({ mark: 'begun', what, changes, stepwise: more.stepwise ?? false })
  const given = await deed()
  print({ mark: 'acknowledged', changes: more.learned?.(given) ?? {} })
  return given
}
