// The window's guards with a fake Electron: options of the factory, page files, permissions, network, navigation.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { readPages } from '#main/pages.ts'
import { guardNavigation } from '#main/transports/electron/navigation.ts'
import { isOurUrl } from '#main/transports/electron/origin.ts'
import { answerRequest } from '#main/transports/electron/page-reply.ts'
import { guardSession } from '#main/transports/electron/session.ts'
import { openWindow } from '#main/transports/electron/window.ts'
import { always } from '../fixtures/seed.ts'
import { app, type BrowserWindow, FakeContents, FakeSession, forget, seen } from '../support/fake-electron.ts'
import { testPages } from '../support/loopback.ts'

vi.mock('electron', () => import('../support/fake-electron.ts'))

const pages = readPages(testPages)

describe('the factory', () => {
  beforeEach(forget)

  function open() {
    const closed = vi.fn()
    const gone = vi.fn()
    const controls = openWindow({ pages, preload: '/preload.cjs', onClose: closed, onGone: gone })
    return { controls, closed, gone, window: seen.windows[0] as BrowserWindow }
  }

  test('makes a window with exactly these options', () => {
    expect(open().window.options).toEqual({
      title: 'Fieldbook',
      width: 1280,
      height: 900,
      show: false,
      webPreferences: {
        preload: '/preload.cjs',
        partition: 'fieldbook',
        contextIsolation: true,
        sandbox: true,
        webSecurity: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webviewTag: false,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        navigateOnDragDrop: false,
        spellcheck: false,
        devTools: true,
      },
    })
  })

  test('gives a packaged window no developer tools', () => {
    app.isPackaged = true
    expect(open().window.options).toMatchObject({ webPreferences: { devTools: false } })
    app.isPackaged = false
  })

  test('loads our page, and shows it once it is drawn', () => {
    const { window } = open()
    expect([window.urls, window.shown]).toEqual([['app://fieldbook/'], []])
    window.emit('ready-to-show')
    expect(window.shown).toEqual(['show'])
  })

  test('keeps the window until main closes it', () => {
    const { window, closed, controls } = open()
    const preventDefault = vi.fn()
    window.emit('close', { preventDefault })
    expect([preventDefault.mock.calls.length, closed.mock.calls.length, window.destroyed]).toEqual([1, 1, false])
    window.emit('session-end')
    expect(closed).toHaveBeenCalledTimes(2)
    controls.destroy()
    expect(() => controls.tell({ type: 'engine.stopped' })).not.toThrow()
    expect(window.destroyed).toBe(true)
  })
})

describe('app://fieldbook/', () => {
  const get = (url: string, method = 'GET') => answerRequest(pages, { url, method })

  test('answers the files of the page with their type and a policy that lets the page ask nobody', async () => {
    const page = get('app://fieldbook/')
    expect(await page.text()).toBe(readFileSync(`${testPages}/index.html`, 'utf8'))
    expect(Object.fromEntries(page.headers)).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; " +
        "font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(get('app://fieldbook/assets/page.js').headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(get('app://fieldbook/assets/page.js').status).toBe(200)
  })

  test('answers GET only', () => {
    for (const method of ['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'get']) {
      expect(get('app://fieldbook/', method).status, method).toBe(405)
    }
  })

  test.each([
    ['app://fieldbook/notes.txt', 404],
    ['app://fieldbook/assets/', 404],
    ['app://fieldbook/Index.html', 404],
    ['app://fieldbook/../index.html', 400],
    ['app://fieldbook/assets/../../index.html', 400],
    ['app://fieldbook/%2e%2e/index.html', 400],
    ['app://fieldbook/%252e%252e/index.html', 400],
    ['app://fieldbook/..%2findex.html', 400],
    ['app://fieldbook/..%5cindex.html', 400],
    ['app://fieldbook/..\\index.html', 400],
    ['app://fieldbook//host/share/index.html', 400],
    ['app://fieldbook/\\\\host\\share', 400],
    ['app://fieldbook/C:/index.html', 400],
    ['app://fieldbook/index.html\0.txt', 400],
    ['app://fieldbook/index.html%00', 400],
    ['app://fieldbook/.hidden', 400],
    ['app://fieldbook/index.html?a=1', 400],
    ['app://fieldbook/index.html#a', 400],
    ['app://fieldbook/index.html::$DATA', 400],
    ['app://fieldbook', 400],
    ['app://fieldbook.evil/index.html', 400],
    ['app://evil@fieldbook/index.html', 400],
    ['APP://FIELDBOOK/index.html', 400],
    ['file:///index.html', 400],
    ['', 400],
  ])('answers %j with %i', (url, status) => {
    const reply = get(url)
    expect([reply.status, reply.body]).toEqual([status, null])
  })

  test('answers no path but those of its files, however it is written', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e',
        '%252e',
        '%2f',
        '%5c',
        '\\',
        '/',
        '//',
        '\0',
        '%00',
        'index.html',
        'assets',
        ':',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    )
    const path = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''))
    always(
      fc.property(path, fc.constantFrom('/', ''), (path, slash) => {
        const { status } = get(`app://fieldbook${slash}${path}`)
        expect(status).toBe(pages.has(slash + path) ? 200 : status === 404 ? 404 : 400)
        if (/[%\\\0]|\/[./]/.test(slash + path)) expect(status).toBe(400)
      }),
      2_000,
    )
  })
})

