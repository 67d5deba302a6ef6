// Electron's window: a journey in its real runtime, and the page under the window's own policy in Chromium.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { findElectron } from '#main/electron-runtime.ts'
import { EngineProcess } from '#main/engine-process.ts'
import { readBuiltPages } from '#main/pages.ts'
import { places } from '#main/places.ts'
import { pageOrigin } from '#main/transports/electron/origin.ts'
import { answerRequest } from '#main/transports/electron/page-reply.ts'
import { beginNote, makeVault, openInspection, unlock, writeNote } from './steps.ts'

const note = { kind: 'Observation', words: 'The kitchen was warm and calm.' }
/** Parts of the policy that a request, a remote picture, and text as a script run into. */
const forbidden = ['connect-src', 'img-src', 'require-trusted-types-for']
const executable = findElectron()?.executable() ?? null

let home: string
test.beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'fieldbook-window-'))
})
test.afterEach(() => rmSync(home, { recursive: true, force: true }))

test('in the real window: capture, close, open again; nothing leads out', async () => {
  test.skip(executable === null, "Electron's runtime is not installed; `npm run electron:install` fetches it")
  const first = await openWindow()
  const page = await first.firstWindow()
  expect(page.url()).toBe(`${pageOrigin}/`)
  await expect(page.getByText('In its own window, on this computer only')).toBeVisible()
  const preferences = await first.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    // Electron has this function, but not in its types.
    return (contents as unknown as { readonly getLastWebPreferences: () => object }).getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    contextIsolation: true,
    sandbox: true,
    webSecurity: true,
    nodeIntegration: false,
    navigateOnDragDrop: false,
  })
  await leadsNowhere(page)
  await captureOneNote(page)
  await first.close()

  const second = await openWindow()
  const again = await second.firstWindow()
  await unlock(again)
  await again.getByRole('button', { name: 'Hazel Cottage (invented)' }).click()
  await expect(again.getByText(note.words).first()).toBeVisible()
  await second.close()
})

test("in Chromium, under the window's policy and over the window's bridge, the page works and asks nobody", async ({
  page,
}) => {
  const engine = new EngineProcess({
    folders: { data: join(home, 'data'), state: join(home, 'state'), resources: fileURLToPath(places.resources) },
    onFault: ({ words }) => process.stdout.write(`${words}\n`),
  })
  const asked = await servedAsInTheWindow(page, engine)
  await page.goto(`${stand}/`)
  await expect(page.getByText('In its own window, on this computer only')).toBeVisible()
  await captureOneNote(page)
  const before = asked.length
  const violated = await tryForbidden(page)
  await expect.poll(violated).toEqual(forbidden)
  expect(asked.slice(before)).toEqual([])
  await page.getByRole('button', { name: 'Lock', exact: true }).click()
  await unlock(page)
  await engine.stop()
})

function openWindow(): Promise<ElectronApplication> {
  const env = Object.entries({ ...process.env, FIELDBOOK_HOME: home }).filter(([, value]) => value !== undefined)
  return _electron.launch({
    ...(executable && { executablePath: executable }),
    // Chromium refuses its sandbox to root; everybody else has it.
    args: [fileURLToPath(places.window), ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: Object.fromEntries(env),
  })
}

async function captureOneNote(page: Page): Promise<void> {
  await makeVault(page, 'Rowan Ellis')
  await page.getByRole('button', { name: 'Do this later' }).click()
  await openInspection(page, 'Hazel Cottage (invented)')
  await beginNote(page)
  await writeNote(page, note)
}

async function leadsNowhere(page: Page): Promise<void> {
  expect(await page.evaluate(() => window.open('https://evil.example/'))).toBe(null)
  await page.evaluate(() => window.location.assign('https://evil.example/'))
  await page.evaluate(() => window.location.assign('file:///etc/passwd'))
  expect(page.url()).toBe(`${pageOrigin}/`)
  expect(
    await page.evaluate(() => Object.keys(window).filter((name) => /require|process|electron/.test(name))),
  ).toEqual([])
}

/** Stands for app://fieldbook, which Chromium without Electron does not know; no request of it leaves the browser. */
const stand = 'https://fieldbook.invalid'

/** Answers the page as the window does, and gives it the bridge that the preload would. Returns what it asked for. */
async function servedAsInTheWindow(page: Page, engine: EngineProcess): Promise<readonly string[]> {
  const pages = readBuiltPages(places.pages)
  const asked: string[] = []
  await page.route('**/*', async (route) => {
    const url = route.request().url().replace(stand, pageOrigin)
    asked.push(url)
    const { status, headers, body } = await partsOf(answerRequest(pages, { method: route.request().method(), url }))
    await route.fulfill({ status, headers, body })
  })
  await page.exposeFunction('callMain', (name: string, text: string) => engine.call(name, JSON.parse(text)))
  await page.exposeFunction('secretMain', (name: string, bytes: number[]) => engine.call(name, new Uint8Array(bytes)))
  await page.addInitScript(() => {
    const main = window as unknown as Record<'callMain' | 'secretMain', (name: string, body: unknown) => unknown>
    Object.assign(window, {
      fieldbook: {
        call: (name: string, text: string) => main.callMain(name, text),
        secret: (name: string, sealed: Uint8Array) => main.secretMain(name, [...sealed]),
        onEvent: () => {},
      },
    })
  })
  return asked
}

async function partsOf(reply: Response) {
  return {
    status: reply.status,
    headers: Object.fromEntries(reply.headers),
    body: Buffer.from(await reply.arrayBuffer()),
  }
}

/** Tries what the policy forbids; gives back a look at which of its parts forbade it, which the browser tells later. */
async function tryForbidden(page: Page): Promise<() => Promise<readonly string[]>> {
  const found = await page.evaluateHandle(() => {
    const parts = new Set<string>()
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => parts.add(effectiveDirective))
    return parts
  })
  await page.evaluate(async () => {
    const image = document.createElement('img')
    image.src = 'https://evil.example/pixel.png'
    const script = document.createElement('script')
    document.body.append(image, script)
    const attempts = [
      () => script.setAttribute('src', 'https://evil.example/a.js'),
      () => void (script.textContent = 'window.stolen = 1'),
      () => image.setAttribute('onerror', 'window.stolen = 1'),
    ]
    for (const attempt of attempts) {
      try {
        attempt()
      } catch {
        // Forbidden where it stands; the violation is counted.
      }
    }
    await fetch('./icon.svg').catch(() => undefined)
  })
  return () => found.evaluate((parts) => ['stolen' in window ? 'nothing' : '', ...parts].filter(Boolean).toSorted())
}
