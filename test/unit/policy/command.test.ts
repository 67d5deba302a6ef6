// The command `npm run policy` as somebody at a terminal meets it: its words, its width and its exit codes.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { remitLines } from '#main/policy-text.ts'
import { loadPolicy } from '#main/services/policy.ts'
import { copyOf, lighthouses, removeCopies, root, shipped } from '../../fixtures/policy/packs.ts'

afterAll(removeCopies)

function policy(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/main/policy.ts'), ...args], {
    encoding: 'utf8',
  })
  return { code: status, out: stdout, said: stdout + stderr }
}

const pack = loadPolicy(shipped)
const wide = (text: string) => text.split('\n').filter((line) => [...line].length > 80)

describe('npm run policy', () => {
  test('lists documents with their standing, remits and assumptions', () => {
    const { code, out } = policy('list')
    expect(code).toBe(0)
    expect(wide(out)).toEqual([])
    for (const { id } of [...pack.remits, ...pack.assumptions]) expect(out).toContain(`  ${id}\n`)
    expect(out).toContain('review overdue')
  })

  test('shows a remit within 80 columns: its sources, flags, recipients in order, assumptions, newer names', () => {
    const remit = pack.remits.find(({ notifiable }) => notifiable.length > 0)
    const { code, out } = policy('show', remit?.id ?? '')
    expect(code).toBe(0)
    expect(wide(out)).toEqual([])
    const plain = out.replace(/\s+/g, ' ')
    expect(plain).toContain('Education and Inspections Act 2006, section 140')
    expect(plain).toContain('Offence (Education and Inspections Act 2006, section 141(4))')
    expect(plain).toContain('— document 1, How long we keep personal data')
    expect(plain).toContain('at least 3 years, from: not stated; controller: Ofsted')
    expect(plain).toContain('begin for which inspection evidence is kept? When the report was published.')
    expect(plain).toMatch(/IN THIS ORDER Child protection agencies: /)
    expect(plain).toContain('Social Work England')
  })

  test('shows what the organisation answered, and by whom', () => {
    const [remit] = pack.remits
    const [asked] = pack.assumptions.filter(({ id }) => remit?.retention[0]?.assumptions.includes(id))
    const other = asked?.options.find(({ value }) => value !== asked.default)
    if (remit === undefined || asked === undefined || other === undefined) throw new Error('nothing is assumed')
    const answer = { assumption: asked.id, value: other.value, decided: '2026-11', by: 'Head of records' }
    const lines = remitLines({ ...pack, answers: [answer] }, remit)
      .join(' ')
      .replace(/\s+/g, ' ')
    expect(lines).toContain(`${asked.question} ${other.label} (answered by Head of records, 2026-11).`)
  })

  test.each(pack.remits)('keeps within 80 columns for $id', (remit) => {
    expect(wide(remitLines(pack, remit).join('\n'))).toEqual([])
  })

  test('shows a remit as JSON', () => {
    const [remit] = pack.remits
    const { code, out } = policy('show', remit?.id ?? '', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toEqual(remit)
  })

  test('says which remits there are when asked for another', () => {
    const { code, said } = policy('show', 'lighthouses')
    expect(code).toBe(1)
    expect(said).toContain('(policy.unknown-term)')
    expect(said).toContain(`  ${pack.remits[0]?.id}\n`)
  })

  test('finds nothing wrong with the shipped pack, with another, with one of their files', () => {
    expect(policy('check')).toMatchObject({ code: 0, out: 'Nothing is wrong with the policy pack.\n' })
    expect(policy('check', '--quiet')).toMatchObject({ code: 0, said: '' })
    expect(policy('check', lighthouses).code).toBe(0)
    expect(policy('check', join(lighthouses, 'lists.json')).code).toBe(0)
    expect(policy('check', join(lighthouses, 'remits/rock-lights.json')).code).toBe(0)
  })

  test('says with a code what is wrong with a file, alone within the shipped pack or within its own', () => {
    const folder = copyOf(lighthouses)
    const file = join(folder, 'remits/rock-lights.json')
    writeFileSync(file, readFileSync(file, 'utf8').replace('"flags"', '"bells"'))
    for (const path of [file, folder]) {
      const { code, out } = policy('check', path)
      expect(code).toBe(1)
      expect(out).toBe("remits/rock-lights.json: channel 'bells' is in no list\n    (policy.at-odds)\n1 mistake.\n")
    }
    const alone = join(copyOf(lighthouses), 'elsewhere')
    mkdirSync(alone)
    writeFileSync(join(alone, 'harbours.json'), '{"id": "\u001b[2Jharbours"}')
    const { code, out } = policy('check', join(alone, 'harbours.json'))
    expect(code).toBe(1)
    expect(out).toContain('(policy.unreadable)')
    expect(out).not.toContain('\u001b')
  })

  test.each([
    ['nothing', []],
    ['a word that it does not know', ['burn']],
    ['no remit to show', ['show']],
    ['too much', ['list', 'all']],
    ['an option of another word', ['list', '--json']],
    ['an unknown option', ['check', '--loud']],
  ])('says how it is used when given %s', (_, args) => {
    const { code, out } = policy(...args)
    expect(code).toBe(2)
    expect(out).toContain('npm run policy -- show <remit>')
    expect(wide(out)).toEqual([])
  })

  test('says that a file is not there', () => {
    const { code, said } = policy('check', join(shipped, 'nowhere.json'))
    expect(code).toBe(2)
    expect(said).toContain('(policy.unreadable)')
    expect(said).toContain('nowhere.json: cannot be read')
  })
})
