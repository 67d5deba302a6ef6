// The capture pages by their place in navigation.
import type { Page } from '../../stores/navigation.ts'
import { DisclosurePage } from './disclosure/DisclosurePage.tsx'
import { DisclosuresPage } from './disclosure/DisclosuresPage.tsx'
import { WriteDisclosurePage } from './disclosure/WriteDisclosurePage.tsx'
import { WriteNotePage } from './editor/WriteNotePage.tsx'
import { HomePage } from './home/HomePage.tsx'
import { OpenInspectionPage } from './home/OpenInspectionPage.tsx'
import { InspectionPage } from './inspection/InspectionPage.tsx'
import { type AnyPage, shownAt } from './narrow.tsx'
import { NotePage } from './note/NotePage.tsx'

export const capturePages: Partial<Record<Page['at'], AnyPage>> = {
  home: shownAt('home', HomePage),
  'open-inspection': shownAt('open-inspection', OpenInspectionPage),
  inspection: shownAt('inspection', InspectionPage),
  note: shownAt('note', NotePage),
  'write-note': shownAt('write-note', WriteNotePage),
  disclosures: shownAt('disclosures', DisclosuresPage),
  disclosure: shownAt('disclosure', DisclosurePage),
  'write-disclosure': shownAt('write-disclosure', WriteDisclosurePage),
}
