// A draft with names in it that cannot become an entry, and then does: replaced by key and button, or let stay.
import { expect, test } from '@playwright/test'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { look } from './looking.ts'
import { addPerson, beginNote, goToPart, makeVault, openInspection } from './steps.ts'
import { underlinesStandRight } from './underlines.ts'

let fieldbook: Fieldbook
test.beforeAll(async () => {
  fieldbook = await startFieldbook()
})
test.afterAll(async () => {
  await fieldbook.close()
})

const words = 'Oluwaseun Bello, born 12 October 1984, fed Babajide. Oluwaseun Bello did it again.'
const settled = 'OB, born [date of birth of an adult removed], fed Babajide. OB did it again.'

test('a draft with a name stays one until each is replaced or let stay with a reason', async () => {
  const { page } = fieldbook
  const text = page.getByLabel('What was seen, heard or read')
  const left = page.getByRole('region', { name: 'What you wrote is not a note yet' })
  const settle = page.getByRole('region', { name: /to settle$/ })

  await test.step('what is typed is marked below, and the state says what is to settle', async () => {
    await makeVault(page, 'Rowan Ellis')
    await page.getByRole('button', { name: 'Do this later' }).click()
    await openInspection(page, 'Hazel Cottage (invented)')
    await goToPart(page, 'People')
    await addPerson(page, 'OB', 'Child', 'family 1', 'OB')
    await goToPart(page, 'Notes')
    await beginNote(page)
    await page.getByLabel('Observation', { exact: true }).check()
    await text.fill(words)
    await expect(settle.getByRole('listitem')).toHaveCount(3)
    await expect(settle.locator('mark').first()).toHaveText('Oluwaseun Bello')
    await expect(settle).toContainText('Possible name, 2 times, first in the text')
    await expect(page.getByText('draft, on this device only: 3 possible names').first()).toBeVisible()
    await look(page, 'settle')
  })

  await test.step('it is underlined in the text too, and moves with its words while somebody types', async () => {
    const underlined = page.locator('.fb-underlines mark')
    await expect(underlined).toHaveText(['Oluwaseun Bello', '12 October 1984', 'Babajide', 'Oluwaseun Bello'])
    expect(await underlinesStandRight(text)).toBe(8)
    await text.press('Control+Home')
    await page.keyboard.type('Then ')
    await expect(underlined).toHaveCount(4)
    expect(await underlinesStandRight(text)).toBe(8)
    await text.fill(words)
    await expect(settle.getByRole('listitem')).toHaveCount(3)
  })

  await test.step('it cannot be saved, and leaving keeps it as a draft', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('The text holds what may be names').first()).toBeVisible()
    await expect(text).toHaveValue(words)
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
    await expect(page.getByRole('heading', { name: 'Hazel Cottage (invented)' })).toBeVisible()
    await expect(page.getByText('saved on this device')).toHaveCount(0)
    await expect(left).toContainText('It holds possible names or identifiers.')
    await look(page, 'left-behind')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
    await expect(page.getByText('Waits: names or identifiers to settle')).toBeVisible()
    await expect(left).toHaveCount(0)
    await look(page, 'draft-waits')
    await page.getByRole('button', { name: /^Continue/ }).click()
    await expect(text).toHaveValue(words)
    await expect(settle.getByRole('listitem')).toHaveCount(3)
  })

  await test.step('one key replaces the first, a button the next, and the focus goes on', async () => {
    await text.focus()
    await page.keyboard.press('Alt+Enter')
    await expect(text).toHaveValue(words.replaceAll('Oluwaseun Bello', 'OB'))
    await expect(text).toBeFocused()
    await expect(settle.getByRole('listitem')).toHaveCount(2)
    await settle.getByRole('button', { name: /^Replace with \[date of birth/ }).click()
    await expect(settle.getByRole('listitem')).toHaveCount(1)
    await expect(settle.getByRole('button', { name: /^Replace with B/ })).toBeFocused()
  })

  await test.step('the last may stay, for a reason', async () => {
    await settle.getByText('It may stay: Babajide').click()
    await settle.getByRole('button', { name: 'Let it stay' }).click()
    await expect(settle.getByText('Write why it may stay')).toBeVisible()
    await settle.getByLabel('Why “Babajide” may stay').fill('The rabbit of the home.')
    await look(page, 'settle-reason')
    await page.keyboard.press('Enter')
    await expect(settle).toHaveCount(0)
    await expect(text).toBeFocused()
  })

  await test.step('now it becomes an entry, and the next note may name the rabbit', async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('saved on this device').first()).toBeVisible()
    await expect(text).toHaveValue(settled)
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
    await beginNote(page)
    await page.getByLabel('Observation', { exact: true }).check()
    await text.fill('Babajide was asleep.')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('saved on this device').first()).toBeVisible()
  })
})
