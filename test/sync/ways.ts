// Ways to the store that go wrong: cut, held back, answered by somebody else, altered on the way.
import type { Bend } from '../fixtures/organisation.ts'

/** Nobody but this answers. */
export function answeredBy(answer: (url: string, init: RequestInit) => Response | Promise<Response>): Bend {
  return () => async (url, init) => answer(url, init)
}

/** Requests that are never answered; they end when whoever asked gives up. */
export const hanging: Bend = () => (_url, init) =>
  new Promise((_, reject) => {
    const end = (): void => reject(new DOMException('given up', 'AbortError'))
    if (init.signal?.aborted === true) end()
    init.signal?.addEventListener('abort', end)
  })

/** Does something before or after the request of this number, counted from 0; the reply then is lost. */
export function brokenAt(number: number, when: 'before' | 'after', what: () => void): Bend & { asked: () => number } {
  let asked = 0
  const bend: Bend = (fetch) => async (url, init) => {
    asked += 1
    if (asked - 1 !== number) return fetch(url, init)
    if (when === 'after') await fetch(url, init)
    what()
    throw new TypeError('the connection broke')
  }
  return Object.assign(bend, { asked: () => asked })
}

export const isNews = (url: string): boolean => url.endsWith('/v1/news')
export const isPush = (_url: string, init: RequestInit): boolean => init.method === 'POST'
export const isPull = (url: string, init: RequestInit): boolean => init.method !== 'POST' && url.includes('/entries?')
