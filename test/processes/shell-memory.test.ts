// After unlocking and locking, the memory of the shell holds neither passphrase nor vault key nor recovery code.
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keySlotsSchema, openPassphraseSlot } from '#main/platform/key-slots.ts'
import { argon2Floor, fixedAt } from '#main/platform/passphrase-cost.ts'
import { countInMemory, memoryObstacle } from '../support/process-memory.ts'
import { startShell, visit } from '../support/shell.ts'

const reason = memoryObstacle(process.pid)

test('the shell keeps no secret of the vault', { timeout: 120_000 }, async (context) => {
  if (reason !== null) context.skip(reason)
  const home = mkdtempSync(join(tmpdir(), 'fieldbook-memory-'))
  const shell = startShell(home)
  const visitor = await visit(await shell.link())
  // Hexadecimal digits of random bytes: in memory only where they were copied to.
  const passphrase = randomBytes(24).toString('hex')
  const secret = () => new TextEncoder().encode(passphrase)

  const made = await visitor.callSealed('vault.create', { name: 'Jo Marsh', passphrase: secret() })
  const { code } = await visitor.callSealed('vault.makeRecoverySheet', {})
  await visitor.call('vault.lock', {})
  for (let round = 0; round < 3; round++) {
    await visitor.callSealed('vault.unlock', { vault: made['vault'], passphrase: secret() })
    await visitor.call('vault.lock', {})
  }

  const counts = countInMemory(shell.pid, {
    'the bearer, which the shell does hold': Buffer.from(visitor.bearer),
    passphrase: secret(),
    'its first half': secret().subarray(0, 24),
    'its second half': secret().subarray(24),
    'in UTF-16': Buffer.from(passphrase, 'utf16le'),
    'recovery code': Buffer.from(String(code)),
    'vault key': await vaultKey(join(home, 'data'), secret()),
  })
  shell.process.kill('SIGTERM')
  await shell.ended
  rmSync(home, { recursive: true })

  const { 'the bearer, which the shell does hold': control, ...secrets } = counts
  expect(control, 'nothing at all was found, so this proves nothing').toBeGreaterThan(0)
  expect(Object.entries(secrets).filter(([, count]) => count > 0)).toEqual([])
  expect(Object.keys(secrets)).toHaveLength(6)
})

async function vaultKey(data: string, passphrase: Uint8Array): Promise<Uint8Array> {
  const files = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('slots.json'))
  const slots = keySlotsSchema.parse(JSON.parse(readFileSync(join(data, files[0] ?? ''), 'utf8')))
  const slot = await openPassphraseSlot(slots, passphrase, fixedAt(argon2Floor))
  if (slot === null) throw new Error('the passphrase did not open the slot')
  return slot.secrets.vaultKey
}
