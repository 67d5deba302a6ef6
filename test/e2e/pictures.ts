// Keeps a picture of each screen as an artefact, to be looked at.
import type { Page } from '@playwright/test'

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `artefacts/screens/${name}.png`, fullPage: true, animations: 'disabled' })
}
