// Holds the keeper of drafts to its promise: no keystroke stays out of the vault for more than a second.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DraftKeeper, type Keeping, pageTimer, type Typed } from '../../../src/renderer/capture/draft-keeper.ts'

interface Call {
  readonly at: number
  readonly content: string
  readonly typed: Typed
}

/** A vault that answers after `takes` milliseconds, or fails while `broken` says why. */
class FakeVault {
  readonly calls: Call[] = []
  readonly states: Keeping['at'][] = []
  running = 0
  mostAtOnce = 0
  takes = 10
  broken: Error | null = null
  readonly keep = async (content: string, typed: Typed) => {
    this.calls.push({ at: Date.now(), content, typed })
    this.running += 1
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running)
    await new Promise((resolve) => setTimeout(resolve, this.takes))
    this.running -= 1
    if (this.broken !== null) throw this.broken
  }
  readonly keeper: DraftKeeper<string>

  constructor(beginning: Partial<{ content: string; typed: Typed; kept: boolean }> = {}) {
    const changed = ({ at }: Keeping) => this.states.push(at)
    const parts = { keep: this.keep, changed, timer: pageTimer }
    this.keeper = new DraftKeeper(parts, { content: '', typed: null, kept: false, ...beginning })
  }

  get contents(): string[] {
    return this.calls.map(({ content }) => content)
  }
}

const start = Date.parse('2026-03-10T09:40:00.000Z')
const wait = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds)

