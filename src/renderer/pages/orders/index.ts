// The pages of one inspection's holds, disposal and certificate by their place in navigation.
import type { Page } from '../../stores/navigation.ts'
import { type AnyPage, shownAt } from '../capture/narrow.tsx'
import { CertificatePage } from './CertificatePage.tsx'
import { InspectionOrdersPage } from './InspectionOrdersPage.tsx'

export const orderPages: Partial<Record<Page['at'], AnyPage>> = {
  orders: shownAt('orders', InspectionOrdersPage),
  certificate: shownAt('certificate', CertificatePage),
}
