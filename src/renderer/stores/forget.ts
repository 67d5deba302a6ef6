// What must be emptied when the vault closes: every store that holds something of a vault registers here.

const resets = new Set<() => void>()

/** Registers how a store forgets; called once for each store, where it is made. */
export function onVaultClosed(reset: () => void): void {
  resets.add(reset)
}

export function forgetVault(): void {
  for (const reset of resets) reset()
}
