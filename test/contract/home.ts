// A data folder with a little of everything in it, made once and copied for every caller, so that their replies agree.
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  aNote,
  anId,
  openLarkfield,
  openWorld,
  passphrase,
  saveNote,
  secret,
  temporaryFolder,
  type World,
} from '../fixtures/world.ts'

export interface Folders {
  readonly data: string
  readonly state: string
}

/** Ids of what the home holds; drafts of notes are called `drafted`. */
export interface Ids {
  readonly vault: string
  readonly inspection: string
  readonly person: string
  readonly enquiry: string
  readonly note: string
  readonly noteHeads: readonly string[]
  readonly drafted: string
  readonly bundle: string
}

export interface Home {
  readonly ids: Ids
  /** A copy of the folders, as the vault lay locked; `remove` takes all copies away. */
  readonly copy: () => Folders
  readonly remove: () => void
}

export async function makeHome(): Promise<Home> {
  const world = await openWorld({ passphraseCost: 'as shipped' })
  const ids = await filled(world)
  await world.call('vault.lock', {})
  const made: string[] = []
  return {
    ids,
    copy: () => {
      const folder = temporaryFolder()
      made.push(folder)
      const folders = { data: join(folder, 'data'), state: join(folder, 'state') }
      for (const part of ['data', 'state'] as const) cpSync(world.folders[part], folders[part], { recursive: true })
      return folders
    },
    remove: () => {
      world.remove()
      for (const folder of made) rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function filled(world: World): Promise<Ids> {
  const { inspection, people, enquiry } = await openLarkfield(world)
  const about = { enquiry, bearing: 'supports', place: 'Kitchen' } as const
  const first = aNote('AB said the night staff listen.', { ...about, people: [people.AB] })
  const saved = await saveNote(world, inspection, first)
  const second = aNote('AB said that the night staff listen.', { ...about, people: [people.AB, people.CD] })
  const on = { note: saved.note, heads: saved.heads, reason: 'more' }
  const { note, heads } = await saveNote(world, inspection, second, on)
  await saveNote(world, inspection, aNote('The rota shows two staff at night.', { when: '2026-03-10T21:15' }))
  const drafted = anId()
  // Without a kind it stays a draft when the vault is locked.
  const draft = { inspection, heads: [], content: aNote('half a sen', { kind: '' }), typed: null }
  await world.call('draft.keep', { note: drafted, ...draft })
  const { bundle } = await world.call('bundle.seal', { inspection, bundle: anId() })
  const vault = world.application.open.vault.slots.vault
  return { vault, inspection, person: people.AB, enquiry, note, noteHeads: heads, drafted, bundle }
}

/** What unlocks the vault of the home; the bytes are overwritten by whoever takes them. */
export function unlocking({ vault }: Ids): { readonly vault: string; readonly passphrase: Uint8Array } {
  return { vault, passphrase: secret(passphrase) }
}
