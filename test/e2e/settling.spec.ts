// Names in words that are no note: none of them is taken before each is replaced or let stay, wherever somebody writes.
import { expect, test } from '@playwright/test'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { look } from './looking.ts'
import { beginOpening, goToPart, makeVault } from './steps.ts'

let fieldbook: Fieldbook
test.beforeAll(async () => {
  fieldbook = await startFieldbook()
})
test.afterAll(async () => {
  await fieldbook.close()
})

const refused = 'The text holds what may be names'

test('a title, a person, a line of enquiry and a released concern are settled where they are written', async () => {
  const { page } = fieldbook
  const settle = page.getByRole('region', { name: /to settle$/ })

  await test.step('an inspection is opened under a name once that may stay', async () => {
    await makeVault(page, 'Rowan Ellis')
    await page.getByRole('button', { name: 'Do this later' }).click()
    await beginOpening(page, 'Fernleigh')
    await page.getByRole('button', { name: 'Open the inspection' }).click()
    await expect(page.getByText(refused)).toBeVisible()
    await settle.getByText('It may stay: Fernleigh').click()
    await settle.getByLabel('Why “Fernleigh” may stay').fill('The name of the home.')
    await look(page, 'settle-title')
    await page.keyboard.press('Enter')
    await expect(settle).toHaveCount(0)
    await expect(page.getByLabel('Name or reference of the setting')).toBeFocused()
    await page.getByRole('button', { name: 'Open the inspection' }).click()
    await expect(page.getByRole('heading', { name: 'Fernleigh' })).toBeVisible()
  })

  await test.step('a given name is no initials, and one key makes initials of it', async () => {
    await goToPart(page, 'People')
    await page.getByRole('button', { name: 'Add a person' }).click()
    await page.getByLabel('Role').selectOption({ label: 'Child' })
    await page.getByLabel('Family').fill('Fernleigh flat')
    await page.getByLabel('Initials').fill('Jack')
    await expect(settle).toContainText('Possible name in the initials')
    await page.keyboard.press('Enter')
    await expect(page.getByText(refused)).toBeVisible()
    await look(page, 'settle-person')
    await page.keyboard.press('Alt+Enter')
    await expect(page.getByLabel('Initials')).toHaveValue('J')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('row', { name: 'J Child' })).toBeVisible()
  })

  await test.step('a line of enquiry takes the pseudonym that stands for the name', async () => {
    await goToPart(page, 'Lines of enquiry')
    await page.getByRole('button', { name: 'Add a line of enquiry' }).click()
    await page.getByLabel('Question').fill('Is Jamal heard at Fernleigh?')
    await expect(settle.locator('mark')).toHaveText('Jamal')
    await look(page, 'settle-enquiry')
    await settle.getByRole('button', { name: 'Replace with J in place of Jamal' }).click()
    await expect(page.getByLabel('Question')).toBeFocused()
    await page.getByRole('button', { name: 'Add this line of enquiry' }).click()
    await expect(page.getByRole('button', { name: 'Show the notes on: Is J heard at Fernleigh?' })).toBeVisible()
  })

  await test.step('a concern is released once its names are settled, in the form that releases it', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Disclosures' }).click()
    await page.getByLabel('Which inspection does it concern?').selectOption({ label: 'Fernleigh' })
    await page.getByRole('button', { name: 'Record a disclosure' }).click()
    await page.getByLabel('What they are worried about').fill('Oluwaseun was shut in his room.')
    await page.getByRole('button', { name: 'Save the disclosure' }).click()
    await page.getByRole('button', { name: 'Release the concern' }).click()
    await page.getByRole('radio', { name: 'A note' }).check()
    await page.getByLabel('What kind of note is it?').selectOption({ label: 'Staff view' })
    await page.getByLabel('Nothing in these words points to the source').check()
    await expect(settle.locator('mark')).toHaveText('Oluwaseun')
    await look(page, 'settle-release')
    await page.getByLabel('Words that are released').focus()
    await page.keyboard.press('Alt+Enter')
    await expect(page.getByLabel('Words that are released')).toHaveValue('O was shut in his room.')
    await page.getByRole('button', { name: 'Release the concern' }).click()
    await expect(page.getByText('The concern was released as a note.')).toBeVisible()
  })
})
