// How much of what was not synced a power cut spares: nothing, some of it by chance, or some sectors of each write.
import type { Chance } from '../chance.ts'
import type { Mercy, Piece } from './disk.ts'

export const variants = ['dropped', 'some', 'torn'] as const
export type Variant = (typeof variants)[number]

/** Bytes that a disk writes as a whole: old disks, and those of today. */
const sectorSizes = [512, 4_096] as const
/** How much is spared, from next to nothing to nearly all: faults in the order of things show at both ends. */
const shares = [0.05, 0.3, 0.5, 0.7, 0.95] as const

export function mercyOf(variant: Variant, chance: Chance): Mercy {
  if (variant === 'dropped') return { spares: () => false, sparedOf: () => [] }
  const share = shares[chance.below(shares.length)] ?? 0.5
  const spares = (): boolean => chance.happens(share)
  if (variant === 'some') return { spares, sparedOf: (write) => (spares() ? [write] : []) }
  const sector = sectorSizes[chance.below(sectorSizes.length)] ?? 512
  const leavesNoise = chance.happens(0.5)
  const sparedOf = (write: Piece, sure: number): readonly Piece[] =>
    sectorsOf(write, sector).flatMap((piece) => {
      if (spares()) return [piece]
      // The file had grown, and what stands there is what an earlier file left.
      return leavesNoise && piece.at >= sure ? [{ at: piece.at, bytes: noise(piece.bytes.length, chance) }] : []
    })
  return { spares, sparedOf }
}

/** A write cut where sectors of the disk end. */
function sectorsOf({ at, bytes }: Piece, sector: number): readonly Piece[] {
  const pieces: Piece[] = []
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector))
    pieces.push({ at: at + from, bytes: bytes.subarray(from, to) })
    from = to
  }
  return pieces
}

function noise(length: number, chance: Chance): Uint8Array {
  return Uint8Array.from({ length }, () => chance.below(256))
}
