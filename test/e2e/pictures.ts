// Keeps a picture of each screen as an artefact, to be looked at; and, when asked, those that the README shows.
import { join } from 'node:path'
import type { Page, PageScreenshotOptions } from '@playwright/test'

/** Screens of the README, each with what stands at the top of its picture: a selector, or nothing for the whole top. */
const ofReadme: Readonly<Record<string, readonly [file: string, top?: string]>> = {
  'start-first-time': ['start.png'],
  'practice-notes': ['notes.png', 'h1'],
  'practice-timeline': ['timeline.png', 'h2:has-text("Timeline")'],
  'practice-search': ['search.png', 'h2:has-text("Search")'],
  'practice-disclosures': ['disclosures.png', 'h1'],
  settle: ['names.png', 'label:has-text("What was seen")'],
  joining: ['joining.png', 'h1'],
  'open-with-team': ['open-with-team.png', 'text=Last day of the inspection'],
  team: ['team.png', 'h1'],
  'sending-offline': ['sending.png'],
  seal: ['seal.png', 'text=Missing or unfinished'],
  queue: ['reviews.png'],
  'bundle-with-question': ['bundle.png', 'h2:has-text("Notes")'],
  'bundle-accepted': ['decision.png', 'h2:has-text("Decision")'],
  'note-answered': ['question.png'],
  conflict: ['conflict.png', 'h1'],
  'retention-due': ['retention.png', 'h1'],
  'retention-kept': ['kept.png', 'h2:has-text("What is kept until when")'],
  holds: ['holds.png', 'h1'],
  'disposal-proposed': ['disposal.png', 'h2:has-text("Disposal")'],
  certificate: ['certificate.png', 'h3:has-text("Why")'],
  'came-too-late': ['late.png', 'h1'],
  'notice-copied': ['new-device.png'],
}

/** Where the README's pictures go to; without it none are taken. */
const folder = process.env['FIELDBOOK_PICTURES']

/** Longest picture of a screen, in pixels. */
const longest = 4_000

export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `artefacts/screens/${name}.png`, ...(await upToLongest(page)), animations: 'disabled' })
  const shown = ofReadme[name]
  if (folder !== undefined && shown !== undefined) await pictureForReadme(page, join(folder, shown[0]), shown[1])
}

/** A list of many notes goes on as it begins, and would take seconds. */
async function upToLongest(page: Page): Promise<PageScreenshotOptions> {
  const { width, height } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }))
  return { fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, longest) } }
}

async function pictureForReadme(page: Page, path: string, top: string | undefined): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 1180, height: 860 })
  // Nothing looks as if somebody were about to press it.
  await page.mouse.move(0, 0)
  await page
    .locator(':focus')
    .evaluateAll((elements) => elements.forEach((element) => element instanceof HTMLElement && element.blur()))
  if (top === undefined) await page.evaluate(() => window.scrollTo(0, 0))
  else
    await page
      .locator(top)
      .first()
      .evaluate((element) => window.scrollTo(0, element.getBoundingClientRect().top + window.scrollY - 24))
  await page.screenshot({ path, animations: 'disabled' })
  if (before !== null) await page.setViewportSize(before)
}
