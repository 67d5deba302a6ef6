// Journeys in a real Chromium, one at a time; pictures and traces go to artefacts/.
import { defineConfig } from '@playwright/test'
import { findChromium } from './test/run/chromium.ts'

const chromium = await findChromium()
const environment = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'artefacts/journeys',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  // A passphrase is made into a key slowly on purpose, and the machine may be busy.
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium && { executablePath: chromium.executable }),
      env: { ...Object.fromEntries(environment), ...chromium?.env },
      // Chromium refuses its sandbox to root; everybody else has it.
      chromiumSandbox: process.getuid?.() !== 0,
    },
  },
})
