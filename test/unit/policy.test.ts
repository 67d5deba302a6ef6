// Checks the policy pack that is shipped: it loads, it cites what its source says, and broken packs are refused.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { loadPolicy } from '#main/services/policy.ts'
import type { Remit, Source } from '#shared/domain/policy.ts'
import { Problem } from '#shared/problems.ts'
import { skipUnless } from '../fixtures/skip.ts'

interface Section {
  readonly section: string
  readonly headings: readonly string[]
}

const root = join(import.meta.dirname, '../..')
const shipped = join(root, 'resources/policy')
const seed = join(root, '../shared/seeds/1-ofsted-social-care-privacy-notice.txt')
const fixture = join(root, 'test/fixtures/policy/document-1-headings.json')

/** How every heading of document 1 begins; the text does not mark headings otherwise. */
const opening =
  /^(Why we process|How we will use|How long we keep|Types of|Who we might|Where (the )?personal|The legal requirement|Your rights$|I (am|work|provide)\b)/

// The documents are not part of the repository: without them the list of headings stands in for document 1.
const testWithDocument = skipUnless(existsSync(seed), 'document 1 itself is not beside the project')

const pack = loadPolicy(shipped)
const sections: readonly Section[] = JSON.parse(readFileSync(fixture, 'utf8'))

describe('the pack that is shipped', () => {
  test('holds the eight remits of document 1, each under the title of its section', () => {
    const titles = pack.remits.map((remit) => remit.title)

    expect(titles.toSorted()).toEqual(sections.map((entry) => entry.section).toSorted())
    expect(titles).toHaveLength(8)
  })

  test.each(pack.remits)('$title cites only headings of its own section', (remit) => {
    const section = sections.find((entry) => entry.section === remit.title)
    const known = [remit.title, ...(section?.headings ?? [])]

    const cited = sourcesOf(remit).flatMap((source) => ('document' in source ? [source.heading] : []))

    expect(cited.filter((heading) => !known.includes(heading))).toEqual([])
    expect(cited).not.toEqual([])
  })

  test.each(pack.remits)('$title says in words how long things are kept, from document 1', (remit) => {
    expect(remit.retention).not.toEqual([])
    for (const rule of remit.retention) {
      expect(rule.words.split(' ').length).toBeGreaterThan(8)
      expect(rule.source).toMatchObject({ document: 1 })
    }
  })

  test('holds the note kinds and person roles of the product, views hidden unless told otherwise', () => {
    expect(pack.lists.noteKinds.map((kind) => kind.label)).toEqual([
      "Child's view",
      "Parent's or carer's view",
      'Staff view',
      'Observation',
      'Record or document',
      'Case tracked',
      'Leader interview',
      'Other',
    ])
    expect(pack.lists.personRoles.map((role) => role.label)).toEqual([
      'Child',
      'Parent or carer',
      'Staff member',
      'Manager',
      'Foster carer',
      'Other professional',
      'Member of the public',
    ])
    expect(pack.lists.noteKinds.filter((kind) => kind.view && kind.shownByDefault)).toEqual([])
  })

  test('is frozen all the way down', () => {
    expect(thawedParts(pack, 'pack')).toEqual([])
  })

  testWithDocument('copies no sentence of document 1', () => {
    const original = plainText().toLowerCase().replace(/\s+/g, ' ')
    const sentences = pack.remits.flatMap((remit) =>
      [remit.summary, remit.legalBasis.words, ...remit.retention.map((rule) => rule.words)].flatMap((text) =>
        text.split(/(?<=\.) /),
      ),
    )

    const copied = sentences.filter((sentence) => original.includes(sentence.toLowerCase().replace(/\.$/, '')))

    expect(copied).toEqual([])
  })
})

describe('the list of headings in document 1', () => {
  testWithDocument('equals what the document itself holds', () => {
    expect(sections).toEqual(headingsOf(plainText()))
  })
})

