// The tree of a log is that of RFC 6962: on the vectors of its reference, and against its definition written down naively.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '#main/platform/crypto.ts'
import { concat, fromHex, toHex } from '#shared/domain/bytes.ts'
import {
  emptyFrontier,
  extended,
  type Frontier,
  frontierFrom,
  frontierText,
  leafHash,
  rootOf,
} from '#shared/domain/tree.ts'
import { always } from '../fixtures/seed.ts'

/** RFC 6962 section 2.1, word for word. */
function definedRoot(entries: readonly Uint8Array[]): Uint8Array {
  const [first] = entries
  if (first === undefined) return sha256(new Uint8Array())
  if (entries.length === 1) return sha256(concat(Uint8Array.of(0), first))
  let split = 1
  while (2 * split < entries.length) split *= 2
  return sha256(concat(Uint8Array.of(1), definedRoot(entries.slice(0, split)), definedRoot(entries.slice(split))))
}

const rootOfAll = (entries: readonly string[]): string => rootOf(sha256, extended(sha256, emptyFrontier, entries))
const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => toHex(sha256(Uint8Array.of(at))))
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toHex)
const hashes = (minLength: number) => fc.uniqueArray(hash, { minLength, maxLength: 70 })

describe('the root', () => {
  // The inputs and roots with which the reference of Certificate Transparency tests itself (transparency-dev/merkle, testonly).
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
  test.each([
    [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    [1, '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    [2, 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    [3, 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    [4, 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    [5, '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    [6, '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    [7, 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    [8, '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ])('of the first %i reference inputs is the published one', (count, root) => {
    expect(rootOfAll(inputs.slice(0, count))).toBe(root)
  })

  test('is the defined one for every size up to 70', () => {
    const entries = numbered(70)
    for (let size = 0; size <= entries.length; size++) {
      expect(rootOfAll(entries.slice(0, size))).toBe(toHex(definedRoot(entries.slice(0, size).map(fromHex))))
    }
  })

  test('is the defined one for random entries, in whatever batches they came', () => {
    always(
      fc.property(fc.array(fc.array(hash, { maxLength: 30 }), { maxLength: 8 }), (batches) => {
        const frontier = batches.reduce<Frontier>((grown, batch) => extended(sha256, grown, batch), emptyFrontier)
        expect(rootOf(sha256, frontier)).toBe(toHex(definedRoot(batches.flat().map(fromHex))))
        expect(frontier).toEqual(extended(sha256, emptyFrontier, batches.flat()))
      }),
    )
  })

  test('is another one after any change, removal, addition or swap of an entry', () => {
    always(
      fc.property(hashes(2), fc.nat(), fc.nat(), hash, (entries, one, other, stranger) => {
        const at = one % entries.length
        const to = (at + 1 + (other % (entries.length - 1))) % entries.length
        const swapped = entries.map((entry, index) => entries[index === at ? to : index === to ? at : index] ?? entry)
        const roots = [
          entries,
          entries.with(at, stranger),
          entries.toSpliced(at, 1),
          entries.toSpliced(at, 0, stranger),
          swapped,
        ].map(rootOfAll)
        expect(new Set(roots).size).toBe(roots.length)
      }),
      300,
    )
  })

  test('of a leaf that looks like a node is not that of the node', () => {
    const [left, right] = numbered(2).map((entry) => leafHash(sha256, fromHex(entry))) as [Uint8Array, Uint8Array]
    expect(rootOfAll([toHex(concat(left, right))])).not.toBe(rootOfAll(numbered(2)))
  })
})

describe('the frontier', () => {
  test('is not changed by what is appended to it', () => {
    const before = extended(sha256, emptyFrontier, numbered(7))
    const text = frontierText(before)
    extended(sha256, before, numbered(9))
    expect(frontierText(before)).toBe(text)
  })

  test('hashes each leaf and each inner node once, however much stands before it', () => {
    let count = 0
    const counting = (bytes: Uint8Array): Uint8Array => {
      count += 1
      return sha256(bytes)
    }
    const before = extended(counting, emptyFrontier, numbered(128))
    expect(count).toBe(128 + 127)
    extended(counting, before, numbered(128))
    expect(count).toBe(256 + 255)
  })

  test('grows beyond 32 bits of size', () => {
    const size = 2 ** 34 - 1
    const [node, entry] = numbered(2) as [string, string]
    const grown = extended(sha256, { size, nodes: Array.from({ length: 34 }, () => fromHex(node)) }, [entry])
    expect(grown.size).toBe(2 ** 34)
    expect(grown.nodes).toHaveLength(1)
  })

  test('comes back from its stored text, with the same root and the same growth', () => {
    always(
      fc.property(hashes(0), hashes(0), (entries, more) => {
        const before = extended(sha256, emptyFrontier, entries)
        const restored = frontierFrom(frontierText(before))
        expect(rootOf(sha256, restored)).toBe(rootOf(sha256, before))
        expect(rootOf(sha256, extended(sha256, restored, more))).toBe(rootOfAll([...entries, ...more]))
      }),
    )
  })

  const node = '00'.repeat(32)
  test.each([
    ['no JSON', '{"size":0'],
    ['another value', '[]'],
    ['another member', '{"size":0,"nodes":[],"root":""}'],
    ['a size that is none', '{"size":-1,"nodes":[]}'],
    ['a size that is not whole', `{"size":1.5,"nodes":["${node}"]}`],
    ['too few nodes for the size', `{"size":3,"nodes":["${node}"]}`],
    ['too many nodes for the size', `{"size":4,"nodes":["${node}","${node}"]}`],
    ['a node of another length', '{"size":1,"nodes":["00"]}'],
  ])('is not read from %s', (_, text) => {
    expect(() => frontierFrom(text)).toThrow(TypeError)
  })

  test('with fewer nodes than its size demands does not grow', () => {
    expect(() => extended(sha256, { size: 1, nodes: [] }, numbered(1))).toThrow(TypeError)
  })
})
