// The commands that the demo runs as processes, and what the practice inspection is read from.
import { fileURLToPath } from 'node:url'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export const commands = {
  central: at('../central/cli.ts'),
  browserMode: at('../main/browser.ts'),
  fill: at('./fill.ts'),
} as const

export const resources = at('../../resources/')
