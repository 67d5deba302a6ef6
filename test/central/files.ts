// The bytes of a store's files, to look for what should be gone from them.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** All files below a folder, one after another. */
export function bytesIn(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
  return Buffer.concat(files.filter((path) => statSync(path).isFile()).map((path) => readFileSync(path)))
}
