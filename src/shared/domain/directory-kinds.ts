// What the entries of the directory say: people, their devices and roles, the store, and recovery (docs/protocol.md section 5).
import { z } from 'zod'
import { hashSchema } from './ids.ts'

export const roles = ['inspector', 'supervisor', 'whistleblowing-lead', 'records-manager', 'administrator'] as const
export const roleSchema = z.enum(roles)
export type Role = (typeof roles)[number]

/** Roles that two administrators grant, once there are two. */
export const sensitiveRoles: readonly Role[] = ['administrator', 'records-manager', 'whistleblowing-lead']

const base64url = z.string().regex(/^[\w-]+$/)

/** A device as the directory names it: its id binds both keys. */
export const deviceDataSchema = z.strictObject({
  device: hashSchema,
  publicKey: base64url.length(43),
  recipient: z.string().max(4_000),
})
export type DirectoryDeviceData = z.infer<typeof deviceDataSchema>

/** Work name, post and body of an official: the only personal data that stands in clear. */
const personMembers = {
  person: hashSchema,
  name: z.string().min(1).max(120),
  post: z.string().max(120),
  body: z.string().max(120),
}

/** All devices that the person's vault ever had, oldest first: the first is the person's id, the last one is in use. */
const devices = z.array(deviceDataSchema).min(1).max(50)

export const personEnrolledSchema = z.strictObject({ ...personMembers, devices, roles: z.array(roleSchema).min(1) })
export const administratorReplacedSchema = z.strictObject({ ...personMembers, devices })
export const deviceApprovedSchema = z.strictObject({
  person: hashSchema,
  ...deviceDataSchema.shape,
  /** The person's devices that end with this one. */
  ends: z.array(hashSchema).max(50),
})
export const deviceNamedSchema = z.strictObject({ device: hashSchema })
export const roleNamedSchema = z.strictObject({ person: hashSchema, role: roleSchema })
export const storeNamedSchema = z.strictObject({ publicKey: base64url.length(43) })
export const recoveryNamedSchema = z.strictObject({
  ordinary: z.string(),
  restricted: z.string(),
  officers: z.array(hashSchema),
})
