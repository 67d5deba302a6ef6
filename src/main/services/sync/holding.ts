// Holds of the directory, written in each compartment that they cover, now and later; and said again where the directory moved on (docs/protocol.md sections 5 and 11).
import { canonicalText } from '#shared/domain/canonical.ts'
import { parseHeader } from '#shared/domain/entry.ts'
import { allCompartments } from '../../data/compartments.ts'
import { entriesInTree } from '../../data/entries.ts'
import { knownCompartment, type Ledger } from '../../ledger/ledger.ts'
import { holdsToWrite, mayWriteHolds } from '../../ledger/orders.ts'

export function writeHoldsThatCover(ledger: Ledger): void {
  for (const compartment of allCompartments(ledger.reader)) {
    const holds = holdsToWrite(ledger, compartment)
    if (holds.length === 0 || !mayWriteHolds(ledger, compartment)) continue
    ledger.write((writer) => {
      for (const { hold, data } of holds) {
        const { ground, review } = data
        ledger.append(writer, compartment, {
          kind: 'hold.placed',
          of: compartment.id,
          parents: ledger.controlHeads(compartment.id),
          data: { ground, review, scope: null, because: hold },
        })
      }
    })
  }
}

/** What this device stated of holds in the directory while somebody else's entry came first counts for nothing: it is said again. */
export function stateHoldsAgain(ledger: Ledger, organisation: string): void {
  const own = entriesInTree(ledger.reader, organisation)
    .filter(({ device }) => device === ledger.me.device)
    .flatMap((row) => {
      const payload = ledger.opened(row)?.payload
      const isOfHolds = payload?.kind.startsWith('hold.') === true
      return isOfHolds ? [{ payload, movedOn: parseHeader(row.header).seen?.size !== row.position }] : []
    })
  const says = (payload: (typeof own)[number]['payload']) => canonicalText([payload.kind, payload.data])
  const lost = own.filter(
    ({ payload, movedOn }, index) =>
      movedOn && !own.slice(index + 1).some((later) => says(later.payload) === says(payload)),
  )
  if (lost.length === 0 || ledger.directory?.device(ledger.me.device)?.state !== 'active') return
  ledger.write((writer) => {
    const directory = knownCompartment(writer, organisation)
    for (const { payload } of lost) {
      const { kind, of, parents, data } = payload
      ledger.append(writer, directory, { kind, of, parents, data })
    }
  })
}
