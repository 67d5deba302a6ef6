// The first journey: capture on one laptop, killed in the middle of a note, found again, and proved.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { startRealShell } from '../support/shell.ts'
import { enginePid, type Fieldbook, killBoth, startFieldbook } from './fieldbook.ts'
import { picture } from './pictures.ts'
import {
  addPerson,
  beginNote,
  disclose,
  goToPart,
  makeVault,
  openInspection,
  passphrase,
  unlock,
  writeNote,
} from './steps.ts'

const home = 'Hazel Cottage (invented)'
const notes = [
  { kind: "Child's view", words: 'AB said that staff are kind. "They listen when I am sad."\n\nBedtime is fair.' },
  { kind: 'Staff view', words: 'A night worker said that two adults are on duty every night.' },
  { kind: 'Observation', words: 'The kitchen was warm and busy. Three children made supper with a member of staff.' },
  { kind: 'Record or document', words: 'The rota shows one adult on duty on four nights in February.' },
  { kind: 'Leader interview', words: 'The manager said that the rota is wrong and that a second adult was there.' },
]
const sixth =
  'AB2 showed me the garden. He said that he had planted the beans himself and that nobody had helped him. ' +
  'He counted them twice and told me which ones the pigeons had taken. He asked whether I would come back in the summer.'

/** Keystrokes that may be lost: those of the last second before the kill. */
const grace = 1_000

let fieldbook: Fieldbook
test.beforeAll(async () => {
  fieldbook = await startFieldbook()
})
test.afterAll(async () => {
  await fieldbook.close()
})

test('evidence is captured, survives a kill in the middle of a note, is found, revised and proved', async () => {
  const { page } = fieldbook
  await test.step('make a vault and open an inspection', async () => {
    await expect(page.getByRole('heading', { name: 'Welcome to Fieldbook' })).toBeVisible()
    await picture(page, 'start')
    await makeVault(page, 'Rowan Ellis')
    await picture(page, 'recovery-sheet')
    await page.getByRole('button', { name: 'Do this later' }).click()
    await picture(page, 'home-empty')
    await openInspection(page, home)
  })

  await test.step('two children with the same initials', async () => {
    await goToPart(page, 'People')
    await addPerson(page, 'AB', 'Child', 'family 1', 'AB')
    await addPerson(page, 'AB', 'Child', 'family 2', 'AB2')
    await picture(page, 'people')
    await goToPart(page, 'Notes')
  })

  for (const note of notes) {
    await beginNote(page)
    await writeNote(page, note)
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
  }
  await expect(page.getByText('5 notes')).toBeVisible()

  await test.step('a disclosure leaves no trace outside its page', async () => {
    const before = await page.getByRole('main').innerText()
    const source = 'A night worker who asked not to be named'
    await disclose(page, { about: home, source, concern: 'Records of restraint are written days later.' })
    await picture(page, 'disclosure')
    await page.getByRole('button', { name: 'Inspections', exact: true }).first().click()
    await page.getByRole('button', { name: home }).click()
    await expect(page.getByText('5 notes')).toBeVisible()
    expect(await page.getByRole('main').innerText()).toBe(before)
  })

  await test.step('killed in the middle of the sixth note, every character older than a second is there', async () => {
    await beginNote(page)
    await page.getByLabel('Observation', { exact: true }).check()
    const killedAt = await typeAndKill(fieldbook)
    const { certain, typed } = await typedBefore(page, killedAt - grace)
    expect(certain.length, 'the kill came too early to prove anything').toBeGreaterThan(40)
    expect(typed.length, 'the note was finished before the kill').toBeLessThan(sixth.length)

    fieldbook.shell = startRealShell(fieldbook.home)
    await page.goto(await fieldbook.shell.link())
    await unlock(page)
    await expect(page.getByRole('heading', { name: 'Recover your work?' })).toBeVisible()
    await expect(page.getByText(`Inspection: ${home}`)).toBeVisible()
    await picture(page, 'recover-your-work')
    await page.getByRole('button', { name: /^Continue/ }).click()
    const recovered = await page.getByLabel('What was seen, heard or read').inputValue()
    expectEachCharacter(recovered, certain)
    expect(typed.startsWith(recovered)).toBe(true)
  })

  await test.step('save it, find it, revise it', async () => {
    await page.getByLabel('What was seen, heard or read').fill(sixth)
    await picture(page, 'write-note')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('saved on this device').first()).toBeVisible()
    await page.getByRole('button', { name: 'Notes of this inspection' }).click()
    await expect(page.getByText('6 notes')).toBeVisible()
    await picture(page, 'notes')
    await goToPart(page, 'Search')
    await page.getByLabel('Words to look for').fill('pigeons bean')
    await expect(page.getByText('1 note found')).toBeVisible()
    await expect(page.locator('mark').first()).toHaveText(/beans/i)
    await picture(page, 'search')
    await page
      .getByRole('main')
      .getByRole('button', { name: /planted the beans/ })
      .click()
    await page.getByRole('button', { name: 'Change this note' }).click()
    await page.getByLabel('What was seen, heard or read').fill(sixth.replace('twice', 'three times'))
    await page.getByLabel('Why you changed it').fill('Corrected from my paper notes')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('saved on this device').first()).toBeVisible()
    await page.getByRole('button', { name: 'Read this note' }).click()
    await expect(page.getByText('Reason: Corrected from my paper notes')).toBeVisible()
    await page.getByText('What changed').first().click()
    await expect(page.locator('ins').filter({ hasText: 'three' }).first()).toBeVisible()
    await picture(page, 'note-with-history')
  })

  await test.step('lock ends the engine; unlock opens it again', async () => {
    const engine = enginePid(fieldbook.shell)
    await page.keyboard.press('Control+Shift+L')
    await expect(
      page
        .getByLabel('Passphrase', { exact: true })
        .or(page.getByRole('button', { name: 'Unlock' }))
        .first(),
    ).toBeVisible()
    await expect.poll(() => enginePid(fieldbook.shell)).not.toBe(engine)
    expect(() => process.kill(engine, 0)).toThrow()
    await expect(page.locator('body')).not.toContainText('pigeons')
    await unlock(page)
    await expect(page.getByText('Recover your work?')).toHaveCount(0)
    await page.keyboard.press('Control+Shift+L')
    await expect(page.getByRole('button', { name: 'Unlock' }).first()).toBeVisible()
  })

  await test.step('verify finds nothing changed, removed or added', () => {
    const verified = verify(fieldbook.home)
    expect(verified.stdout).toContain('Nothing was changed, removed or added.')
    expect(verified.status).toBe(0)
  })
})

