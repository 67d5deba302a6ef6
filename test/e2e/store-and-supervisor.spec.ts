// The main job: captured with the store down, received by itself, sealed, questioned, answered, accepted; and what stays apart.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { command, type StoreProcess, startStore } from '../central/processes.ts'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { joinAs, syncBar } from './joining.ts'
import { look } from './looking.ts'
import { beginNote, disclose, goToPart, makeVault, passphrase, writeNote } from './steps.ts'

const home = 'Alder House (invented)'
const observed = 'The night door was locked at nine. The night worker held the only key.'
const read = 'The rota shows one worker on four nights in February.'
const concern = 'Entries about restraint are written days later by somebody who was not there.'

let folder: string
let port: string
let store: StoreProcess
let ada: Fieldbook
let bo: Fieldbook
let sam: Fieldbook

test.setTimeout(240_000)
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
  store = await startStore(folder)
  port = new URL(store.address).port
  // One after another: each makes a vault with a key derived slowly on purpose.
  ada = await startFieldbook()
  bo = await startFieldbook()
  sam = await startFieldbook()
})
test.afterAll(async () => {
  for (const fieldbook of [ada, bo, sam]) await fieldbook.close()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('captured offline, received by itself, sealed, reviewed; a disclosure reaches its reader alone', async () => {
  await test.step('people join the organisation, each with a code of their own', async () => {
    for (const [{ page }, name] of [
      [bo, 'Bo Lindgren'],
      [sam, 'Sam Okafor'],
      [ada, 'Ada Ferris'],
    ] as const)
      await makeOwnVault(page, name)
    await joinAs(sam.page, folder, 'Sam Okafor', ['supervisor'])
    // Later than Sam, so that the directory names him to her at once.
    await joinAs(ada.page, folder, 'Ada Ferris', ['inspector'], (screen) => look(ada.page, screen))
  })

  await test.step('a colleague who joins while an inspection is being opened can be chosen, and nothing typed is lost', async () => {
    const { page } = ada
    await beginOpening(page)
    await page.getByRole('checkbox', { name: 'Sam Okafor' }).check()
    const setting = page.getByLabel('Name or reference of the setting')
    await setting.focus()
    await expect(page.getByRole('checkbox', { name: 'Bo Lindgren' })).toHaveCount(0)
    await joinAs(bo.page, folder, 'Bo Lindgren', ['inspector', 'whistleblowing-lead'])
    await expect(page.getByRole('checkbox', { name: 'Bo Lindgren' })).toBeVisible({ timeout: 30_000 })
    await expect(setting).toBeFocused()
    await page.getByRole('checkbox', { name: 'Bo Lindgren' }).check()
    await expect(page.getByRole('checkbox', { name: 'Sam Okafor' })).toBeChecked()
    await expect(setting).toHaveValue(home)
    await expect(page.getByRole('group', { name: 'First day of the inspection' }).getByLabel('Year')).toHaveValue(
      '2026',
    )
  })

  await test.step('the inspection is opened with its team, and reaches the team', async () => {
    await look(ada.page, 'open-with-team')
    await ada.page.getByRole('button', { name: 'Open the inspection' }).click()
    await expect(ada.page.getByRole('heading', { name: home })).toBeVisible()
    await goToPart(ada.page, 'Team')
    await look(ada.page, 'team')
    await goToPart(ada.page, 'Notes')
    for (const { page } of [bo, sam]) await expect(inspectionIn(page)).toBeVisible({ timeout: 30_000 })
  })

  await test.step('with the store down everything is saved on this device, and the number says so', async () => {
    await store.stop()
    await capture(ada.page, 'Observation', observed)
    await capture(ada.page, 'Record or document', read)
    await expect(syncBar(ada.page)).toHaveAttribute('data-sync', 'offline', { timeout: 30_000 })
    await expect(syncBar(ada.page)).toContainText(/\d+ entries not yet received by the central store/)
    await expect(ada.page.locator('[data-state="saved"]')).toHaveCount(2)
    await look(ada.page, 'sending-offline')
    await disclose(ada.page, { about: home, source: 'A night worker who asked not to be named', concern })
  })

  await test.step('with the store up everything is received without a click', async () => {
    store = await startStore(folder, '--port', port)
    await toNotes(ada.page)
    await expect(ada.page.locator('[data-state="received"]')).toHaveCount(2, { timeout: 40_000 })
    await expect(syncBar(ada.page)).toHaveAttribute('data-sync', 'received')
    await look(ada.page, 'sending-received')
  })

  await test.step('sealing is refused while notes lack a category, and names them', async () => {
    const { page } = ada
    await goToPart(page, 'Seal')
    await expect(page.getByRole('heading', { name: 'Before you can seal' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Seal for review' })).toHaveCount(0)
    await look(page, 'seal-hindered')
    for (const words of [observed, read]) {
      await page.getByRole('main').getByRole('button', { name: words }).first().click()
      await chooseCategory(page, 'No personal data')
      await goToPart(page, 'Seal')
    }
    await expect(page.getByRole('heading', { name: 'Before you can seal' })).toHaveCount(0)
  })

  await test.step('it is sealed, and stands in the supervisor’s queue', async () => {
    await seal(ada.page)
    await look(ada.page, 'seal')
    await openBundle(sam.page)
    await expect(sam.page.getByText(observed)).toBeVisible()
    // What the seal page called missing, and said that the supervisor sees too.
    await expect(sam.page.getByText(/2 notes without a time/)).toBeVisible()
    await expect(sam.page.locator('article').getByText('No time')).toHaveCount(2)
  })

  await test.step('the supervisor asks, the inspector answers with a revision and a second seal', async () => {
    const note = sam.page.locator('article').filter({ hasText: observed }).first()
    await ask(note, 'Who decided that the door is locked?')
    await look(sam.page, 'bundle-with-question')
    await toNotes(ada.page)
    await ada.page.getByRole('button', { name: /The night door was locked/ }).click()
    await expect(ada.page.getByText('Who decided that the door is locked?')).toBeVisible({ timeout: 30_000 })
    await ada.page.getByRole('button', { name: 'Answer this question' }).click()
    await ada.page.getByLabel('Your answer').fill('The manager, since January. I have added it to the note.')
    await ada.page.getByRole('button', { name: 'Send the answer' }).click()
    await expect(ada.page.getByText('The manager, since January.')).toBeVisible()
    await look(ada.page, 'note-answered')
    await revise(ada.page, `${observed} The manager decided it in January.`)
    await seal(ada.page)
  })

  await test.step('the supervisor accepts the second seal with a reason, and the inspector sees it', async () => {
    await openBundle(sam.page)
    await expect(sam.page.getByText(/The manager decided it in January/).first()).toBeVisible({ timeout: 30_000 })
    await sam.page.getByRole('radio', { name: 'Accept' }).check()
    await sam.page.getByLabel('Reason').fill('Two kinds of source, and the question is answered.')
    await sam.page.getByRole('button', { name: 'Record the decision' }).click()
    await expect(sam.page.getByText('Accepted').first()).toBeVisible()
    await look(sam.page, 'bundle-accepted')
    await expect(ada.page.getByText('Two kinds of source, and the question is answered.')).toBeVisible({
      timeout: 30_000,
    })
  })

  await test.step('the disclosure is opened by the whistleblowing lead; the supervisor finds no trace', async () => {
    await bo.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Disclosures' }).click()
    await bo.page
      .getByRole('main')
      .getByRole('button', { name: /Entries about restraint/ })
      .click({ timeout: 30_000 })
    await expect(bo.page.getByText(concern)).toBeVisible()
    await look(bo.page, 'disclosure-for-the-lead')
    await sam.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Disclosures' }).click()
    await expect(sam.page.getByRole('main')).not.toContainText('restraint')
  })

  await test.step('two people change one note with the store down: both stand side by side, and one of them settles it', async () => {
    await openNote(bo.page)
    await openNote(ada.page)
    await store.stop()
    await revise(ada.page, `${observed} Two children woke up.`)
    await revise(bo.page, `${observed} Nobody woke up.`)
    store = await startStore(folder, '--port', port)
    await openNote(ada.page)
    await expect(ada.page.getByRole('heading', { name: 'Versions to settle' })).toBeVisible({ timeout: 40_000 })
    await expect(ada.page.locator('ins').first()).toBeVisible()
    await look(ada.page, 'conflict')
    await ada.page.getByRole('radio', { name: /Bo Lindgren/ }).check()
    await ada.page.getByRole('button', { name: 'Settle' }).click()
    await expect(ada.page.getByRole('heading', { name: 'Versions to settle' })).toHaveCount(0)
    await expect(syncBar(ada.page)).toHaveAttribute('data-sync', 'received', { timeout: 40_000 })
  })

  await test.step('both vaults and the store verify', async () => {
    for (const fieldbook of [ada, bo, sam]) {
      await fieldbook.page.keyboard.press('Control+Shift+L')
      await expect(fieldbook.page.getByRole('button', { name: 'Unlock' }).first()).toBeVisible()
      expect(verify(fieldbook.home)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('Nothing was changed'),
      })
    }
    await store.stop()
    expect((await command('verify', '--folder', folder)).status).toBe(0)
    store = await startStore(folder, '--port', port)
  })
})

const inspectionIn = (page: Page): Locator => page.getByRole('main').getByRole('button', { name: home })

async function makeOwnVault(page: Page, name: string): Promise<void> {
  await makeVault(page, name)
  await page.getByRole('button', { name: 'Do this later' }).click()
}

async function beginOpening(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open an inspection' }).first().click()
  await page.getByRole('radio', { name: "Registered children's care services", exact: true }).check()
  await page.getByRole('radio', { name: "Children's home", exact: true }).check()
  await page.getByLabel('Name or reference of the setting').fill(home)
  for (const [legend, day] of [
    ['First', '10'],
    ['Last', '11'],
  ] as const) {
    const group = page.getByRole('group', { name: `${legend} day of the inspection` })
    await group.getByLabel('Day').fill(day)
    await group.getByLabel('Month').fill('3')
    await group.getByLabel('Year').fill('2026')
  }
}

async function capture(page: Page, kind: string, words: string): Promise<void> {
  await beginNote(page)
  await writeNote(page, { kind, words })
  await page.getByRole('button', { name: 'Notes of this inspection' }).click()
}

async function toNotes(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
  await inspectionIn(page).click()
  await goToPart(page, 'Notes')
}

async function openNote(page: Page): Promise<void> {
  await toNotes(page)
  await page
    .getByRole('main')
    .getByRole('button', { name: /The night door was locked/ })
    .click()
}

async function revise(page: Page, words: string): Promise<void> {
  await page.getByRole('button', { name: 'Change this note' }).click()
  await page.getByLabel('What was seen, heard or read').fill(words)
  await page.getByLabel('Why you changed it').fill('Found out later')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.locator('[data-keeping="saved"], [data-keeping="untouched"]').first()).toBeVisible()
  await page.getByRole('button', { name: 'Read this note' }).click()
}

/** From the page of a note back to the notes of the inspection. */
async function chooseCategory(page: Page, category: string): Promise<void> {
  await page.getByRole('button', { name: 'Change this note' }).click()
  await page.getByText(/^All categories of data/).click()
  await page.getByRole('checkbox', { name: category }).check()
  await page.getByLabel('Why you changed it').fill('Tagged')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.locator('[data-keeping="saved"], [data-keeping="untouched"]').first()).toBeVisible()
  await page.getByRole('button', { name: 'Notes of this inspection' }).click()
}

async function seal(page: Page): Promise<void> {
  await toNotes(page)
  await goToPart(page, 'Seal')
  await page.getByRole('button', { name: 'Seal for review' }).click()
  await page.getByRole('button', { name: 'Seal it' }).click()
  await expect(page.getByText('The inspection was sealed for review.').first()).toBeVisible()
}

/** The bundle that waits at the top of the queue. */
async function openBundle(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Reviews' }).click()
  const waiting = page.getByRole('row').filter({ hasText: 'Waits for review' }).first()
  await expect(waiting).toBeVisible({ timeout: 30_000 })
  await look(page, 'queue')
  await waiting.getByRole('button').first().click()
}

async function ask(note: Locator, words: string): Promise<void> {
  await note.getByRole('button', { name: /^Ask a question/ }).click()
  await note.getByLabel('Your question about this note').fill(words)
  await note.getByRole('button', { name: 'Ask the question' }).click()
  await expect(note.getByText(words)).toBeVisible()
}

function verify(homeFolder: string): { readonly stdout: string; readonly status: number | null } {
  const vaults = join(homeFolder, 'data', 'vaults')
  const [vault = ''] = readdirSync(vaults)
  const words = ['src/main/verify.ts', '--vault', join(vaults, vault, 'vault.db')]
  const env = { ...process.env, FIELDBOOK_HOME: homeFolder }
  return spawnSync(process.execPath, words, { env, input: `${passphrase}\n`, encoding: 'utf8' })
}
