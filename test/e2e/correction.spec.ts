// A correction: a name that slipped through is edited away, its removal asked for and ordered by two, and nothing is left of it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { command, type StoreProcess, startStore } from '../central/processes.ts'
import { timesIn } from '../fixtures/decrypted.ts'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { joinAs, syncBar } from './joining.ts'
import { look } from './looking.ts'
import { bytesBelow, contentsOf, verify } from './remains.ts'
import { beginNote, goToPart, makeVault, openInspection } from './steps.ts'

const home = 'Alder House (invented)'
const slipped = 'Babajide'
const before = `${slipped} said that the door was locked.`
const after = 'A boy said that the door was locked.'
/** Gone with the wordings, because it may tell who it was. */
const because = 'It tells who he is'
/** What is said to the records managers in place of the text. */
const named = "Children's home, 10 to 11 March 2026"

let folder: string
let store: StoreProcess
let ada: Fieldbook
let rex: Fieldbook
let dee: Fieldbook

test.setTimeout(240_000)
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
  store = await startStore(folder)
  ;[ada, rex, dee] = await Promise.all([startFieldbook(), startFieldbook(), startFieldbook()])
})
test.afterAll(async () => {
  for (const fieldbook of [ada, rex, dee]) await fieldbook.close()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a name that slipped through is removed for good, and everybody sees that something was', async () => {
  const { page } = ada
  await test.step('two records managers and an inspector, who lets a name stay in a note and seals it', async () => {
    const people = [
      [rex.page, 'Rex Moorcroft', 'records-manager'],
      [dee.page, 'Dee Okafor', 'records-manager'],
      [page, 'Ada Ferris', 'inspector'],
    ] as const
    await Promise.all(people.map(([its, name]) => beginVault(its, name)))
    // One after another, so that the inspector knows the others when she opens an inspection.
    for (const [its, name, role] of people) await joinAs(its, folder, name, [role])
    await goToCorrections(rex.page)
    await expect(rex.page.getByText('Nobody has asked for anything to be removed.')).toBeVisible()
    await look(rex.page, 'corrections-none')
    await openInspection(page, home)
    await writeWithName(page)
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
    await goToPart(page, 'Seal')
    await page.getByRole('button', { name: 'Seal for review' }).click()
    await page.getByRole('button', { name: 'Seal it' }).click()
    await expect(page.getByText('The inspection was sealed for review.').first()).toBeVisible()
    await expect(syncBar(page)).toHaveAttribute('data-sync', 'received', { timeout: 40_000 })
  })

  await test.step('it is edited away, and its removal asked for once its consequences were read', async () => {
    await goToPart(page, 'Notes')
    await page.getByRole('main').getByRole('button', { name: before }).first().click()
    await page.getByRole('button', { name: 'Change this note' }).click()
    await page.getByLabel('What was seen, heard or read').fill(after)
    await page.getByLabel('Why you changed it').fill(because)
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.locator('[data-keeping="saved"], [data-keeping="untouched"]').first()).toBeVisible()
    await page.getByRole('button', { name: 'Read this note' }).click()
    for (const words of [slipped, because]) await expect(page.getByRole('main')).toContainText(words)
    await page.getByText('Something was written here that should never have been').click()
    await look(page, 'earlier-wordings')
    await page.getByRole('button', { name: 'Remove the earlier wordings' }).click()
    await expect(page.getByText(/printed, photographed or exported is out of reach/)).toBeVisible()
    await look(page, 'earlier-wordings-asking')
    await page.getByRole('button', { name: 'Ask for their removal' }).click()
    await expect(page.getByText(/asked on .* for earlier wordings to be removed. Two records managers/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Remove the earlier wordings' })).toHaveCount(0)
    await look(page, 'earlier-wordings-asked')
  })

  const known = contentsOf(ada, home)
  expect(timesIn(known.bytes, slipped)).toBeGreaterThan(0)

  await test.step('the first records manager finds it on the first page, orders it, and cannot be the second too', async () => {
    await rex.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
    await expect(rex.page.getByText('1 waits for your order')).toBeVisible({ timeout: 40_000 })
    await look(rex.page, 'corrections-home')
    await rex.page.getByRole('main').getByRole('button', { name: 'Corrections' }).click()
    await expect(rex.page.getByRole('main')).toContainText(named)
    await look(rex.page, 'corrections')
    await order(rex.page)
    await expect(rex.page.getByText('You were the first. Another records manager has to order it too.')).toBeVisible()
    await expect(rex.page.getByRole('button', { name: /^Order the removal/ })).toHaveCount(0)
    for (const words of [slipped, after, home]) await expect(rex.page.getByRole('main')).not.toContainText(words)
    await expect(page.getByText(/Rex Moorcroft has ordered it/)).toBeVisible({ timeout: 40_000 })
    await expect(page.getByRole('main')).toContainText(slipped)
  })

  await test.step('the second orders it, and it is gone from the history and the search of the inspector', async () => {
    await goToCorrections(dee.page)
    // Before she has received his order, she would be a first one too.
    await expect(dee.page.getByRole('cell', { name: /^Rex Moorcroft/ })).toBeVisible({ timeout: 40_000 })
    await order(dee.page, 'corrections-second-order')
    await expect(dee.page.getByText('Nothing is waiting for an order.')).toBeVisible()
    const removed = page.getByText(/removed from this device. Two records managers, Rex Moorcroft and Dee Okafor/)
    await expect(removed).toBeVisible({ timeout: 40_000 })
    await expect(page.getByRole('listitem').filter({ hasText: 'by Ada Ferris' })).toHaveCount(1)
    for (const words of [slipped, because]) await expect(page.getByRole('main')).not.toContainText(words)
    await look(page, 'note-corrected')
    await expect(dee.page.getByRole('cell', { name: /Removed from this device$/ })).toBeVisible({ timeout: 30_000 })
    await look(dee.page, 'corrections-done')
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
    await goToPart(page, 'Search')
    await page.getByLabel('Words to look for').fill(slipped)
    await expect(page.getByText('No note was found.')).toBeVisible()
    await page.getByLabel('Words to look for').fill('locked')
    await expect(page.getByRole('main').getByRole('button', { name: after })).toBeVisible()
  })

  await test.step('what was sealed with it says that it is gone', async () => {
    await goToPart(page, 'Seal')
    await page.getByRole('button', { name: /^Read this bundle/ }).click()
    await expect(page.getByRole('heading', { name: 'Removed since the seal' })).toBeVisible()
    await expect(page.getByText(/Two records managers, Rex Moorcroft and Dee Okafor, ordered it/)).toBeVisible()
    await expect(page.getByRole('main')).not.toContainText(slipped)
    await look(page, 'bundle-removed')
    await page.getByRole('button', { name: 'Read the note as it is now' }).click()
    await expect(page.getByText(after).first()).toBeVisible()
  })

  await test.step('no byte of it is left in her vault or in the store, and everything verifies', async () => {
    for (const { page: its } of [ada, rex]) {
      await its.keyboard.press('Control+Shift+L')
      await expect(its.getByRole('button', { name: 'Unlock' }).first()).toBeVisible()
    }
    const left = contentsOf(ada, home)
    expect(timesIn(left.bytes, slipped)).toBe(0)
    expect(timesIn(left.bytes, after)).toBeGreaterThan(0)
    const gone = known.sealed.filter((body) => !left.sealed.some((kept) => kept.equals(body)))
    // The first wording, the second with its reason, and why the name was let stay.
    expect(gone).toHaveLength(3)
    const kept = bytesBelow(folder)
    for (const body of gone) expect(kept.includes(body)).toBe(false)
    for (const fieldbook of [ada, rex]) expect(verify(fieldbook)).toMatchObject({ status: 0 })
    await store.stop()
    expect(await command('verify', '--folder', folder)).toMatchObject({ status: 0, err: '' })
  })
})

async function beginVault(page: Page, name: string): Promise<void> {
  await makeVault(page, name)
  await page.getByRole('button', { name: 'Do this later' }).click()
}

async function writeWithName(page: Page): Promise<void> {
  const settle = page.getByRole('region', { name: /to settle$/ })
  await beginNote(page)
  await page.getByText(/^All categories of data/).click()
  await page.getByRole('checkbox', { name: 'No personal data' }).check()
  await page.getByLabel('Observation', { exact: true }).check()
  await page.getByLabel('What was seen, heard or read').fill(before)
  await settle.getByText(`It may stay: ${slipped}`).click()
  await settle.getByLabel(`Why “${slipped}” may stay`).fill('It was thought to be the rabbit.')
  await page.keyboard.press('Enter')
  await expect(settle).toHaveCount(0)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('saved on this device').first()).toBeVisible()
}

async function goToCorrections(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Retention' }).click()
  await page
    .getByRole('navigation', { name: 'Parts of retention' })
    .getByRole('button', { name: 'Corrections' })
    .click()
}

async function order(page: Page, picture?: string): Promise<void> {
  await page.getByRole('button', { name: /^Order the removal that Ada Ferris asked for/ }).click({ timeout: 40_000 })
  if (picture !== undefined) await look(page, picture)
  await page.getByRole('dialog').getByRole('button', { name: 'Order the removal' }).click()
}
