// Joining a trial with a code: what is checked, in which order, and what the directory says afterwards.
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { random } from '#main/platform/crypto.ts'
import { enrolmentReplySchema, paths } from '#shared/central-api.ts'
import { toHex } from '#shared/domain/bytes.ts'
import { enrolmentRequest } from './asking.ts'
import { newDevice, type TestDevice } from './devices.ts'
import { TestStore } from './store.ts'

let store: TestStore

beforeEach(async () => {
  store = await TestStore.open()
})
afterEach(async () => store.remove())

async function answerTo(secret: Uint8Array, devices: readonly TestDevice[], by = devices.at(-1) ?? newDevice()) {
  const answer = await store.askToEnrol(enrolmentRequest(secret, devices), by)
  return answer.status === 200 ? enrolmentReplySchema.parse(JSON.parse(answer.bytes.toString())) : answer.code
}

test('a code lets one person in, under the name and the roles that it was made for', async () => {
  const device = newDevice()
  const secret = store.leaveCode('Ada Ferris', ['inspector', 'whistleblowing-lead'])
  const reply = { person: device.device, name: 'Ada Ferris', roles: ['inspector', 'whistleblowing-lead'], directory: 3 }
  expect(await answerTo(secret, [device])).toEqual(reply)
  const news = await store.news(device)
  expect(news).toEqual({
    directory: { compartment: store.facts.organisation, epoch: 1, size: 3 },
    compartments: [],
    at: store.now(),
  })
  await store.restart()
  expect(await store.news(device)).toMatchObject({ directory: { size: 3 } })
})

test('the same request again gets the same reply, however often and late, and signs nothing more', async () => {
  const device = newDevice()
  const secret = store.leaveCode('Ada Ferris', ['inspector'])
  const first = await answerTo(secret, [device])
  store.time += 3_600_000
  const again = await Promise.all(Array.from({ length: 8 }, async () => answerTo(secret, [device])))
  expect(again).toEqual(again.map(() => first))
  await store.restart()
  expect(await answerTo(secret, [device])).toEqual(first)
  expect(await store.news(device)).toMatchObject({ directory: { size: 3 } })
})

test('eight at once with one code: one gets in', async () => {
  const secret = store.leaveCode('Ada Ferris', ['inspector'])
  const replies = await Promise.all(Array.from({ length: 8 }, async () => answerTo(secret, [newDevice()])))
  expect(replies.filter((reply) => reply === 'enrolment.code-refused')).toHaveLength(7)
  expect(replies.filter((reply) => typeof reply === 'object')).toHaveLength(1)
})

test('all devices of a vault become one person; all but the last may ask for nothing', async () => {
  const [first, second, last] = [newDevice(), newDevice(), newDevice()]
  const { person } = await store.enrol('Ada Ferris', ['inspector'], [first, second, last])
  expect(person).toBe(first.device)
  expect((await store.ask(last, { path: paths.news })).status).toBe(200)
  for (const ended of [first, second])
    expect((await store.ask(ended, { path: paths.news })).code).toBe('device.unknown')
})

test('a code is good for less than ten minutes, and its file goes when it was used', async () => {
  const codes = join(store.folder, 'trial', 'codes')
  const late = store.leaveCode('Ada Ferris', ['inspector'])
  store.time += 10 * 60 * 1_000
  expect(await answerTo(late, [newDevice()])).toBe('enrolment.code-refused')
  const justInTime = store.leaveCode('Bo Lindgren', ['inspector'])
  store.time += 10 * 60 * 1_000 - 1
  expect(await answerTo(justInTime, [newDevice()])).toMatchObject({ name: 'Bo Lindgren' })
  await store.restart()
  expect(existsSync(codes) ? readdirSync(codes) : []).toEqual([])
})

test('a code that nobody made, and one of another form, are refused', async () => {
  expect(await answerTo(random(16), [newDevice()])).toBe('enrolment.code-refused')
  const request = enrolmentRequest(random(16), [newDevice()])
  const device = newDevice()
  for (const other of [
    { ...request, code: '../../x' },
    { ...request, devices: [] },
    { ...request, more: 1 },
  ]) {
    expect((await store.askToEnrol(other, device)).code).toBe('application.input-refused')
  }
})

test('the HMAC must be over exactly these devices, and is checked before anything is signed', async () => {
  const [one, other] = [newDevice(), newDevice()]
  const secret = store.leaveCode('Ada Ferris', ['inspector'])
  const request = enrolmentRequest(secret, [one])
  const swapped = { ...request, devices: [{ ...other.data }] }
  expect((await store.askToEnrol(swapped, other)).code).toBe('enrolment.code-refused')
  const guessed = { ...request, mac: toHex(random(32)) }
  expect((await store.askToEnrol(guessed, one)).code).toBe('enrolment.code-refused')
  expect((await store.storage.log(store.facts.organisation))?.size).toBe(2)
  expect(await answerTo(secret, [one])).toMatchObject({ name: 'Ada Ferris' })
})

