// Who may ask for what: every role and right at every route, and that strangers learn nothing of what exists.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { random, sha256 } from '#main/platform/crypto.ts'
import { entriesType, paths } from '#shared/central-api.ts'
import { toHex, utf8 } from '#shared/domain/bytes.ts'
import { roles } from '#shared/domain/directory-kinds.ts'
import { entryHash } from '#shared/domain/entry.ts'
import { pushQuestion, type Question } from './asking.ts'
import { added, Chain, type NewCompartment, newCompartment, newDevice, note, type TestDevice } from './devices.ts'
import { type Answer, TestStore } from './store.ts'

let store: TestStore
let made: NewCompartment
const devices = new Map<string, TestDevice>()
const device = (name: string): TestDevice => devices.get(name) ?? newDevice()

beforeAll(async () => {
  store = await TestStore.open()
  const persons = new Map<string, string>()
  for (const name of ['lead', 'member', 'officer', 'former', ...roles]) {
    const { device: is, person } = await store.enrol(name, [roles.find((role) => role === name) ?? 'inspector'])
    devices.set(name, is)
    persons.set(name, person)
  }
  const [ended, used] = [newDevice(), newDevice()]
  await store.enrol('moved', ['inspector'], [ended, used])
  devices.set('ended', ended)
  made = newCompartment(device('lead'), 'restricted')
  const { chain, key, entries, compartment } = made
  const person = (name: string): string => persons.get(name) ?? ''
  await store.push(device('lead'), compartment, 0, [
    ...entries,
    added(chain, person('member'), 'member'),
    added(chain, person('officer'), 'officer'),
    added(chain, person('former'), 'member'),
    note(chain, key),
    chain.write({ kind: 'member.removed', data: { person: person('former') } }),
  ])
})
afterAll(async () => store.remove())

const pullOf = (compartment: string): Question => ({ path: `${paths.entries(compartment)}?epoch=1&from=0&most=10` })
const pushOf = (compartment: string): Question => pushQuestion(compartment, 0, [])
const outcome = ({ status, code }: Answer) => (status === 200 ? 200 : code)

const strangers = [...roles]

test.each<readonly [string, string | number, string | number]>([
  ['lead', 200, 200],
  ['member', 200, 200],
  ['officer', 200, 200],
  // What they wrote while they were members is still theirs to send; to see there is nothing more.
  ['former', 'compartment.unknown', 200],
  ...strangers.map((role) => [role, 'compartment.unknown', 'compartment.unknown'] as const),
  ['ended', 'device.unknown', 'device.unknown'],
  ['nobody', 'device.unknown', 'device.unknown'],
])('%s pulls: %s, pushes: %s', async (name, pulls, pushes) => {
  const { compartment } = made
  expect(outcome(await store.ask(device(name), pullOf(compartment)))).toBe(pulls)
  expect(outcome(await store.ask(device(name), pushOf(compartment)))).toBe(pushes)
})

test.each([...strangers, 'lead', 'member', 'officer', 'former'])(
  '%s reads the directory and hears news, of their own compartments only',
  async (name) => {
    expect(outcome(await store.ask(device(name), pullOf(store.facts.organisation)))).toBe(200)
    const { compartments, directory } = await store.news(device(name))
    expect(directory).toMatchObject({ compartment: store.facts.organisation, epoch: 1 })
    const expected = ['lead', 'member', 'officer'].includes(name) ? [made.compartment] : []
    expect(compartments.map(({ compartment }) => compartment)).toEqual(expected)
  },
)

test.each(['ended', 'nobody'])('a device that is %s in the directory hears nothing', async (name) => {
  expect(outcome(await store.ask(device(name), { path: paths.news }))).toBe('device.unknown')
  expect(outcome(await store.ask(device(name), pullOf(store.facts.organisation)))).toBe('device.unknown')
})

