// Holds the editor to what becomes of a draft: saved when it is whole, kept when not, never over another version.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { pageTimer } from '../../../src/renderer/capture/draft-keeper.ts'
import { problemOf } from '../../../src/renderer/problem.ts'
import {
  type Begun,
  DraftEditor,
  type EditorPorts,
  type Saved,
} from '../../../src/renderer/stores/capture/draft-editor.ts'

type Ports = EditorPorts<string, string>
const fresh: Begun<string, string> = { content: '', heads: [], typed: null, kept: false, newer: null, state: null }

/** Ports whose calls are recorded; `says` tells the editor that the vault saved by itself. */
function ports(change: Partial<Ports> = {}) {
  let tell: (heads: readonly string[]) => void = () => undefined
  const made = {
    load: vi.fn<Ports['load']>(change.load ?? (async () => fresh)),
    keep: vi.fn<Ports['keep']>(async () => undefined),
    save: vi.fn<Ports['save']>(change.save ?? (async (): Promise<Saved> => ({ heads: ['new'], conflict: false }))),
    discard: vi.fn<Ports['discard']>(async () => undefined),
    look: vi.fn<Ports['look']>(change.look ?? (async () => ({ heads: ['a'], state: 'saved', saved: 'as saved' }))),
    isComplete: (content: string) => content !== '',
    goOn: (typed: string, base: string, now: string) => `${now}${typed.slice(base.length)}`,
    savesOnLeaving: change.savesOnLeaving ?? true,
    left: vi.fn<Ports['left']>(),
    onSaved: (saved: typeof tell) => {
      tell = saved
      return () => undefined
    },
    timer: pageTimer,
  }
  return { ...made, says: (heads: readonly string[]) => tell(heads) }
}

async function editing(given: Ports): Promise<DraftEditor<string, string>> {
  const editor = new DraftEditor(given)
  await editor.load()
  return editor
}

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

describe('leaving', () => {
  test('saves what is whole', async () => {
    const vault = ports()
    const editor = await editing(vault)
    editor.change('A note', true)
    await editor.leave()
    expect(vault.save).toHaveBeenCalledTimes(1)
    expect(vault.keep).not.toHaveBeenCalled()
  })

  test('keeps what is not', async () => {
    const vault = ports()
    const editor = await editing(vault)
    editor.change('Half a no', false)
    await editor.leave()
    expect(vault.save).not.toHaveBeenCalled()
    expect(vault.keep).toHaveBeenCalledTimes(1)
    expect(vault.left).toHaveBeenLastCalledWith('incomplete')
  })

  test('says nothing of what was discarded, moved, or saved after it had been refused', async () => {
    const vault = ports()
    vault.save.mockRejectedValueOnce(problemOf('note.identifiers-unsettled'))
    const editor = await editing(vault)
    editor.change('Half a no', false)
    await editor.end()
    await editor.leave()
    expect(vault.left).toHaveBeenLastCalledWith(null)
    const other = await editing(vault)
    other.change('A note', true)
    await other.leave()
    expect(vault.left).toHaveBeenLastCalledWith(problemOf('note.identifiers-unsettled').reply)
    await other.leave()
    expect(vault.left).toHaveBeenLastCalledWith(null)
  })

  test('does nothing when nothing was typed or everything is saved', async () => {
    const vault = ports()
    const editor = await editing(vault)
    await editor.leave()
    editor.change('A note', true)
    await editor.save()
    await editor.leave()
    expect(vault.save).toHaveBeenCalledTimes(1)
    expect(vault.keep).not.toHaveBeenCalled()
  })

  test('only keeps where saving must be asked for', async () => {
    const vault = ports({ savesOnLeaving: false })
    const editor = await editing(vault)
    editor.change('A concern', true)
    await editor.leave()
    expect(vault.save).not.toHaveBeenCalled()
    expect(vault.keep).toHaveBeenCalledTimes(1)
  })

  test('keeps what cannot be saved, and holds the page when that fails too', async () => {
    const save = async () => Promise.reject(problemOf('policy.unknown-term'))
    const vault = ports({ save })
    const editor = await editing(vault)
    editor.change('A note', true)
    await editor.leave()
    expect(vault.keep).toHaveBeenCalledTimes(1)
    expect(editor.store.getState().problem?.code).toBe('policy.unknown-term')
    expect(vault.left).toHaveBeenLastCalledWith(problemOf('policy.unknown-term').reply)
    vault.keep.mockRejectedValue(problemOf('vault.disk-full'))
    editor.change('A note, longer', true)
    await expect(editor.leave()).rejects.toThrow('disk is full')
    expect(editor.store.getState().keeping.at).toBe('failing')
  })

  test('leaves an overtaken draft that nobody touched', async () => {
    const vault = ports({ load: async () => ({ ...fresh, content: 'old', heads: ['a'], kept: true, newer: 'newer' }) })
    const editor = await editing(vault)
    await editor.leave()
    expect(vault.save).not.toHaveBeenCalled()
    editor.change('old, and more', true)
    await editor.leave()
    expect(vault.save).toHaveBeenCalledTimes(1)
  })
})

