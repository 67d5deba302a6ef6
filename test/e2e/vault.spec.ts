// The vault in a person's hands: recovery sheet, a wrong passphrase, a fault of the engine, a practice vault deleted.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { enginePid, type Fieldbook, startFieldbook } from './fieldbook.ts'
import { look } from './looking.ts'
import { picture } from './pictures.ts'
import { beginNote, makeVault, openInspection, passphrase, unlock } from './steps.ts'

const fresh = 'orchard tinsel granite parade'

let fieldbook: Fieldbook
test.beforeEach(async () => {
  fieldbook = await startFieldbook()
})
test.afterEach(async () => {
  await fieldbook.close()
})

test('the recovery sheet opens the vault, which goes on as a new device under a new passphrase', async () => {
  const { page } = fieldbook
  await makeVault(page, 'Rowan Ellis')
  await page.getByRole('button', { name: 'Make the recovery sheet' }).click()
  const code = (await page.locator('[data-recovery-code]').innerText()).replaceAll(/\s+/g, ' ')
  expect(code.replaceAll(/[^0-9A-Z]/g, '')).toHaveLength(36)
  await picture(page, 'recovery-sheet-made')
  await page.getByLabel('I have printed it or written it down').check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await openInspection(page, 'Hazel Cottage (invented)')
  await lock(page)

  await page.getByLabel('Passphrase', { exact: true }).fill('not the passphrase at all')
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByText('That passphrase does not open this vault.').first()).toBeVisible()
  await page.getByText('Forgotten your passphrase?').click()
  await page.getByRole('button', { name: 'Use the recovery sheet' }).click()
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code.toLowerCase())
  await page.getByLabel('New passphrase', { exact: true }).fill(fresh)
  await page.getByLabel('Passphrase again', { exact: true }).fill(fresh)
  await picture(page, 'recover')
  await page.getByRole('button', { name: 'Open the vault' }).click()
  await expect(page.getByText('It goes on as a new device')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Hazel Cottage (invented)' })).toBeVisible()
  await lock(page)

  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByText('That passphrase does not open this vault.').first()).toBeVisible()
  await page.getByLabel('Passphrase', { exact: true }).fill(fresh)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Hazel Cottage (invented)' })).toBeVisible()
})

test('when the engine dies the page keeps what was typed, and carries on after unlocking', async () => {
  const { page } = fieldbook
  await makeVault(page, 'Rowan Ellis')
  await page.getByRole('button', { name: 'Do this later' }).click()
  await openInspection(page, 'Hazel Cottage (invented)')
  await beginNote(page)
  const field = page.getByLabel('What was seen, heard or read')
  await field.fill('The kitchen was warm.')
  process.kill(enginePid(fieldbook.shell), 'SIGKILL')
  await expect(page.getByRole('heading', { name: 'Unlock the vault to carry on' })).toBeVisible()
  await picture(page, 'engine-stopped')
  // What somebody is typing just then must not land in the passphrase field.
  await page.keyboard.type('still typing')
  await expect(page.getByLabel('Passphrase', { exact: true })).toHaveValue('')
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock and carry on' }).click()
  await expect(field).toHaveValue('The kitchen was warm.')
  await expect(page.getByText('draft, on this device only').first()).toBeVisible()
})

test('a page that nobody uses says that it locks, is put off by a key, and locks with what was typed in the vault', async () => {
  const { page } = fieldbook
  await makeVault(page, 'Rowan Ellis')
  await page.getByRole('button', { name: 'Do this later' }).click()
  await openInspection(page, 'Hazel Cottage (invented)')
  await beginNote(page)
  await page.clock.install()
  // The watch of this page begins anew by the clock that the test moves.
  await lock(page)
  await unlock(page)
  await page.getByRole('button', { name: 'Hazel Cottage (invented)' }).first().click()
  await beginNote(page)
  await page.getByLabel('What was seen, heard or read').fill('The kitchen was warm.')
  await expect(page.locator('[data-keeping="kept"]')).toBeVisible()
  await page.clock.fastForward('09:30')
  await expect(page.getByText('It locks in a minute')).toBeVisible()
  await look(page, 'idle-announced')
  await page.keyboard.press('Shift')
  await expect(page.getByText('It locks in a minute')).toHaveCount(0)
  await page.clock.fastForward('10:00')
  await expect(page.getByText('locked because nobody used Fieldbook')).toBeVisible()
  await look(page, 'idle-locked')
  await unlock(page)
  await expect(page.getByText('The kitchen was warm.')).toBeVisible()
})

