// Finds a vault of this device by its id.
import type { Output } from '#shared/contract.ts'
import { useSession } from '../../stores/session.ts'

export type VaultOnDevice = Output<'application.status'>['vaults'][number]

export function useVault(vault: string | undefined): VaultOnDevice | undefined {
  return useSession((state) => state.status?.vaults.find((known) => known.vault === vault))
}
