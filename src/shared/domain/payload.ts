// Payloads: what an entry says. The envelope is read by every version for every kind (docs/protocol.md section 3).
import { z } from 'zod'
import { hashSchema, instantSchema } from './ids.ts'

/** `boot` is the system's boot id, `uptime` milliseconds since boot, `store` the last store time heard. */
const clockSchema = z.strictObject({ boot: z.string(), uptime: z.int().min(0), store: instantSchema.nullable() })

export const payloadSchema = z.strictObject({
  kind: z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/),
  of: z.string().regex(/^([0-9a-f]{32}|[0-9a-f]{64})$/),
  parents: z.array(hashSchema),
  was: hashSchema.nullable(),
  at: instantSchema.nullable(),
  zone: z.string().nullable(),
  clock: clockSchema.nullable(),
  data: z.record(z.string(), z.unknown()),
})

export type Payload = z.infer<typeof payloadSchema>
export type Clock = z.infer<typeof clockSchema>

/** First and last keystroke of what was saved. */
export const typedSchema = z.strictObject({ from: instantSchema, to: instantSchema }).nullable()

/** The data of every `*.revised` kind. An addition is identified by its entry; a removal names the additions it saw. */
export const revisionDataSchema = z.strictObject({
  set: z.record(z.string(), z.unknown()),
  add: z.record(z.string(), z.array(z.string())),
  remove: z.record(z.string(), z.array(z.strictObject({ value: z.string(), additions: z.array(hashSchema) }))),
  reason: z.string(),
  typed: typedSchema,
})

export type RevisionData = z.infer<typeof revisionDataSchema>

const orderFamilies = ['hold', 'disposal', 'correction']
const controlFamilies = ['member', ...orderFamilies]
const controlKinds = ['compartment.created', 'key.introduced', 'key.granted', 'device.cut']
const directoryFamilies = ['role', 'administrator', 'store', 'recovery', 'epoch']
const directoryKinds = ['person.enrolled', 'device.approved', 'device.retired', 'device.revoked']

/** Control kinds stand in clear, and only they; everything else is sealed (docs/protocol.md section 1). */
export function isControl(kind: string): boolean {
  const family = kind.split('.')[0] ?? ''
  return (
    controlKinds.includes(kind) ||
    directoryKinds.includes(kind) ||
    controlFamilies.includes(family) ||
    directoryFamilies.includes(family)
  )
}

/** Orders state what their writer had seen, each in its own header: whether they count depends on it (section 11). */
export function isOrder(kind: string): boolean {
  return orderFamilies.includes(kind.split('.')[0] ?? '')
}
