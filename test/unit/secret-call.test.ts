// The framing of secrets and the sealing of calls to the engine.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptSealedCalls } from '#main/platform/sealed-call.ts'
import { Problem } from '#shared/problems.ts'
import { sealCall } from '#shared/sealed-call.ts'
import { decodeSecretCall, encodeSecretCall } from '#shared/secret-call.ts'

const seed = Number(process.env['FC_SEED'] ?? Math.floor(Math.random() * 2 ** 31))
console.log(`secret calls: FC_SEED=${seed}`)

const name = fc.stringMatching(/^[a-z][A-Za-z]{0,39}$/)
const input = fc.dictionary(
  name,
  fc.oneof(
    fc.json().map((text) => JSON.parse(text) as unknown),
    fc.uint8Array({ maxLength: 300 }),
  ),
  { maxKeys: 6 },
)
const isPlain = (value: unknown) => !JSON.stringify(value).includes('__proto__')
const frameOf = (head: string, rest = '') => {
  const bytes = new TextEncoder().encode(head)
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, bytes.length)
  return Uint8Array.from([...length, ...bytes, ...new TextEncoder().encode(rest)])
}
const codeOf = (act: () => unknown) => {
  try {
    act()
    return 'accepted'
  } catch (error) {
    return error instanceof Problem ? error.code : error
  }
}

describe('the frame of secrets', () => {
  test('gives back what went in', () => {
    fc.assert(
      fc.property(input.filter(isPlain), (value) => {
        expect(decodeSecretCall(encodeSecretCall(value))).toEqual(value)
      }),
      { seed },
    )
  })

  test('holds the secrets where overwriting it erases them', () => {
    const frame = encodeSecretCall({ vault: 'a', passphrase: new Uint8Array([1, 2, 3]) })
    const { passphrase } = decodeSecretCall(frame)
    frame.fill(0)
    expect(passphrase).toEqual(new Uint8Array(3))
  })

  test('is refused in any other form', () => {
    const good = '{"fields":{"vault":"a"},"secrets":[["passphrase",3]]}'
    expect(codeOf(() => decodeSecretCall(frameOf(good, 'abc')))).toBe('accepted')
    const forms = {
      empty: new Uint8Array(),
      'length cut': new Uint8Array(3),
      'head cut': frameOf(good, 'abc').subarray(0, 20),
      'too few secret bytes': frameOf(good, 'ab'),
      'too many secret bytes': frameOf(good, 'abcd'),
      'length beyond the end': Uint8Array.from([255, 255, 255, 255, 0]),
      'not JSON': frameOf('{'),
      'not UTF-8': Uint8Array.from([0, 0, 0, 1, 255]),
      'not an object': frameOf('[]'),
      spaces: frameOf(good.replace(':', ': '), 'abc'),
      'another field': frameOf('{"fields":{},"secrets":[],"more":1}'),
      'a name twice': frameOf('{"fields":{"a":1,"a":2},"secrets":[]}'),
      'a secret twice': frameOf('{"fields":{},"secrets":[["a",0],["a",0]]}'),
      'a secret over a field': frameOf('{"fields":{"a":1},"secrets":[["a",0]]}'),
      'out of order': frameOf('{"fields":{},"secrets":[["b",0],["a",0]]}'),
      'negative length': frameOf('{"fields":{},"secrets":[["a",-1]]}'),
      'a fraction': frameOf('{"fields":{},"secrets":[["a",0.5]]}'),
      'too long a secret': frameOf('{"fields":{},"secrets":[["a",4097]]}', 'x'.repeat(4097)),
      'a prototype': frameOf('{"fields":{"__proto__":{"a":1}},"secrets":[]}'),
      'a prototype within': frameOf('{"fields":{"a":{"__proto__":{"b":1}}},"secrets":[]}'),
      'a secret prototype': frameOf('{"fields":{},"secrets":[["__proto__",0]]}'),
      'too long a head': frameOf(`{"fields":{"a":"${'x'.repeat(65_536)}"},"secrets":[]}`),
    }
    for (const [form, frame] of Object.entries(forms)) {
      expect([form, codeOf(() => decodeSecretCall(frame))]).toEqual([form, 'application.input-refused'])
    }
  })

  test('never fails otherwise, whatever the bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.json(), fc.string()).map(([head, rest]) => frameOf(head, rest)),
    )
    fc.assert(
      fc.property(bytes, (frame) => {
        expect(codeOf(() => decodeSecretCall(frame))).toBe('application.input-refused')
      }),
      { seed, numRuns: 1_000 },
    )
  })
})

