// The custody log (docs/protocol.md section 1): whoever holds the key can rewrite the file, and the check names what they did.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Writer } from '#main/data/handles.ts'
import { random, sha256, signingKeyFrom } from '#main/platform/crypto.ts'
import { entryHash, headerBytes, parseHeader } from '#shared/domain/entry.ts'
import type { Finding } from '#shared/domain/verification.ts'
import {
  chainOf,
  changed,
  chosen,
  entriesIn,
  type FiledRow,
  findingsAfter,
  forged,
  headOf,
  insert,
  mendEnds,
  remove,
  steps,
  vaultOf,
} from '../fixtures/attacker.ts'
import type { BareVault } from '../fixtures/bare-vault.ts'
import { always, seedOfThisTest } from '../fixtures/seed.ts'

const place = fc.nat(10_000)
const first = (findings: readonly Finding[]): string | null => findings[0]?.entry ?? null

describe.each(['one random vault', 'another'])('tampering with %s', () => {
  let vault: BareVault
  let entries: readonly FiledRow[]

  beforeAll(async () => {
    vault = await vaultOf(chosen(fc.sample(steps, { seed: seedOfThisTest(), numRuns: 1 }), 0))
    entries = entriesIn(vault.database.reader)
  })
  afterAll(() => vault.remove())

  const someEntry = place
  const at = (which: number): FiledRow => chosen(entries, which)

  test('a changed byte of a header, a signature or a body is found, and its entry named', () => {
    const part = fc.constantFrom('header', 'signature', 'body')
    always(
      fc.property(someEntry, part, place, fc.integer({ min: 1, max: 255 }), (which, column, where, by) => {
        const entry = at(which)
        const [table, name, row] =
          column === 'body' ? (['body', 'bytes', 'entry'] as const) : (['entry', column, 'arrival'] as const)
        const findings = findingsAfter(vault, (writer) => {
          const bytes = changed(entry[column], where, by)
          writer.run(`update ${table} set ${name} = ? where ${row} = ?`, bytes, entry.arrival)
        })
        expect(first(findings)).toBe(entry.hash)
      }),
      100,
    )
  })

  test('a longer or shorter header, body or signature is found, and its entry named', () => {
    const part = fc.constantFrom('header', 'body')
    always(
      fc.property(someEntry, part, fc.boolean(), (which, column, longer) => {
        const entry = at(which)
        const bytes = longer ? Buffer.concat([entry[column], Buffer.from(' ')]) : entry[column].subarray(0, -1)
        const findings = findingsAfter(vault, (writer) =>
          column === 'body'
            ? writer.run('update body set bytes = ? where entry = ?', bytes, entry.arrival)
            : writer.run('update entry set header = ? where arrival = ?', bytes, entry.arrival),
        )
        expect(first(findings)).toBe(entry.hash)
      }),
      50,
    )
  })

  test('an entry filed under another hash, compartment, device or number is found', () => {
    const column = fc.constantFrom('hash', 'compartment', 'device', 'seq')
    always(
      fc.property(someEntry, column, (which, name) => {
        const entry = at(which)
        const other = { hash: 'f'.repeat(64), compartment: 'e'.repeat(64), device: 'd'.repeat(64), seq: 9_999 }[name]
        const findings = findingsAfter(vault, (writer) =>
          writer.run(`update entry set ${name} = ? where arrival = ?`, other, entry.arrival),
        )
        expect(first(findings)).toBe(name === 'hash' ? other : entry.hash)
        expect(findings[0]?.fault).toBe(name === 'hash' ? 'hash-differs' : 'place-differs')
      }),
      50,
    )
  })

  test('a body that was taken out is found, and its entry named', () => {
    always(
      fc.property(someEntry, (which) => {
        const entry = at(which)
        const findings = findingsAfter(vault, (writer) => writer.run('delete from body where entry = ?', entry.arrival))
        expect(findings).toMatchObject([{ entry: entry.hash, fault: 'body-missing' }])
      }),
      30,
    )
  })

  test('an entry taken out of the middle is found at the one that followed it', () => {
    always(
      fc.property(someEntry, (which) => {
        const entry = at(which)
        const next = chainOf(entries, entry).find(({ seq }) => seq === entry.seq + 1)
        fc.pre(next !== undefined)
        const findings = findingsAfter(vault, (writer) => {
          remove(writer, entry.arrival)
          mendEnds(writer)
        })
        expect(first(findings)).toBe(next?.hash)
        expect(findings.map(({ fault }) => fault)).toEqual(['sequence-broken', 'previous-differs'])
      }),
      50,
    )
  })

  test('several entries taken out at once: the first gap is named first', () => {
    always(
      fc.property(fc.array(someEntry, { minLength: 1, maxLength: 4 }), (picks) => {
        const gone = new Set(picks.map(at))
        const after = entries.find(
          (entry) =>
            !gone.has(entry) && chainOf(entries, entry).some((one) => gone.has(one) && one.seq === entry.seq - 1),
        )
        fc.pre(after !== undefined)
        const findings = findingsAfter(vault, (writer) => {
          for (const { arrival } of gone) remove(writer, arrival)
          mendEnds(writer)
        })
        expect(first(findings)).toBe(after?.hash)
      }),
      50,
    )
  })

  test('a forged entry at the end of a chain is found, wherever the attacker files it', () => {
    const arrivals = fc.constantFrom<(last: number) => number>(
      (last) => last + 1,
      () => 0,
      () => -7,
      (last) => last + 1_000_000,
    )
    always(
      fc.property(someEntry, arrivals, (which, arrivalFrom) => {
        const forgery = forged(entries, at(which))
        const findings = findingsAfter(vault, (writer) => {
          insert(writer, forgery, arrivalFrom(entries.length))
          mendEnds(writer)
        })
        expect(findings.some(({ entry, fault }) => entry === forgery.hash && fault === 'signature-wrong')).toBe(true)
      }),
      50,
    )
  })

  test('an entry of a device that nobody named is found', () => {
    always(
      fc.property(someEntry, (which) => {
        const stranger = { ...forged(entries, at(which)) }
        const header = { ...parseHeader(stranger.header), device: '7'.repeat(64), seq: 1, prev: null }
        const bytes = headerBytes(header)
        const entry = { ...stranger, hash: entryHash(sha256, bytes), header: bytes, device: header.device, seq: 1 }
        const findings = findingsAfter(vault, (writer) => {
          insert(writer, entry, entries.length + 1)
          mendEnds(writer)
        })
        expect(findings).toContainEqual(expect.objectContaining({ entry: entry.hash, fault: 'device-unknown' }))
      }),
      20,
    )
  })

  test('a device whose key was exchanged is found at the first entry it signed', () => {
    always(
      fc.property(someEntry, (which) => {
        const { device } = at(which)
        const findings = findingsAfter(vault, (writer) =>
          writer.run('update device set public_key = ? where id = ?', signingKeyFrom(random(32)).publicKey, device),
        )
        const signed = entries.filter((entry) => entry.device === device).map(({ hash }) => hash)
        expect(findings.map(({ entry, fault }) => [entry, fault])).toEqual(
          signed.map((hash) => [hash, 'device-differs']),
        )
      }),
      10,
    )
  })

  test('bodies exchanged between two entries are found at the earlier one', () => {
    always(
      fc.property(someEntry, someEntry, (whichOne, whichOther) => {
        const [one, other] = [at(whichOne), at(whichOther)]
        fc.pre(one !== other)
        const findings = findingsAfter(vault, (writer) => {
          writer.run('update body set bytes = ? where entry = ?', other.body, one.arrival)
          writer.run('update body set bytes = ? where entry = ?', one.body, other.arrival)
        })
        const [earlier, later] = one.arrival < other.arrival ? [one, other] : [other, one]
        expect(findings.map(({ entry, fault }) => [entry, fault])).toEqual([
          [earlier.hash, 'body-refused'],
          [later.hash, 'body-refused'],
        ])
      }),
      50,
    )
  })

  test('the whole content of two entries exchanged is found at the earlier one', () => {
    always(
      fc.property(someEntry, someEntry, (whichOne, whichOther) => {
        const [one, other] = [at(whichOne), at(whichOther)]
        fc.pre(one !== other)
        const findings = findingsAfter(vault, (writer) => {
          for (const [to, from] of [
            [one, other],
            [other, one],
          ] as const) {
            writer.run(
              'update entry set header = ?, signature = ? where arrival = ?',
              from.header,
              from.signature,
              to.arrival,
            )
            writer.run('update body set bytes = ? where entry = ?', from.body, to.arrival)
          }
        })
        expect(first(findings)).toBe((one.arrival < other.arrival ? one : other).hash)
      }),
      50,
    )
  })

  test('two neighbours of a chain that change places in time are found at the one that comes too early', () => {
    always(
      fc.property(someEntry, (which) => {
        const entry = at(which)
        const next = chainOf(entries, entry).find(({ seq }) => seq === entry.seq + 1)
        fc.pre(next !== undefined)
        if (next === undefined) return
        const findings = findingsAfter(vault, (writer) => {
          const file = (one: FiledRow, arrival: number): void => insert(writer, one, arrival)
          remove(writer, entry.arrival)
          remove(writer, next.arrival)
          file(next, entry.arrival)
          file(entry, next.arrival)
        })
        expect(first(findings)).toBe(next.hash)
      }),
      30,
    )
  })

  test('an entry replayed under another number or in another compartment is found', () => {
    always(
      fc.property(someEntry, someEntry, (which, whichElsewhere) => {
        const [entry, elsewhere] = [at(which), at(whichElsewhere)]
        const end = chainOf(entries, elsewhere).at(-1) ?? elsewhere
        const { compartment, device } = end
        const copy = { ...entry, hash: 'c'.repeat(64), compartment, device, seq: end.seq + 1 }
        const findings = findingsAfter(vault, (writer) => {
          insert(writer, copy, entries.length + 1)
          mendEnds(writer)
        })
        expect(first(findings)).toBe(copy.hash)
      }),
      50,
    )
  })

  test('a tail cut off leaves whole chains; the recorded ends, or the head kept outside, show it', () => {
    always(
      fc.property(fc.integer({ min: 1, max: entries.length }), fc.boolean(), (cut, careful) => {
        const known = headOf(vault.database.reader)
        const cutTail = (writer: Writer): void => {
          for (const { arrival } of entries.slice(-cut)) remove(writer, arrival)
          if (careful) mendEnds(writer)
        }
        const alone = findingsAfter(vault, cutTail)
        const faults = findingsAfter(vault, cutTail, known).map(({ fault }) => fault)
        expect(faults).toContain('older-than-known')
        if (careful) expect(alone).toEqual([])
        else expect(alone.every(({ fault }) => fault === 'chain-end-differs')).toBe(true)
        expect(careful || alone.length > 0).toBe(true)
      }),
      30,
    )
  })

  test('a whole chain taken out, wherever it stood, is shown by the head kept outside', () => {
    always(
      fc.property(someEntry, (which) => {
        const chain = chainOf(entries, at(which))
        const known = headOf(vault.database.reader)
        const findings = findingsAfter(
          vault,
          (writer) => {
            for (const { arrival } of chain) remove(writer, arrival)
            mendEnds(writer)
          },
          known,
        )
        expect(findings.map(({ fault }) => fault)).toEqual(['older-than-known'])
      }),
      20,
    )
  })

  test('a recorded end that was changed or taken out is found', () => {
    always(
      fc.property(someEntry, fc.boolean(), (which, takenOut) => {
        const { compartment, device } = at(which)
        const findings = findingsAfter(vault, (writer) =>
          takenOut
            ? writer.run('delete from chain where compartment = ? and device = ?', compartment, device)
            : writer.run(
                "update chain set head = 'nonsense' where compartment = ? and device = ?",
                compartment,
                device,
              ),
        )
        expect(findings).toMatchObject([{ compartment, device, fault: 'chain-end-differs' }])
      }),
      20,
    )
  })

  test('a key that was taken out is found at the first entry that needs it', () => {
    const sealed = entries.filter(({ header }) => parseHeader(header).key !== null)
    for (const { id } of vault.database.reader.all<{ id: string }>('select id from compartment_key')) {
      const needs = sealed.find(({ header }) => parseHeader(header).key === id)
      const findings = findingsAfter(vault, (writer) => writer.run('delete from compartment_key where id = ?', id))
      expect(first(findings)).toBe(needs?.hash ?? null)
      if (needs !== undefined) expect(findings[0]?.fault).toBe('key-missing')
    }
  })
})
