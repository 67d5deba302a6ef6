// From the passphrase to the first list, in the real engine process.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Argon2Cost, argon2id } from '#main/platform/crypto.ts'
import { type Figure, percentile, plain, timed } from './figures.ts'
import { engineOf, homeWith, passphrase } from './practice.ts'
import { firstPage } from './searching.ts'

const notes = 5_000
const repeats = 5

export async function unlockFigures(): Promise<readonly Figure[]> {
  const home = homeWith(notes)
  const { engine, call } = engineOf(home)
  try {
    const { vault } = await call('practice.create', { name: 'Bench', passphrase: passphrase() })
    const cost = costOf(join(home.folders.data, 'vaults', vault, 'slots.json'))
    const whole: number[] = []
    const derivation: number[] = []
    for (let round = 0; round < repeats; round++) {
      await call('vault.lock', {})
      // Answered by the next process, once it is ready.
      await call('application.status', {})
      whole.push(await timed(() => toFirstList(call, vault)))
      derivation.push(await timed(() => argon2id(passphrase(), new Uint8Array(16), cost)))
    }
    return [
      {
        ...plain(`unlock to first list, ${notes} notes, p50`, percentile(whole, 0.5)),
        goal: { of: 'value', most: 1_500 },
      },
      plain('of which Argon2id, p50', percentile(derivation, 0.5)),
    ]
  } finally {
    await engine.stop()
    home.remove()
  }
}

const slotsSchema = z.object({
  slots: z.tuple([z.object({ cost: z.object({ memory: z.int(), passes: z.int(), lanes: z.int() }) })]),
})

/** What the slot costs that was made on this machine; it has no other yet. */
function costOf(slots: string): Argon2Cost {
  return slotsSchema.parse(JSON.parse(readFileSync(slots, 'utf8'))).slots[0].cost
}

async function toFirstList(call: ReturnType<typeof engineOf>['call'], vault: string): Promise<void> {
  await call('vault.unlock', { vault, passphrase: passphrase() })
  const [inspection] = (await call('inspection.list', {})).inspections
  if (inspection === undefined) throw new Error('the vault has no inspection')
  await firstPage(call, inspection.inspection)
}
