// What the window's preload gives the page, and the channels behind it: types only, because a preload loads nothing.

/** Calls in JSON, sealed calls in bytes, and events to the page. */
export type WindowChannel = 'fieldbook:call' | 'fieldbook:secret' | 'fieldbook:event'

/** Under this name the bridge stands on the page's `window`. */
export type WindowBridgeName = 'fieldbook'

export interface WindowBridge {
  /**
   * Takes the input as JSON text, as browser mode does: so both shells refuse the same, and nothing gets in that only
   * structured clones can hold (cycles, maps, parts that are shared). Resolves to a reply of the engine.
   */
  readonly call: (procedure: string, text: string) => Promise<unknown>
  /** The same with a call that the page sealed to the engine (shared/sealed-call.ts). */
  readonly secret: (procedure: string, sealed: Uint8Array) => Promise<unknown>
  /** Hears every event from now on. */
  readonly onEvent: (hear: (event: unknown) => void) => void
}
