// The real application under test: shell and engine as processes, and a Chromium with a profile of its own.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { findChromium } from '../run/chromium.ts'
import { type Shell, startRealShell } from '../support/shell.ts'

export interface Fieldbook {
  readonly home: string
  readonly profile: string
  readonly context: BrowserContext
  readonly page: Page
  shell: Shell
  /** Ends shell and browser and removes what they wrote. */
  close(): Promise<void>
}

export async function startFieldbook(): Promise<Fieldbook> {
  const home = mkdtempSync(join(tmpdir(), 'fieldbook-journey-'))
  const profile = mkdtempSync(join(tmpdir(), 'fieldbook-profile-'))
  const shell = startRealShell(home)
  const context = await openBrowser(profile)
  const page = context.pages()[0] ?? (await context.newPage())
  page.setDefaultTimeout(20_000)
  await page.goto(await shell.link())
  const fieldbook: Fieldbook = {
    home,
    profile,
    context,
    page,
    shell,
    close: async () => {
      await context.close()
      fieldbook.shell.process.kill('SIGTERM')
      await fieldbook.shell.ended
      for (const folder of [home, profile]) rmSync(folder, { recursive: true, force: true })
    },
  }
  return fieldbook
}

export async function openBrowser(profile: string): Promise<BrowserContext> {
  const found = await findChromium()
  const environment = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  return chromium.launchPersistentContext(profile, {
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    env: { ...Object.fromEntries(environment), ...found?.env },
    chromiumSandbox: process.getuid?.() !== 0,
    ...(found !== null && { executablePath: found.executable }),
  })
}

/** The engine is the shell's only child. */
export function enginePid(shell: Shell): number {
  const children = readFileSync(`/proc/${shell.pid}/task/${shell.pid}/children`, 'utf8').trim().split(/\s+/)
  const [engine, ...others] = children.filter((pid) => pid !== '').map(Number)
  if (engine === undefined || others.length > 0) throw new Error(`children of the shell: ${children.join(', ')}`)
  return engine
}

/** Kills shell and engine at one instant, which is returned on the wall clock, in milliseconds. */
export function killBoth(shell: Shell): number {
  const engine = enginePid(shell)
  const before = Date.now()
  // One command, so that neither sees the other die and tidies up.
  execFileSync('kill', ['-KILL', String(shell.pid), String(engine)])
  return before
}