describe('the heads that a draft builds on', () => {
  test('are those of the last save', async () => {
    const vault = ports()
    const editor = await editing(vault)
    editor.change('A note', true)
    await editor.save()
    editor.change('A note, changed', true)
    await editor.flush()
    expect(vault.save.mock.calls[0]?.[0].heads).toEqual([])
    expect(vault.keep.mock.calls[0]?.[0].heads).toEqual(['new'])
  })

  test('stay as they are beside another version, so that nothing is settled unseen', async () => {
    const load = async () => ({ ...fresh, content: 'old', heads: ['a'], kept: true })
    const vault = ports({ load, save: async () => ({ heads: ['b', 'c'], conflict: true }) })
    const editor = await editing(vault)
    await editor.save()
    expect(editor.store.getState()).toMatchObject({ heads: ['a'], conflict: true })
  })

  test('follow when the vault saved a draft by itself', async () => {
    const vault = ports()
    const editor = await editing(vault)
    editor.change('A note', true)
    await editor.flush()
    vault.says(['by itself'])
    expect(editor.store.getState()).toMatchObject({ heads: ['by itself'], keeping: { at: 'saved' } })
    await editor.leave()
    expect(vault.save).not.toHaveBeenCalled()
  })
})

describe('discarding', () => {
  test('is final, and happens once', async () => {
    const vault = ports()
    const editor = await editing(vault)
    editor.change('A note', true)
    const ended = await Promise.all([editor.end(), editor.end()])
    await editor.leave()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(ended).toEqual([true, false])
    expect(vault.discard).toHaveBeenCalledTimes(1)
    expect(vault.keep).not.toHaveBeenCalled()
    expect(vault.save).not.toHaveBeenCalled()
  })

  test('carries the text elsewhere first, and keeps it when that fails', async () => {
    const vault = ports()
    const editor = await editing(vault)
    editor.change('In confidence', true)
    expect(await editor.carryOver(() => Promise.reject(problemOf('vault.disk-full')))).toBe(false)
    expect(vault.discard).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(500)
    expect(vault.keep).toHaveBeenCalledTimes(1)
  })

  test('has nothing to discard when nothing was typed', async () => {
    const vault = ports()
    const editor = await editing(vault)
    expect(await editor.end()).toBe(true)
    expect(vault.discard).not.toHaveBeenCalled()
  })
})

