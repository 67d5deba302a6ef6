// The files of the page: all read once at start, so that no request ever reaches the disk.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Problem } from '#shared/problems.ts'

export interface Page {
  readonly type: string
  readonly bytes: Buffer
}

/** Every path that GET answers, and nothing else. */
export type Pages = ReadonlyMap<string, Page>

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/vnd.microsoft.icon',
}
/** Names without anything that a router or a URL would read in a second way; hidden files are left out. */
const plainName = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/** Reads the page from where it was built; throws `application.pages-missing` when it was not. */
export function readBuiltPages(folder: URL): Pages {
  if (!existsSync(new URL('index.html', folder))) throw new Problem('application.pages-missing')
  return readPages(fileURLToPath(folder))
}

/** Reads the built page from its folder; links and files of other types are left out. */
export function readPages(folder: string): Pages {
  const pages = new Map(filesUnder(folder, '/'))
  const start = pages.get('/index.html')
  if (start !== undefined) pages.set('/', start)
  return pages
}

function filesUnder(folder: string, path: string): [string, Page][] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => plainName.test(entry.name))
  return entries.flatMap((entry): [string, Page][] => {
    const place = join(folder, entry.name)
    if (entry.isDirectory()) return filesUnder(place, `${path}${entry.name}/`)
    const type = types[extname(entry.name)]
    return entry.isFile() && type !== undefined ? [[path + entry.name, { type, bytes: readFileSync(place) }]] : []
  })
}
