// The custody log (PROTOCOL.md section 1): whoever holds the key can rewrite the file, and the check names what they did.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allCompartments } from '#main/data/compartments.ts'
import { allDevices } from '#main/data/devices.ts'
import { allChains, lastArrival } from '#main/data/entries.ts'
import type { Reader, Writer } from '#main/data/handles.ts'
import { openVault } from '#main/data/open-vault.ts'
import { verifyVault } from '#main/ledger/verify.ts'
import { random, sha256, signingKeyFrom } from '#main/platform/crypto.ts'
import { digestOf, type RollbackHead } from '#main/platform/rollback-head.ts'
import { toBase64url, toHex } from '#shared/domain/bytes.ts'
import { compartmentId, entryHash, entryMessage, type Header, headerBytes, parseHeader } from '#shared/domain/entry.ts'
import type { Finding } from '#shared/domain/verification.ts'
import { admit, type BareVault, bareCompartment, bareInspection, bareVault } from '../fixtures/bare-vault.ts'
import { always, alwaysAsync, seedOfThisTest } from '../fixtures/seed.ts'
import { aNote, anId, openLarkfield, openWorld, saveNote } from '../fixtures/world.ts'

interface Entry {
  readonly arrival: number
  readonly hash: string
  readonly compartment: string
  readonly device: string
  readonly seq: number
  readonly header: Uint8Array
  readonly signature: Uint8Array
  readonly body: Uint8Array
}

// --- A random vault: what two people wrote on three devices into an inspection, its register and a disclosure. ---

const writers = ['ada', 'adasOther', 'bo'] as const
const step = fc.record({
  by: fc.constantFrom(...writers),
  disclosed: fc.boolean(),
  kind: fc.constantFrom('note.revised', 'note.opened', 'draft.discarded', 'enquiry.revised'),
  length: fc.nat(2_000),
})
const steps = fc.array(step, { minLength: 4, maxLength: 14 })
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

async function vaultOf(story: readonly Step[]): Promise<BareVault> {
  const vault = await bareVault()
  const inspection = await bareInspection(vault)
  await admit(vault, inspection, vault.signers.bo.person)
  await bareCompartment(vault, 'restricted', inspection)
  tell(vault, story)
  return vault
}

/** What is told goes into the evidence, or into the disclosure, of which only Ada knows. */
function tell({ ledger, signers }: BareVault, story: readonly Step[]): void {
  ledger.write((writer) => {
    const compartments = allCompartments(writer)
    for (const { by, disclosed, kind, length } of story) {
      const compartment = compartments.find(({ type }) => type === (disclosed ? 'restricted' : 'evidence'))
      if (compartment === undefined) throw new Error('there is no such compartment')
      const data = { set: { words: 'w'.repeat(length) }, add: {}, remove: {}, reason: '', typed: null }
      ledger.append(writer, compartment, { kind, of: anId(), parents: [], data }, disclosed ? signers.ada : signers[by])
    }
  })
}

function entriesIn(reader: Reader): readonly Entry[] {
  return reader.all<Entry>(
    'select entry.*, body.bytes as body from entry join body on body.entry = entry.arrival order by arrival',
  )
}

function headOf(reader: Reader): RollbackHead {
  return { vault: 'a'.repeat(32), counter: lastArrival(reader), digest: digestOf(allChains(reader)) }
}

// --- The attacker: has the key and the file, and with them every table; not the seeds of the devices. ---

/** What the check finds after `tamper`, which is undone again. The triggers are dropped first, as an attacker would. */
function findingsAfter(
  vault: BareVault,
  tamper: (writer: Writer) => void,
  known: RollbackHead | null = null,
): readonly Finding[] {
  let findings: readonly Finding[] = []
  const undo = new Error('undo')
  try {
    vault.database.write((writer) => {
      dropTriggers(writer)
      tamper(writer)
      findings = verifyVault(writer, known).findings
      throw undo
    })
  } catch (error) {
    if (error !== undo) throw error
  }
  return findings
}

