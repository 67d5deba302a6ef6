// A child's health note tagged in two keystrokes from its text: the mark follows by itself, and the basis shows.
import { expect, test } from '@playwright/test'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { look } from './looking.ts'
import { addPerson, beginNote, goToPart, makeVault, openInspection } from './steps.ts'

let fieldbook: Fieldbook
test.beforeAll(async () => {
  fieldbook = await startFieldbook()
})
test.afterAll(async () => {
  await fieldbook.close()
})

test("a child's health note is tagged in two keystrokes, and a category that stands alone unticks the others", async () => {
  const { page } = fieldbook
  const text = page.getByLabel('What was seen, heard or read')
  const menu = page.getByRole('menu')
  const said = page.getByRole('status').filter({ hasText: 'was added' })

  await test.step('under a remit that holds health data about children, a note about a child is begun', async () => {
    await makeVault(page, 'Rowan Ellis')
    await page.getByRole('button', { name: 'Do this later' }).click()
    await openInspection(page, 'Eastmarsh Council (invented)', [
      "Local authority children's services",
      'Local authority',
    ])
    await goToPart(page, 'People')
    await addPerson(page, 'AB', 'Child', '', 'AB')
    await goToPart(page, 'Notes')
    await beginNote(page)
    await page.getByLabel('Record or document', { exact: true }).check()
    await page.getByText('People in this note: none chosen').click()
    await page.getByLabel('AB, Child').check()
    await text.pressSequentially('AB has an inhaler')
    await expect(page.getByText('Alt+C, then the number of the category')).toBeVisible()
  })

  await test.step('one key opens the list, which says the number of health', async () => {
    await page.keyboard.press('Alt+c')
    const health = menu.getByRole('menuitemcheckbox', { name: /Health/ })
    await expect(menu).toBeFocused()
    await expect(health).toHaveAttribute('aria-keyshortcuts', '6')
    await look(page, 'tag-menu')
    await page.keyboard.press('Escape')
    await expect(menu).toHaveCount(0)
    await expect(text).toBeFocused()
  })

  await test.step('two keys tag the note, and typing goes on where it was', async () => {
    await page.keyboard.press('Alt+c')
    await page.keyboard.press('6')
    await expect(text).toBeFocused()
    await page.keyboard.type(' for asthma in room 6.')
    await expect(text).toHaveValue('AB has an inhaler for asthma in room 6.')
    await expect(said).toContainText('“Health” was added. The note is marked by it: Special category data.')
    await expect(said).toContainText(
      'Substantial public interest, on the basis of law. Source: UK General Data Protection Regulation, Article 9(2)(g)',
    )
    await expect(page.getByRole('checkbox', { name: 'Special category data' })).toBeChecked()
    await expect(page.getByText('Follows from: Health.')).toBeVisible()
    await look(page, 'tagged')
  })

  await test.step('what is typed in place of a number is typed', async () => {
    await page.keyboard.press('Alt+c')
    await expect(menu).toBeVisible()
    await page.keyboard.type(' All is well.')
    await expect(menu).toHaveCount(0)
    await expect(text).toHaveValue('AB has an inhaler for asthma in room 6. All is well.')
  })

  await test.step('saved, the note has category and mark', async () => {
    await page.keyboard.press('Control+s')
    await expect(page.getByText('saved on this device').first()).toBeVisible()
    await page.getByRole('button', { name: 'Read this note' }).click()
    await expect(page.getByRole('definition').filter({ hasText: /^Health$/ })).toBeVisible()
    await expect(page.getByRole('definition').filter({ hasText: /^Special category data$/ })).toBeVisible()
  })

  await test.step('no personal data and health are not ticked together', async () => {
    await page.getByRole('button', { name: 'Change this note' }).click()
    const list = page.getByRole('group', { name: 'Which categories of personal data does it hold?' })
    await list.getByRole('checkbox', { name: 'No personal data' }).check()
    await expect(list.getByRole('checkbox', { name: 'Health' })).not.toBeChecked()
    await expect(
      page.getByText('“Health” was unticked: “No personal data” stands beside no other category.'),
    ).toBeVisible()
    await look(page, 'categories-alone')
    await text.focus()
    await page.keyboard.press('Alt+c')
    await page.keyboard.press('6')
    await expect(said).toContainText('“No personal data” was unticked: it stands beside no other category.')
    await expect(list.getByRole('checkbox', { name: 'No personal data' })).not.toBeChecked()
  })
})
