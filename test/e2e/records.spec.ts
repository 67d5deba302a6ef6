// Records managers at work: a hold that two lift, a disposal that two decide, its certificate, and what came too late for it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { sha256, verifySignature } from '#main/platform/crypto.ts'
import { fromBase64url } from '#shared/domain/bytes.ts'
import { deviceId, entryHash, entryMessage, parseHeader } from '#shared/domain/entry.ts'
import { command, type StoreProcess, startStore } from '../central/processes.ts'
import { timesIn } from '../fixtures/decrypted.ts'
import { type Fieldbook, startFieldbook } from './fieldbook.ts'
import { codeFor, enterCode, goToOrganisation, syncBar } from './joining.ts'
import { look } from './looking.ts'
import { bytesBelow, contentsOf, verify } from './remains.ts'
import { beginNote, disclose, fillDay, makeVault, openInspection, writeNote } from './steps.ts'

const old = 'Alder House (invented)'
const other = 'Birch Lane (invented)'
const said = 'The night worker counted the keys twice and wrote nothing down.'
const begun = 'The rota of the second week was missing from the folder.'
const whispered = 'Medicine was given without a record, so the cook says.'
const doomed = 'A thought that nobody needs any more.'
/** As records managers read it: kind of setting and days. */
const named = 'Children and Family Court Advisory and Support Service, 10 to 11 March 2020'
const reviewDay = 'Day for looking at it again (optional)'

let folder: string
let store: StoreProcess
let ada: Fieldbook
let rex: Fieldbook
let roz: Fieldbook