test('the last of the devices must ask, with the key that it brings', async () => {
  const [first, last] = [newDevice(), newDevice()]
  const secret = store.leaveCode('Ada Ferris', ['inspector'])
  expect(await answerTo(secret, [first, last], first)).toBe('request.proof-refused')
  const named = { header: { kid: first.device } }
  const misnamed = await store.askToEnrol(enrolmentRequest(secret, [first, last]), last, named)
  expect(misnamed.code).toBe('request.proof-refused')
  const impostor = { ...newDevice(), device: last.device }
  expect(await answerTo(secret, [first, last], impostor)).toBe('request.proof-refused')
  const { app } = store
  const payload = JSON.stringify(enrolmentRequest(secret, [last]))
  const headers = { 'content-type': 'application/json' }
  const bare = await app.inject({ method: 'POST', url: paths.enrolment, headers, payload })
  expect(JSON.parse(bare.payload)).toMatchObject({ problem: { code: 'request.proof-missing' } })
  expect(await answerTo(secret, [first, last])).toMatchObject({ person: first.device })
})

test('ids that are not those of the keys, and one device twice, are refused', async () => {
  const secret = store.leaveCode('Ada Ferris', ['inspector'])
  const [one, other] = [newDevice(), newDevice()]
  const mixed: TestDevice = { ...one, data: { ...one.data, recipient: other.recipient } }
  expect(await answerTo(secret, [mixed, other])).toBe('application.input-refused')
  const misspelt: TestDevice = { ...one, data: { ...one.data, publicKey: '-'.repeat(43) } }
  expect(await answerTo(secret, [misspelt, other])).toBe('application.input-refused')
  expect(await answerTo(secret, [one, one])).toBe('application.input-refused')
})

test('nobody who is in the directory already enrols again with a code for somebody new', async () => {
  const ada = await store.enrol('Ada Ferris', ['inspector'])
  const secret = store.leaveCode('Ada Ferris', ['administrator'])
  expect(await answerTo(secret, [ada.device])).toBe('enrolment.person-known')
  expect(await answerTo(secret, [ada.device, newDevice()])).toBe('enrolment.person-known')
  expect(await answerTo(secret, [newDevice(), ada.device])).toBe('enrolment.person-known')
  // Refusals used nothing up.
  expect(await answerTo(secret, [newDevice()])).toMatchObject({ name: 'Ada Ferris' })
})

test('a code bound to a person gives them a new device, which ends the others that were sent', async () => {
  const ada = await store.enrol('Ada Ferris', ['inspector', 'supervisor'])
  const [between, laptop] = [newDevice(), newDevice()]
  const secret = store.leaveCode('Ada Ferris', ['inspector'], ada.person)
  const reply = await answerTo(secret, [ada.device, between, laptop])
  expect(reply).toEqual({ person: ada.person, name: 'Ada Ferris', roles: ['inspector', 'supervisor'], directory: 5 })
  expect((await store.ask(laptop, { path: paths.news })).status).toBe(200)
  for (const ended of [ada.device, between]) {
    expect((await store.ask(ended, { path: paths.news })).code).toBe('device.unknown')
  }
})

test('a device that was not sent stays in use beside the new one', async () => {
  const ada = await store.enrol('Ada Ferris', ['inspector'])
  const laptop = newDevice()
  await answerTo(store.leaveCode('Ada Ferris', ['inspector'], ada.person), [laptop])
  for (const device of [ada.device, laptop]) expect((await store.ask(device, { path: paths.news })).status).toBe(200)
})

test('a device that was approved with an earlier code is told so again, and nothing is stated', async () => {
  const ada = await store.enrol('Ada Ferris', ['inspector'])
  const laptop = newDevice()
  const first = store.leaveCode('Ada Ferris', ['inspector'], ada.person)
  const reply = await answerTo(first, [ada.device, laptop])
  const second = store.leaveCode('Ada Ferris', ['inspector'], ada.person)
  expect(await answerTo(second, [ada.device, laptop])).toEqual(reply)
  expect((await store.ask(laptop, { path: paths.news })).status).toBe(200)
  // The one that ended with that does not come back in the same way.
  const third = store.leaveCode('Ada Ferris', ['inspector'], ada.person)
  expect(await answerTo(third, [laptop, ada.device])).toBe('enrolment.person-known')
})

test('a bound code admits no device of somebody else, and none that is known beside one that is not', async () => {
  const [ada, bo] = [await store.enrol('Ada Ferris', ['inspector']), await store.enrol('Bo Lindgren', ['inspector'])]
  const secret = store.leaveCode('Ada Ferris', ['inspector'], ada.person)
  expect(await answerTo(secret, [bo.device, newDevice()])).toBe('enrolment.person-known')
  expect(await answerTo(secret, [newDevice(), ada.device])).toBe('enrolment.person-known')
  expect(await answerTo(secret, [bo.device])).toBe('enrolment.person-known')
})
