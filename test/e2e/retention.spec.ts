// What falls due, on the screen of a records manager: seen, asked about, recorded, decided, and compared with another pack.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { type StoreProcess, startStore } from '../central/processes.ts'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { codeFor, enterCode, goToOrganisation, syncBar } from './joining.ts'
import { look } from './looking.ts'
import { fillDay, makeVault } from './steps.ts'

const run = promisify(execFile)
/** Opens inspections of years ago in the vault of their lead; a process of its own, as a browser's test opens no vault. */
const inspected = fileURLToPath(new URL('../fixtures/retention/inspected.ts', import.meta.url))

let folder: string
let store: StoreProcess
let rex: Fieldbook

test.setTimeout(240_000)
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
  store = await startStore(folder)
  rex = await startFieldbook()
})
test.afterAll(async () => {
  await rex.close()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('what falls due is seen, explained, recorded and decided, and another pack is compared', async () => {
  const { page } = rex
  await test.step('a records manager joins, and learns from registers which inspections there are', async () => {
    await makeVault(page, 'Rex Moorcroft')
    await page.getByRole('button', { name: 'Do this later' }).click()
    await goToOrganisation(page)
    await enterCode(page, await codeFor(folder, 'Rex Moorcroft', '--role', 'records-manager'))
    await page.getByRole('button', { name: /^Join / }).click()
    await expect(syncBar(page)).toHaveAttribute('data-sync', 'received', { timeout: 30_000 })
    await run(process.execPath, [inspected, await codeFor(folder, 'Ada Ferris', '--role', 'inspector')])
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
    await expect(page.getByText('1 due now')).toBeVisible({ timeout: 30_000 })
    await expect(page.getByText('1 more in 90 days')).toBeVisible()
    await look(page, 'retention-home')
    await page.getByRole('main').getByRole('button', { name: 'What falls due' }).click()
  })

  await test.step('the list names them by kind of setting and days, never by title, with notice, chart and table', async () => {
    await expect(list(page).getByRole('row')).toHaveCount(5)
    await expect(page.getByRole('main')).not.toContainText('southern')
    await expect(row(page, '7 to 11 March 2022')).toContainText('May be destroyed from 17 May 2025')
    const months = page.getByRole('group', { name: 'Inspections that fall due, by month and remit' })
    await expect(months.getByRole('row').filter({ hasText: 'No day known' })).toContainText('2')
    await look(page, 'retention-due')
    await page.setViewportSize({ width: 640, height: 900 })
    await look(page, 'retention-due-narrow')
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.getByLabel('State').selectOption({ label: 'Not known yet' })
    await expect(page.getByText('2 of 4 inspections are shown')).toBeVisible()
    await page.getByLabel('State').selectOption({ label: 'All' })
  })

  await test.step('another day is asked about, which says that it is a simulation', async () => {
    await askAbout(page, ['31', '2', '2029'])
    await expect(page.getByText('The day must be a real date').first()).toBeVisible()
    await askAbout(page, ['1', 'January', '2040'])
    await expect(page.getByText(/This is a simulation: it shows what would hold on 1 January 2040/)).toBeVisible()
    await expect(row(page, '2022').filter({ hasText: 'May be destroyed' })).toHaveCount(1)
    await look(page, 'retention-simulated')
    await page.getByRole('button', { name: 'Back to today' }).click()
    await expect(page.getByText(/This is a simulation/)).toHaveCount(0)
  })

  await test.step('one inspection says what it waits for; a day ahead is refused, a day that is over recorded', async () => {
    await row(page, 'Local area').getByRole('button').click()
    await expect(page.getByRole('heading', { name: 'What is kept until when, and why' })).toBeVisible()
    await expect(page.getByText('Record the day: The report was published')).toBeVisible()
    await record(page, 'The report was published')
    await fillDay(page, 'On which day?', ['1', '1', '2090'])
    await page.getByRole('button', { name: 'Record this' }).click()
    await expect(page.getByRole('heading', { name: 'That day has not come yet.' })).toBeVisible()
    await look(page, 'retention-refused')
    await fillDay(page, 'On which day?', ['16', 'May', '2022'])
    await page.getByRole('button', { name: 'Record this' }).click()
    await expect(page.getByText('Recorded. It goes to everybody who holds the register.')).toBeVisible()
    await record(page, 'Is it used in a larger piece of research?')
    await page.getByRole('radio', { name: 'No', exact: true }).check()
    await page.getByRole('button', { name: 'Record this' }).click()
    await expect(page.getByText('May be destroyed from 17 May 2025').first()).toBeVisible()
  })

  await test.step('a reopening keeps it until it has ended again and somebody has decided about the period', async () => {
    await record(page, 'The report was published')
    await page.getByRole('radio', { name: 'It was taken up again' }).check()
    await fillDay(page, 'On which day?', ['1', '6', '2022'])
    await page.getByRole('radio', { name: 'Not decided yet' }).check()
    await page.getByRole('button', { name: 'Record this' }).click()
    await expect(page.getByText('Waits for: The report was published').first()).toBeVisible()
    await record(page, 'The report was published')
    await page.getByRole('radio', { name: 'It ended again' }).check()
    await fillDay(page, 'On which day?', ['20', '6', '2022'])
    await page.getByRole('button', { name: 'Record this' }).click()
    await expect(page.getByText('Decide whether the period begins anew').first()).toBeVisible()
    await record(page, 'The report was published')
    await page.getByRole('radio', { name: 'Whether the period begins anew' }).check()
    await page.getByRole('radio', { name: 'It begins anew' }).check()
    await page.getByRole('button', { name: 'Record this' }).click()
    await expect(page.getByText('May be destroyed from 21 June 2025').first()).toBeVisible()
    await expect(page.getByText('(the default)').first()).toBeVisible()
    await expect(page.getByText(/Source: Social care: Ofsted privacy notice/).first()).toBeVisible()
    await look(page, 'retention-kept')
    await page.setViewportSize({ width: 640, height: 900 })
    await look(page, 'retention-kept-narrow')
    await page.setViewportSize({ width: 1280, height: 900 })
  })

  await test.step('another pack is compared before anybody adopts it; a wrong one says where it is wrong', async () => {
    await page.getByRole('button', { name: 'What falls due' }).click()
    await page
      .getByRole('navigation', { name: 'Parts of retention' })
      .getByRole('button', { name: 'Before another pack is adopted' })
      .click()
    await page.getByRole('button', { name: 'Show what would change' }).click()
    await expect(page.getByText('Choose at least one file').first()).toBeVisible()
    await compare(page, 'lists.json', '{ "events": [')
    await expect(page.getByRole('heading', { name: 'These files do not fit a policy pack' })).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'lists.json' })).toContainText('is not JSON')
    await look(page, 'retention-refused-pack')
    const answer = { assumption: 'start-of-evidence-period', decided: '2026-11', by: 'Head of records' }
    await compare(page, 'answers.json', JSON.stringify([{ ...answer, value: 'inspection-ended' }]))
    await expect(page.getByText('Something would change for', { exact: false }).first()).toBeVisible()
    await expect(page.getByRole('row').filter({ hasText: 'Local area' }).first()).toContainText('Days come sooner')
    await look(page, 'retention-changes')
  })
})

const list = (page: Page): Locator => page.getByRole('group', { name: 'Inspections, what falls due first at the top' })
const row = (page: Page, words: string): Locator => list(page).getByRole('row').filter({ hasText: words }).first()

async function record(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: `Record: ${what}` }).click()
}

async function askAbout(page: Page, day: readonly [string, string, string]): Promise<void> {
  await fillDay(page, 'The day to ask about', day)
  await page.getByRole('button', { name: 'Show that day' }).click()
}

async function compare(page: Page, name: string, text: string): Promise<void> {
  const files = { name, mimeType: 'application/json', buffer: Buffer.from(text) }
  await page.getByLabel('Files of the pack').setInputFiles(files)
  await page.getByRole('button', { name: 'Show what would change' }).click()
}