beforeEach(() => {
  vi.useFakeTimers({ now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('while typing', () => {
  test('a save starts 400 ms after the first keystroke that is not sent', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    await wait(399)
    expect(vault.calls).toHaveLength(0)
    await wait(1)
    expect(vault.calls).toHaveLength(1)
  })

  test('later keystrokes do not put the save off', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    await wait(300)
    vault.keeper.change('ab')
    await wait(100)
    expect(vault.contents).toEqual(['ab'])
  })

  test.each([20, 90, 250, 399, 401])(
    'unbroken typing for 10 s, a key each %i ms, never leaves a keystroke unsent for more than a second',
    async (gap) => {
      const vault = new FakeVault()
      vault.takes = 150
      const typedAt: number[] = []
      for (let passed = 0; passed < 10_000; passed += gap) {
        typedAt.push(Date.now())
        vault.keeper.change('x'.repeat(typedAt.length))
        await wait(gap)
      }
      await wait(1_000)
      const answered = (count: number) => vault.calls.find(({ content }) => content.length >= count)?.at ?? Infinity
      const delays = typedAt.map((at, index) => answered(index + 1) + vault.takes - at)
      expect(Math.max(...delays)).toBeLessThanOrEqual(1_000)
      expect(vault.mostAtOnce).toBe(1)
    },
  )

  test('what is typed during a save starts the next one 400 ms after the first of it', async () => {
    const vault = new FakeVault()
    vault.takes = 100
    vault.keeper.change('a')
    await wait(450)
    vault.keeper.change('ab')
    await wait(399)
    expect(vault.contents).toEqual(['a'])
    await wait(1)
    expect(vault.contents).toEqual(['a', 'ab'])
  })

  test('when a save takes longer than that, the next one starts as soon as it ends', async () => {
    const vault = new FakeVault()
    vault.takes = 900
    vault.keeper.change('a')
    await wait(500)
    vault.keeper.change('ab')
    await wait(799)
    expect(vault.contents).toEqual(['a'])
    await wait(2)
    expect(vault.contents).toEqual(['a', 'ab'])
    expect(vault.mostAtOnce).toBe(1)
  })

  test('nothing is sent when nothing was typed', async () => {
    const vault = new FakeVault({ content: 'found', kept: true })
    await wait(60_000)
    await vault.keeper.flush()
    expect(vault.calls).toHaveLength(0)
  })
})

describe('what the screen says', () => {
  test('pending with the keystroke, kept once the vault answered', async () => {
    const vault = new FakeVault()
    expect(vault.keeper.keeping.at).toBe('untouched')
    vault.keeper.change('a')
    expect(vault.keeper.keeping.at).toBe('pending')
    await wait(405)
    expect(vault.keeper.keeping.at).toBe('pending')
    await wait(5)
    expect(vault.keeper.keeping.at).toBe('kept')
  })

  test('still pending when something was typed during the save', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    await wait(405)
    vault.keeper.change('ab')
    await wait(10)
    expect(vault.keeper.keeping.at).toBe('pending')
    await wait(500)
    expect(vault.keeper.keeping.at).toBe('kept')
  })

  test('a draft found in the vault counts as kept', () => {
    expect(new FakeVault({ kept: true }).keeper.keeping.at).toBe('kept')
  })
})

describe('failures', () => {
  test('are told, tried again each second with the newest text, and forgotten once it is kept', async () => {
    const vault = new FakeVault()
    vault.broken = new Error('disk full')
    vault.keeper.change('a')
    await wait(410)
    expect(vault.keeper.keeping).toEqual({ at: 'failing', problem: vault.broken })
    vault.keeper.change('ab')
    expect(vault.keeper.keeping.at).toBe('failing')
    await wait(1_000)
    await wait(1_010)
    vault.broken = null
    await wait(1_010)
    expect(vault.contents).toEqual(['a', 'ab', 'ab'])
    expect(vault.keeper.keeping.at).toBe('kept')
    await wait(10_000)
    expect(vault.calls).toHaveLength(3)
  })

  test('flush rejects with the reason, and trying goes on', async () => {
    const vault = new FakeVault()
    vault.broken = new Error('locked')
    vault.keeper.change('a')
    const told = vault.keeper.flush().catch((problem: unknown) => problem)
    await wait(10)
    expect(await told).toBe(vault.broken)
    vault.broken = null
    await wait(1_010)
    expect(vault.keeper.keeping.at).toBe('kept')
  })

  test('a save that fails leaves a kept draft kept', async () => {
    const vault = new FakeVault({ content: 'a', kept: true })
    await expect(vault.keeper.commit(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(vault.keeper.keeping.at).toBe('kept')
  })

  test('a save that fails with a keystroke pending keeps the keystroke', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    await expect(vault.keeper.commit(() => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    await wait(1_010)
    expect(vault.contents).toEqual(['a'])
    expect(vault.keeper.keeping.at).toBe('kept')
  })
})

describe('flush', () => {
  test('sends at once and resolves when it is kept', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    const flushed = vault.keeper.flush()
    await wait(10)
    await flushed
    expect(vault.calls.map(({ at }) => at - start)).toEqual([0])
    await wait(5_000)
    expect(vault.calls).toHaveLength(1)
  })

  test('waits for the save in flight and sends what came after it', async () => {
    const vault = new FakeVault()
    vault.takes = 200
    vault.keeper.change('a')
    await wait(450)
    vault.keeper.change('ab')
    const flushed = vault.keeper.flush()
    await wait(400)
    await flushed
    expect(vault.contents).toEqual(['a', 'ab'])
    expect(vault.mostAtOnce).toBe(1)
  })
})

describe('commit', () => {
  test('waits for the save in flight, takes the newest text, and nothing is kept afterwards', async () => {
    const vault = new FakeVault()
    vault.takes = 200
    vault.keeper.change('a')
    await wait(450)
    vault.keeper.change('ab')
    const saved: string[] = []
    const committed = vault.keeper.commit(async (content) => saved.push(content))
    await wait(200)
    await committed
    expect(saved).toEqual(['ab'])
    expect(vault.keeper.keeping.at).toBe('saved')
    await wait(5_000)
    expect(vault.contents).toEqual(['a'])
  })

  test('what is typed during it is the next draft, with its own span of typing', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    const committed = vault.keeper.commit(() => new Promise((resolve) => setTimeout(resolve, 300)))
    await wait(100)
    vault.keeper.change('ab')
    await wait(200)
    await committed
    expect(vault.keeper.keeping.at).toBe('pending')
    await wait(300)
    const instant = new Date(start + 100).toISOString()
    expect(vault.calls).toEqual([{ at: start + 500, content: 'ab', typed: { from: instant, to: instant } }])
  })

  test('twice at once happens one after the other', async () => {
    const vault = new FakeVault({ content: 'a', kept: true })
    let running = 0
    const save = async () => {
      running += 1
      expect(running).toBe(1)
      await new Promise((resolve) => setTimeout(resolve, 50))
      running -= 1
    }
    const both = Promise.all([vault.keeper.commit(save), vault.keeper.commit(save)])
    await wait(100)
    await both
  })
})

describe('the span of typing', () => {
  test('is that of the first and the last keystroke not saved yet, also of a draft found', async () => {
    const before = { from: '2026-03-09T16:00:00.000Z', to: '2026-03-09T16:05:00.000Z' }
    const vault = new FakeVault({ content: 'a', typed: before, kept: true })
    vault.keeper.change('ab')
    await wait(500)
    expect(vault.calls[0]?.typed).toEqual({ from: before.from, to: new Date(start).toISOString() })
  })

  test('survives a save that fails', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    await expect(vault.keeper.commit(() => Promise.reject(new Error('refused')))).rejects.toThrow()
    vault.keeper.change('ab')
    await wait(1_010)
    expect(vault.calls[0]?.typed?.from).toBe(new Date(start).toISOString())
  })
})

describe('the end', () => {
  test('waits for the save in flight, and nothing is kept afterwards', async () => {
    const vault = new FakeVault()
    vault.takes = 200
    vault.keeper.change('a')
    await wait(450)
    vault.keeper.change('ab')
    const end = vi.fn(async () => undefined)
    const ended = vault.keeper.finish(end)
    expect(end).not.toHaveBeenCalled()
    await wait(200)
    expect(await ended).toBe(true)
    vault.keeper.change('abc')
    await wait(5_000)
    await vault.keeper.flush()
    expect(vault.contents).toEqual(['a'])
    expect(await vault.keeper.finish(end)).toBe(false)
    expect(end).toHaveBeenCalledTimes(1)
  })

  test('that fails lets the draft go on', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    await expect(vault.keeper.finish(() => Promise.reject(new Error('locked')))).rejects.toThrow('locked')
    await wait(500)
    expect(vault.contents).toEqual(['a'])
  })

  test('a page that goes stops the clock', async () => {
    const vault = new FakeVault()
    vault.keeper.change('a')
    vault.keeper.stop()
    await wait(5_000)
    expect(vault.calls).toHaveLength(0)
  })
})