/** Types with real keys and kills shell and engine while more is being typed; returns when, on the wall clock. */
async function typeAndKill({ page, shell }: Fieldbook): Promise<number> {
  const field = page.getByLabel('What was seen, heard or read')
  await field.evaluate((element: HTMLTextAreaElement) => {
    const log: { at: number; value: string }[] = []
    Object.assign(window, { typingLog: log })
    element.addEventListener('input', () => log.push({ at: Date.now(), value: element.value }))
  })
  await field.focus()
  const typing = page.keyboard.type(sixth, { delay: 30 }).catch(() => undefined)
  await expect.poll(async () => (await field.inputValue()).length, { timeout: 60_000 }).toBeGreaterThan(110)
  const killedAt = killBoth(shell)
  await shell.ended
  await typing
  return killedAt
}

/** The text as it stood on the page at an instant, and as it stood when the kill was one second old or less. */
async function typedBefore(page: Page, instant: number): Promise<{ certain: string; typed: string }> {
  const log = await page.evaluate(() => (window as unknown as { typingLog: { at: number; value: string }[] }).typingLog)
  const certain = log.filter(({ at }) => at <= instant).at(-1)?.value ?? ''
  const typed = log.filter(({ at }) => at <= instant + grace + 1_000).at(-1)?.value ?? ''
  return { certain, typed }
}

function expectEachCharacter(recovered: string, certain: string): void {
  const missing = [...certain].findIndex((character, index) => recovered[index] !== character)
  expect(missing, `character ${missing} of ${certain.length} is not there`).toBe(-1)
}

function verify(homeFolder: string): { readonly stdout: string; readonly status: number | null } {
  const vaults = join(homeFolder, 'data', 'vaults')
  const [vault = ''] = readdirSync(vaults)
  const command = ['src/main/verify.ts', '--vault', join(vaults, vault, 'vault.db')]
  const env = { ...process.env, FIELDBOOK_HOME: homeFolder }
  return spawnSync(process.execPath, command, { env, input: `${passphrase}\n`, encoding: 'utf8' })
}
