// Checkpoints and receipts: what the store signs about a log is read back only as it was signed, by its key and for this log.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type SigningKey, sha256, signingKeyFrom, verifySignature } from '#main/platform/crypto.ts'
import { concat, fromBase64, fromHex, toBase64, toBase64url, toHex, utf8 } from '#shared/domain/bytes.ts'
import { type Checkpoint, checkpointBody, readCheckpoint, signedNote } from '#shared/domain/checkpoint.ts'
import {
  isReceiptOf,
  type Receipt,
  receiptMessage,
  type SignedReceipt,
  signedReceiptSchema,
} from '#shared/domain/receipt.ts'
import { noteOf, textOfNote } from '#shared/domain/signed-note.ts'
import { Problem } from '#shared/problems.ts'
import { always } from '../fixtures/seed.ts'

const store = signingKeyFrom(sha256(utf8('store')))
const stranger = signingKeyFrom(sha256(utf8('stranger')))
const signing = (key: SigningKey) => (message: Uint8Array) => key.sign(message)
const organisation = toHex(sha256(utf8('organisation')))
const compartment = toHex(sha256(utf8('compartment')))
const other = toHex(sha256(utf8('other')))
const checkpoint: Checkpoint = { organisation, compartment, epoch: 2, size: 41, root: toHex(sha256(utf8('root'))) }
const note = signedNote(checkpoint, store.publicKey, sha256, signing(store))

const read = (text: string, expected = { organisation, compartment }, publicKey = store.publicKey): Checkpoint =>
  readCheckpoint(text, expected, publicKey, sha256, verifySignature)
const signedText = (text: string): string =>
  noteOf(text, { name: `fieldbook/${organisation}`, publicKey: store.publicKey }, sha256, signing(store))

function expectRefused(reading: () => Checkpoint): void {
  expect(reading).toThrow(expect.objectContaining({ code: 'checkpoint.refused' }))
  expect(reading).toThrow(Problem)
}

