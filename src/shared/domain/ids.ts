// The forms of ids, hashes and times as they stand in JSON.
import { z } from 'zod'

/** SHA-256 values, device, compartment, key and person ids: 32 bytes as lower-case hex. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/)

/** Ids of notes, persons in evidence, lines of enquiry: 16 random bytes as lower-case hex. */
export const objectIdSchema = z.string().regex(/^[0-9a-f]{32}$/)

/** An instant as ECMAScript writes it in UTC, with milliseconds. */
export const instantSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)

/** A day of the calendar: 2026-03-10. */
export const daySchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)

/** Local wall time without a zone, to the minute: 2026-03-10T09:40. */
export const localTimeSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/)

export type Hash = string
export type ObjectId = string
export type Instant = string
