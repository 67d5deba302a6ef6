// The cryptography is what its standards say, on their own test vectors.
import { argon2Sync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  argon2id,
  hkdf,
  hmacSha256,
  newAgreementKey,
  openOnce,
  random,
  sameSecret,
  sealOnce,
  sha256,
  signingKeyFrom,
  verifySignature,
} from '#main/platform/crypto.ts'
import { fromHex, toHex, utf8 } from '#shared/domain/bytes.ts'
import { always, alwaysAsync } from '../fixtures/seed.ts'

const fill = (byte: number, length: number): Uint8Array => new Uint8Array(length).fill(byte)

describe('hashes', () => {
  test('SHA-256 of FIPS 180-2, appendix B.1', () => {
    expect(toHex(sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })

  test('HMAC of RFC 4231, test case 2', () => {
    const mac = hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?'))
    expect(toHex(mac)).toBe('5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843')
  })

  test.each([
    [
      'test case 1',
      fill(0x0b, 22),
      fromHex('000102030405060708090a0b0c'),
      fromHex('f0f1f2f3f4f5f6f7f8f9'),
      '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
    ],
    [
      'test case 3, without salt and info',
      fill(0x0b, 22),
      new Uint8Array(),
      new Uint8Array(),
      '8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8',
    ],
  ])('HKDF of RFC 5869, appendix A: %s', (_, key, salt, info, expected) => {
    expect(toHex(hkdf(key, salt, info, 42))).toBe(expected)
  })
})

describe('signatures', () => {
  test.each([
    [
      'test 1',
      '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
      'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
      '',
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    ],
    [
      'test 2',
      '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
      '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
      '72',
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    ],
  ])('Ed25519 of RFC 8032, section 7.1: %s', (_, seed, publicKey, message, signature) => {
    const key = signingKeyFrom(fromHex(seed))
    expect(toHex(key.publicKey)).toBe(publicKey)
    expect(toHex(key.sign(fromHex(message)))).toBe(signature)
    expect(verifySignature(fromHex(publicKey), fromHex(message), fromHex(signature))).toBe(true)
  })

  test('are wrong after any change of a bit of key, message or signature', () => {
    const key = signingKeyFrom(fill(7, 32))
    const message = utf8('what was signed')
    const parts = [key.publicKey, message, key.sign(message)] as const
    always(
      fc.property(fc.nat(2), fc.nat(63), fc.nat(7), (part, byte, bit) => {
        const changed = parts.map((bytes) => Uint8Array.from(bytes)) as [Uint8Array, Uint8Array, Uint8Array]
        const target = changed[part] ?? message
        const place = byte % target.length
        target[place] = (target[place] ?? 0) ^ (1 << bit)
        expect(verifySignature(...changed)).toBe(false)
      }),
    )
  })

  test('are wrong, not an error, with a key or a signature of another length', () => {
    const key = signingKeyFrom(fill(7, 32))
    const signature = key.sign(utf8('m'))
    for (const length of [0, 31, 33]) expect(verifySignature(fill(1, length), utf8('m'), signature)).toBe(false)
    for (const length of [0, 63]) {
      expect(verifySignature(key.publicKey, utf8('m'), signature.subarray(0, length))).toBe(false)
    }
    expect(verifySignature(key.publicKey, utf8('m'), Buffer.concat([signature, fill(0, 1)]))).toBe(false)
  })
})

describe('sealing once', () => {
  test('is AES-256-GCM of McGrew and Viega, test cases 13 and 14, whose nonce is zeros', () => {
    const key = fill(0, 32)
    expect(toHex(sealOnce(key, new Uint8Array(), new Uint8Array()))).toBe('530f8afbc74536b9a963b4f1c4cb738b')
    expect(toHex(sealOnce(key, fill(0, 16), new Uint8Array()))).toBe(
      'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919',
    )
  })

  test('opens with the same key and place only, and with every byte as it was', () => {
    always(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 40 }),
        fc.uint8Array({ maxLength: 20 }),
        fc.nat(),
        (key, plaintext, about, where) => {
          const sealed = sealOnce(key, plaintext, about)
          expect(openOnce(key, sealed, about)).toEqual(Buffer.from(plaintext))
          expect(openOnce(flipped(key, where), sealed, about)).toBeNull()
          expect(openOnce(key, flipped(sealed, where), about)).toBeNull()
          expect(openOnce(key, sealed, Buffer.concat([about, fill(0, 1)]))).toBeNull()
          expect(openOnce(key, sealed.subarray(1), about)).toBeNull()
        },
      ),
    )
  })

  test('of nothing at all opens to null', () => {
    expect(openOnce(fill(0, 32), new Uint8Array(), new Uint8Array())).toBeNull()
  })
})

function flipped(bytes: Uint8Array, where: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const place = where % copy.length
  copy[place] = (copy[place] ?? 0) ^ 0x10
  return copy
}

describe('Argon2id', () => {
  const own = (message: Uint8Array, nonce: Uint8Array, cost: { memory: number; passes: number; lanes: number }) =>
    argon2Sync('argon2id', {
      message,
      nonce,
      parallelism: cost.lanes,
      tagLength: 32,
      memory: cost.memory,
      passes: cost.passes,
    })

  test("of Node itself is that of RFC 9106, section 5.3, so that it can stand as the other's measure", () => {
    const tag = argon2Sync('argon2id', {
      message: fill(1, 32),
      nonce: fill(2, 16),
      secret: fill(3, 8),
      associatedData: fill(4, 12),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    })
    expect(tag.toString('hex')).toBe('0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
  })

  test("equals Node's for any secret, salt and cost", async () => {
    await alwaysAsync(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 40 }),
        fc.uint8Array({ minLength: 16, maxLength: 32 }),
        fc.record({ memory: fc.integer({ min: 64, max: 256 }), passes: fc.integer({ min: 1, max: 3 }) }),
        fc.integer({ min: 1, max: 4 }),
        async (secret, salt, { memory, passes }, lanes) => {
          const cost = { memory, passes, lanes }
          expect(toHex(await argon2id(secret, salt, cost))).toBe(own(secret, salt, cost).toString('hex'))
        },
      ),
      30,
    )
  })

  test("equals Node's at the cost of a passphrase slot", async () => {
    const cost = { memory: 65_536, passes: 3, lanes: 4 }
    const tag = await argon2id(utf8('passphrase'), fill(9, 16), cost)
    expect(toHex(tag)).toBe(own(utf8('passphrase'), fill(9, 16), cost).toString('hex'))
  })
})

describe('small things', () => {
  test('secrets are the same only with equal length and content', () => {
    expect(sameSecret(fill(1, 4), fill(1, 4))).toBe(true)
    expect(sameSecret(fill(1, 4), fill(1, 5))).toBe(false)
    expect(sameSecret(fill(1, 4), fill(2, 4))).toBe(false)
  })

  test('random bytes are of the length asked for and never the same', () => {
    const drawn = Array.from({ length: 100 }, () => toHex(random(32)))
    expect(drawn.every((text) => text.length === 64)).toBe(true)
    expect(new Set(drawn).size).toBe(100)
  })

  test('two agreement keys agree, and a public key of small order agrees with none', () => {
    const [one, other] = [newAgreementKey(), newAgreementKey()]
    expect(one.agree(other.publicKey)).toEqual(other.agree(one.publicKey))
    expect(one.agree(fill(0, 32))).toBeNull()
    expect(one.agree(fill(1, 31))).toBeNull()
  })
})
