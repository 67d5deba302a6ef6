// A vault that goes on as a new device: what is said, and that a code gets it approved without anything typed being lost.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { type StoreProcess, startStore } from '../central/processes.ts'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { codeFor, enterCode, goToOrganisation, syncBar } from './joining.ts'
import { look } from './looking.ts'
import { beginNote, makeVault, openInspection, unlock, writeNote } from './steps.ts'

const name = 'Ada Ferris'
const home = 'Alder House (invented)'
const sent = 'The night door was locked at nine.'
const lost = 'This stood in the files that were put back over.'
const waited = 'Written while the new device waits for its approval.'
const typed = 'A sentence that nobody has saved yet'

let folder: string
let kept: string
let store: StoreProcess
let ada: Fieldbook

test.setTimeout(240_000)
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
  kept = mkdtempSync(join(tmpdir(), 'fieldbook-kept-'))
  store = await startStore(folder)
  ada = await startFieldbook()
})
test.afterAll(async () => {
  await ada.close()
  await store.stop()
  for (const path of [folder, kept]) rmSync(path, { recursive: true, force: true })
})

test('a vault put back from a copy, and a copy used elsewhere, are approved with a code', async () => {
  const { page } = ada
  const first = await codeFor(folder, name, '--role', 'inspector')

  await test.step('somebody joins, and writes', async () => {
    await makeVault(page, name)
    await page.getByRole('button', { name: 'Do this later' }).click()
    await goToOrganisation(page)
    await enterCode(page, first)
    await page.getByRole('button', { name: /^Join / }).click()
    await expect(syncBar(page)).toHaveAttribute('data-sync', 'received', { timeout: 30_000 })
    await toInspections(page)
    await openInspection(page, home)
    await write(page, sent)
    await expect(page.locator('[data-state="received"]')).toHaveCount(1, { timeout: 30_000 })
  })

  await test.step('older files are put back: the notice says what that means and leads to the code', async () => {
    await whileLocked(page, () => cpSync(dataOf(ada), join(kept, 'data'), { recursive: true }))
    await toNotes(page)
    await write(page, lost)
    await expect(page.locator('[data-state="received"]')).toHaveCount(2, { timeout: 30_000 })
    await whileLocked(page, () => putBack('data'))
    await expect(page.getByRole('region', { name: 'This vault is older than Fieldbook last knew it' })).toContainText(
      'Ask your administrator for a code',
    )
    await expect(syncBar(page)).toContainText('Waiting until your organisation approves this device')
    await look(page, 'notice-older')
  })

  await test.step('until it is approved one goes on writing', async () => {
    await toNotes(page)
    await write(page, waited)
    await beginNote(page)
    await page.getByLabel('What was seen, heard or read').fill(typed)
    await expect(page.getByText('draft, on this device only').first()).toBeVisible()
  })

  await test.step('a code that is missing, mangled or used up is refused at its field, where it stays', async () => {
    await toInspections(page)
    await page.getByRole('button', { name: 'Enter the code' }).click()
    const field = page.getByLabel('Enrolment code')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectAtField(page, 'Paste the enrolment code')
    await field.fill('fieldbook-not-whole')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expectAtField(page, 'That is not a whole enrolment code.')
    await expect(field).toHaveValue('fieldbook-not-whole')
    await enterCode(page, first)
    await look(page, 'new-device-compared')
    await page.getByRole('button', { name: 'Have this device approved' }).click()
    await expectAtField(page, 'The store does not know that code, or it was used')
    await expect(field).toHaveValue(first)
    await look(page, 'new-device-code-refused')
  })

  await test.step('a new code gets it approved: what was lost comes back, what was written and typed is there', async () => {
    await approve(page)
    await expect(page.getByLabel('Enrolment code')).toHaveCount(0)
    await look(page, 'new-device-approved')
    await toNotes(page)
    await expect(page.locator('[data-state="received"]')).toHaveCount(3, { timeout: 30_000 })
    for (const words of [sent, lost, waited]) await expect(page.getByText(words)).toBeVisible()
    await expectDraft(page)
  })

  await test.step('a copy that does not know that another one went on notices it, and says what to do', async () => {
    await whileLocked(page, () => keep())
    await toNotes(page)
    await write(page, 'Written where the vault went on.')
    await expect(page.locator('[data-state="received"]')).toHaveCount(4, { timeout: 30_000 })
    // As if the copy lay on another laptop: what is known of the vault outside of it is the copy's own.
    await whileLocked(page, () => ['data', 'state'].forEach(putBack))
    await expect(syncBar(page)).toHaveAttribute('data-sync', 'stopped', { timeout: 30_000 })
    await expect(syncBar(page)).toContainText('This vault was copied or put back from an old copy')
    await expect(syncBar(page)).toContainText('Lock the vault and unlock it')
    await look(page, 'copied-elsewhere-noticed')
  })

  await test.step('after unlocking it says that a copy is used elsewhere, and a code gets it approved', async () => {
    await whileLocked(page, () => undefined)
    await expect(page.getByRole('region', { name: 'A copy of this vault is used elsewhere' })).toContainText(
      'whoever opened the copy knows your passphrase',
    )
    await look(page, 'notice-copied')
    await page.getByRole('button', { name: 'Enter the code' }).click()
    await approve(page)
    await toNotes(page)
    await expect(page.locator('[data-state="received"]')).toHaveCount(4, { timeout: 30_000 })
    await expectDraft(page)
  })
})

const dataOf = (fieldbook: Fieldbook) => join(fieldbook.home, 'data')

function keep(): void {
  for (const part of ['data', 'state']) cpSync(join(ada.home, part), join(kept, part), { recursive: true })
}

function putBack(part: string): void {
  rmSync(join(ada.home, part), { recursive: true })
  cpSync(join(kept, part), join(ada.home, part), { recursive: true })
}

/** Nothing holds the files of a locked vault. */
async function whileLocked(page: Page, work: () => void): Promise<void> {
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('button', { name: 'Unlock' }).first()).toBeVisible()
  work()
  await unlock(page)
}

async function toInspections(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
}

async function toNotes(page: Page): Promise<void> {
  await toInspections(page)
  await page.getByRole('main').getByRole('button', { name: home }).first().click()
}

async function expectDraft(page: Page): Promise<void> {
  await toInspections(page)
  await expect(page.getByText(typed)).toBeVisible()
}

async function write(page: Page, words: string): Promise<void> {
  await beginNote(page)
  await writeNote(page, { kind: 'Observation', words })
  await page.getByRole('button', { name: 'Notes of this inspection' }).click()
}

async function approve(page: Page): Promise<void> {
  await enterCode(page, await codeFor(folder, name, '--again'))
  await page.getByRole('button', { name: 'Have this device approved' }).click()
  await expect(syncBar(page)).toHaveAttribute('data-sync', 'received', { timeout: 40_000 })
}

/** The problem stands in the summary and at the field, which has the focus. */
async function expectAtField(page: Page, words: string): Promise<void> {
  const field = page.getByLabel('Enrolment code')
  await expect(field).toBeFocused()
  await expect(field).toHaveAccessibleDescription(new RegExp(words))
  await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
}
