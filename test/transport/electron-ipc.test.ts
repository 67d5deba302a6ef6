// Who may speak to main, and what becomes of nonsense: every channel against every kind of sender (CRITERIA E3).
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { answerPage } from '#main/transports/electron/ipc.ts'
import { Problem, problems, replyOf } from '#shared/problems.ts'
import { alwaysAsync } from '../fixtures/seed.ts'
import { filesOf, read } from '../repo/files.ts'
import { pageFrame, seen, sendFrom } from '../support/fake-electron.ts'
import { type FakeEngine, fakeEngine } from '../support/loopback.ts'

vi.mock('electron', () => import('../support/fake-electron.ts'))

const channels = ['fieldbook:call', 'fieldbook:secret'] as const
const bodies = { 'fieldbook:call': '{"a":1}', 'fieldbook:secret': new Uint8Array([1, 2]) }
const replyFor = (code: ConstructorParameters<typeof Problem>[0]) => ({
  ok: false,
  problem: replyOf(new Problem(code)),
})

let engine: FakeEngine
let logged: { readonly code: string; readonly detail: string }[]

beforeEach(() => {
  seen.handlers.clear()
  engine = fakeEngine()
  logged = []
  answerPage(engine, (entry) => void logged.push(entry))
})

test('these two channels are all that main answers', () => {
  expect([...seen.handlers.keys()]).toEqual(channels)
})

describe.each(channels)('%s', (channel) => {
  test('passes on what our page sends', async () => {
    expect(await sendFrom(pageFrame, channel, 'vault.unlock', bodies[channel])).toEqual({ ok: true, value: {} })
    const input = channel === 'fieldbook:call' ? { a: 1 } : new Uint8Array([1, 2])
    expect(engine.asked).toEqual([{ procedure: 'vault.unlock', input }])
  })

  test.each([
    ['no frame', null],
    ['an inner frame of our own page', { ...pageFrame, parent: pageFrame }],
    ['a sandboxed frame, whose origin is opaque', { ...pageFrame, origin: 'null' }],
    ['another site', { ...pageFrame, url: 'https://evil.example/', origin: 'https://evil.example' }],
    ['a host that begins with ours', { ...pageFrame, url: 'app://fieldbook.evil/', origin: 'app://fieldbook.evil' }],
    ['our host with a port', { ...pageFrame, url: 'app://fieldbook:80/', origin: 'app://fieldbook:80' }],
    ['our host as a user name', { ...pageFrame, url: 'app://fieldbook@evil/', origin: 'app://evil' }],
    ['a user name before our host', { ...pageFrame, url: 'app://evil@fieldbook/' }],
    ['our host under another scheme', { ...pageFrame, url: 'https://fieldbook/', origin: 'https://fieldbook' }],
    ['an empty page that took over our origin', { ...pageFrame, url: 'about:blank' }],
    ['a frame without any URL', { ...pageFrame, url: '' }],
    ['a page of data', { ...pageFrame, url: 'data:text/html,app://fieldbook/' }],
    ['a file', { ...pageFrame, url: 'file:///app://fieldbook/', origin: 'file://' }],
  ])('refuses %s, and logs it', async (_, frame) => {
    expect(await sendFrom(frame, channel, 'vault.lock', bodies[channel])).toEqual(replyFor('session.request-refused'))
    expect(engine.asked).toEqual([])
    expect(logged).toEqual([{ code: 'session.request-refused', detail: channel }])
  })

  test('refuses a frame that is gone when it is looked at', async () => {
    const gone = new Proxy(pageFrame, {
      get: () => {
        throw new Error('Render frame was disposed before WebFrameMain could be accessed')
      },
    })
    const handler = seen.handlers.get(channel)
    expect(await handler?.({ senderFrame: gone }, 'vault.lock', bodies[channel])).toEqual(
      replyFor('application.unexpected'),
    )
    expect(engine.asked).toEqual([])
  })

  test('answers anything at all with a reply, and lets through only names with a body of its own kind', async () => {
    const anything = fc.oneof(fc.anything(), fc.string(), fc.uint8Array(), fc.constant(bodies[channel]))
    const property = fc.asyncProperty(fc.oneof(fc.string(), fc.anything()), anything, async (procedure, body) => {
      const handler = seen.handlers.get(channel)
      const reply = await handler?.({ senderFrame: pageFrame }, procedure, body)
      expect(reply).toMatchObject(reply?.ok === true ? { value: {} } : { ok: false })
      if (reply?.ok === false) expect(Object.keys(problems)).toContain(reply.problem.code)
    })
    await alwaysAsync(property, 500)
    const inputs = engine.asked.map(({ input }) => input instanceof Uint8Array)
    expect(inputs.every((isBytes) => isBytes === (channel === 'fieldbook:secret'))).toBe(true)
    expect(engine.asked.every(({ procedure }) => typeof procedure === 'string')).toBe(true)
  })
})

test.each([
  ['no JSON', '{', 'application.input-refused'],
  ['nothing', '', 'application.input-refused'],
  ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 'application.input-refused'],
  ['an object where text is wanted', { a: 1 }, 'application.input-refused'],
  ['a text beyond the limit', `"${'x'.repeat(4_194_304)}"`, 'application.input-too-large'],
] as const)('a call with %s is refused', async (_, body, code) => {
  expect(await sendFrom(pageFrame, 'fieldbook:call', 'note.save', body)).toEqual(replyFor(code))
  expect(engine.asked).toEqual([])
})

test('a sealed call beyond the limit is refused, and a name beyond any of ours is unknown', async () => {
  const large = new Uint8Array(4_194_305)
  expect(await sendFrom(pageFrame, 'fieldbook:secret', 'a', large)).toEqual(replyFor('application.input-too-large'))
  const name = 'x'.repeat(101)
  expect(await sendFrom(pageFrame, 'fieldbook:call', name, '{}')).toEqual(replyFor('application.procedure-unknown'))
})

test('nothing that was sent stands in the log', async () => {
  for (const body of ['{"canary', { canary: 1 }, 'canary']) await sendFrom(pageFrame, 'fieldbook:call', 'a', body)
  expect(logged).toHaveLength(3)
  expect(JSON.stringify(logged)).not.toContain('canary')
})

test('one file listens to the page, one makes windows, and the preload passes on neither Electron nor its events', () => {
  const containing = (form: RegExp) => filesOf(/^src\/.*\.tsx?$/).filter((path) => form.test(read(path)))
  expect(containing(/\bipcMain\b/)).toEqual(['src/main/transports/electron/ipc.ts'])
  expect(containing(/new (BrowserWindow|BaseWindow|WebContentsView|BrowserView)\b/)).toEqual([
    'src/main/transports/electron/window.ts',
  ])
  expect(containing(/\bipcRenderer\b/)).toEqual(['src/preload/index.ts'])
  expect(containing(/\b(openExternal|openPath|executeJavaScript|setZoomFactor|remote)\(/)).toEqual([])
})
