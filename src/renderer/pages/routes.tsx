// Which component shows which place.
import type { ComponentType } from 'react'
import type { Page } from '../stores/navigation.ts'
import { capturePages } from './capture/index.ts'
import { orderPages } from './orders/index.ts'
import { OrganisationPage } from './organisation/OrganisationPage.tsx'
import { retentionPages } from './retention/index.ts'
import { reviewPages } from './review/index.ts'
import { ChangePassphrase } from './vault/ChangePassphrase.tsx'
import { CreateVault } from './vault/CreateVault.tsx'
import { Recover } from './vault/Recover.tsx'
import { RecoverySheet } from './vault/RecoverySheet.tsx'
import { Start } from './vault/Start.tsx'
import { Unlock } from './vault/Unlock.tsx'
import { YourVault } from './vault/YourVault.tsx'

type PageOf<At extends Page['at']> = Extract<Page, { at: At }>

/** Each place with a component that takes pages of that place. */
const vaultPages: { readonly [At in Page['at']]?: ComponentType<{ page: PageOf<At> }> } = {
  start: Start,
  'create-vault': CreateVault,
  unlock: Unlock,
  recover: Recover,
  'recovery-sheet': RecoverySheet,
  'change-passphrase': ChangePassphrase,
  vault: YourVault,
  organisation: OrganisationPage,
}

export function PageView({ page }: { readonly page: Page }) {
  // All tables fit each place to its component, but the compiler cannot follow the lookup.
  const View = (vaultPages[page.at] ??
    capturePages[page.at] ??
    reviewPages[page.at] ??
    orderPages[page.at] ??
    retentionPages[page.at]) as ComponentType<{ page: Page }> | undefined
  return View === undefined ? null : <View page={page} />
}
