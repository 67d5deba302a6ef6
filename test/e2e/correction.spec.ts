// A correction: a word that slipped through is edited away, its removal asked for and ordered by two records managers, and gone.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type StoreProcess, startStore } from '../central/processes.ts'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { joinAs, syncBar } from './joining.ts'
import { look } from './looking.ts'
import { beginNote, goToPart, makeVault, openInspection, writeNote } from './steps.ts'

const home = 'Alder House (invented)'
/** In small letters, so that no check takes it for a name. */
const slipped = 'quorblatts'
const before = `The boy from above ${slipped} bakery said the door was locked.`
const after = 'A boy said the door was locked.'

let folder: string
let store: StoreProcess
let ada: Fieldbook
let rex: Fieldbook
let dee: Fieldbook

test.setTimeout(240_000)
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
  store = await startStore(folder)
  // One after another: each makes a vault with a key derived slowly on purpose.
  ada = await startFieldbook()
  rex = await startFieldbook()
  dee = await startFieldbook()
})
test.afterAll(async () => {
  for (const fieldbook of [ada, rex, dee]) await fieldbook.close()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('what slipped through is removed for good, and everybody sees that it was', async () => {
  const { page } = ada
  await test.step('an inspector and two records managers join, and a note is written and sealed', async () => {
    for (const [{ page: its }, name, role] of [
      [rex, 'Rex Moorcroft', 'records-manager'],
      [dee, 'Dee Okafor', 'records-manager'],
      [ada, 'Ada Ferris', 'inspector'],
    ] as const) {
      await makeVault(its, name)
      await its.getByRole('button', { name: 'Do this later' }).click()
      await joinAs(its, folder, name, [role])
    }
    await openInspection(page, home)
    await beginNote(page)
    await page.getByText(/^Categories of data:/).click()
    await page.getByRole('checkbox', { name: 'No personal data' }).check()
    await writeNote(page, { kind: 'Observation', words: before })
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
    await goToPart(page, 'Seal')
    await page.getByRole('button', { name: 'Seal for review' }).click()
    await page.getByRole('button', { name: 'Seal it' }).click()
    await expect(page.getByText('The inspection was sealed for review.').first()).toBeVisible()
  })

  await test.step('the word is edited away, and its removal asked for once its consequences were read', async () => {
    await goToPart(page, 'Notes')
    await page.getByRole('main').getByRole('button', { name: before }).first().click()
    await page.getByRole('button', { name: 'Change this note' }).click()
    await page.getByLabel('What was seen, heard or read').fill(after)
    await page.getByLabel('Why you changed it').fill('It says who he is')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.locator('[data-keeping="saved"], [data-keeping="untouched"]').first()).toBeVisible()
    await page.getByRole('button', { name: 'Read this note' }).click()
    await page.getByText('Something was written here that should never have been').click()
    await look(page, 'earlier-wordings')
    await page.getByRole('button', { name: 'Remove the earlier wordings' }).click()
    await expect(page.getByText(/printed, photographed or exported is out of reach/)).toBeVisible()
    await look(page, 'earlier-wordings-asked')
    await page.getByRole('button', { name: 'Ask for their removal' }).click()
    await expect(page.getByText(/asked on .* for earlier wordings to be removed. Two records managers/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remove the earlier wordings' })).toHaveCount(0)
  })

  await test.step('the first records manager orders it, and cannot be the second as well', async () => {
    await order(rex.page, true)
    await expect(rex.page.getByText('You were the first. Another records manager has to order it too.')).toBeVisible()
    await expect(rex.page.getByRole('main')).not.toContainText('locked')
    await expect(syncBar(rex.page)).toHaveAttribute('data-sync', 'received', { timeout: 30_000 })
  })

  await test.step('the second one orders it, and it is gone from the inspector’s vault', async () => {
    await order(dee.page, false)
    await expect(dee.page.getByText('Nothing is waiting for an order.')).toBeVisible()
    await look(dee.page, 'corrections-done')
    await expect(
      page.getByText(/Earlier wordings were removed by a correction on .*: Rex Moorcroft and Dee/),
    ).toBeVisible({
      timeout: 40_000,
    })
    await expect(page.getByRole('listitem').filter({ hasText: 'by Ada Ferris' })).toHaveCount(1)
    await expect(page.getByRole('main')).not.toContainText(slipped)
    await look(page, 'note-corrected')
  })

  await test.step('what was sealed with it says that it is gone', async () => {
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
    await goToPart(page, 'Seal')
    await page.getByRole('button', { name: /^Read this bundle/ }).click()
    await expect(page.getByRole('heading', { name: 'Removed since the seal' })).toBeVisible()
    await expect(page.getByText(/ordered by two records managers: Rex Moorcroft and Dee Okafor/)).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText(slipped)
    await look(page, 'bundle-removed')
    await page.getByRole('button', { name: 'Read the note as it is now' }).click()
    await expect(page.getByText(after).first()).toBeVisible()
  })
})

async function order(page: Page, pictured: boolean): Promise<void> {
  await page.getByRole('button', { name: 'Corrections' }).click()
  const row = page.getByRole('row').filter({ hasText: 'Ada Ferris' })
  await expect(row.getByRole('button', { name: /^Order the removal/ })).toBeVisible({ timeout: 40_000 })
  if (pictured) await look(page, 'corrections')
  await row.getByRole('button', { name: /^Order the removal/ }).click()
  if (!pictured) await look(page, 'corrections-second-order')
  await page.getByRole('dialog').getByRole('button', { name: 'Order the removal' }).click()
}
