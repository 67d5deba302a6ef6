// What happens when a page opens: its kind becomes the title, the top comes into view, its heading takes the focus.
import { useEffect, useRef } from 'react'
import { focusPage } from '../../components/focus.ts'
import { message } from '../../messages.ts'
import { type Page, pageKey, useNavigation } from '../../stores/navigation.ts'

/** The kind of the page only: titles go into the browser's history, so they never name anything from a vault. */
function titleOf(page: Page, connected: boolean): string {
  const kind = page.at === 'inspection' || page.at === 'retention' ? page.part : page.at
  return message('product.title', { page: message(connected ? `title.${kind}` : 'title.not-connected') })
}

export function useArrival(connected: boolean): void {
  const page = useNavigation((state) => state.page)
  const title = titleOf(page, connected)
  const key = pageKey(page)
  const arrived = useRef(key)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    if (arrived.current === key) return
    arrived.current = key
    window.scrollTo(0, 0)
    // A page that has put the focus into a field knows better.
    if (!document.getElementById('main')?.contains(document.activeElement)) focusPage()
  }, [key])
}
