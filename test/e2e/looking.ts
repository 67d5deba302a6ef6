// Looks at a screen: pictured, accessible, marked, and keeping nothing in the browser.
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { picture } from './pictures.ts'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

/** Who and what the journeys are about: the title of a window stands in lists of other programs. */
const named = /Thimblewick|Rowan|Alder House|Ferris|Lindgren|Okafor|Moorcroft|Tindall/

export async function look(page: Page, name: string): Promise<void> {
  await picture(page, name)
  await expect(page.getByText('OFFICIAL-SENSITIVE').first()).toBeVisible()
  expect(await page.title()).not.toMatch(named)
  expect(new URL(page.url()).pathname + new URL(page.url()).hash).toBe('/')
  const kept = page.locator(
    'input:not([autocomplete=off]), textarea:not([autocomplete=off]), form:not([autocomplete=off])',
  )
  expect(await kept.evaluateAll((fields) => fields.map((field) => field.outerHTML))).toEqual([])
  await expect(page.locator('iframe, frame')).toHaveCount(0)
  const ids = await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id))
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  const { violations } = await axeOf(page).analyze()
  expect(violations.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ''}`)).toEqual([])
}

/** No page has frames, so the check need not open a second page to put their results together: half the time. */
function axeOf(page: Page): AxeBuilder {
  return new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(standards)
    .setLegacyMode(true)
}
