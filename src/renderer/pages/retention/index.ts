// The pages of retention by their place in navigation.
import type { Page } from '../../stores/navigation.ts'
import { type AnyPage, shownAt } from '../capture/narrow.tsx'
import { KeptPage } from './KeptPage.tsx'
import { RetentionPage } from './RetentionPage.tsx'

export const retentionPages: Partial<Record<Page['at'], AnyPage>> = {
  retention: shownAt('retention', RetentionPage),
  kept: shownAt('kept', KeptPage),
}