test('the passphrase is changed, and after too many wrong ones the page says how long to wait', async () => {
  const { page } = fieldbook
  await makeVault(page, 'Rowan Ellis')
  await page.getByRole('button', { name: 'Do this later' }).click()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Your vault' }).click()
  await page.getByRole('button', { name: 'Change your passphrase' }).click()
  const change = page.getByRole('button', { name: 'Change the passphrase' })
  await change.click()
  await expect(page.getByText('Enter your current passphrase').first()).toBeVisible()
  await fillChange(page, 'not the passphrase at all', fresh)
  await change.click()
  await expect(page.getByText('That is not your current passphrase.').first()).toBeVisible()
  await look(page, 'change-passphrase-wrong')
  await fillChange(page, passphrase, fresh)
  await expect(page.getByText(/Strong$/)).toBeVisible()
  await look(page, 'change-passphrase')
  await change.click()
  await expect(page.getByRole('heading', { name: 'Your passphrase was changed' })).toBeFocused()
  await look(page, 'passphrase-changed')
  await lock(page)

  const field = page.getByLabel('Passphrase', { exact: true })
  const submit = page.getByRole('button', { name: 'Unlock', exact: true })
  const wait = page.getByRole('heading', { name: 'The last attempts to open this vault failed' })
  // The first three cost nothing, and what cannot be waited for here is kept short.
  while (!(await wait.isVisible())) {
    await field.fill(passphrase)
    await submit.click()
    await expect(wait.or(page.getByText('That passphrase does not open this vault.')).first()).toBeVisible()
    await expect(field).toHaveValue('')
  }
  await expect(page.getByText(/^You can try again in \d+ seconds?[.]$/).first()).toBeVisible()
  await look(page, 'unlock-wait')
  await field.fill(fresh)
  await expect(page.getByText('You can try again now.').first()).toBeVisible()
  await submit.click()
  await expect(page.getByRole('heading', { name: 'Inspections', level: 1 })).toBeVisible()
})

test('a practice vault is deleted as a whole', async () => {
  const { page, home } = fieldbook
  await page.getByRole('button', { name: 'Practise', exact: true }).click()
  await page.getByLabel('Your name').fill('Rowan Ellis')
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('Passphrase again', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Make the practice vault' }).click()
  await expect(page.getByRole('heading', { name: 'Inspections', level: 1 })).toBeVisible({ timeout: 60_000 })
  await lock(page)
  await unlock(page)
  await page.getByRole('button', { name: /^Delete this practice vault/ }).click()
  await picture(page, 'delete-practice')
  await page.getByRole('button', { name: 'Delete it' }).click()
  await expect(page.getByText('The practice vault was deleted.')).toBeVisible()
  expect(readdirSync(join(home, 'data', 'vaults'))).toEqual([])
  expect(existsSync(join(home, 'state', 'heads')) ? readdirSync(join(home, 'state', 'heads')) : []).toEqual([])
})

async function fillChange(page: Page, present: string, next: string): Promise<void> {
  await page.getByLabel('Current passphrase', { exact: true }).fill(present)
  await page.getByLabel('New passphrase', { exact: true }).fill(next)
  await page.getByLabel('Passphrase again', { exact: true }).fill(next)
}

async function lock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lock' }).click()
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeVisible()
}
