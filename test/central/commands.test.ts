// The command as a person runs it: what it prints, what it leaves, and how it ends.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { identityToRecipient } from 'age-encryption'
import { combine } from 'shamir-secret-sharing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { sha256 } from '#main/platform/crypto.ts'
import { paths } from '#shared/central-api.ts'
import { fromBase64url, textOf } from '#shared/domain/bytes.ts'
import { codeFrom } from '#shared/domain/enrolment.ts'
import { temporaryFolder } from '../fixtures/world.ts'
import { newDevice } from './devices.ts'
import { Caller, command, type StoreProcess, startStore } from './processes.ts'

let folder: string
const running: StoreProcess[] = []

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await Promise.all(running.splice(0).map(async (store) => store.stop('SIGKILL')))
  rmSync(folder, { recursive: true, force: true })
})

async function start(...words: readonly string[]): Promise<StoreProcess> {
  const store = await startStore(folder, ...words)
  running.push(store)
  return store
}

const central = (...words: readonly string[]) => command(...words, '--folder', folder)

test('a store without an organisation founds a trial and says what that means', async () => {
  const store = await start()
  const { out, status } = await store.stop('SIGINT')
  expect(status).toBe(0)
  expect(out).toContain('a trial organisation was founded')
  expect(out).toContain('whoever runs this store could add a reader')
  expect(out).toContain('24 hours after its approval')
  const again = await start('--undo-window', 'P1DT12H')
  const second = await again.stop()
  expect(second.out).not.toContain('was founded')
  expect(second.out).toContain('whoever runs this store could add a reader')
  expect(second.out).toContain('36 hours after its approval')
  const stats = (await central('stats')).out
  expect(stats).toContain('whoever runs this store could add a reader')
  expect(stats).toMatch(/disposals +0 carried out, 0 approved and waiting\n/)
  expect(stats).toMatch(/corrections +0, which took 0 bodies\n/)
  expect(stats).toMatch(/undo window +36 hours\n/)
})

test('everything in the folder of a store is closed to everybody else', async () => {
  await (await start()).stop()
  await central('enrol', '--name', 'Ada Ferris', '--role', 'inspector')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  expect(names).toEqual(
    expect.arrayContaining(['central.db', join('trial', 'root-key.json'), join('log', 'central.log')]),
  )
  for (const name of ['', ...names]) {
    const stats = statSync(join(folder, name))
    expect((stats.mode & 0o777).toString(8), name).toBe(stats.isDirectory() ? '700' : '600')
  }
})

test('a person joins with a printed code, made beside a running store or without it', async () => {
  await (await start()).stop()
  const early = await central('enrol', '--name', 'Ada Ferris', '--role', 'inspector', '--role', 'supervisor')
  const store = await start()
  const ada = await new Caller(store.address, newDevice()).enrol(early.out)
  expect(ada).toMatchObject({ name: 'Ada Ferris', roles: ['inspector', 'supervisor'] })
  const late = await central(
    'enrol',
    '--name',
    'Bo Lindgren',
    '--role',
    'supervisor',
    '--address',
    'https://store.example',
  )
  expect(codeFrom(late.out.split('\n')[0] ?? '', sha256)).toMatchObject({ address: 'https://store.example' })
  expect(await new Caller(store.address, newDevice()).enrol(late.out)).toMatchObject({ name: 'Bo Lindgren' })
})

test('a code says where the store listens and whose keys it has', async () => {
  const store = await start()
  const { out } = await central('enrol', '--name', 'Ada Ferris', '--role', 'inspector')
  const facts = (await (await fetch(store.address + paths.organisation)).json()) as { store: string; root: string }
  expect(codeFrom(out.split('\n')[0] ?? '', sha256)).toMatchObject({
    address: store.address,
    store: facts.store,
    root: facts.root,
  })
})

test('a new device of a person is enrolled again under the same name, or chosen by id where the name is not enough', async () => {
  const store = await start()
  const enrol = async (...words: readonly string[]) => central('enrol', '--name', 'Ada Ferris', ...words)
  const unknown = await enrol('--again')
  expect([unknown.status, unknown.out]).toEqual([2, expect.stringContaining('Nobody is enrolled as Ada Ferris')])
  const first = await new Caller(store.address, newDevice()).enrol((await enrol('--role', 'inspector')).out)
  const again = await new Caller(store.address, newDevice()).enrol((await enrol('--again')).out)
  expect(again.person).toBe(first.person)
  const namesake = await new Caller(store.address, newDevice()).enrol((await enrol('--role', 'inspector')).out)
  const ambiguous = await enrol('--again')
  expect(ambiguous.status).toBe(2)
  for (const { person } of [first, namesake]) expect(ambiguous.out).toContain(person.slice(0, 12))
  const chosen = await enrol('--again', '--person', namesake.person.slice(0, 12))
  expect((await new Caller(store.address, newDevice()).enrol(chosen.out)).person).toBe(namesake.person)
})

