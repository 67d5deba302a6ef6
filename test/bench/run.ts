// Measures Fieldbook beside its peers in one run, prints a table and keeps the last result as JSON.
import { writeFileSync } from 'node:fs'
import { engineHere } from './engine-here.ts'
import type { Figure } from './figures.ts'
import { identifyFigures } from './identifying.ts'
import { importFigures } from './importing.ts'
import { pageFigures } from './page-size.ts'
import { homeWith, seed } from './practice.ts'
import { jsonOf, tableOf } from './report.ts'
import { retentionFigures } from './retention.ts'
import { draftKeeps, noteSaves, savesWithAllThatFollows } from './saving.ts'
import { listFigures, searchFigures } from './searching.ts'
import { unlockFigures } from './unlocking.ts'

const [few, many] = [1_000, 20_000]

async function atFewNotes(): Promise<readonly Figure[]> {
  const home = homeWith(few)
  const engine = await engineHere(home)
  try {
    return await noteSaves(home, engine)
  } finally {
    engine.close()
    home.remove()
  }
}

/** The vault that the engine process imported is then opened here. */
async function atManyNotes(): Promise<readonly Figure[]> {
  const home = homeWith(many)
  try {
    const imported = await importFigures(home)
    const engine = await engineHere(home)
    try {
      return [
        ...imported,
        ...(await noteSaves(home, engine)),
        ...(await savesWithAllThatFollows(engine)),
        ...(await draftKeeps(home, engine)),
        ...(await searchFigures(home, engine)),
        ...(await listFigures(home, engine)),
        ...(await identifyFigures(engine)),
      ]
    } finally {
      engine.close()
    }
  } finally {
    home.remove()
  }
}

process.stdout.write(`Seed ${seed}. Figures depend on the machine and on what else it does; ratios much less.\n`)
const figures = [
  ...(await atFewNotes()),
  ...(await atManyNotes()),
  ...(await unlockFigures()),
  ...pageFigures(),
  ...(await retentionFigures()),
]
process.stdout.write(`${tableOf(figures)}\n`)
writeFileSync(new URL('./last-result.json', import.meta.url), jsonOf(seed, figures))
