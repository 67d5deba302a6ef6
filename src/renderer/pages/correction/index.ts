// The page of corrections by its place in navigation.
import type { Page } from '../../stores/navigation.ts'
import { type AnyPage, shownAt } from '../capture/narrow.tsx'
import { CorrectionsPage } from './CorrectionsPage.tsx'

export const correctionPages: Partial<Record<Page['at'], AnyPage>> = {
  corrections: shownAt('corrections', CorrectionsPage),
}