test('one store for each folder, and one program for each port', async () => {
  const store = await start()
  const second = await central('start', '--port', '0')
  expect([second.status, second.err]).toEqual([1, expect.stringContaining('(central.already-running')])
  const elsewhere = temporaryFolder()
  const taken = await command('start', '--folder', elsewhere, '--port', new URL(store.address).port)
  expect([taken.status, taken.err]).toEqual([1, expect.stringContaining('(central.port-taken')])
  rmSync(elsewhere, { recursive: true })
})

test('a real organisation keeps neither root nor recovery; two shares of three open a recovery identity', async () => {
  const founded = await central('found', '--name', 'Inspectorate of Larkfield', '--officers', '3')
  expect(founded.status).toBe(0)
  for (const words of ['root-key.json', 'restricted-share-3.json', 'recovery officer 2'])
    expect(founded.out).toContain(words)
  const away = join(folder, 'to-take-away')
  for (const recovery of ['ordinary', 'restricted']) {
    const shares = [1, 3].map(
      (number) =>
        JSON.parse(readFileSync(join(away, `${recovery}-share-${number}.json`), 'utf8')) as {
          readonly share: string
          readonly recipient: string
        },
    )
    const identity = textOf(await combine(shares.map(({ share }) => fromBase64url(share))))
    expect(await identityToRecipient(identity)).toBe(shares[0]?.recipient)
    const everything = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    )
    for (const name of everything) expect(readFileSync(join(folder, name)).includes(identity), name).toBe(false)
  }
  expect(readdirSync(folder).toSorted()).toEqual(['central.db', 'store-key.json', 'store.lock', 'to-take-away'])

  rmSync(away, { recursive: true })
  const store = await start()
  const facts = await (await fetch(store.address + paths.organisation)).json()
  expect(facts).toMatchObject({ name: 'Inspectorate of Larkfield', trial: false })
  const refused = await central('enrol', '--name', 'Ada Ferris', '--role', 'inspector')
  expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('(organisation.not-trial)')])
  expect((await store.stop()).out).not.toContain('TRIAL')
  const again = await central('found', '--name', 'Another')
  expect([again.status, again.err]).toEqual([1, expect.stringContaining('(organisation.exists)')])
})

test('a folder with a trial is not founded again', async () => {
  await (await start()).stop()
  const { status, err } = await central('found', '--name', 'Inspectorate of Larkfield')
  expect([status, err]).toEqual([1, expect.stringContaining('(organisation.exists)')])
})

test.each([['stats'], ['enrol', '--name', 'Ada Ferris', '--role', 'inspector']])(
  '%s in a folder without an organisation says so',
  async (...words) => {
    const { status, err } = await central(...words)
    expect([status, err]).toEqual([1, expect.stringContaining('(organisation.missing)')])
  },
)

test('verify says 0 for a sound store, 1 for one that was changed, 2 where there is nothing to check', async () => {
  expect((await central('verify')).status).toBe(2)
  await (await start()).stop()
  const sound = await central('verify')
  expect([sound.status, sound.out]).toEqual([0, expect.stringContaining('Checked 2 entries')])
})

test.each([
  [['nonsense']],
  [['enrol', '--name', 'Ada Ferris']],
  [['enrol', '--name', 'Ada Ferris', '--role', 'king']],
  [['enrol', '--name', 'Ada Ferris', '--role', 'inspector', '--address', 'store']],
  [['found', '--name', 'X', '--officers', '1']],
  [['start', '--port', '70000']],
  [['stats', '--name', 'x']],
  [['start', '--undo-window', 'soon']],
])('%j is answered with the usage and 2', async (words) => {
  const { status, out } = await command(...words, '--folder', folder)
  expect([status, out]).toEqual([2, expect.stringContaining('Usage: npm run central')])
  expect(readdirSync(folder)).toEqual([])
})
