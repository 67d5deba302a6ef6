// Tells `npm test` what vitest did: how many tests passed and failed, and why each of the others was skipped.
import type { Reporter, TestCase, TestModule } from 'vitest/node'
import { type Skipped, writeSummary } from './summary.ts'

export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const inState = (state: string): TestCase[] => tests.filter((test) => test.result().state === state)
    writeSummary('vitest', {
      passed: inState('passed').length,
      // A test still pending never ran to its end; a module that could not be read has errors of its own.
      failed: inState('failed').length + inState('pending').length + errorsIn(modules) + unhandledErrors.length,
      skipped: inState('skipped').map(skippedOf),
    })
  }
}

function errorsIn(modules: readonly TestModule[]): number {
  const suites = modules.flatMap((module) => [module, ...module.children.allSuites()])
  return suites.reduce((sum, suite) => sum + suite.errors().length, 0)
}

function skippedOf(test: TestCase): Skipped {
  const result = test.result()
  const reason = result.state === 'skipped' ? (result.note ?? '') : ''
  return { test: `${test.module.relativeModuleId} > ${test.fullName}`, reason }
}
