// Tests that run in Node: everything under test/ but the journeys in a browser and the benchmarks.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/e2e/**', 'test/bench/**'],
    pool: 'forks',
    maxWorkers: 2,
    // Opening a vault derives a key from its passphrase, which is slow on purpose.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
})
