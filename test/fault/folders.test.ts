// Files in folders just made, by the laptop and by the store: a power cut takes neither the file nor a folder above it.
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { skipUnless } from '../fixtures/skip.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { chanceOf } from './chance.ts'
import { Disk } from './power-cuts/disk.ts'
import { mercyOf } from './power-cuts/mercy.ts'
import { traceNode, whyNoTrace } from './power-cuts/tracing.ts'

const why = whyNoTrace()
const whereTraced = skipUnless(why === null, why ?? '')

for (const module of ['#main/platform/files.ts', '#central/files.ts']) {
  whereTraced(`what ${module} writes into folders just made is there after a power cut`, async () => {
    const script = `
      import { tmpdir } from 'node:os'
      import { join } from 'node:path'
      import { makeFolder, replaceFile } from '${module}'
      const folder = join(tmpdir(), 'home', 'above', 'below')
      makeFolder(folder)
      replaceFile(join(folder, 'file'), 'words')`
    const { disk: path, calls } = await traceNode(['--input-type=module-typescript', '-e', script])
    const disk = new Disk(path)
    for (const call of calls) if (call.call !== 'mark') disk.apply(call)
    const into = temporaryFolder()
    disk.leave(join(path, 'home'), into, mercyOf('dropped', chanceOf(1)))
    expect(readFileSync(join(into, 'above', 'below', 'file'), 'utf8')).toBe('words')
    rmSync(into, { recursive: true })
  })
}
