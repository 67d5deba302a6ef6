// The model of a disk by itself: what is synced survives, what is not may go, and names go with folders that were not synced.
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../fixtures/world.ts'
import { chanceOf } from './chance.ts'
import { type Call, Disk, type Mercy, type Opening } from './power-cuts/disk.ts'
import { mercyOf } from './power-cuts/mercy.ts'

const top = '/disk'
const making: Opening = { makes: true, empties: true, appends: false }
const nothing = mercyOf('dropped', chanceOf(1))
const everything: Mercy = { spares: () => true, sparedOf: (write) => [write] }

let disk: Disk
let into: string

beforeEach(() => {
  disk = new Disk(top)
  into = temporaryFolder()
  done(make('/disk/home'))
})
afterEach(() => rmSync(into, { recursive: true }))

function done(...calls: readonly Call[]): void {
  for (const call of calls) disk.apply(call)
}

const make = (path: string): Call => ({ call: 'make-folder', path })
const open = (path: string, handle: number, how = making): Call => ({ call: 'open', path, handle, how })
const sync = (handle: number): Call => ({ call: 'sync', handle, path: '' })
const folder: Opening = { makes: false, empties: false, appends: false }

function write(handle: number, words: string, at: number | null = null): Call {
  return { call: 'write', handle, at, bytes: Buffer.from(words) }
}

/** The files that a power cut leaves, with what they say. */
function left(mercy: Mercy): Readonly<Record<string, string>> {
  rmSync(into, { recursive: true })
  disk.leave('/disk/home', into, mercy)
  const files = readdirSync(into, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(files.map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), 'latin1')]))
}

describe('what a power cut leaves', () => {
  test('is what was synced, under names that were synced', () => {
    done(open('/disk/home/one', 3), write(3, 'first '), sync(3), write(3, 'second'))
    expect(left(nothing)).toEqual({})
    done(open('/disk/home', 4, folder), sync(4))
    expect(left(nothing)).toEqual({ one: 'first ' })
    expect(left(everything)).toEqual({ one: 'first second' })
    done(sync(3))
    expect(left(nothing)).toEqual({ one: 'first second' })
  })

  test('of a rename is the old name or the new one, never both and never none', () => {
    done(open('/disk/home/one', 3), write(3, 'old'), sync(3))
    done(open('/disk/home/one.new', 4), write(4, 'new'), sync(4), open('/disk/home', 5, folder), sync(5))
    done({ call: 'rename', from: '/disk/home/one.new', to: '/disk/home/one' })
    expect(left(nothing)).toEqual({ one: 'old', 'one.new': 'new' })
    expect(left(everything)).toEqual({ one: 'new' })
    done(sync(5))
    expect(left(nothing)).toEqual({ one: 'new' })
  })

  test('of a folder whose own name was not synced is nothing', () => {
    done(make('/disk/home/inner'), open('/disk/home/inner/one', 3), write(3, 'words'), sync(3))
    done(open('/disk/home/inner', 4, folder), sync(4))
    expect(left(nothing)).toEqual({})
    done(open('/disk/home', 5, folder), sync(5))
    expect(left(nothing)).toEqual({ one: 'words' })
  })

  test('of a file removed and not synced is the file', () => {
    done(open('/disk/home/one', 3), write(3, 'words'), sync(3), open('/disk/home', 4, folder), sync(4))
    done({ call: 'remove', path: '/disk/home/one' })
    expect(left(nothing)).toEqual({ one: 'words' })
    expect(left(everything)).toEqual({})
  })

  test('of a file cut shorter and written again has zeros where nothing was written', () => {
    done(open('/disk/home/one', 3), write(3, 'words'), { call: 'resize', handle: 3, size: 1 }, write(3, 's', 4))
    expect(left(everything)).toEqual({ one: 'w\0\0\0s' })
  })

  test('of a write that was torn is whole sectors of it, beside zeros or noise', () => {
    done(open('/disk/home/one', 3), sync(3), open('/disk/home', 4, folder), sync(4))
    done(write(3, 'x'.repeat(40 * 512), 0))
    const kinds = Array.from({ length: 20 }, (_, seed) => {
      const { one = '' } = left(mercyOf('torn', chanceOf(seed)))
      const sectors = Array.from({ length: one.length / 512 }, (__, index) => one.slice(index * 512).slice(0, 512))
      return sectors.map((sector) =>
        /^x+$/.test(sector) ? 'written' : sector.includes('x'.repeat(8)) ? 'part' : 'not',
      )
    })
    expect(kinds.flat()).not.toContain('part')
    expect(kinds.filter((of) => of.includes('written') && of.includes('not')).length).toBeGreaterThan(10)
  })
})