describe('a signed note', () => {
  // The key and note with which golang.org/x/mod/sumdb/note tests itself; Ed25519 signs the same text in one way only.
  const peter = signingKeyFrom(fromBase64('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz').subarray(1))
  const key = { name: 'PeterNeumann', publicKey: peter.publicKey }
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
  const published = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`

  test('is the published one, byte for byte, and is read back', () => {
    expect(toBase64(concat(Uint8Array.of(1), peter.publicKey))).toBe('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')
    expect(noteOf(text, key, sha256, signing(peter))).toBe(published)
    expect(textOfNote(published, key, sha256, verifySignature)).toBe(text)
  })

  test('may hold empty lines: the last one ends the text', () => {
    const poem = 'one\n\n— two\n\nthree\n'
    expect(textOfNote(noteOf(poem, key, sha256, signing(peter)), key, sha256, verifySignature)).toBe(poem)
  })
})

describe('a checkpoint', () => {
  test('has the lines of C2SP: origin, size, root in base64, nothing, signature', () => {
    const root = Buffer.from(checkpoint.root, 'hex').toString('base64')
    expect(checkpointBody(checkpoint)).toBe(`fieldbook/${organisation}/${compartment}/2\n41\n${root}\n`)
    const name = `fieldbook/${organisation}`
    const keyId = sha256(concat(utf8(`${name}\n`), Uint8Array.of(1), store.publicKey)).subarray(0, 4)
    const signature = Buffer.concat([keyId, store.sign(utf8(checkpointBody(checkpoint)))]).toString('base64')
    expect(note).toBe(`${checkpointBody(checkpoint)}\n— ${name} ${signature}\n`)
  })

  test('is read back as it was signed', () => {
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex)
    const count = (min: number) => fc.oneof(fc.integer({ min, max: 9 }), fc.maxSafeInteger().map(Math.abs))
    const any = fc.record({ organisation: hash, compartment: hash, epoch: count(1), size: count(0), root: hash })
    always(
      fc.property(
        any.filter(({ epoch }) => epoch > 0),
        (checkpoint) => {
          const note = signedNote(checkpoint, store.publicKey, sha256, signing(store))
          expect(read(note, checkpoint)).toEqual(checkpoint)
        },
      ),
    )
  })

  test('is refused after any change of a character', () => {
    always(
      fc.property(fc.nat(note.length - 1), fc.string({ maxLength: 2 }), (at, put) => {
        const changed = note.slice(0, at) + put + note.slice(at + 1)
        if (changed !== note) expectRefused(() => read(changed))
      }),
      500,
    )
  })

  test('is refused from another key, for another compartment or organisation', () => {
    const strange = signedNote(checkpoint, stranger.publicKey, sha256, signing(stranger))
    const pretended = signedNote(checkpoint, store.publicKey, sha256, signing(stranger))
    expectRefused(() => read(strange))
    expectRefused(() => read(pretended))
    expectRefused(() => read(note, { organisation, compartment }, stranger.publicKey))
    expectRefused(() => read(note, { organisation, compartment: other }))
    expectRefused(() => read(note, { organisation: other, compartment }))
    expectRefused(() => read(note, { organisation, compartment }, new Uint8Array()))
  })

  const keyAndSignature = note.slice(note.lastIndexOf(' ') + 1)
  const signatureLine = note.slice(note.indexOf('— '))
  test.each([
    ['nothing', ''],
    ['no signature', checkpointBody(checkpoint)],
    ['an empty signature', `${checkpointBody(checkpoint)}\n— fieldbook/${organisation} \n`],
    ['the signature under another key id', note.replace(keyAndSignature, `AAAA${keyAndSignature.slice(4)}`)],
    ['a signature twice', note + signatureLine],
    ['a stranger signing below', `${note}— stranger AAAAAAAA\n`],
    ['a line below', `${note}\n`],
    ['no newline at the end', note.slice(0, -1)],
    ['line ends of Windows', note.replaceAll('\n', '\r\n')],
    ['a hyphen for the dash', note.replace('—', '-')],
  ])('is refused with %s', (_, text) => {
    expectRefused(() => read(text))
  })

  const origin = `fieldbook/${organisation}/${compartment}/2`
  const root = toBase64(fromHex(checkpoint.root))
  test.each([
    ['another text', 'hello\n'],
    ['an extension line', `${origin}\n41\n${root}\nmore\n`],
    ['no root', `${origin}\n41\n`],
    ['a root of another length', `${origin}\n41\n${toBase64(new Uint8Array(31))}\n`],
    ['a root in base64url', `${origin}\n41\n${toBase64url(fromHex(checkpoint.root))}\n`],
    ['a leading zero', `${origin}\n041\n${root}\n`],
    ['a size with an exponent', `${origin}\n4e1\n${root}\n`],
    ['no size', `${origin}\n\n${root}\n`],
    ['a size below zero', `${origin}\n-1\n${root}\n`],
    ['a size beyond safe integers', `${origin}\n9007199254740992\n${root}\n`],
    ['epoch zero, which no store has', `fieldbook/${organisation}/${compartment}/0\n41\n${root}\n`],
    ['an epoch beyond safe integers', `fieldbook/${organisation}/${compartment}/9007199254740992\n41\n${root}\n`],
    ['no epoch', `fieldbook/${organisation}/${compartment}\n41\n${root}\n`],
    ['more behind the epoch', `${origin}/3\n41\n${root}\n`],
    ['another scheme', `${origin.replace('fieldbook', 'notebook')}\n41\n${root}\n`],
  ])('is refused, though signed by the store, with %s', (_, text) => {
    expectRefused(() => read(signedText(text)))
  })
})

describe('a receipt', () => {
  const receipt: Receipt = {
    store: other,
    compartment,
    epoch: 1,
    from: 3,
    to: 7,
    size: 9,
    root: checkpoint.root,
    directory: 5,
    at: '2026-03-10T09:40:00.000Z',
  }
  const signed = (told: Receipt): SignedReceipt => ({
    receipt: told,
    signature: toBase64url(store.sign(receiptMessage(told))),
  })
  const holds = (told: SignedReceipt, key = store.publicKey): boolean => isReceiptOf(told, key, verifySignature)

  test('is signed over its canonical JSON in its frame', () => {
    expect(Buffer.from(receiptMessage(receipt)).toString()).toBe(
      `fieldbook/receipt/1\n{"at":"2026-03-10T09:40:00.000Z","compartment":"${compartment}","directory":5,"epoch":1,"from":3,"root":"${checkpoint.root}","size":9,"store":"${other}","to":7}`,
    )
  })

  test('holds as it was signed, by this key only', () => {
    expect(holds(signed(receipt))).toBe(true)
    expect(holds(signedReceiptSchema.parse(JSON.parse(JSON.stringify(signed(receipt)))))).toBe(true)
    expect(holds(signed(receipt), stranger.publicKey)).toBe(false)
    expect(holds(signed(receipt), new Uint8Array(3))).toBe(false)
  })

  test.each([
    { store: organisation },
    { compartment: other },
    { epoch: 2 },
    { from: 2 },
    { to: 8 },
    { size: 10 },
    { root: other },
    { directory: 6 },
    { at: '2026-03-10T09:40:00.001Z' },
  ])('does not hold after a change to %j', (change) => {
    expect(holds({ ...signed(receipt), receipt: { ...receipt, ...change } })).toBe(false)
  })

  test.each([
    [{ from: 8 }, false],
    [{ to: 10 }, false],
    [{ from: 7 }, true],
    [{ from: 0, to: 9 }, true],
  ])('whose positions are %j of 9 leaves: it holds = %j', (change, expected) => {
    expect(holds(signed({ ...receipt, ...change }))).toBe(expected)
  })

  test('has one spelling of its signature', () => {
    const { signature } = signed(receipt)
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    const spelt = [...letters].filter((letter) => holds({ receipt, signature: signature.slice(0, -1) + letter }))
    expect(spelt).toEqual([signature.at(-1)])
    expect(holds({ receipt, signature: `${signature}==` })).toBe(false)
    expect(holds({ receipt, signature: '' })).toBe(false)
  })

  test('is not read with another member, a wrong value or a signature of another length', () => {
    const whole = signed(receipt)
    for (const wrong of [
      { ...whole, more: 1 },
      { ...whole, signature: whole.signature.slice(1) },
      { ...whole, receipt: { ...receipt, more: 1 } },
      { ...whole, receipt: { ...receipt, epoch: 0 } },
      { ...whole, receipt: { ...receipt, size: 1.5 } },
      { ...whole, receipt: { ...receipt, at: 'yesterday' } },
      { receipt },
      null,
    ]) {
      expect(signedReceiptSchema.safeParse(wrong).success).toBe(false)
    }
  })
})
