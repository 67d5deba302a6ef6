// The Chromium of the journeys: unpacked from the npm package, with what it needs where the system has none.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium as ownChromium } from '@playwright/test'
import { root } from './summary.ts'

export interface Chromium {
  readonly executable: string
  /** What its process is given beside the usual environment. */
  readonly env: Readonly<Record<string, string>>
}

const packed = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))

/** Unpacks Chromium where it is not yet; null where no Chromium can be had without the network. */
export async function findChromium(): Promise<Chromium | null> {
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium()
  const executable = ownChromium.executablePath()
  return existsSync(executable) ? { executable, env: {} } : null
}

/** Why there is none, in words for the list of skipped tests. */
export const noChromium =
  'no Chromium for this platform in the npm packages; `npx playwright install chromium` gets one'

async function unpackedChromium(): Promise<Chromium> {
  const folder = join(root, '.tmp', `chromium-${versionOf(packed)}`)
  if (!existsSync(folder)) await unpackInto(folder)
  const executable = join(folder, 'chromium')
  return { executable, env: { ...fontsIn(folder), ...librariesFor(executable, folder) } }
}

/** A folder for each version, complete or not there at all: the package itself reuses whatever it finds. */
async function unpackInto(folder: string): Promise<void> {
  const making = `${folder}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = making
  try {
    // Imported here, because the package looks at the environment when it is loaded.
    const { inflate } = await import('@sparticuz/chromium')
    const parts = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
    await Promise.all(parts.map((part) => inflate(join(packed, 'bin', part))))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  if (existsSync(folder)) rmSync(making, { recursive: true })
  else renameSync(making, folder)
}

/** The package's own fonts, so that pictures look the same on every machine, also one without any font. */
function fontsIn(folder: string): Record<string, string> {
  const file = join(folder, 'fonts.conf')
  if (!existsSync(file)) {
    const places = `<dir>${join(folder, 'fonts')}</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`
    writeFileSync(
      file,
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${places}</fontconfig>`,
    )
  }
  return { FONTCONFIG_FILE: file }
}

/** The package brings the libraries (NSS, expat) that a bare system lacks; a system that has them uses its own. */
function librariesFor(executable: string, folder: string): Record<string, string> {
  const starts = spawnSync(executable, ['--version'], { stdio: 'ignore' }).status === 0
  return starts ? {} : { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
}

function versionOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly version: string }
  return manifest.version
}
