// The file that takes the browser to the page: other users cannot read it, and the link is in no command line.
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface LaunchPage {
  readonly write: (link: string) => void
  readonly open: () => void
  readonly remove: () => void
}

/** `stateFolder` is closed to others (platform/folders.ts), and so is the file (CRITERIA L4). */
export function launchPage(stateFolder: string): LaunchPage {
  const path = join(stateFolder, 'open-fieldbook.html')
  const remove = () => rmSync(path, { force: true })
  return {
    write: (link) => {
      remove()
      // `wx`: never through a file or symbolic link that somebody else put there.
      writeFileSync(path, redirectTo(link), { mode: 0o600, flag: 'wx' })
    },
    open: () => openWithPlatform(path),
    remove,
  }
}

/** A link holds only letters, digits and `:/.#_-`, so nothing in it needs escaping. */
function redirectTo(link: string): string {
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<meta charset="utf-8">',
    '<meta name="referrer" content="no-referrer">',
    `<meta http-equiv="refresh" content="0;url=${link}">`,
    '<title>Fieldbook</title>',
    '<p>Fieldbook opens here.</p>',
    '',
  ].join('\n')
}

/** Without an opener nothing happens: the link stands in the terminal as well. */
function openWithPlatform(path: string): void {
  const [command, ...before] = openerOf(process.platform)
  const child = spawn(command, [...before, path], { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}

function openerOf(platform: NodeJS.Platform): readonly [string, ...string[]] {
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return [platform === 'darwin' ? 'open' : 'xdg-open']
}