function dropTriggers(writer: Writer): void {
  writer.run('pragma defer_foreign_keys = on')
  const triggers = writer.all<{ name: string }>(
    "select name from sqlite_schema where type = 'trigger' and tbl_name in ('entry', 'body')",
  )
  for (const { name } of triggers) writer.run(`drop trigger ${name}`)
}

function chosen<Thing>(things: readonly Thing[], which: number): Thing {
  const thing = things[which % things.length]
  if (thing === undefined) throw new Error('nothing to choose from')
  return thing
}

function changed(bytes: Uint8Array, where: number, by: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  const place = where % copy.length
  copy[place] = (copy[place] ?? 0) ^ by
  return copy
}

function insert(writer: Writer, entry: Omit<Entry, 'arrival'>, arrival: number): void {
  const { hash, compartment, device, seq, header, signature, body } = entry
  writer.run(
    'insert into entry values (?, ?, ?, ?, ?, ?, ?)',
    arrival,
    hash,
    compartment,
    device,
    seq,
    header,
    signature,
  )
  writer.run('insert into body values (?, ?)', arrival, body)
}

/** Makes the recorded ends of chains agree with what is there now, as a careful attacker would. */
function mendEnds(writer: Writer): void {
  writer.run('delete from chain')
  writer.run(
    `insert into chain select compartment, device, seq, hash from entry e
     where seq = (select max(seq) from entry where compartment = e.compartment and device = e.device)`,
  )
}

function remove(writer: Writer, arrival: number): void {
  writer.run('delete from body where entry = ?', arrival)
  writer.run('delete from entry where arrival = ?', arrival)
}

const chainOf = (entries: readonly Entry[], of: Entry): readonly Entry[] =>
  entries.filter(({ compartment, device }) => compartment === of.compartment && device === of.device)

/** An entry that goes on with a chain as it should, but is signed with a key of the attacker. */
function forged(entries: readonly Entry[], after: Entry): Omit<Entry, 'arrival'> {
  const last = chainOf(entries, after).at(-1) ?? after
  const template = entries.find(({ body }) => body[0] !== 0x7b) ?? last
  const { compartment, device, seq } = last
  const body = { sha256: toHex(sha256(template.body)), bytes: template.body.length }
  const { key } = parseHeader(template.header)
  const header: Header = { v: 1, compartment, device, seq: seq + 1, prev: last.hash, key, seen: null, body }
  const bytes = headerBytes(header)
  const signature = signingKeyFrom(random(32)).sign(entryMessage(bytes))
  return { ...last, seq: seq + 1, hash: entryHash(sha256, bytes), header: bytes, signature, body: template.body }
}

const place = fc.nat(10_000)
const first = (findings: readonly Finding[]): string | null => findings[0]?.entry ?? null

describe('any vault', () => {
  test('that nobody touched has no finding, also against its own head and every older one', async () => {
    await alwaysAsync(
      fc.asyncProperty(steps, async (story) => {
        const vault = await vaultOf([])
        const older = headOf(vault.database.reader)
        tell(vault, story)
        const { reader } = vault.database
        for (const known of [null, older, headOf(reader)]) {
          const { findings, ...counted } = verifyVault(reader, known)
          expect(findings).toEqual([])
          const written = entriesIn(reader).length
          expect(counted).toMatchObject({ entries: written, bodies: written, compartments: 3 })
        }
        vault.remove()
      }),
      5,
    )
  })
})

