// The page's side of the window: what a reply over IPC becomes, and what happens to secrets, events and nonsense.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { acceptSealedCalls } from '#main/platform/sealed-call.ts'
import type { FieldbookEvent } from '#shared/events.ts'
import type { WindowBridge } from '#shared/window-bridge.ts'
import type { BridgeListener, CallProblem } from '../../src/renderer/bridge.ts'
import { electronBridge, preloaded } from '../../src/renderer/electron/bridge.ts'

vi.mock('electron', () => import('../support/fake-electron.ts'))

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (caught: CallProblem) => caught.reply.code,
  )

/** A main that answers as told and remembers what it was sent. */
function main(answer: (procedure: string, body: unknown) => unknown) {
  const sent: unknown[] = []
  const hearers: ((event: unknown) => void)[] = []
  const take = async (procedure: string, body: unknown) => {
    sent.push(body instanceof Uint8Array ? new Uint8Array(body) : body)
    return answer(procedure, body)
  }
  const bridge: WindowBridge = { call: take, secret: take, onEvent: (hear) => void hearers.push(hear) }
  return { bridge: electronBridge(bridge), sent, say: (event: unknown) => hearers.forEach((hear) => hear(event)) }
}

describe('a call', () => {
  test('travels as JSON, and its value comes back as it is', async () => {
    const { bridge, sent } = main(() => ({ ok: true, value: { inspections: [] } }))
    expect(await bridge.call('inspection.list', { a: 1, left: undefined })).toEqual({ inspections: [] })
    expect(sent).toEqual(['{"a":1}'])
  })

  test('that is refused comes back as its problem', async () => {
    const problem = { code: 'vault.locked', sentence: 'A sentence.', next: 'A next step.', fields: ['a'] }
    const { bridge } = main(() => ({ ok: false, problem }))
    await expect(bridge.call('inspection.list', {})).rejects.toMatchObject({ reply: problem })
  })

  test.each([
    ['nothing', undefined],
    ['a text', 'value'],
    ['an unknown code', { ok: false, problem: { code: 'made.up', sentence: '', next: '', fields: [] } }],
    ['no outcome', { value: {} }],
  ])('answered with %s is a fault', async (_, reply) => {
    expect(await problemOf(main(() => reply).bridge.call('inspection.list', {}))).toBe('application.unexpected')
  })

  test('that nobody answers is a fault', async () => {
    const { bridge } = main(() => Promise.reject(new Error("No handler registered for 'fieldbook:call'")))
    expect(await problemOf(bridge.call('inspection.list', {}))).toBe('application.unexpected')
  })

  test('with a secret travels sealed, and the secret is overwritten', async () => {
    const engine = acceptSealedCalls()
    const given: unknown[] = []
    const dispatch = engine.before(async (_, input) => {
      given.push(structuredClone(input))
      return { ok: true, value: { person: 'p' } }
    })
    const { bridge, sent } = main((procedure, body) =>
      procedure === 'application.sealingKey'
        ? { ok: true, value: { key: engine.publicKey } }
        : dispatch(procedure, body),
    )
    const passphrase = new TextEncoder().encode('marsh lantern copper violin')
    expect(await bridge.call('vault.unlock', { vault: 'v', passphrase })).toEqual({ person: 'p' })
    expect(given).toEqual([{ vault: 'v', passphrase: new TextEncoder().encode('marsh lantern copper violin') }])
    expect(passphrase.every((byte) => byte === 0)).toBe(true)
    expect(sent.map((body) => Buffer.from(body as string).includes('marsh'))).toEqual([false, false])
  })
})

describe('events', () => {
  test('are heard from the start, which is the connection; unknown ones change nothing', () => {
    const { bridge, say } = main(() => null)
    const heard: FieldbookEvent[] = []
    const listener = { event: (event: FieldbookEvent) => void heard.push(event), connected: vi.fn(), lost: vi.fn() }
    bridge.start(listener satisfies BridgeListener)
    for (const event of [{ type: 'engine.stopped' }, { type: 'of the future' }, null, 'x', { type: 'lock.asked' }])
      say(event)
    expect(heard).toEqual([{ type: 'engine.stopped' }, { type: 'lock.asked' }])
    expect([listener.connected.mock.calls.length, listener.lost.mock.calls.length]).toEqual([1, 0])
  })
})

describe('the preload', () => {
  beforeEach(() => vi.resetModules())

  test('puts three functions on the page, and main says nothing to it but events', async () => {
    const { seen, FakeContents } = await import('../support/fake-electron.ts')
    await import('../../src/preload/index.ts')
    const page = Object.fromEntries(seen.exposed)
    const bridge = preloaded(page)
    expect(Object.entries(bridge ?? {}).map(([name, value]) => [name, typeof value])).toEqual([
      ['call', 'function'],
      ['secret', 'function'],
      ['onEvent', 'function'],
    ])
    const heard: unknown[][] = []
    bridge?.onEvent((...words) => void heard.push(words))
    new FakeContents().send('fieldbook:event', { type: 'engine.stopped' })
    expect(heard).toEqual([[{ type: 'engine.stopped' }]])
  })

  test('is not there in a browser', () => {
    expect(preloaded({ document: {} })).toBe(null)
  })
})

test('asked to lock, the page saves what is being typed first', async () => {
  const order: string[] = []
  const { bridge, say } = main((procedure) => {
    order.push(procedure)
    return { ok: true, value: { vaults: [], open: null } }
  })
  const { beforeLeaving } = await import('../../src/renderer/stores/navigation.ts')
  const { startSession } = await import('../../src/renderer/stores/session-events.ts')
  startSession(bridge)
  const stay = beforeLeaving(async () => void order.push('kept'))
  await vi.waitFor(() => expect(order).toContain('application.status'))
  order.length = 0
  say({ type: 'lock.asked' })
  await vi.waitFor(() => expect(order).toContain('vault.lock'))
  stay()
  expect(order).toEqual(['kept', 'vault.lock'])
})

test('the header says where the page runs', async () => {
  const { useSession } = await import('../../src/renderer/stores/session.ts')
  const { startSession } = await import('../../src/renderer/stores/session-events.ts')
  startSession(main(() => null).bridge)
  expect(useSession.getState().shell).toBe('window')
})
