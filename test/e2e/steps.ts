// What a person does on the pages, step by step, in the words that stand on the screen.
import { expect, type Page } from '@playwright/test'

export const passphrase = 'marsh lantern copper violin'

export interface WrittenNote {
  readonly kind: string
  readonly words: string
}

export async function makeVault(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Make a vault' }).click()
  await page.getByLabel('Your name').fill(name)
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByLabel('Passphrase again', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Make the vault' }).click()
  await expect(page.getByRole('heading', { name: 'Recovery sheet' })).toBeVisible()
}

export async function unlock(page: Page): Promise<void> {
  const choose = page.getByRole('button', { name: 'Unlock', exact: true })
  if (!(await page.getByLabel('Passphrase', { exact: true }).isVisible())) await choose.first().click()
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase)
  await page.getByRole('button', { name: 'Unlock', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Inspections', level: 1 })).toBeVisible()
}

const childrensHome = ["Registered children's care services", "Children's home"] as const

export async function openInspection(
  page: Page,
  title: string,
  place: readonly [remit: string, setting: string] = childrensHome,
  year = '2026',
): Promise<void> {
  await beginOpening(page, title, place, year)
  await page.getByRole('button', { name: 'Open the inspection' }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
}

/** Fills in the form that opens an inspection. */
export async function beginOpening(
  page: Page,
  title: string,
  [remit, setting]: readonly [remit: string, setting: string] = childrensHome,
  year = '2026',
): Promise<void> {
  await page.getByRole('button', { name: 'Open an inspection' }).first().click()
  await page.getByRole('radio', { name: remit, exact: true }).check()
  await page.getByRole('radio', { name: setting, exact: true }).check()
  await page.getByLabel('Name or reference of the setting').fill(title)
  await fillDay(page, 'First day of the inspection', ['10', '3', year])
  await fillDay(page, 'Last day of the inspection', ['11', 'March', year])
}

export async function fillDay(
  page: Page,
  legend: string,
  [day, month, year]: readonly [string, string, string],
): Promise<void> {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

/** Adds a person on the page of people and returns the label that they were given. */
export async function addPerson(
  page: Page,
  initials: string,
  role: string,
  family: string,
  label: string,
): Promise<void> {
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Initials').fill(initials)
  await page.getByLabel('Role').selectOption({ label: role })
  await page.getByLabel('Family').fill(family)
  await page.getByRole('button', { name: 'Add this person' }).click()
  await expect(page.getByRole('row', { name: label })).toBeVisible()
}

export async function beginNote(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Write a note' }).first().click()
  await expect(page.getByLabel('What was seen, heard or read')).toBeVisible()
}

export async function writeNote(page: Page, { kind, words }: WrittenNote): Promise<void> {
  await page.getByLabel(kind, { exact: true }).check()
  await page.getByLabel('What was seen, heard or read').fill(words)
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('saved on this device').first()).toBeVisible()
}

/** Goes to a part of the inspection that is open on the page. */
export async function goToPart(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Parts of this inspection' }).getByRole('button', { name: part }).click()
}
