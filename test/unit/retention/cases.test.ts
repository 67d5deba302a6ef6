// Worked cases, each reckoned by hand from its document: what is kept until when, by which rule, on which assumptions.
import { describe, expect, test } from 'vitest'
import { calendar } from '#main/platform/calendar.ts'
import { retentionBy } from '#shared/domain/retention/explain.ts'
import type { Explanation } from '#shared/domain/retention/explanation.ts'
import type { Case } from '../../fixtures/retention/cases/case.ts'
import { evidenceCases } from '../../fixtures/retention/cases/evidence.ts'
import { recordCases } from '../../fixtures/retention/cases/records.ts'
import { regulationCases } from '../../fixtures/retention/cases/regulation.ts'
import { noFacts, ourPack } from '../../fixtures/retention/pack.ts'

const cases = [...evidenceCases, ...regulationCases, ...recordCases]

function explain({ facts, answers, asOf }: Case): Explanation {
  return retentionBy(ourPack, answers ?? {}, calendar)({ ...noFacts, ...facts }, asOf)
}

function lookedAt({ rule }: Case, { verdicts }: Explanation) {
  return verdicts.flatMap(({ rules }) => rules).find((looked) => looked.rule.id === rule)
}

function verdictOf({ of }: Case, { verdicts }: Explanation) {
  return of === undefined ? verdicts[0] : verdicts.find(({ controller }) => controller === of)
}

describe.each([
  ['evidence', evidenceCases],
  ['suitability and investigations', regulationCases],
  ['records and context', recordCases],
])('%s', (_, some) => {
  test.each(some)('$name', (worked) => {
    const explanation = explain(worked)
    expect(explanation.state).toBe(worked.state)
    expect(verdictOf(worked, explanation)).toMatchObject({
      mayGoFrom: worked.mayGoFrom ?? null,
      mustBeGoneBy: worked.mustBeGoneBy ?? null,
      reviewFrom: worked.reviewFrom ?? null,
    })
    expect(explanation.findings.map(({ code, about }) => `${code} ${about}`)).toEqual(
      (worked.findings ?? []).map((finding) => `retention.${finding}`),
    )
    if (worked.assumptions !== undefined) {
      expect(explanation.assumptions.map(({ id, value }) => `${id}=${value}`)).toEqual(worked.assumptions)
    }
    if (worked.rule === null) return
    expect(lookedAt(worked, explanation)).toMatchObject({
      role: worked.role ?? 'decides',
      rule: { source: worked.source },
    })
  })
})

test('there are at least sixty, of every remit, every class of records, and every rule of the pack', () => {
  expect(cases.length).toBeGreaterThanOrEqual(60)
  const remits = new Set(cases.map(({ facts }) => facts.remit))
  expect(ourPack.remits.map(({ id }) => id).filter((id) => !remits.has(id))).toEqual([])
  const classes = new Set(cases.map(({ facts }) => facts.records))
  expect(ourPack.records.classes.map(({ id }) => id).filter((id) => !classes.has(id))).toEqual([])
  const named = new Set(cases.map(({ facts: { remit }, rule }) => `${remit ?? ''} ${rule}`))
  const rules = [
    ...ourPack.remits.flatMap(({ id, retention }) => retention.map((rule) => `${id} ${rule.id}`)),
    ...[...ourPack.records.retention, ...ourPack.childrenInNeed.retention].map((rule) => ` ${rule.id}`),
  ]
  expect(rules.filter((rule) => !named.has(rule))).toEqual([])
})
