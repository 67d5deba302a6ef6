// The pages follow the browser's Back and Forward, and the browser's history learns nothing of them.
import { beforeEach, expect, test, vi } from 'vitest'
import { installWindow } from './fake-window.ts'

type Navigation = typeof import('../../../src/renderer/stores/navigation.ts')

const inspection = 'a'.repeat(64)
const notes = { at: 'inspection', inspection, part: 'notes' } as const
const note = { at: 'note', inspection, note: 'b'.repeat(32) } as const

let browser: ReturnType<typeof installWindow>
let navigation: Navigation

beforeEach(async () => {
  browser = installWindow()
  vi.resetModules()
  navigation = await import('../../../src/renderer/stores/navigation.ts')
  navigation.startNavigation()
})

const page = () => navigation.useNavigation.getState().page
const go = (to: Parameters<typeof navigation.needsVault>[0]) => navigation.useNavigation.getState().go(to)
/** Lets the steps that Back or Forward began come to their end. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('Back and Forward lead through the pages in their order', async () => {
  await go({ at: 'home' })
  await go(notes)
  browser.back()
  await settled()
  expect(page()).toEqual({ at: 'home' })
  browser.forward()
  await settled()
  expect(page()).toEqual(notes)
})

test('the browser keeps numbers only, and no address is ever written', async () => {
  await go({ at: 'home' })
  await go(note)
  expect(browser.states()).toEqual([0, 1, 2])
  expect(browser.addresses().join('')).toBe('')
})

test('a page that replaces another takes its step', async () => {
  await go({ at: 'home' })
  await go(note)
  await navigation.useNavigation.getState().replace(notes)
  browser.back()
  await settled()
  expect(page()).toEqual({ at: 'home' })
})

test('what is leaving saves itself before the page changes', async () => {
  const order: string[] = []
  const end = navigation.beforeLeaving(async () => {
    await settled()
    order.push(`saved on ${page().at}`)
  })
  await go({ at: 'home' })
  order.push(`shown ${page().at}`)
  end()
  await go(notes)
  expect(order).toEqual(['saved on start', 'shown home'])
})

test('a page that cannot save itself stays, also when Back was pressed', async () => {
  await go({ at: 'home' })
  await go(note)
  navigation.beforeLeaving(() => Promise.reject(new Error('disk full')))
  await go(notes)
  expect(page()).toEqual(note)
  browser.back()
  await settled()
  expect(page()).toEqual(note)
  expect(browser.states()).toEqual([0, 1, 2])
})

test('after forgetting, Back shows the present page and nothing of before', async () => {
  await go({ at: 'home' })
  await go(note)
  navigation.useNavigation.getState().forget({ at: 'unlock', vault: 'c'.repeat(32) })
  browser.back()
  await settled()
  expect(page().at).toBe('unlock')
  browser.back()
  await settled()
  expect(page().at).toBe('unlock')
})

test('two quick steps do not mix', async () => {
  await Promise.all([go({ at: 'home' }), go(notes)])
  expect(page()).toEqual(notes)
  browser.back()
  await settled()
  expect(page()).toEqual({ at: 'home' })
})

test('another part of the same inspection is the same page', () => {
  expect(navigation.pageKey(notes)).toBe(navigation.pageKey({ ...notes, part: 'people' }))
  expect(navigation.pageKey(notes)).not.toBe(navigation.pageKey({ ...notes, inspection: 'd'.repeat(64) }))
})
