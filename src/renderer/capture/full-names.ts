// Full names of an inspection as the engine lists them, and who may be named.
import type { Output } from '#shared/contract.ts'

export type Names = Output<'identity.list'>
export type Identity = Names['identities'][number]

/** Somebody who may be named, and as whom. */
export interface Nameable {
  readonly person: string
  readonly label: string
  readonly role: string
  readonly ground: { readonly id: string; readonly label: string }
}
