// Where data and state lie on each platform, and that nobody else can open them.
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { foldersOf, openFolders } from '#main/platform/folders.ts'

const home = '/home/jo'

test.each([
  ['linux', {}, '/home/jo/.local/share/fieldbook', '/home/jo/.local/state/fieldbook'],
  ['linux', { XDG_DATA_HOME: '/d', XDG_STATE_HOME: '/s' }, '/d/fieldbook', '/s/fieldbook'],
  [
    'linux',
    { XDG_DATA_HOME: 'd', XDG_STATE_HOME: '' },
    '/home/jo/.local/share/fieldbook',
    '/home/jo/.local/state/fieldbook',
  ],
  [
    'darwin',
    {},
    '/home/jo/Library/Application Support/Fieldbook/data',
    '/home/jo/Library/Application Support/Fieldbook/state',
  ],
  ['win32', { LOCALAPPDATA: '/local' }, '/local/Fieldbook/data', '/local/Fieldbook/state'],
  ['win32', {}, '/home/jo/AppData/Local/Fieldbook/data', '/home/jo/AppData/Local/Fieldbook/state'],
  ['linux', { FIELDBOOK_HOME: '/f', XDG_DATA_HOME: '/d' }, '/f/data', '/f/state'],
] as const)('on %s with %o', (platform, env, data, state) => {
  expect(foldersOf({ platform, home, env })).toEqual({ data, state })
})

test('folders are closed to others, also those that were open', () => {
  const place = mkdtempSync(join(tmpdir(), 'fieldbook-folders-'))
  mkdirSync(join(place, 'data'), { mode: 0o755 })
  const before = process.env['FIELDBOOK_HOME']
  process.env['FIELDBOOK_HOME'] = place
  const folders = openFolders()
  if (before === undefined) delete process.env['FIELDBOOK_HOME']
  else process.env['FIELDBOOK_HOME'] = before
  expect([folders.data, folders.state].map((folder) => statSync(folder).mode & 0o777)).toEqual([0o700, 0o700])
  expect(process.umask()).toBe(0o077)
  rmSync(place, { recursive: true })
})