test('an officer sees every header, the control entries, and no sealed body', async () => {
  const all = await store.pull(device('member'), made.compartment)
  const seen = await store.pull(device('officer'), made.compartment)
  expect(seen.entries.map(({ header, signature }) => [header, signature])).toEqual(
    all.entries.map(({ header, signature }) => [header, signature]),
  )
  expect(all.entries.filter(({ body }) => body === null)).toEqual([])
  expect(seen.entries.map(({ body }) => body === null)).toEqual(all.entries.map((_, index) => index === 5))
})

test('health and organisation are open to everybody and say public facts only', async () => {
  const health = await store.askBarely({ path: paths.health })
  expect(JSON.parse(health.bytes.toString())).toEqual({ status: 'ok', version: '0.0.0-test' })
  const organisation = await store.askBarely({ path: paths.organisation })
  expect(JSON.parse(organisation.bytes.toString())).toEqual(store.facts)
})

test('a stranger gets the same answer for a compartment that exists and one that does not', async () => {
  const absent = toHex(random(32))
  const { entries } = newCompartment(device('inspector'))
  const questionsOf = (compartment: string): readonly Question[] => [
    pullOf(compartment),
    { path: `${paths.entries(compartment)}?epoch=7&from=1000&most=1` },
    pushOf(compartment),
    pushQuestion(compartment, 5, [], 3),
    pushQuestion(compartment, 0, entries),
    { ...pushOf(compartment), body: utf8('no entries at all') },
    { path: `${paths.entries(compartment)}?epoch=1&from=-1&most=10` },
    { ...pushOf(compartment), type: 'text/plain', body: utf8('x') },
  ]
  for (const name of ['inspector', 'whistleblowing-lead', 'administrator', 'ended', 'nobody']) {
    const pairs = questionsOf(made.compartment).map(
      (question, index) => [question, questionsOf(absent)[index]] as const,
    )
    for (const [real, imagined] of pairs) {
      const [one, other] = [await store.ask(device(name), real), await store.ask(device(name), imagined ?? real)]
      expect(appearance(one), `${name} ${real.path}`).toEqual(appearance(other))
      expect(one.status).not.toBe(200)
    }
  }
})

/** All that can be told apart from outside: status, headers, length and bytes. */
function appearance({ status, headers, bytes }: Answer): unknown {
  return { status, headers: { ...headers, date: '' }, text: bytes.toString() }
}

test('the first entry of a compartment that exists, brought by a stranger, makes no difference either', async () => {
  const [created] = made.entries
  const answer = await store.askToPush(device('inspector'), made.compartment, 0, created === undefined ? [] : [created])
  expect(answer.code).toBe('compartment.unknown')
  expect((await store.pull(device('lead'), made.compartment)).head.size).toBe(7)
})

test('a compartment must be made by a device of the directory, as its first entry, under its own id', async () => {
  const by = device('inspector')
  const refusals = [
    // Signed by a device that nobody enrolled.
    newCompartment(newDevice()),
    // Another type of log than those that devices make.
    newCompartment(by, 'directory'),
  ]
  for (const { compartment, entries } of refusals) {
    expect((await store.askToPush(by, compartment, 0, entries)).code).toBe('compartment.unknown')
  }
  const { compartment, entries, chain, key } = newCompartment(by)
  expect((await store.askToPush(by, compartment, 0, entries.toReversed())).code).toBe('compartment.unknown')
  expect((await store.askToPush(by, compartment, 0, [note(chain, key)])).code).toBe('compartment.unknown')
  expect((await store.askToPush(by, toHex(random(32)), 0, entries)).code).toBe('compartment.unknown')
  expect(await store.storage.log(compartment)).toBe(null)
  expect((await store.push(by, compartment, 0, entries)).size).toBe(2)
})

test('another person cannot bring a compartment that they are no member of', async () => {
  const { compartment, entries } = newCompartment(device('inspector'))
  expect((await store.askToPush(device('supervisor'), compartment, 0, entries)).code).toBe('compartment.unknown')
  expect(await store.storage.log(compartment)).toBe(null)
})

