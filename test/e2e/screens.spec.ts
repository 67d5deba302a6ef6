// Every screen with the practice inspection in it: accessible, marked, keeping nothing, and pictured.
import { expect, type Page, test } from '@playwright/test'
import type { ProcedureName } from '#shared/contract.ts'
import { problems } from '#shared/problems.ts'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { look } from './looking.ts'
import { goToPart, passphrase, unlock } from './steps.ts'

let fieldbook: Fieldbook
test.beforeAll(async () => {
  fieldbook = await startFieldbook()
})
test.afterAll(async () => {
  await fieldbook.close()
})

test.setTimeout(240_000)

test('every screen is accessible, marked, keeps nothing in the browser, and says that it is practice', async () => {
  const { page } = fieldbook
  await expect(page.getByRole('heading', { name: 'Welcome to Fieldbook' })).toBeVisible()
  await look(page, 'start-first-time')

  await page.getByRole('button', { name: 'Practise', exact: true }).click()
  await look(page, 'practise')
  await page.getByRole('button', { name: 'Make the practice vault' }).click()
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
  await look(page, 'practise-with-errors')
  await page.getByLabel('Your name').fill('Rowan Ellis')
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('Passphrase again', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Make the practice vault' }).click()
  await expect(page.getByRole('heading', { name: 'Inspections', level: 1 })).toBeVisible({ timeout: 60_000 })
  await lookAtPractice(page, 'home')

  await page.getByRole('button', { name: 'Open an inspection' }).click()
  await page.getByRole('button', { name: 'Open the inspection' }).click()
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
  await lookAtPractice(page, 'open-inspection-with-errors')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()

  await page.getByRole('button', { name: /Thimblewick House/ }).click()
  await expect(page.getByText('78 notes')).toBeVisible()
  await lookAtPractice(page, 'practice-notes')
  for (const part of ['Timeline', 'People', 'Lines of enquiry', 'Team', 'Seal']) {
    await goToPart(page, part)
    await expect(page.getByRole('heading', { name: part, exact: false }).first()).toBeVisible()
    await lookAtPractice(page, `practice-${part.toLowerCase().replaceAll(' ', '-')}`)
  }
  await goToPart(page, 'People')
  await showFullName(page)
  await goToPart(page, 'Seal')
  await expect(page.getByRole('heading', { name: 'Missing or unfinished' })).toBeVisible()
  await page.getByRole('button', { name: 'Seal for review' }).click()
  await expect(page.getByRole('heading', { name: /^Seal “.*Thimblewick House/ })).toBeVisible()
  await lookAtPractice(page, 'practice-seal-asked')
  await page.getByRole('button', { name: 'Seal it' }).click()
  await expect(page.getByText('The inspection was sealed for review.')).toBeVisible()
  await page.getByRole('button', { name: /^Read this bundle/ }).click()
  await expect(page.getByText('78 notes are shown')).toBeVisible()
  await lookAtPractice(page, 'practice-bundle')
  await page.getByRole('button', { name: 'Seal and bundles of this inspection' }).click()
  await goToPart(page, 'Search')
  await page.getByLabel('Words to look for').fill('missing home')
  await expect(page.locator('mark').first()).toBeVisible()
  await lookAtPractice(page, 'practice-search')
  await page.getByRole('main').locator('mark').first().click()
  await expect(page.getByRole('heading', { name: 'History' })).toBeVisible()
  await lookAtPractice(page, 'practice-note')
  await page.getByRole('button', { name: 'Change this note' }).click()
  await expect(page.getByLabel('What was seen, heard or read')).toBeVisible()
  await lookAtPractice(page, 'practice-change-note')

  const navigation = page.getByRole('navigation', { name: 'Main' })
  await navigation.getByRole('button', { name: 'Disclosures' }).click()
  await expect(page.getByRole('heading', { name: 'Disclosures', level: 1 })).toBeVisible()
  await lookAtPractice(page, 'practice-disclosures')
  await navigation.getByRole('button', { name: 'Your vault' }).click()
  await expect(page.getByRole('heading', { name: 'Your vault', level: 1 })).toBeVisible()
  await expect(page.getByText('A practice vault never joins an organisation.')).toBeVisible()
  await lookAtPractice(page, 'practice-your-vault')

  await lock(page)
  await look(page, 'start-locked')
  await tellAlarm(page)
  await unlock(page)
  await expect(page.getByRole('region', { name: alarm.sentence })).toContainText(alarm.next)
  await lookAtPractice(page, 'alarm')
  await lock(page)
  await page.goBack()
  await expect(page.locator('body')).not.toContainText('Thimblewick')
})

test('where somebody may not write, pages say why and offer no writing, and what was a draft can be read', async () => {
  const { page } = fieldbook
  const draft = 'Begun while it was still allowed.'
  await page.unroute('**/call/sync.status')
  await unlock(page)
  await page.getByRole('button', { name: /Thimblewick House/ }).click()
  await page.getByRole('button', { name: 'Write a note' }).click()
  await page.getByLabel('What was seen, heard or read').fill(draft)
  await expect(page.locator('[data-keeping="kept"]')).toBeVisible()
  await answerWith(page, 'inspection.read', { writing: 'officer' })

  await page.getByRole('button', { name: 'Notes of this inspection' }).click()
  await expect(page.getByText('You keep the records of this inspection')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Write a note' })).toHaveCount(0)
  await look(page, 'officer')
  for (const [part, offer] of [
    ['People', 'Add a person'],
    ['Lines of enquiry', 'Add a line of enquiry'],
    ['Seal', 'Seal for review'],
  ] as const) {
    await goToPart(page, part)
    await expect(page.getByRole('heading', { name: part, exact: false }).first()).toBeVisible()
    await expect(page.getByRole('button', { name: offer })).toHaveCount(0)
  }
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
  await page
    .getByRole('button', { name: /^Continue/ })
    .first()
    .click()
  await expect(page.getByText(draft)).toBeVisible()
  await expect(page.getByText('You keep the records of this inspection')).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  await look(page, 'officer-draft')
})

const { sentence, next } = problems['entry.refused']
const alarm = { code: 'entry.refused', sentence, next, inspection: null }

/** No store that works stops a log, so the page is told of one as main would tell it. */
function tellAlarm(page: Page): Promise<void> {
  return answerWith(page, 'sync.status', { alarms: [alarm] })
}

/** The page is told this of what it asks, and the rest as it is. */
async function answerWith(page: Page, procedure: ProcedureName, told: object): Promise<void> {
  await page.route(`**/call/${procedure}`, async (route) => {
    const response = await route.fetch()
    const { value } = (await response.json()) as { readonly value: object }
    await route.fulfill({ response, json: { value: { ...value, ...told } } })
  })
}

async function lock(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+L')
  await expect(page.getByRole('button', { name: 'Unlock' }).first()).toBeVisible()
}

async function lookAtPractice(page: Page, name: string): Promise<void> {
  await expect(page.getByText('PRACTICE', { exact: false }).first()).toBeVisible()
  await look(page, name)
}

/** Recorded, and shown after a reason that stands in the list of readings. */
async function showFullName(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Record a full name' }).click()
  await page.getByRole('button', { name: 'Record this name' }).click()
  await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
  await lookAtPractice(page, 'practice-full-name-with-errors')
  await page.getByLabel('Whose name is it?').selectOption({ index: 1 })
  await page.getByLabel('Full name', { exact: true }).fill('Wilhelmina Quarrendon')
  await page.getByRole('button', { name: 'Record this name' }).click()
  await expect(page.getByText('The name was recorded.')).toBeVisible()
  await expect(page.getByText('Wilhelmina Quarrendon')).toHaveCount(0)
  await page.getByRole('button', { name: /^Show the name of/ }).click()
  await page.getByLabel(/^Why do you need the name of/).fill('To write to the registered person.')
  await page.getByRole('button', { name: 'Show the name', exact: true }).click()
  await expect(page.getByText(/is Wilhelmina Quarrendon/)).toBeVisible()
  await expect(page.getByRole('cell', { name: 'To write to the registered person.' })).toBeVisible()
  await lookAtPractice(page, 'practice-full-name')
  await page.getByRole('button', { name: 'Hide the name' }).click()
  await expect(page.getByText(/is Wilhelmina Quarrendon/)).toHaveCount(0)
}
