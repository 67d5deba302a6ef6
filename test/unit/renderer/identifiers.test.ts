// Settling identifiers in the page: the same words together, in their sentence, replaced everywhere at once.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { contextOf, groupsOf, type Identifier, replaced } from '../../../src/renderer/capture/identifier-groups.ts'
import { createIdentifierWatch } from '../../../src/renderer/stores/capture/identifier-watch.ts'

const text = 'Babajide ate. Staff told Babajide to wait.\nHe did.'
const at = (from: number, field: Identifier['field'] = 'words'): Identifier => ({
  field,
  kind: 'name',
  from,
  to: from + 8,
  words: 'Babajide',
  replacements: ['BA', 'B'],
})
const texts = { words: text, described: '', place: 'Babajide', reason: '' }

describe('groups', () => {
  test('hold the same words together and show the first of them in its sentence', () => {
    const groups = groupsOf([at(0), at(25), at(0, 'place')], texts)
    expect(groups).toMatchObject([{ words: 'Babajide', field: 'words', replacements: ['BA', 'B'] }])
    expect(groups[0]?.places).toHaveLength(3)
    expect(groups[0]?.context).toEqual({ before: '', words: 'Babajide', after: ' ate. Staff told Babajide to wait.' })
  })

  test('show no other line, and cut long ones between words', () => {
    expect(contextOf(text, at(25))).toEqual({
      before: 'Babajide ate. Staff told ',
      words: 'Babajide',
      after: ' to wait.',
    })
    const long = `${'word '.repeat(30)}Babajide${' word'.repeat(30)}`
    const { before, after } = contextOf(long, at(150))
    expect(before).toMatch(/^… (word )+$/)
    expect(after).toMatch(/^( word)+ …$/)
  })
})

describe('replacing', () => {
  test('puts the replacement in every place', () => {
    expect(replaced(text, [at(0), at(25)], 'BA')).toBe('BA ate. Staff told BA to wait.\nHe did.')
  })

  test('finds words that have moved since, and leaves alone what is gone or part of another word', () => {
    expect(replaced(`A longer ${text}`, [at(0), at(25)], 'BA')).toBe('A longer BA ate. Staff told BA to wait.\nHe did.')
    expect(replaced('Babajidean ate.', [at(0)], 'BA')).toBe('Babajidean ate.')
    expect(replaced('Babajide ate, and Babajide slept.', [at(20)], 'BA')).toBe('Babajide ate, and BA slept.')
  })
})

describe('the watch', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  const looked = { on: null, texts: { words: text } }
  const confirm = async () => ({})

  test('asks once after a pause in typing, and keeps only the answer to what was typed last', async () => {
    const answers: ((answer: readonly Identifier[]) => void)[] = []
    const find = vi.fn(() => new Promise<readonly Identifier[]>((resolve) => void answers.push(resolve)))
    const { look, stop } = createIdentifierWatch({ find, confirm }).getState()
    const store = createIdentifierWatch({ find, confirm })
    for (let typed = 0; typed < 5; typed += 1) store.getState().look(looked)
    await vi.advanceTimersByTimeAsync(400)
    expect(find).toHaveBeenCalledTimes(1)
    store.getState().look(looked)
    await vi.advanceTimersByTimeAsync(400)
    answers[1]?.([at(0)])
    answers[0]?.([])
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState().groups).toHaveLength(1)
    look(looked)
    stop()
    await vi.advanceTimersByTimeAsync(400)
    expect(find).toHaveBeenCalledTimes(2)
  })

  test('takes off what was confirmed and looks again; what was refused stays, with why', async () => {
    const confirming = vi.fn(confirm)
    const find = vi.fn(async () => (confirming.mock.calls.length > 1 ? [] : [at(0)]))
    confirming.mockRejectedValueOnce(new Error('no'))
    const store = createIdentifierWatch({ find, confirm: confirming })
    store.getState().look(looked)
    await vi.advanceTimersByTimeAsync(400)
    const [group] = store.getState().groups
    if (group === undefined) throw new Error('nothing was found')
    expect((await store.getState().confirm(group, 'A pet.'))?.code).toBe('application.unexpected')
    expect(store.getState().groups).toHaveLength(1)
    expect(await store.getState().confirm(group, 'A pet.')).toBeNull()
    await vi.advanceTimersByTimeAsync(0)
    expect(store.getState()).toMatchObject({ groups: [], had: true })
    expect(confirming).toHaveBeenLastCalledWith({ kind: 'name', words: 'Babajide' }, 'A pet.')
  })
})