describe('a sealed call', () => {
  const passphrase = new TextEncoder().encode('correct horse battery staple')
  const asked: { procedure: string; input: unknown }[] = []
  const engine = acceptSealedCalls()
  const dispatch = engine.before(async (procedure, value) => {
    asked.push(structuredClone({ procedure, input: value }))
    return { ok: true, value: { code: new Uint8Array([7]), made: 'now' } }
  })

  test('reaches the engine, and its reply the page', async () => {
    const call = await sealCall(engine.publicKey, 'vault.unlock', { vault: 'a', passphrase })
    const reply = await dispatch('vault.unlock', call.sealed)
    expect(asked.at(-1)).toEqual({
      procedure: 'vault.unlock',
      input: { vault: 'a', passphrase: new Uint8Array(passphrase) },
    })
    expect(reply.ok && (await call.openReply(reply.value))).toEqual({ code: new Uint8Array([7]), made: 'now' })
    const another = await sealCall(engine.publicKey, 'vault.unlock', { vault: 'a', passphrase })
    await expect(another.openReply(reply.ok && reply.value)).rejects.toThrow(Problem)
  })

  test('shows nothing of the input or the reply', async () => {
    const call = await sealCall(engine.publicKey, 'vault.unlock', { vault: 'a', passphrase })
    const reply = await dispatch('vault.unlock', call.sealed)
    const seen = Buffer.concat([call.sealed, Buffer.from(String(reply.ok && reply.value), 'base64url')]).toString(
      'latin1',
    )
    expect(seen).not.toMatch(/horse|passphrase|vault|made/)
  })

  test('opens once, under its own name, by its own engine, and only as it was sealed', async () => {
    const fresh = () => sealCall(engine.publicKey, 'vault.unlock', { passphrase })
    const used = (await fresh()).sealed
    await dispatch('vault.unlock', used)
    const others = acceptSealedCalls().publicKey
    const { sealed } = await fresh()
    const forms: [string, string, Uint8Array][] = [
      ['sent again', 'vault.unlock', used],
      ['another procedure', 'vault.create', sealed],
      ['another engine', 'vault.unlock', (await sealCall(others, 'vault.unlock', { passphrase })).sealed],
      ['empty', 'vault.unlock', new Uint8Array()],
      ['cut', 'vault.unlock', sealed.subarray(0, 40)],
      ['a key that fixes the result', 'vault.unlock', new Uint8Array(sealed.length)],
      ...Array.from(sealed, (byte, index): [string, string, Uint8Array] => [
        `byte ${index} changed`,
        'vault.unlock',
        sealed.with(index, byte ^ 1),
      ]),
    ]
    const before = asked.length
    for (const [form, procedure, bytes] of forms) {
      const reply = await dispatch(procedure, bytes)
      expect([form, reply.ok ? 'accepted' : reply.problem.code]).toEqual([form, 'application.input-refused'])
    }
    expect(asked.length).toBe(before)
    expect((await dispatch('vault.unlock', sealed)).ok).toBe(true)
  })

  test('leaves every other call as it is, and problems in clear', async () => {
    await dispatch('note.read', { note: 'a' })
    expect(asked.at(-1)).toEqual({ procedure: 'note.read', input: { note: 'a' } })
    const problem = { code: 'vault.passphrase-wrong', sentence: 's', next: 'n', fields: [] } as const
    const refusing = engine.before(async () => ({ ok: false, problem }))
    const call = await sealCall(engine.publicKey, 'vault.unlock', { passphrase })
    expect(await refusing('vault.unlock', call.sealed)).toEqual({ ok: false, problem })
  })
})