test('every reply carries the headers that keep it from being kept, framed or sniffed', async () => {
  const questions: readonly Question[] = [
    { path: paths.health },
    { path: paths.news },
    { path: '/nowhere' },
    { path: paths.enrolment, method: 'POST', body: utf8('{'), type: 'application/json' },
    { ...pushOf(made.compartment), type: entriesType, body: utf8('x') },
    pullOf(made.compartment),
  ]
  for (const question of questions) {
    for (const answer of [await store.askBarely(question), await store.ask(device('lead'), question)]) {
      expect(answer.headers, question.path).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
        'fieldbook-nonce': store.nonces.current(),
      })
    }
  }
})

test('what a member pushes to the directory is stored, does not count, and the reply says so', async () => {
  const { organisation } = store.facts
  const { directory } = await store.news(device('inspector'))
  const chain = new Chain(organisation, device('inspector'))
  const grant = chain.write({
    kind: 'role.granted',
    data: { person: device('inspector').device, role: 'administrator' },
  })
  const sealed = chain.write({ kind: 'note.revised', of: '0'.repeat(32) }, made.key)
  const reply = await store.push(device('inspector'), organisation, directory.size, [grant, sealed])
  expect(reply).toMatchObject({
    size: directory.size + 1,
    movedOn: [0],
    refused: [{ index: 1, code: 'entry.refused' }],
  })
  expect(await store.push(device('inspector'), organisation, directory.size, [grant])).toMatchObject({ movedOn: [0] })
})

test("an administrator's entry on top of all before it counts; one written on less has been moved on from", async () => {
  const { organisation } = store.facts
  const administrator = device('administrator')
  const { head, entries } = await store.pull(administrator, organisation)
  const root = 'a'.repeat(64)
  const seenAt = (size: number) => ({ directory: size, epoch: 1, size, root })
  const chain = new Chain(organisation, administrator)
  const statement = { kind: 'role.granted', data: { person: device('member').device, role: 'supervisor' } }
  const late = chain.write({ ...statement, seen: seenAt(entries.length - 1) })
  expect(await store.push(administrator, organisation, head.size, [late])).toMatchObject({ movedOn: [0], refused: [] })
  const onTop = chain.write({ ...statement, seen: seenAt(entries.length + 1) })
  const reply = await store.push(administrator, organisation, head.size, [onTop])
  expect(reply).toMatchObject({ size: head.size + 2, movedOn: [], refused: [] })
  expect(reply.receipt.receipt.directory).toBe(head.size + 2)
})

test('a device that is revoked gets nothing from its next request on', async () => {
  const { organisation } = store.facts
  const administrator = device('administrator')
  const { directory } = await store.news(administrator)
  const lost = await store.enrol('Lost laptop', ['inspector'])
  expect(outcome(await store.ask(lost.device, { path: paths.news }))).toBe(200)
  const pulled = await store.pull(administrator, organisation, 0)
  const mine = pulled.entries.filter(({ header }) => new TextDecoder().decode(header).includes(administrator.device))
  const chain = new Chain(organisation, administrator)
  chain.seq = mine.length
  chain.prev = entryHash(sha256, mine.at(-1)?.header ?? new Uint8Array())
  const size = directory.size + 1
  const revoked = chain.write({
    kind: 'device.revoked',
    data: { device: lost.device.device },
    seen: { directory: size, epoch: 1, size, root: 'a'.repeat(64) },
  })
  expect(await store.push(administrator, organisation, size, [revoked])).toMatchObject({ refused: [], movedOn: [] })
  expect(outcome(await store.ask(lost.device, { path: paths.news }))).toBe('device.unknown')
  await store.restart()
  expect(outcome(await store.ask(lost.device, { path: paths.news }))).toBe('device.unknown')
})
