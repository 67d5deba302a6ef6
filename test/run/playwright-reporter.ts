// Tells `npm test` what Playwright did: how many journeys passed and failed, and why each of the others was skipped.
import type { FullConfig, FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'
import { type Skipped, writeSummary } from './summary.ts'

export default class SummaryReporter implements Reporter {
  #suite: Suite | null = null
  #errors = 0

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  onError(): void {
    this.#errors += 1
  }

  onEnd(_result: FullResult): void {
    const tests = this.#suite?.allTests() ?? []
    const ran = (test: TestCase): boolean => test.results.length > 0
    const skipped = tests.filter((test) => ran(test) && test.outcome() === 'skipped')
    const passed = tests.filter((test) => ran(test) && test.outcome() === 'expected')
    writeSummary('playwright', {
      passed: passed.length,
      failed: tests.length - passed.length - skipped.length + this.#errors,
      skipped: skipped.map(skippedOf),
    })
  }

  printsToStdio(): boolean {
    return false
  }
}

function skippedOf(test: TestCase): Skipped {
  const reason = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ?? ''
  return { test: test.titlePath().filter(Boolean).join(' > '), reason }
}
