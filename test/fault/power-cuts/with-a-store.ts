// Scripts with a store: receipts of what is sent, notes that colleagues send, and disposals that are carried out.
import { setTimeout as pause } from 'node:timers/promises'
import { isScrubAsked } from '#main/data/settings.ts'
import { Disposals } from '#main/services/orders/disposals.ts'
import { type Member, Organisation, personOf, settle, turn } from '../../fixtures/organisation.ts'
import { aNote, larkfield, ledgerOf, saveNote } from '../../fixtures/world.ts'
import type { Chance } from '../chance.ts'
import { allNotes, holdingsOf } from './holdings.ts'
import { type Changes, type Holdings, tells } from './marks.ts'
import { beginWith, text, Writer } from './writing.ts'

/** Ada writes, sends and is sent; between two times online nothing arrives. */
export async function receipts(chance: Chance, deeds: number): Promise<void> {
  const organisation = await Organisation.found()
  const ada = await organisation.enrol('Ada Ferris', ['inspector'])
  const bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  const inspection = await inspectionOfBoth(ada, bo, 'Larkfield House')
  await settle([ada, bo], 3)
  ada.online = false
  beginWith(ada.world)
  const writer = new Writer(ada.world, inspection, chance)
  let arriving: Changes = {}
  for (let done = 0; done < deeds; done += 1) {
    if (chance.happens(0.2)) {
      const words = text(chance, 40)
      const { note } = await saveNote(bo.world, inspection, aNote(words))
      arriving = { ...arriving, [`note ${note}`]: words, [`receipt ${note}`]: 'received' }
    } else if (chance.happens(0.25)) {
      await turn(bo)
      await exchange(ada, arriving)
      arriving = {}
    } else await (chance.happens(0.6) ? writer.save() : writer.revise())
  }
  ada.world.application.abandon()
}

const rule = {
  pack: '1',
  remit: 'registered-care',
  rule: 'inspection-evidence',
  controller: 'ofsted',
  due: '2026-01-01',
}

/** One inspection after the other is disposed of, while Ada writes in one that stays. */
export async function disposals(chance: Chance, deeds: number): Promise<void> {
  const organisation = await Organisation.found()
  const ada = await organisation.enrol('Ada Ferris', ['inspector'])
  const bo = await organisation.enrol('Bo Lindgren', ['inspector'])
  const rex = await organisation.enrol('Rex Moorcroft', ['records-manager'])
  const roz = await organisation.enrol('Roz Tindall', ['records-manager'])
  const stays = await inspectionOfBoth(ada, bo, 'Larkfield House')
  const titles = Array.from({ length: Math.max(1, Math.round(deeds / 5)) }, (_, index) => `Visit ${index + 1}`)
  const going: string[] = []
  for (const title of titles) going.push(await inspectionOfBoth(ada, bo, title))
  for (const inspection of going.flatMap((one) => [one, one, one])) {
    await saveNote(ada.world, inspection, aNote(text(chance, 60)))
  }
  await settle([ada, bo, rex, roz], 4)
  ada.online = false
  beginWith(ada.world)
  const writer = new Writer(ada.world, stays, chance)
  for (const [index, inspection] of going.entries()) {
    await writer.save()
    const gone = goingWith(ada, inspection, titles[index] ?? '')
    new Disposals(ledgerOf(rex.world), () => rule).propose({ inspection })
    await settle([rex, bo, roz], 2)
    new Disposals(ledgerOf(roz.world), () => rule).approve({ inspection })
    await settle([roz, bo, rex], 2)
    await organisation.store.afterUndoWindow()
    await writer.revise()
    await exchange(ada, gone)
    await tells('writing the file anew', {}, () => scrubbed(ada))
    await exchange(ada, {})
  }
  ada.world.application.abandon()
}

async function inspectionOfBoth(ada: Member, bo: Member, title: string): Promise<string> {
  const { inspection } = await ada.world.call('inspection.open', { ...larkfield, title })
  await turn(ada)
  await ada.world.call('team.add', { inspection, people: [personOf(bo)] })
  return inspection
}

function holdings({ world }: Member): Holdings {
  return holdingsOf(ledgerOf(world), world.application.pack)
}

function notesIn(holds: Holdings): readonly string[] {
  return Object.keys(holds).flatMap((name) => (name.startsWith('note ') ? [name.slice('note '.length)] : []))
}

/** One time online, after which the store has every note that is still there, and the changes have come about. */
async function exchange(ada: Member, changes: Changes): Promise<void> {
  const received = notesIn(holdings(ada)).map((note) => [`receipt ${note}`, 'received'])
  const all: Changes = { ...Object.fromEntries(received), ...changes }
  const online = async (): Promise<void> => {
    ada.online = true
    await settle([ada], 3)
    ada.online = false
  }
  await tells('syncing', all, online, { stepwise: true })
  const now = holdings(ada)
  const missing = Object.entries(all).filter(([name, said]) => now[name] !== (said ?? undefined))
  if (missing.length > 0) throw new Error(`syncing did not bring about ${missing.map(([name]) => name).join(', ')}`)
}

/** What goes with an inspection. */
function goingWith({ world }: Member, inspection: string, title: string): Changes {
  const { notes } = world.application.open.notes.list({ inspection, ...allNotes })
  return Object.fromEntries([
    [`inspection ${title}`, null],
    ...notes.flatMap(({ note }) => [
      [`note ${note}`, null],
      [`receipt ${note}`, null],
    ]),
  ])
}

/** The engine does so by itself once nobody is at work. */
async function scrubbed({ world }: Member): Promise<void> {
  const { reader } = ledgerOf(world)
  for (let waited = 0; isScrubAsked(reader); waited += 1) {
    if (waited > 1_000) throw new Error('the file was not written anew')
    await pause(20)
  }
}