describe('when news come', () => {
  const saved = async () => ({ ...fresh, content: 'old', heads: ['a'], state: 'saved' as const })

  test('what is saved is shown as far as it has come', async () => {
    const vault = ports({ load: saved, look: async () => ({ heads: ['a'], state: 'received', saved: 'old' }) })
    const editor = await editing(vault)
    await editor.renew()
    expect(editor.store.getState()).toMatchObject({ state: 'received', overtaken: null })
  })

  test('a version of somebody else is shown beside what is typed, which stays', async () => {
    const look = async () => ({ heads: ['b'], state: 'received' as const, saved: 'theirs' })
    const vault = ports({ load: saved, look })
    const editor = await editing(vault)
    editor.change('old, and mine', true)
    await editor.renew()
    const { overtaken, heads } = editor.store.getState()
    expect(overtaken).toEqual({ newer: 'theirs', heads: ['b'], content: 'old, and mine' })
    expect(heads).toEqual(['a'])
    await editor.leave()
    expect(vault.save.mock.calls[0]?.[0]).toMatchObject({ content: 'old, and mine', heads: ['a'] })
  })

  test('the comparison does not move while more is typed', async () => {
    const look = async () => ({ heads: ['b'], state: 'received' as const, saved: 'theirs' })
    const editor = await editing(ports({ load: saved, look }))
    await editor.renew()
    const before = editor.store.getState().overtaken
    editor.change('old, and more', true)
    await editor.renew()
    expect(editor.store.getState().overtaken).toBe(before)
  })

  test('a save that ended meanwhile is not taken for the work of somebody else', async () => {
    let answer: (look: Awaited<ReturnType<Ports['look']>>) => void = () => undefined
    const vault = ports({ load: saved, look: () => new Promise((resolve) => (answer = resolve)) })
    const editor = await editing(vault)
    editor.change('old, and mine', true)
    const renewing = editor.renew()
    await editor.save()
    answer({ heads: ['new'], state: 'saved', saved: 'old, and mine' })
    await renewing
    expect(editor.store.getState()).toMatchObject({ overtaken: null, heads: ['new'], state: 'saved' })
  })

  test('nothing is asked while nothing is saved', async () => {
    const vault = ports()
    const editor = await editing(vault)
    await editor.renew()
    expect(vault.look).not.toHaveBeenCalled()
  })
})

test('a page that went before its answer came keeps nothing alive', async () => {
  let answer: (begun: Begun<string, string>) => void = () => undefined
  const vault = ports({ load: () => new Promise((resolve) => (answer = resolve)) })
  const editor = new DraftEditor(vault)
  const loading = editor.load()
  editor.stop()
  answer(fresh)
  await loading
  expect(editor.store.getState().begun).toBeNull()
})

describe('a wording that is removed while somebody writes', () => {
  const begun = { ...fresh, content: 'Zed said', heads: ['old'], kept: true }
  const corrected = { ...begun, content: '… said', heads: ['new'], corrected: true }
  const loads = (): Ports['load'] => vi.fn<Ports['load']>().mockResolvedValueOnce(begun).mockResolvedValue(corrected)

  test('is let go of where the vault refuses to keep it, and what was typed since goes on from what is left', async () => {
    const vault = ports({ load: loads() })
    const editor = await editing(vault)
    vault.keep.mockRejectedValueOnce(problemOf('draft.corrected'))
    editor.change('Zed said it', true)
    await vi.advanceTimersByTimeAsync(400)
    expect(editor.store.getState()).toMatchObject({ heads: ['new'], begun: { content: '… said it', corrected: true } })
    await vi.advanceTimersByTimeAsync(400)
    expect(vault.keep).toHaveBeenCalledTimes(2)
    expect(vault.keep).toHaveBeenLastCalledWith(expect.objectContaining({ content: '… said it', heads: ['new'] }))
    expect(editor.store.getState()).toMatchObject({ keeping: { at: 'kept' }, problem: null })
  })

  test('goes when news of it comes, and is no entry until somebody has touched what is left', async () => {
    const look = async () => ({ heads: ['new'], state: 'saved', saved: 'as saved', corrected: true }) as const
    const vault = ports({ load: loads(), look })
    const editor = await editing(vault)
    editor.change('Zed said', true)
    await editor.flush()
    await editor.renew()
    expect(editor.store.getState()).toMatchObject({ heads: ['new'], overtaken: null, begun: { content: '… said' } })
    await editor.renew()
    expect(vault.load).toHaveBeenCalledTimes(2)
    await editor.leave()
    expect(vault.save).not.toHaveBeenCalled()
    editor.change('AB said', true)
    await editor.leave()
    expect(vault.save).toHaveBeenCalledTimes(1)
  })
})
