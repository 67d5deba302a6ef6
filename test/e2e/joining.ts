// Joining an organisation whose store runs as a process of its own, in the words that stand on the screen.
import { expect, type Locator, type Page } from '@playwright/test'
import { command } from '../central/processes.ts'

/** Stands on every page of an open vault and says how far sending has come. */
export const syncBar = (page: Page): Locator => page.locator('[data-sync]')

/** The line that the store's command prints for somebody; `again`: for a new device of the same person. */
export async function codeFor(folder: string, name: string, ...options: readonly string[]): Promise<string> {
  const { out } = await command('enrol', '--folder', folder, '--name', name, ...options)
  return out.split('\n')[0] ?? ''
}

export async function goToOrganisation(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Your vault' }).click()
  await page.getByRole('button', { name: 'Join your organisation' }).click()
}

/** Enters a code where it is asked for, up to what has to be compared. */
export async function enterCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Enrolment code').fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(
    page.getByText('Whoever runs its central store could add somebody who can read everything'),
  ).toBeVisible()
}

/** Joins with a code of one's own, up to the list of inspections; `looked` is called with a name for each screen on the way. */
export async function joinAs(
  page: Page,
  folder: string,
  name: string,
  roles: readonly string[],
  looked: (screen: string) => Promise<void> = async () => {},
): Promise<void> {
  const code = await codeFor(folder, name, ...roles.flatMap((role) => ['--role', role]))
  await goToOrganisation(page)
  await looked('join-code')
  await enterCode(page, code)
  await looked('joining')
  await page.getByRole('button', { name: /^Join / }).click()
  await expect(syncBar(page)).toHaveAttribute('data-sync', 'received', { timeout: 30_000 })
  await looked('organisation')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
}
