// Nothing that was typed stands outside the vault: not in the application's files, not in the browser's profile.
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, type Page, test } from '@playwright/test'
import { killBoth, startFieldbook } from './fieldbook.ts'
import { addPerson, beginNote, disclose, goToPart, makeVault, openInspection, passphrase, writeNote } from './steps.ts'
import { filesBelow, tracesOf } from './traces.ts'

/** A word of letters that stands nowhere else on this computer; with a capital it would be taken for a name. */
const word = (): string => `q${[...randomBytes(14)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`

/** One word for each field that is typed into. */
const typedWords = () => ({
  name: word(),
  title: word(),
  family: word(),
  note: word(),
  place: word(),
  question: word(),
  source: word(),
  concern: word(),
  sought: word(),
  draft: word(),
})
type Typed = ReturnType<typeof typedWords>

test('no typed word stands outside the vault after a journey, a lock and a kill', async () => {
  const typed = typedWords()
  const fieldbook = await startFieldbook()
  const { page, home, profile, context } = fieldbook
  const control = word()
  try {
    await makeVault(page, typed.name)
    await page.getByRole('button', { name: 'Do this later' }).click()
    await openInspection(page, typed.title)
    await typeEverywhere(page, typed)
    await page.keyboard.press('Control+Shift+L')
    await expect(page.getByRole('button', { name: 'Unlock' }).first()).toBeVisible()
    await leaveControl(page, control)
    killBoth(fieldbook.shell)
    await context.close()

    const words = [...Object.values(typed), passphrase, ...passphrase.split(' ')]
    const isVault = (path: string): boolean => /vault\.db(-wal|-shm)?$/.test(path)
    const outside = filesBelow([home], (path) => !isVault(path))
    expect(outside.map((path) => path.split('/').at(-1))).toContain('slots.json')
    expect(tracesOf(words, outside)).toEqual([])
    // Words of the passphrase are ordinary words that Chromium's own files may hold; the whole one is not.
    const inProfile = filesBelow([profile], () => true)
    expect(
      tracesOf([control], inProfile).length,
      'the profile keeps nothing at all, so this proves nothing',
    ).toBeGreaterThan(0)
    expect(tracesOf([...Object.values(typed), passphrase], inProfile)).toEqual([])
    expect(tracesOf(Object.values(typed), filesBelow([home], isVault))).toEqual([])
  } finally {
    await fieldbook.close()
  }
})

async function typeEverywhere(page: Page, typed: Typed): Promise<void> {
  await goToPart(page, 'People')
  await addPerson(page, 'AB', 'Child', typed.family, 'AB')
  await goToPart(page, 'Lines of enquiry')
  await page.getByRole('button', { name: 'Add a line of enquiry' }).click()
  await page.getByLabel('Question').fill(typed.question)
  await page.getByRole('button', { name: 'Add this line of enquiry' }).click()
  await expect(page.getByText(typed.question).first()).toBeVisible()
  await beginNote(page)
  await page.getByLabel('Where').fill(typed.place)
  await writeNote(page, { kind: 'Observation', words: typed.note })
  await page.getByRole('button', { name: 'Notes of this inspection' }).click()
  await goToPart(page, 'Search')
  await page.getByLabel('Words to look for').fill(typed.sought)
  await expect(page.getByText('No note was found')).toBeVisible()
  await disclose(page, { about: typed.title, source: typed.source, concern: typed.concern })
  await page.getByRole('button', { name: 'Inspections', exact: true }).first().click()
  await page.getByRole('button', { name: typed.title }).click()
  await beginNote(page)
  await page.getByLabel('What was seen, heard or read').fill(typed.draft)
  await expect(page.getByText('draft, on this device only').first()).toBeVisible()
}

/** A page of another program that keeps a word as pages usually do: the scan must find it. */
async function leaveControl(page: Page, control: string): Promise<void> {
  const other = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(`<title>${control}</title><script>localStorage.setItem('kept', '${control}')</script>`)
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/${control}`)
  await expect(page).toHaveTitle(control)
  other.closeAllConnections()
  other.close()
}
