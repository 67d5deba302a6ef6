// What counts as sound after a power cut: what was acknowledged, or that with all of the deed under way; everything else is told.
import { describe, expect, test } from 'vitest'
import type { Changes, Holdings, Mark } from './power-cuts/marks.ts'
import { judged, Promises } from './power-cuts/promises.ts'
import type { Traced } from './power-cuts/trace.ts'

const marked = (mark: Mark): Traced => ({ call: 'mark', mark })
const done = marked({ mark: 'acknowledged', changes: {} })

function begun(changes: Changes, stepwise = false): Traced {
  return marked({ mark: 'begun', what: 'saving', changes, stepwise })
}

const vault = marked({ mark: 'vault', folder: '/disk', holds: { vault: 'made' }, given: true })
const written: Traced = { call: 'close', handle: 3 }
const trace = [
  vault,
  begun({ 'draft a': 'one' }),
  written,
  done,
  begun({ 'note a': 'one', 'draft a': null }),
  written,
  done,
]

const at = (place: number, holds: Holdings, of = trace) => judged({ holds }, new Promises(of).at(place))
const sound = { lost: [], faults: [] }

describe('after a power cut', () => {
  test('what was acknowledged is sound, and only that between two deeds', () => {
    expect(at(0, { vault: 'made' })).toEqual(sound)
    expect(at(3, { vault: 'made', 'draft a': 'one' })).toEqual(sound)
    expect(at(3, { vault: 'made' })).toEqual({ lost: ['draft a'], faults: [] })
    expect(at(3, { vault: 'made', 'draft a': 'other' })).toEqual({ lost: ['draft a'], faults: [] })
    expect(at(6, { vault: 'made', 'note a': 'one' })).toEqual(sound)
    expect(at(6, {})).toEqual({ lost: ['vault', 'note a'], faults: [] })
  })

  test('what nobody wrote, and what was taken away, is told of', () => {
    expect(at(0, { vault: 'made', 'note a': 'one' }).faults).toHaveLength(1)
    expect(at(6, { vault: 'made', 'note a': 'one', 'draft a': 'one' }).faults).toHaveLength(1)
  })

  test('a deed under way is there as a whole or not at all, but for one that is done step by step', () => {
    const both = { vault: 'made', 'note a': 'one', 'draft a': 'one' }
    expect(at(5, { vault: 'made', 'draft a': 'one' })).toEqual(sound)
    expect(at(5, { vault: 'made', 'note a': 'one' })).toEqual(sound)
    expect(at(5, both)).toEqual({ lost: [], faults: ['saving is there in part'] })
    const stepwise = [vault, begun({ 'draft a': 'one' }), done, begun({ 'note a': 'one', 'draft a': null }, true), done]
    expect(at(3, both, stepwise)).toEqual(sound)
  })

  test('a vault that does not open has lost everything that it held', () => {
    const judgement = judged({ fault: 'vault.damaged' }, new Promises(trace).at(3))
    expect(judgement).toEqual({ lost: ['vault', 'draft a'], faults: ['vault.damaged'] })
  })

  test('a script that broke off is not taken for a short one', () => {
    expect(() => new Promises(trace.slice(0, -1))).toThrow('did not end')
    expect(() => new Promises([vault])).toThrow('did not end')
  })
})