/** Every name that this version of Electron has for a permission. */
function permissionNames(): readonly string[] {
  const types = readFileSync(new URL('../../node_modules/electron/electron.d.ts', import.meta.url), 'utf8')
  const lines = types.split('\n').filter((line) => /setPermission(Request|Check)Handler\(handler/.test(line))
  return [...new Set(lines.flatMap((line) => [...line.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name)))]
}

describe('a session', () => {
  function guarded(developing = false): Record<string, (...words: unknown[]) => unknown> {
    const session = new FakeSession()
    guardSession(session as never, developing)
    return session.given as never
  }
  const decided = (ask: (decide: (answer: unknown) => void) => void): unknown => {
    const decide = vi.fn<(answer: unknown) => void>()
    ask(decide)
    expect(decide).toHaveBeenCalledOnce()
    return decide.mock.calls[0]?.[0]
  }

  test('grants no permission, whatever it is called and whoever asks', () => {
    const given = guarded()
    const names = [...permissionNames(), 'one of a later version']
    expect(names.length).toBeGreaterThan(40)
    for (const name of names) {
      expect(
        decided((decide) => given['permissionRequest']?.(null, name, decide)),
        name,
      ).toBe(false)
      expect(given['permissionCheck']?.(null, name, 'app://fieldbook'), name).toBe(false)
    }
  })

  test('grants no device, no picture of the screen, no pairing and no download', () => {
    const given = guarded()
    for (const deviceType of ['hid', 'serial', 'usb']) expect(given['devicePermission']?.({ deviceType })).toBe(false)
    expect(decided((decide) => given['displayMedia']?.({}, decide))).toBe(null)
    expect(decided((decide) => given['bluetoothPairing']?.({}, decide))).toEqual({ confirmed: false })
    const session = new FakeSession()
    guardSession(session as never, false)
    const preventDefault = vi.fn()
    session.emit('will-download', { preventDefault })
    expect(preventDefault).toHaveBeenCalledOnce()
  })

  test('has no dictionary and no place to fetch one from', () => {
    expect(guarded()).toMatchObject({ spellChecker: false, spellLanguages: [], proxy: { mode: 'direct' } })
    expect(String(guarded()['dictionaries'])).not.toMatch(/^(https?|file):/)
  })

  test.each([
    ['app://fieldbook/assets/page.js', false],
    ['app://fieldbook.evil/', true],
    ['https://fieldbook/', true],
    ['http://127.0.0.1:1/', true],
    ['ws://127.0.0.1:1/', true],
    ['file:///etc/passwd', true],
    ['data:text/plain,a', true],
    ['blob:app://fieldbook/1', true],
    ['devtools://devtools/bundled/index.html', true],
    ['no URL', true],
  ])('asks for %s: cancelled is %s', (url, cancel) => {
    expect(decided((decide) => guarded()['onBeforeRequest']?.({ url }, decide))).toEqual({ cancel })
  })

  test('lets developer tools load only while developing', () => {
    const url = 'devtools://devtools/bundled/index.html'
    expect(decided((decide) => guarded(true)['onBeforeRequest']?.({ url }, decide))).toEqual({ cancel: false })
  })
})

describe('contents', () => {
  const urls = [
    'app://fieldbook/',
    'https://user@evil.example/',
    'https://xn--e1awd7f.example/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'ms-officecmd:x',
    'about:blank',
  ]

  test.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    '%s leads nowhere',
    (name) => {
      const contents = new FakeContents()
      guardNavigation(contents as never)
      for (const url of urls) {
        const preventDefault = vi.fn()
        contents.emit(name, { preventDefault, url })
        expect(preventDefault, url).toHaveBeenCalledOnce()
      }
    },
  )

  test('open no window', () => {
    const contents = new FakeContents()
    guardNavigation(contents as never)
    for (const url of urls) expect(contents.opens?.({ url })).toEqual({ action: 'deny' })
  })

  test('are ours by their parsed URL only', () => {
    expect(isOurUrl('app://fieldbook/index.html')).toBe(true)
    for (const url of ['app://fieldbook.evil/', 'app://user:pw@fieldbook/', 'app:fieldbook', 'app:///fieldbook', '']) {
      expect(isOurUrl(url), url).toBe(false)
    }
  })
})