describe.each(['one random vault', 'another'])('tampering with %s', () => {
  let vault: BareVault
  let entries: readonly Entry[]

  beforeAll(async () => {
    vault = await vaultOf(chosen(fc.sample(steps, { seed: seedOfThisTest(), numRuns: 1 }), 0))
    entries = entriesIn(vault.database.reader)
  })
  afterAll(() => vault.remove())

  const someEntry = place
  const at = (which: number): Entry => chosen(entries, which)

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
          const file = (one: Entry, arrival: number): void => insert(writer, one, arrival)
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

describe('a compartment certifies itself', () => {
  test.each([
    ['creates another compartment than its own', { ofOther: false }],
    ['creates it for another device', { ofOther: true }],
  ])('an entry that %s is found, though its signature is right', async (_, { ofOther }) => {
    const vault = await vaultOf([])
    const { ada, bo } = vault.signers
    const nonce = random(32)
    const known = allDevices(vault.database.reader)
    const creator = known.find(({ id }) => id === (ofOther ? bo : ada).device)
    const id = ofOther ? compartmentId(sha256, ada.device, nonce) : '5'.repeat(64)
    const keys = { publicKey: toBase64url(creator?.publicKey ?? nonce), recipient: creator?.recipient ?? '' }
    const statement = {
      kind: 'compartment.created',
      of: id,
      parents: [],
      data: { type: 'evidence', nonce: toHex(nonce), ...keys },
    }
    vault.ledger.write((writer) => vault.ledger.append(writer, { id, type: 'evidence', inspection: id }, statement))
    const { findings } = verifyVault(vault.database.reader, null)
    expect(findings).toMatchObject([{ compartment: id, seq: 1, fault: 'compartment-differs' }])
    vault.remove()
  })
})

describe('the file itself', () => {
  test('changed on disk by somebody with the key, is found through the application, which still opens', async () => {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    await saveNote(world, inspection, aNote('seen in the kitchen'))
    const { vault } = world.application.open
    const [key, file] = [Uint8Array.from(vault.vaultKey), vault.paths.database]
    await world.lock()

    const raw = openVault(file, key)
    const target = chosen(entriesIn(raw.reader), 4)
    raw.write((writer) => {
      dropTriggers(writer)
      writer.run("update entry set hash = 'nonsense' where arrival = ?", target.arrival)
    })
    raw.close()

    await world.unlock()
    const { findings } = await world.call('vault.verify', {})
    expect(findings[0]).toMatchObject({ entry: 'nonsense', seq: target.seq, fault: 'hash-differs' })
    world.remove()
  })

  test('cut short, is noticed when it is opened and goes on as a new device', async () => {
    const world = await openWorld()
    const { inspection } = await openLarkfield(world)
    const { vault } = world.application.open
    const [key, file] = [Uint8Array.from(vault.vaultKey), vault.paths.database]
    const before = vault.ledger.me.device
    await world.lock()

    const raw = openVault(file, key)
    raw.write((writer) => {
      dropTriggers(writer)
      remove(writer, lastArrival(writer))
      mendEnds(writer)
    })
    raw.close()

    const opened = await world.unlock()
    expect(opened.notice).toBe('older-than-known')
    expect(opened.device).not.toBe(before)
    expect((await world.call('inspection.read', { inspection })).people).toHaveLength(3)
    world.remove()
  })
})

describe('with the key, but the triggers in place', () => {
  let vault: BareVault
  beforeAll(async () => {
    vault = await vaultOf([])
  })
  afterAll(() => vault.remove())

  test.each([
    ['an entry cannot be changed', "update entry set header = x'00' where arrival = 1"],
    ['an entry cannot be filed elsewhere', 'update entry set seq = 99 where arrival = 1'],
    ['an entry cannot be removed', 'delete from entry where arrival = 1'],
    ['a body cannot be changed', "update body set bytes = x'00' where entry = 1"],
    ['a body cannot be removed', 'delete from body where entry = 1'],
    ['all entries cannot be removed at once', 'delete from entry'],
    [
      'an entry cannot be replaced',
      "insert or replace into entry select arrival, hash, compartment, device, seq, x'00', signature from entry where arrival = 1",
    ],
    [
      'an entry cannot be replaced by its place in the chain',
      "insert or replace into entry select 999, hash, compartment, device, seq, x'00', signature from entry where arrival = 1",
    ],
    ['a body cannot be replaced', "insert or replace into body values (1, x'00')"],
    [
      'a body cannot be overwritten in passing',
      "insert into body values (1, x'00') on conflict do update set bytes = x'00'",
    ],
  ])('%s', (_, sql) => {
    const before = entriesIn(vault.database.reader)
    // The rule must refuse by itself, not because a body refers to its entry.
    expect(() =>
      vault.database.write((writer) => {
        writer.run('pragma defer_foreign_keys = on')
        writer.run(sql)
        throw new Error('it was allowed')
      }),
    ).toThrow(/never (changed|removed)/)
    expect(entriesIn(vault.database.reader)).toEqual(before)
  })
})
