// Gives each page the kind of place that it is for, so that no page has to ask where it stands.
import type { ComponentType } from 'react'
import type { Page } from '../../stores/navigation.ts'

export type PageOf<At extends Page['at']> = Extract<Page, { at: At }>
export type AnyPage = ComponentType<{ page: Page }>

function isAt<At extends Page['at']>(page: Page, at: At): page is PageOf<At> {
  return page.at === at
}

/** A page for every place out of a page for one. */
export function shownAt<At extends Page['at']>(at: At, View: ComponentType<{ page: PageOf<At> }>): AnyPage {
  return ({ page }) => (isAt(page, at) ? <View page={page} /> : null)
}