test.setTimeout(300_000)
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fieldbook-store-'))
  store = await startStore(folder, '--undo-window', 'PT2S')
  // One after another: each makes a vault with a key derived slowly on purpose.
  ada = await startFieldbook()
  rex = await startFieldbook()
  roz = await startFieldbook()
})
test.afterAll(async () => {
  for (const fieldbook of [ada, rex, roz]) await fieldbook.close()
  await store.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('a hold stops a disposal until two lift it; two decide it; nothing is left but what can be proved', async () => {
  await test.step('two records managers and an inspector; an inspection that is over for years, with drafts in it', async () => {
    await joinAs(rex.page, 'Rex Moorcroft', 'records-manager')
    await joinAs(roz.page, 'Roz Tindall', 'records-manager', 'whistleblowing-lead')
    await joinAs(ada.page, 'Ada Ferris', 'inspector')
    await openInspection(ada.page, other)
    await goHome(ada.page)
    const cafcass = ['Inspections of Cafcass', 'Children and Family Court Advisory and Support Service'] as const
    await openInspection(ada.page, old, cafcass, '2020')
    await beginNote(ada.page)
    await writeNote(ada.page, { kind: 'Observation', words: said })
    for (const words of [begun, doomed]) await beginDraft(ada.page, words)
    await disclose(ada.page, { about: other, source: 'A cook', concern: whispered })
    await expect(syncBar(ada.page)).toHaveAttribute('data-sync', 'received', { timeout: 40_000 })
    await goHome(ada.page)
  })

  await test.step('the day of its report is stated, from which its rule counts', async () => {
    await stateReport(rex.page)
    await expect(syncBar(rex.page)).toHaveAttribute('data-sync', 'received', { timeout: 40_000 })
  })

  const before = contentsOf(ada, old)
  expect(before.keys.length).toBeGreaterThan(0)
  for (const words of [said, whispered]) expect(timesIn(before.bytes, words)).toBeGreaterThan(0)
  expect(before.sealed.some((body) => bytesBelow(folder).includes(body))).toBe(true)

  await test.step('a hold on many inspections is listed with what it covers, and binds no other', async () => {
    const { page } = roz
    await look(page, 'records-home')
    await goToPart(page, 'Holds')
    await page.getByRole('button', { name: 'Place a hold on many inspections' }).click()
    await page.getByRole('radio', { name: 'A public inquiry that may ask for it' }).check()
    await page.getByRole('checkbox', { name: "Registered children's care services", exact: true }).check()
    await expect(page.getByText('It would cover 1 of the 2 inspections that this device knows.')).toBeVisible()
    await fillDay(page, reviewDay, ['10', '3', '2020'])
    await page.getByRole('button', { name: 'Place the hold' }).click()
    await expect(page.getByRole('link', { name: /must be in the future/ })).toBeVisible()
    await fillDay(page, reviewDay, ['10', '3', '2090'])
    await look(page, 'place-wide-hold')
    await page.getByRole('button', { name: 'Place the hold' }).click()
    await goToPart(rex.page, 'Holds')
    await expect(rex.page.getByText('Covers 1 inspection that this device knows')).toBeVisible({ timeout: 40_000 })
    await expect(rex.page.getByText('To be looked at again on 10 March 2090')).toBeVisible()
    await look(rex.page, 'holds')
  })

  await test.step('one places a hold, and the other can propose nothing', async () => {
    await goToInspection(rex.page)
    await rex.page.getByRole('button', { name: 'Place a hold here' }).click()
    await rex.page.getByRole('button', { name: 'Place the hold' }).click()
    await expect(rex.page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
    await rex.page.getByRole('radio', { name: /^Legal proceedings/ }).check()
    await look(rex.page, 'place-hold')
    await rex.page.getByRole('button', { name: 'Place the hold' }).click()
    await expect(rex.page.getByText('The hold is in force.')).toBeVisible()
    await goToInspection(roz.page)
    await expect(roz.page.getByText('A hold is in force, so nothing may be destroyed')).toBeVisible({ timeout: 30_000 })
    await expect(roz.page.getByRole('button', { name: 'Propose disposal' })).toHaveCount(0)
    await look(roz.page, 'inspection-on-hold')
  })

  await test.step('the first to lift it waits for the second', async () => {
    await lift(rex.page, 'Lift this hold')
    await expect(rex.page.getByText('First of two: you have said that it may go.')).toBeVisible()
    await expect(rex.page.getByRole('button', { name: 'Propose disposal' })).toHaveCount(0)
    await expect(roz.page.getByText('First of two: Rex Moorcroft')).toBeVisible({ timeout: 30_000 })
    await roz.page.getByRole('button', { name: /^Lift this hold: / }).click()
    await look(roz.page, 'lift-as-second')
    await roz.page.getByRole('dialog').getByRole('button', { name: 'Lift it as the second of two' }).click()
    await expect(roz.page.getByText('The hold was lifted.')).toBeVisible()
    await expect(rex.page.getByText('No hold is in force here.')).toBeVisible({ timeout: 30_000 })
  })

  await test.step('who proposes it cannot approve it; another does', async () => {
    await rex.page.getByRole('button', { name: 'Propose disposal' }).click()
    await look(rex.page, 'propose-disposal')
    await rex.page.getByRole('dialog').getByRole('button', { name: 'Propose disposal' }).click()
    await expect(rex.page.getByText('You proposed it, so you cannot approve it.')).toBeVisible()
    await expect(rex.page.getByRole('button', { name: 'Approve the disposal' })).toHaveCount(0)
    await expect(roz.page.getByRole('button', { name: 'Approve the disposal' })).toBeVisible({ timeout: 30_000 })
    await look(roz.page, 'disposal-proposed')
    await roz.page.getByRole('button', { name: 'Approve the disposal' }).click()
    await look(roz.page, 'approve-disposal')
    await roz.page.getByRole('dialog').getByRole('button', { name: 'Approve the disposal' }).click()
    await expect(roz.page.getByText('Two records managers have decided.')).toBeVisible()
  })

  await test.step('the inspection goes from the inspector’s screen; what was not sent stays with her', async () => {
    const { page } = ada
    await expect(page.getByRole('heading', { name: 'Came too late' })).toBeVisible({ timeout: 60_000 })
    await expect(inspectionIn(page, old)).toHaveCount(0)
    await expect(inspectionIn(page, other)).toBeVisible()
    await expect(page.getByText(said)).toHaveCount(0)
    await expect(page.getByText('What you wrote is not a note yet')).toHaveCount(0)
    await page.getByRole('button', { name: `Enter in another inspection: ${begun}` }).click()
    await look(page, 'came-too-late')
    await page.getByLabel('Which inspection?').selectOption({ label: `${other}, 10 to 11 March 2026` })
    await page.getByRole('button', { name: 'Enter it and open the draft' }).click()
    await expect(page.getByLabel('What was seen, heard or read')).toHaveValue(begun)
    await goHome(page)
    await page.getByRole('button', { name: `Discard: ${doomed}` }).click()
    await look(page, 'discard-late')
    await page.getByRole('button', { name: 'Discard it for good' }).click()
    await expect(page.getByRole('heading', { name: 'Came too late' })).toHaveCount(0)
  })

  await test.step('the certificate names who, why, how and what it cannot promise, and its orders can be checked alone', async () => {
    const { page } = rex
    await page.getByRole('button', { name: 'Read the certificate' }).click({ timeout: 30_000 })
    const paper = page.getByRole('region', { name: 'Certificate of disposal' })
    for (const words of ['Rex Moorcroft', 'Roz Tindall', before.keys[0]?.id ?? ''])
      await expect(paper).toContainText(words)
    await expect(paper).toContainText('Every device that knew the inspection has said that it carried it out.', {
      timeout: 60_000,
    })
    await expect(paper).toContainText('2 texts that came too late')
    await page.getByRole('button', { name: 'Show the signed orders' }).click()
    await look(page, 'certificate')
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save the signed orders' }).click()
    const text = readFileSync(await (await saved).path(), 'utf8')
    expect(await page.getByRole('textbox', { name: 'Signed orders' }).inputValue()).toBe(text)
    expectCheckable(text)
    await goToPart(page, 'Disposals and certificates')
    await look(page, 'disposals')
    await expect(page.getByRole('button', { name: /^Certificate of / })).toBeVisible()
  })

  await test.step('a disclosure goes on the word of its whistleblowing lead and of a records manager who reads nothing of it', async () => {
    await goToDisclosure(roz.page)
    // Who cannot know what a disclosure is about takes every hold on many inspections to cover it.
    await expect(roz.page.getByText('A hold is in force, so nothing may be destroyed.')).toBeVisible()
    await goToPart(rex.page, 'Holds')
    await lift(rex.page, 'Lift this hold')
    await goToPart(roz.page, 'Holds')
    await expect(roz.page.getByText('First of two: Rex Moorcroft')).toBeVisible({ timeout: 30_000 })
    await lift(roz.page, 'Lift it as the second of two')
    await goToDisclosure(roz.page)
    await proposeDisclosure(roz.page)
    await goToPart(rex.page, 'Disposals and certificates')
    await rex.page.getByRole('button', { name: /^Disclosure / }).click({ timeout: 40_000 })
    await expect(rex.page.getByText('You are not told what it says')).toBeVisible()
    await look(rex.page, 'disclosure-disposal')
    await rex.page.getByRole('button', { name: 'Approve the disposal' }).click()
    await look(rex.page, 'approve-disclosure-disposal')
    await rex.page.getByRole('dialog').getByRole('button', { name: 'Approve the disposal' }).click()
    await rex.page.getByRole('button', { name: 'Read the certificate' }).click({ timeout: 60_000 })
    await expect(rex.page.getByText('was destroyed by order of its whistleblowing lead')).toBeVisible()
    await expect(rex.page.getByText('has said that it carried it out.')).toBeVisible({ timeout: 60_000 })
    await goHome(ada.page)
    await ada.page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Disclosures' }).click()
    await expect(ada.page.getByText(whispered)).toHaveCount(0)
  })

  await test.step('neither words nor keys are left in her vault or in the store, and everything verifies', async () => {
    for (const { page } of [ada, rex, roz]) {
      await page.keyboard.press('Control+Shift+L')
      await expect(page.getByRole('button', { name: 'Unlock' }).first()).toBeVisible()
    }
    const after = contentsOf(ada, old)
    for (const words of [said, doomed, whispered]) expect(timesIn(after.bytes, words)).toBe(0)
    expect(timesIn(after.bytes, begun)).toBeGreaterThan(0)
    for (const { key } of before.keys) expect(after.bytes.includes(key)).toBe(false)
    const kept = bytesBelow(folder)
    for (const body of before.sealed) expect(kept.includes(body)).toBe(false)
    for (const { key } of before.keys) expect(kept.includes(key)).toBe(false)
    for (const fieldbook of [ada, rex, roz]) expect(verify(fieldbook)).toMatchObject({ status: 0 })
    await store.stop()
    expect(await command('verify', '--folder', folder)).toMatchObject({ status: 0, err: '' })
  })
})

const inspectionIn = (page: Page, title: string): Locator => page.getByRole('main').getByRole('button', { name: title })

async function joinAs(page: Page, name: string, ...roles: readonly string[]): Promise<void> {
  await makeVault(page, name)
  await page.getByRole('button', { name: 'Do this later' }).click()
  const code = await codeFor(
    folder,
    name,
    ...roles.flatMap((role) => ['--role', role]),
    '--post',
    `${roles[0]} of the trial`,
  )
  await goToOrganisation(page)
  await enterCode(page, code)
  await page.getByRole('button', { name: /^Join / }).click()
  await expect(syncBar(page)).toHaveAttribute('data-sync', 'received', { timeout: 30_000 })
  await goHome(page)
}

async function goHome(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Inspections' }).click()
  await expect(page.getByRole('heading', { name: 'Inspections', level: 1 })).toBeVisible()
}

/** Begins a note, is content with a draft, and goes home. */
async function beginDraft(page: Page, words: string): Promise<void> {
  await goHome(page)
  await inspectionIn(page, old).first().click()
  await beginNote(page)
  await page.getByLabel('What was seen, heard or read').fill(words)
  await expect(page.locator('[data-keeping="kept"]')).toBeVisible()
  await goHome(page)
}

async function goToPart(page: Page, part: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Retention' }).click()
  await page.getByRole('navigation', { name: 'Parts of retention' }).getByRole('button', { name: part }).click()
}

async function goToInspection(page: Page): Promise<void> {
  await goToPart(page, 'Disposals and certificates')
  await page.getByRole('main').getByRole('button', { name: named }).click({ timeout: 30_000 })
}

/** The day from which its rule counts. */
async function stateReport(page: Page): Promise<void> {
  await goToPart(page, 'What falls due')
  await page.getByRole('main').getByRole('button', { name: named }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Record: The report was published' }).click()
  await fillDay(page, 'On which day?', ['15', '5', '2020'])
  await page.getByRole('button', { name: 'Record this' }).click()
  await expect(page.getByText('May be destroyed from 16 May 2023').first()).toBeVisible()
}

async function goToDisclosure(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Disclosures' }).click()
  await page
    .getByRole('main')
    .getByRole('button', { name: new RegExp(whispered.slice(0, 20)) })
    .click()
}

/** As its whistleblowing lead, with what is missing tried first. */
async function proposeDisclosure(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Propose disposal' }).click({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Propose disposal' }).click()
  await expect(page.getByRole('link', { name: 'Choose the remit' })).toBeVisible()
  await page.getByLabel('Remit of its inspection').selectOption({ label: "Registered children's care services" })
  await page.getByRole('group', { name: 'Rule that lets it go' }).getByRole('radio').first().check()
  await fillDay(page, 'From which day may it go?', ['1', '6', '2026'])
  await page.getByLabel('Records manager who is asked to approve').selectOption({ label: 'Rex Moorcroft' })
  await look(page, 'propose-disclosure-disposal')
  await page.getByRole('button', { name: 'Propose disposal' }).click()
  await expect(page.getByText('It waits for the records manager.')).toBeVisible()
  await look(page, 'disclosure-proposed')
}

async function lift(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: /^Lift this hold: / }).click()
  await page.getByRole('dialog').getByRole('button', { name: button }).click()
}

