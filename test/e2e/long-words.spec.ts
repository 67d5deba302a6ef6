// Names, references and texts longer than any line: no page grows wider than its window, also at twice the size.
import { expect, type Page, test } from '@playwright/test'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { look } from './looking.ts'
import { beginNote, goToPart, makeVault, openInspection, writeNote } from './steps.ts'
import { underlinesStandRight } from './underlines.ts'

const name = 'Longname'.repeat(10).slice(0, 80)
const setting = 'longhouse'.repeat(13)
const words = `The reference is ${'1234567890'.repeat(40)}, as it stands in the record. ${'It goes on. '.repeat(200)}`
const named = Array.from(
  { length: 8 },
  (_, line) => `${line}: staff told Oluwaseun Bello and Babajide,\twho rang ${'x'.repeat(130)}   Tegwen Pugh-Hughes\n`,
).join('\n')

let fieldbook: Fieldbook
test.beforeAll(async () => {
  fieldbook = await startFieldbook()
})
test.afterAll(async () => {
  await fieldbook.close()
})

test('long words never make a page wider than its window', async () => {
  const { page } = fieldbook
  await makeVault(page, name)
  await page.getByRole('button', { name: 'Do this later' }).click()
  await openInspection(page, setting)
  await beginNote(page)
  await underlinesFit(page)
  await writeNote(page, { kind: 'Observation', words })
  await fits(page, 'write-note')
  await page.getByRole('button', { name: 'Notes of this inspection' }).click()
  await expect(page.getByText('1 note', { exact: true })).toBeVisible()
  await fits(page, 'notes')
  await goToPart(page, 'Timeline')
  await fits(page, 'timeline')
  await goToPart(page, 'Seal')
  await expect(page.getByRole('heading', { name: 'Missing or unfinished' })).toBeVisible()
  await fits(page, 'seal')
  await goToPart(page, 'Notes')
  await page
    .getByRole('main')
    .getByRole('button', { name: /The reference is/ })
    .click()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await fits(page, 'note')
})

/** At each width, scrolled to the top, into the middle and to the end, they stand under their words, and add no line. */
async function underlinesFit(page: Page): Promise<void> {
  const text = page.getByLabel('What was seen, heard or read')
  const tall = () => text.evaluate((area) => area.scrollHeight)
  const before = await text.evaluate((area) => area.getBoundingClientRect().height)
  await text.fill(named)
  await expect(page.locator('.fb-underlines mark').first()).toBeVisible()
  expect(await text.evaluate((area) => area.getBoundingClientRect().height)).toBe(before)
  for (const width of [1280, 640, 320]) {
    await page.setViewportSize({ width, height: 900 })
    for (const part of [0, 0.4, 1]) {
      const top = part * ((await tall()) - before)
      await text.evaluate((area, to) => area.scrollTo(0, to), top)
      expect(await underlinesStandRight(text), `at ${width}, scrolled to ${top}`).toBeGreaterThan(0)
    }
    await fits(page, 'underlines')
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  // Forced colours would draw the unseen letters of the layer over those of the field.
  await page.emulateMedia({ forcedColors: 'active' })
  await expect(page.locator('.fb-underlines mark').first()).toHaveCSS('color', 'rgba(0, 0, 0, 0)')
  await look(page, 'underlines-forced-colours')
  await page.emulateMedia({ forcedColors: null })
  await look(page, 'underlines')
}

/** 640 pixels are what remains of 1280 at twice the size (WCAG 2.2, 1.4.10). */
async function fits(page: Page, screen: string): Promise<void> {
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 900 })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide, `${screen} at ${width}`).toBeLessThanOrEqual(width)
  }
}
