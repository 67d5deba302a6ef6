// The pages of review by their place in navigation.
import type { Page } from '../../stores/navigation.ts'
import { type AnyPage, shownAt } from '../capture/narrow.tsx'
import { BundlePage } from './BundlePage.tsx'
import { ReviewsPage } from './ReviewsPage.tsx'

export const reviewPages: Partial<Record<Page['at'], AnyPage>> = {
  reviews: shownAt('reviews', ReviewsPage),
  bundle: shownAt('bundle', BundlePage),
}
