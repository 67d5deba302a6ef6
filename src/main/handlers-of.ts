// What a handler is: the function that answers one procedure.
import type { Input, Output, ProcedureName } from '#shared/contract.ts'

/** A handler for each of some procedures. */
export type HandlersOf<Names extends ProcedureName> = {
  readonly [N in Names]: (input: Input<N>) => Output<N> | Promise<Output<N>>
}
