// A pack with a mistake is refused, and what is wrong is named with its file: a wrong form, a name of nothing, an odd rule.
import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { checkPolicy, checkPolicyFile, loadPolicy } from '#main/services/policy.ts'
import { Problem } from '#shared/problems.ts'
import { copyOf, type Path, packWith, packWithRepeat, removeCopies, shipped } from '../../fixtures/policy/packs.ts'

afterEach(removeCopies)

const remits = readdirSync(join(shipped, 'remits'))
const someRemit = `remits/${remits[0]}`
const remitWithNames = 'remits/registered-childrens-care.json'

function problemOf(folder: string): Problem {
  try {
    loadPolicy(folder)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

function expectRefused(folder: string, code: Problem['code'], ...parts: readonly string[]): void {
  const problem = problemOf(folder)
  expect(problem.code).toBe(code)
  for (const part of parts) expect(problem.detail).toContain(part)
  expect(problem.detail.startsWith(parts[0] ?? '')).toBe(true)
  expect(checkPolicy(folder)[0]?.code).toBe(code)
}

/** Names of nothing: the file, where in it, and the words of the complaint. */
const strangers: readonly (readonly [string, Path, string])[] = [
  [someRemit, ['subjects', 0, 'held', 0, 'category'], 'category'],
  [someRemit, ['subjects', 0, 'subject'], 'subject'],
  [someRemit, ['recipients', 0, 'recipient'], 'body'],
  [someRemit, ['controllers', 0, 'controller'], 'body'],
  [someRemit, ['gateways', 0, 'body'], 'body'],
  [someRemit, ['bases', 0, 'basis'], 'basis'],
  [someRemit, ['retention', 0, 'assumptions', 0], 'assumption'],
  [someRemit, ['provenance', 'channels', 0], 'channel'],
  [someRemit, ['provenance', 'public', 0], 'body'],
  [someRemit, ['whistleblowing', 'instrument'], 'instrument'],
  [remitWithNames, ['incidents', 0, 'incident'], 'incident type'],
  [remitWithNames, ['yearlyData', 0, 'from'], 'body'],
  [remitWithNames, ['retention', 0, 'until'], 'event'],
  [remitWithNames, ['retention', 0, 'when', 0, 'circumstance'], 'circumstance'],
  ['lists.json', ['categories', 19, 'bases', 0], 'basis'],
  ['lists.json', ['alone', 0], 'category'],
  ['lists.json', ['subjects', 0, 'roles', 0], 'person role'],
  ['lists.json', ['incidentTypes', 0, 'category'], 'category'],
  ['pack.json', ['assumptions', 0, 'options', 0, 'value'], 'event'],
  ['records.json', ['retention', 0, 'records'], 'record class'],
  ['records.json', ['complaintFile', 'circle', 4, 'body'], 'body'],
  ['notifications.json', ['columns', 'items', 2, 'categories', 0], 'category'],
  ['notifications.json', ['holds', 0, 'until'], 'event'],
  ['sharing.json', ['parties', 0, 'inspectorate'], 'body'],
  ['sharing.json', ['portal', 'remit'], 'remit'],
  ['sharing.json', ['portal', 'inspectorates', 0], 'body'],
  ['children-in-need.json', ['recipients', 0, 'recipient'], 'body'],
  ['successors.json', [0, 'becomes'], 'body'],
]

describe('a pack is refused', () => {
  test.each(strangers)('when %s names nothing at %j', (file, path, kind) => {
    expectRefused(packWith(file, path, 'shoe-size'), 'policy.at-odds', `${file}: ${kind} 'shoe-size' is in no list`)
  })

  test.each([someRemit, 'lists.json', 'records.json', 'sharing.json'])('when a source in %s is none', (file) => {
    const path = { 'lists.json': ['bodies', 0], 'records.json': ['retention', 0], 'sharing.json': ['portal'] }[file]
    const at = [...(path ?? ['retention', 0]), 'source']
    const document = packWith(file, at, { document: 6, heading: 'Shoes' })
    expectRefused(document, 'policy.at-odds', `${file}: document 6 is not one of the pack's`)
    const instrument = packWith(file, at, { instrument: 'shoes-act', provision: 'section 1' })
    expectRefused(instrument, 'policy.at-odds', `${file}: instrument 'shoes-act' is not one of the pack's`)
  })

  test('when a power in law rests on an Act that the pack does not have', () => {
    const folder = packWith(someRemit, ['gateways', 0, 'instrument'], 'shoes-act')
    expectRefused(folder, 'policy.at-odds', `${someRemit}: instrument 'shoes-act' is not one of the pack's`)
  })

  const answer = { assumption: 'length-of-review', value: 'P2Y', decided: '2026-11', by: 'Head of records' }

  test.each<readonly [string, readonly object[], string]>([
    ['to nothing that is asked', [{ ...answer, assumption: 'shoe-size' }], "assumption 'shoe-size' is in no list"],
    ['that is no period', [{ ...answer, value: 'two years' }], 'is not a period such as P3Y'],
    [
      'that is not offered',
      [{ ...answer, assumption: 'end-of-the-inquiry', value: 'soon' }],
      'is not one of its options',
    ],
    ['given twice', [answer, answer], "answer to 'length-of-review' is given twice"],
  ])('when the organisation’s answers hold one %s', (_, answers, what) => {
    const folder = copyOf(shipped)
    const file = 'answers.json'
    writeFileSync(join(folder, file), JSON.stringify(answers))
    expectRefused(folder, 'policy.at-odds', 'answers.json: ', what)
    writeFileSync(join(folder, file), JSON.stringify([answer]))
    expect(loadPolicy(folder).answers).toEqual([answer])
  })

  test.each<readonly [string, Path]>([
    [someRemit, ['settings']],
    [someRemit, ['subjects']],
    [someRemit, ['subjects', 0, 'held']],
    [someRemit, ['recipients']],
    [someRemit, ['areas']],
    [someRemit, ['retention']],
    ['lists.json', ['categories']],
    ['lists.json', ['noteKinds']],
    ['lists.json', ['personRoles']],
    ['lists.json', ['bodies']],
    ['pack.json', ['documents']],
    ['pack.json', ['instruments']],
    ['pack.json', ['assumptions']],
    ['records.json', ['classes']],
    ['records.json', ['complaintFile', 'circle']],
    ['sharing.json', ['parties']],
    ['sharing.json', ['onwardSharing']],
  ])('when %s repeats an id in %j', (file, path) => {
    expectRefused(packWithRepeat(file, path), 'policy.at-odds', `${file}: `, 'is given twice')
  })

  test('when a recipient stands above those who protect children', () => {
    const { recipients } = loadPolicy(shipped).remits[0] ?? { recipients: [] }
    const folder = packWith(someRemit, ['recipients'], recipients.toReversed())
    expectRefused(folder, 'policy.at-odds', `${someRemit}: recipient `, 'must come first')
  })

  test.each<readonly [string, Path, unknown, string]>([
    ['has neither period nor assumption of one', ['retention', 0, 'period'], null, 'neither period'],
    ['has a beginning that nothing fills', ['retention', 0, 'assumptions'], [], 'neither beginning'],
    ['ends twice', ['retention', 0, 'until'], 'born', 'has an end and a period as well'],
    ['lasts until an event and names none', ['retention', 0, 'modality'], 'until-event', 'names none'],
  ])('when a rule %s', (_, path, value, what) => {
    expectRefused(packWith(someRemit, path, value), 'policy.at-odds', `${someRemit}: rule 'inspection-evidence' `, what)
  })

  test.each<readonly [string, string, Path, unknown]>([
    ['names may be of people of whom nothing is held', remitWithNames, ['names', 'subjects'], ['witness']],
    ['names are allowed of nobody', remitWithNames, ['names', 'subjects'], []],
    ['nobody says what holds where names are not spoken of', someRemit, ['names', 'assumption'], null],
    ['an assumption has a default that it does not offer', 'pack.json', ['assumptions', 0, 'default'], 'born'],
    ['an assumed period is none', 'pack.json', ['assumptions', 1, 'default'], 'three years'],
    ['the columns are not in order', 'notifications.json', ['columns', 'items', 3, 'position'], 9],
  ])('when %s', (_, file, path, value) => {
    expectRefused(packWith(file, path, value), 'policy.at-odds', `${file}: `)
  })

  test.each<readonly [string, Path, unknown]>([
    [someRemit, ['extra'], true],
    [someRemit, ['areas', 0, 'extra'], true],
    [someRemit, ['retention'], []],
    [someRemit, ['retention', 0, 'period'], 'three years'],
    [someRemit, ['retention', 0, 'modality'], 'for-ever'],
    [someRemit, ['id'], 'Cafcass'],
    ['pack.json', ['documents', 0, 'updated'], '1 November 2019'],
    ['pack.json', ['documents', 0, 'standing'], 'forgotten'],
    ['lists.json', ['categories', 0, 'special'], 'no'],
    ['successors.json', [0, 'now'], ''],
  ])('when %s has another form at %j', (file, path, value) => {
    expectRefused(packWith(file, path, value), 'policy.unreadable', `${file}: `)
  })

  test.each(['pack.json', 'lists.json', 'records.json', 'sharing.json', 'successors.json'])('without %s', (file) => {
    const folder = copyOf(shipped)
    rmSync(join(folder, file))
    expectRefused(folder, 'policy.unreadable', `${file}: cannot be read`)
  })

  test('without remits, or where one is there twice, or a file is not JSON', () => {
    const none = copyOf(shipped)
    rmSync(join(none, 'remits'), { recursive: true })
    expectRefused(none, 'policy.unreadable', 'remits: ')
    const twice = copyOf(shipped)
    cpSync(join(twice, someRemit), join(twice, 'remits/copy.json'))
    expectRefused(twice, 'policy.unreadable', 'remits/copy.json: ', 'holds the id')
    const torn = copyOf(shipped)
    writeFileSync(join(torn, someRemit), '{')
    expectRefused(torn, 'policy.unreadable', `${someRemit}: is not JSON`)
  })
})

describe('checking', () => {
  test('finds every mistake, not only the first', () => {
    const folder = copyOf(shipped)
    for (const name of remits.slice(0, 3)) writeFileSync(join(folder, 'remits', name), '[]')
    expect(checkPolicy(folder).map(({ file }) => file)).toEqual(remits.slice(0, 3).map((name) => `remits/${name}`))
  })

  test('takes one file in place of that of the pack, or as a remit more', () => {
    const remit = loadPolicy(shipped).remits[0]
    const [channel] = remit?.provenance.channels ?? []
    const text = (id: string) => JSON.stringify({ ...remit, id })
    expect(checkPolicyFile(shipped, 'remits/harbours.json', text('harbours'))).toEqual([])
    expect(checkPolicyFile(shipped, 'remits/harbours.json', text('lighthouses'))).toHaveLength(1)
    const odd = text('harbours').replace(`"${channel}"`, '"pigeon-post"')
    expect(checkPolicyFile(shipped, 'remits/harbours.json', odd)).toEqual([
      { code: 'policy.at-odds', file: 'remits/harbours.json', what: "channel 'pigeon-post' is in no list" },
    ])
  })
})