describe('a pack with a mistake', () => {
  const folders: string[] = []
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
  })

  const someRemit = `remits/${readdirSync(join(shipped, 'remits'))[0]}`

  function copyOfPack(): string {
    const folder = mkdtempSync(join(tmpdir(), 'policy-'))
    folders.push(folder)
    cpSync(shipped, folder, { recursive: true })
    return folder
  }

  /** A copy of the pack in which the value at `path` in the JSON of one file is another. */
  function brokenPack(file: string, path: readonly (string | number)[], value: unknown): string {
    const folder = copyOfPack()
    const content = readObject(join(folder, file))
    const parent = path.slice(0, -1).reduce((part, step) => Reflect.get(part, step), content)
    Reflect.set(parent, path.at(-1) ?? '', value)
    writeFileSync(join(folder, file), JSON.stringify(content))
    return folder
  }

  /** A copy of the pack in which one list of a file holds its first item twice. */
  function packWithRepeat(file: string, member: string): string {
    const items: readonly unknown[] = Reflect.get(readObject(join(shipped, file)), member)
    return brokenPack(file, [member], [...items, items[0]])
  }

  test('is refused when a remit names a category that no list holds', () => {
    const folder = brokenPack(someRemit, ['categories', 0, 'category'], 'shoe-size')
    expectRefused(folder, `${someRemit}: category 'shoe-size' is in no list`)
  })

  test('is refused when a source names a document that the pack does not list', () => {
    const folder = brokenPack(someRemit, ['retention', 0, 'source', 'document'], 5)
    expectRefused(folder, `${someRemit}: document 5 is not one of the pack's`)
  })

  test.each(['settings', 'categories', 'areas', 'retention'])('is refused when %s repeat an id', (member) => {
    const folder = packWithRepeat(someRemit, member)
    expectRefused(folder, `${someRemit}: `, 'is given twice')
  })

  test.each(['categories', 'noteKinds', 'personRoles'])('is refused when the list %s repeats an id', (member) => {
    const folder = packWithRepeat('lists.json', member)
    expectRefused(folder, 'lists.json: ', 'is given twice')
  })

  test('is refused when a document is listed twice', () => {
    const folder = packWithRepeat('pack.json', 'documents')
    expectRefused(folder, 'pack.json: ', 'is given twice')
  })

  test('is refused when two files hold the same remit', () => {
    const folder = copyOfPack()
    cpSync(join(folder, someRemit), join(folder, 'remits/copy.json'))
    expectRefused(folder, 'remits/copy.json: holds the id')
  })

  test.each(['pack.json', 'lists.json', 'remits'])('is refused when %s is missing', (file) => {
    const folder = copyOfPack()
    rmSync(join(folder, file), { recursive: true })
    expectRefused(folder, `${file}: cannot be read`)
  })

  test('is refused when it holds no remit', () => {
    const folder = copyOfPack()
    for (const name of readdirSync(join(folder, 'remits'))) rmSync(join(folder, 'remits', name))
    expectRefused(folder, 'remits: ')
  })

  test.each(['pack.json', 'lists.json', someRemit])('is refused when %s holds a member too many', (file) => {
    const folder = brokenPack(file, ['extra'], true)
    expectRefused(folder, `${file}: `, 'extra')
  })

  test('is refused when a fact inside a remit holds a member too many', () => {
    const folder = brokenPack(someRemit, ['areas', 0, 'extra'], true)
    expectRefused(folder, `${someRemit}: `, 'extra')
  })

  test('is refused when a remit has no retention rule', () => {
    const folder = brokenPack(someRemit, ['retention'], [])
    expectRefused(folder, `${someRemit}: `, 'retention')
  })

  test('is refused when a file is not JSON', () => {
    const folder = copyOfPack()
    writeFileSync(join(folder, someRemit), '{')
    expectRefused(folder, `${someRemit}: is not JSON`)
  })
})

describe('the code', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )

  test.each(pack.remits)('never names the remit $id', (remit) => {
    const named = sources.filter((name) => {
      const code = readFileSync(join(root, 'src', name), 'utf8').toLowerCase()
      return [remit.id, remit.title].some((word) => code.includes(word.toLowerCase()))
    })

    expect(named).toEqual([])
    expect(sources).toContain(join('main', 'services', 'policy.ts'))
  })
})

function expectRefused(folder: string, ...parts: readonly string[]): void {
  const problem = problemOf(() => loadPolicy(folder))
  expect(problem.code).toBe('policy.unreadable')
  expect(problem.detail.startsWith(parts[0] ?? '')).toBe(true)
  for (const part of parts) expect(problem.detail).toContain(part)
}

function problemOf(act: () => unknown): Problem {
  try {
    act()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error('nothing was refused')
}

function readObject(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8'))
}

function sourcesOf(remit: Remit): readonly Source[] {
  const facts = [...remit.settings, ...remit.categories, ...remit.areas, ...remit.retention]
  return [remit.legalBasis.source, ...facts.map((fact) => fact.source)]
}

/** The paths of all parts of a value that can still be changed. */
function thawedParts(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([name, part]) => thawedParts(part, `${path}.${name}`))
  return Object.isFrozen(value) ? below : [path, ...below]
}

/** Document 1 with its links reduced to their words. */
function plainText(): string {
  return readFileSync(seed, 'utf8').replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
}

/** The headings of each section that is a remit; a heading that the page break cut in two is put together again. */
function headingsOf(text: string): readonly Section[] {
  const paragraphs = text.split(/\n\s*\n/).map((paragraph) => paragraph.trim())
  const start = paragraphs.indexOf('Contents') + 1
  const contents = paragraphs.slice(start, paragraphs.indexOf('Your rights and contacting Ofsted') + 1)
  const titles = contents.slice(0, -1)
  const body = paragraphs.slice(start + contents.length)
  const starts = contents.map((title) => body.indexOf(title))

  return titles.map((section, index) => ({
    section,
    headings: body
      .slice(starts[index], starts[index + 1])
      .map((line, at, lines) => (/^[a-z]+$/.test(lines[at + 1] ?? '') ? `${line} ${lines[at + 1]}` : line))
      .filter((line) => opening.test(line) && !/[.:;,]$|\. |\n/.test(line)),
  }))
}
