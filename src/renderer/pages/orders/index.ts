// The pages of holds and disposal by their place in navigation.
import type { Page } from '../../stores/navigation.ts'
import { type AnyPage, shownAt } from '../capture/narrow.tsx'
import { CertificatePage } from './CertificatePage.tsx'
import { DisposalsPage } from './DisposalsPage.tsx'
import { HoldsPage } from './HoldsPage.tsx'
import { InspectionOrdersPage } from './InspectionOrdersPage.tsx'

export const orderPages: Partial<Record<Page['at'], AnyPage>> = {
  holds: shownAt('holds', HoldsPage),
  disposals: shownAt('disposals', DisposalsPage),
  orders: shownAt('orders', InspectionOrdersPage),
  certificate: shownAt('certificate', CertificatePage),
}
