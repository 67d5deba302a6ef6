// Which page is shown. Pages live in memory only; the browser's history carries no more than their numbers.
import { create } from 'zustand'

export type InspectionPart = 'notes' | 'timeline' | 'people' | 'enquiries' | 'search' | 'team' | 'seal'

export type RetentionPart = 'due' | 'disposals' | 'holds' | 'corrections' | 'changes'

export type Page =
  | { readonly at: 'start' }
  | { readonly at: 'create-vault'; readonly practice: boolean }
  | { readonly at: 'unlock'; readonly vault: string }
  | { readonly at: 'recover'; readonly vault: string }
  | { readonly at: 'recovery-sheet' }
  | { readonly at: 'change-passphrase' }
  | { readonly at: 'vault' }
  | { readonly at: 'organisation' }
  | { readonly at: 'home' }
  | { readonly at: 'open-inspection' }
  | { readonly at: 'inspection'; readonly inspection: string; readonly part: InspectionPart }
  | { readonly at: 'note'; readonly inspection: string; readonly note: string }
  | { readonly at: 'write-note'; readonly inspection: string; readonly note: string; readonly isNew: boolean }
  | { readonly at: 'reviews' }
  | { readonly at: 'bundle'; readonly inspection: string; readonly bundle: string }
  | { readonly at: 'orders'; readonly inspection: string }
  | { readonly at: 'certificate'; readonly inspection: string }
  | { readonly at: 'retention'; readonly part: RetentionPart; readonly asOf: string | null }
  | { readonly at: 'kept'; readonly inspection: string; readonly asOf: string | null }
  | { readonly at: 'disclosures' }
  | { readonly at: 'disclosure'; readonly disclosure: string }
  | {
      readonly at: 'write-disclosure'
      readonly inspection: string
      readonly draft: string
      readonly disclosure: string | null
    }

/** The pages that can be shown while no vault is open. */
const closedPages: ReadonlySet<Page['at']> = new Set(['start', 'create-vault', 'unlock', 'recover'])
export const needsVault = (page: Page) => !closedPages.has(page.at)

/** Equal for what counts as the same page: another part of an inspection, or a note that is new no more. */
export const pageKey = (page: Page): string => JSON.stringify({ ...page, part: undefined, isNew: undefined })

type Leaving = () => Promise<void>

interface Navigation {
  readonly page: Page
  /** Shows a page as a new step of the browser's history, once what is leaving has saved itself. */
  readonly go: (page: Page) => Promise<void>
  /** The same without a new step: Back leads to where it led before. */
  readonly replace: (page: Page) => Promise<void>
  /** Shows a page and forgets every other, without asking what is leaving: the vault was opened or closed. */
  readonly forget: (page: Page) => void
}

const pages = new Map<number, Page>()
const leaving = new Set<Leaving>()
let current = 0
/** One step after the other, so that two quick clicks cannot mix. */
let steps: Promise<void> = Promise.resolve()

/** Runs `callback` before the page changes; when it rejects, the page stays. Returns the function that ends this. */
export function beforeLeaving(callback: Leaving): () => void {
  leaving.add(callback)
  return () => void leaving.delete(callback)
}

/** Lets the page save what it holds; rejects when it could not. */
export async function settle(): Promise<void> {
  await Promise.all([...leaving].map((callback) => callback()))
}

/** Settles, then moves. A page that could not save itself says so on itself, so staying needs no further words. */
function afterSettling(move: () => void, stay: () => void = () => undefined): Promise<void> {
  steps = steps.then(() => settle().then(move, stay))
  return steps
}

export const useNavigation = create<Navigation>()((set) => {
  const put = (page: Page) => {
    pages.set(current, page)
    set({ page })
  }
  const step = (page: Page) => {
    current += 1
    // A new step after going back ends the way forward, as in every browser.
    for (const index of [...pages.keys()].filter((known) => known > current)) pages.delete(index)
    window.history.pushState(current, '')
    put(page)
  }
  return {
    page: { at: 'start' },
    go: (page) => afterSettling(() => step(page)),
    replace: (page) => afterSettling(() => put(page)),
    forget: (page) => {
      pages.clear()
      put(page)
    },
  }
})

/** Follows Back and Forward: a step whose page was forgotten shows the present page once more. */
function follow(index: number): Promise<void> {
  const from = current
  const move = () => {
    const page = pages.get(index) ?? useNavigation.getState().page
    current = index
    pages.set(index, page)
    useNavigation.setState({ page })
  }
  return afterSettling(move, () => window.history.go(from - index))
}

/** Takes up the browser's history; called once by the page's entry. */
export function startNavigation(): void {
  const { history } = window
  current = typeof history.state === 'number' ? history.state : 0
  pages.set(current, useNavigation.getState().page)
  history.replaceState(current, '')
  window.addEventListener('popstate', ({ state }: PopStateEvent) => {
    // A fresh link opened in this tab makes a step of its own without a number; it is the present page.
    if (typeof state !== 'number') history.replaceState(current, '')
    else if (state !== current) void follow(state)
  })
}
