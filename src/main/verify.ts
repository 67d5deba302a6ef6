// The command `npm run verify -- --vault <file>`: checks every chain and body of a vault and says what it found.
import { parseArgs } from 'node:util'
import type { Verification } from './ledger/verify.ts'
import { deviceClock } from './platform/clock.ts'
import { openFolders } from './platform/folders.ts'
import { readSecretLine } from './platform/secret-line.ts'
import { verifyFile } from './services/vault/verify-file.ts'
import { complain, say } from './terminal.ts'

const usage =
  'Usage: npm run verify -- --vault <path of vault.db>   (the passphrase is read from the terminal or standard input)'

/** Exit codes: 0 nothing found, 1 something found, 2 the vault could not be checked. */
async function run(): Promise<0 | 1 | 2> {
  const vault = vaultNamed()
  if (vault === null) {
    say(usage)
    return 2
  }
  const passphrase = await readSecretLine('Passphrase: ')
  try {
    const verification = await verifyFile(vault, openFolders(), passphrase, deviceClock().now())
    report(verification)
    return verification.findings.length === 0 ? 0 : 1
  } catch (error) {
    complain(error)
    return 2
  } finally {
    passphrase.fill(0)
  }
}

function vaultNamed(): string | null {
  try {
    return parseArgs({ options: { vault: { type: 'string' } } }).values.vault ?? null
  } catch {
    return null
  }
}

function report({ entries, bodies, chains, compartments, findings }: Verification): void {
  say(`Checked ${entries} entries and ${bodies} bodies in ${chains} chains of ${compartments} compartments.`)
  const [first] = findings
  if (first === undefined) {
    say('Nothing was changed, removed or added.')
    return
  }
  say(`${findings.length} found. The first bad entry:`)
  say(`  fault        ${first.fault}`)
  say(`  entry        ${first.entry ?? 'none: entries that were known are missing'}`)
  say(`  compartment  ${first.compartment ?? '-'}`)
  say(`  device       ${first.device ?? '-'}`)
  say(`  sequence     ${first.seq ?? '-'}`)
  for (const [fault, count] of countedFaults(findings)) say(`  ${count} of ${fault}`)
}

function countedFaults(findings: Verification['findings']): readonly (readonly [string, number])[] {
  return [...Map.groupBy(findings, ({ fault }) => fault)].map(([fault, group]) => [fault, group.length])
}

process.exitCode = await run()