/** As anybody could with the text alone: every hash, signature and device id. */
function expectCheckable(text: string): void {
  const { signers, signed } = JSON.parse(text) as {
    signers: { device: string; publicKey: string; recipient: string }[]
    signed: { kind: string; hash: string; header: string; signature: string; body: string }[]
  }
  const keys = new Map(signers.map(({ device, publicKey }) => [device, fromBase64url(publicKey)]))
  for (const { device, publicKey, recipient } of signers) {
    expect(deviceId(sha256, fromBase64url(publicKey), recipient)).toBe(device)
  }
  for (const { hash, header, signature, body } of signed) {
    const bytes = fromBase64url(header)
    const key = keys.get(parseHeader(bytes).device) ?? new Uint8Array()
    expect(entryHash(sha256, bytes)).toBe(hash)
    expect(verifySignature(key, entryMessage(bytes), fromBase64url(signature))).toBe(true)
    expect(Buffer.from(sha256(fromBase64url(body))).toString('hex')).toBe(parseHeader(bytes).body.sha256)
  }
  const kinds = signed.map(({ kind }) => kind)
  for (const kind of ['hold.placed', 'hold.lifted', 'disposal.proposed', 'disposal.approved', 'disposal.committed']) {
    expect(kinds).toContain(kind)
  }
}
