// What an inspector does between power cuts, one script for each kind of work.
import { setTimeout as pause } from 'node:timers/promises'
import { migrations } from '#main/data/migrate.ts'
import { aNote, openLarkfield, openWorld, passphrase, saveNote, secret, type World } from '../../fixtures/world.ts'
import { type Chance, chanceOf } from '../chance.ts'
import { print, tells } from './marks.ts'
import { makeOlder } from './older-vault.ts'
import { disposals, receipts } from './with-a-store.ts'
import { beginWith, folderOf, holdingsIn, makeVault, openInspection, text, Writer } from './writing.ts'

/** Carries out a script of about so many deeds. */
export type Script = (chance: Chance, deeds: number) => Promise<void>

/** Milliseconds in which the rollback head and the search index follow a commit; whoever writes stops longer than that now and then. */
const breath = 70

const capture: Script = async (chance, deeds) => {
  const { world, writer } = await begin(chance)
  for (let done = 0; done < deeds; done += 1) {
    if (done % 40 === 39) await writer.lockAndUnlock()
    else if (chance.happens(0.6)) await writer.save()
    else await writer.revise()
    if (chance.happens(0.2)) await pause(breath)
  }
  world.application.abandon()
}

const drafts: Script = async (chance, deeds) => {
  const { world, writer } = await begin(chance)
  for (let done = 0; done < deeds; done += 1) {
    if (done % 50 === 49) await writer.lockAndUnlock()
    else if (chance.happens(0.75)) await writer.type()
    else await writer.finish()
    if (chance.happens(0.1)) await pause(breath)
  }
  world.application.abandon()
}

/** The slots of the vault's key are replaced, between notes. */
const keys: Script = async (chance, deeds) => {
  const { world, writer } = await begin(chance)
  let present = passphrase
  for (let done = 0; done < deeds; done += 1) {
    if (chance.happens(0.3)) await writer.save()
    else if (chance.happens(0.15)) await writer.lockAndUnlock(present)
    else if (chance.happens(0.4)) await makeSheet(world)
    else present = await changePassphrase(world, present, `harbour lantern ${text(chance, 6)}`)
  }
  world.application.abandon()
}

/** Gives back the passphrase that opens the vault from then on. */
async function changePassphrase(world: World, present: string, next: string): Promise<string> {
  await tells('changing the passphrase', { passphrase: next }, () =>
    world.call('vault.changePassphrase', { present: secret(present), passphrase: secret(next) }),
  )
  return next
}

async function makeSheet(world: World): Promise<void> {
  const sheet = (): Promise<{ readonly code: string }> => world.call('vault.makeRecoverySheet', {})
  await tells('making a recovery sheet', {}, sheet, { learned: ({ code }) => ({ sheet: code }) })
}

/** Vaults of older versions are opened, the oldest first, and begun anew with the next until there were enough deeds. */
const migration: Script = async (chance, deeds) => {
  const newest = migrations().length
  for (let done = 0; done < deeds; done += 3) {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    const writer = new Writer(world, inspection, chance)
    for (let notes = 0; notes < 5; notes += 1) await saveNote(world, inspection, aNote(text(chance, 200)))
    const holds = holdingsIn(world)
    await world.lock()
    await makeOlder(world, 1 + ((done / 3) % (newest - 1)))
    beginWith(world, holds)
    await tells('opening an older vault', {}, () => world.unlock())
    await writer.save()
    await writer.type()
    world.application.abandon()
  }
}

async function begin(chance: Chance): Promise<{ readonly world: World; readonly writer: Writer }> {
  const world = await openWorld({ vault: 'none' })
  print({ mark: 'vault', folder: folderOf(world), holds: {}, given: false })
  await makeVault(world)
  const inspection = await openInspection(world)
  return { world, writer: new Writer(world, inspection, chance) }
}

const scripts = { capture, drafts, receipts, keys, migration, disposals } as const
export type Scenario = keyof typeof scripts
export const scenarios = Object.keys(scripts) as readonly Scenario[]

/** Carries out the script of this name; the same seed does the same things, but for keys and ids. */
export async function play(scenario: Scenario, seed: number, deeds: number): Promise<void> {
  await scripts[scenario](chanceOf(seed, 'script', scenario), deeds)
}
