// How much of the page travels, compressed, where it was built.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { type Figure, plain } from './figures.ts'

const built = fileURLToPath(new URL('../../out/renderer/', import.meta.url))

export function pageFigures(): readonly Figure[] {
  if (!existsSync(built)) return []
  const paths = readdirSync(built, { recursive: true, encoding: 'utf8' })
  return ['.js', '.css'].map((kind) => {
    const sizes = paths
      .filter((path) => extname(path) === kind)
      .map((path) => gzipSync(readFileSync(`${built}${path}`)).length)
    return plain(`page, all ${kind} compressed`, sizes.reduce((sum, size) => sum + size, 0) / 1_000, 'kB')
  })
}
