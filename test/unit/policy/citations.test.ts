// Every source of the shipped pack is one: a heading that stands in its document, or a provision of a known instrument.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPolicy } from '#main/services/policy.ts'
import { sourcesIn } from '#shared/domain/policy/references.ts'
import { cited, readJson, root, seeds, sentencesOf, shipped } from '../../fixtures/policy/packs.ts'
import { skipUnless } from '../../fixtures/skip.ts'

interface Section {
  readonly section: string
  readonly headings: readonly string[]
}

interface Document {
  readonly document: number
  readonly title: string | null
  readonly licence: string
  readonly headings: readonly string[]
  readonly sections: readonly Section[]
}

const pack = loadPolicy(shipped)
const documents = readJson(join(root, 'test/fixtures/policy/headings.json')) as readonly Document[]
const numbers = documents.map(({ document }) => document)

// The documents are not part of the repository: without them the list of headings stands in for them.
const testWithDocuments = skipUnless(existsSync(seeds), 'the source documents are not beside the project')

/** A heading is found by itself where the document has it once, and with its section where it has it more often. */
function isHeadingOf({ title, headings, sections }: Document, cites: { section?: string; heading: string }): boolean {
  if (cites.section !== undefined) {
    return sections.some(({ section, headings }) => section === cites.section && headings.includes(cites.heading))
  }
  const all = [title, ...headings, ...sections.flatMap(({ section, headings }) => [section, ...headings])]
  return all.filter((heading) => heading === cites.heading).length === 1
}

describe('a citation', () => {
  test.each(documents)('of document $document is a heading of it', (document) => {
    const cites = cited(pack, document.document)
    expect(cites.filter((source) => !isHeadingOf(document, source))).toEqual([])
    expect(cites).not.toEqual([])
  })

  test('of a heading that is not in the document, or is there more than once, is noticed', () => {
    const [first] = documents
    if (first === undefined) throw new Error('no documents')
    const heading = 'How long we keep personal data'
    expect(isHeadingOf(first, { heading: 'How long we keep shoes' })).toBe(false)
    expect(isHeadingOf(first, { heading })).toBe(false)
    expect(isHeadingOf(first, { heading, section: 'Residential schools and colleges' })).toBe(false)
    expect(isHeadingOf(first, { heading, section: 'Inspections of Cafcass' })).toBe(true)
  })

  test.each(pack.remits)('in $title is of its own section', (remit) => {
    const ours = cited(remit, 1).map(({ section, heading }) => section ?? heading)
    const sections = documents[0]?.sections.map(({ section }) => section) ?? []
    expect(ours.filter((section) => sections.includes(section) && section !== remit.title)).toEqual([])
    expect(ours).toContain(remit.title)
  })

  test('is of the five documents and of instruments that are all used, each with its standing', () => {
    expect(pack.documents.map(({ document }) => document)).toEqual(numbers)
    const used = new Set(sourcesIn(pack).flatMap((source) => ('instrument' in source ? [source.instrument] : [])))
    const unused = pack.instruments.filter(({ id }) => !used.has(id)).map(({ id }) => id)
    expect(unused.filter((id) => !pack.remits.some((remit) => remit.whistleblowing?.instrument === id))).toEqual([])
    expect(documents.every(({ licence }) => licence !== '')).toBe(true)
  })
})

describe('the documents themselves', () => {
  testWithDocuments('have the sections and headings of document 1 as the list says, and no other', () => {
    expect(documents[0]?.sections).toEqual(headingsOf(plainText(1)))
  })

  testWithDocuments('have every heading of the list, in its order', () => {
    for (const { document, headings, sections } of documents.slice(1)) {
      const lines = linesOf(plainText(document))
      const listed =
        sections.length > 0 ? sections.flatMap(({ section, headings }) => [section, ...headings]) : headings
      expect(missingInOrder(lines, listed), `document ${document}`).toEqual([])
    }
  })

  testWithDocuments('lend the pack no sentence', () => {
    const original = numbers.map(plainText).join(' ').toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ')
    const copied = sentencesOf(pack).filter((sentence) => {
      const plain = sentence.toLowerCase().replace(/\.$/, '')
      return plain.split(' ').length > 5 && original.includes(plain)
    })
    expect(copied).toEqual([])
  })

  testWithDocuments('have the marking letter for letter, and the columns of the annex in their order', () => {
    expect(plainText(4)).toContain(`‘${pack.sharing.marking.text}’`)
    const annex = plainText(3).split('will share with the DfE daily')[1] ?? ''
    const columns = pack.notifications.columns.items.map(({ heading }) => heading)
    const paragraphs = annex
      .replaceAll('’', "'")
      .split(/\n\s*\n/)
      .map((text) => text.replace(/\s+/g, ' ').trim())
    expect(paragraphs.filter((text) => text !== '').slice(0, columns.length - 1)).toEqual(columns.slice(0, -1))
    expect(columns).toHaveLength(33)
  })
})

test('the pack holds no address of a person: no email, no telephone number', () => {
  const text = readdirSync(shipped, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(shipped, name), 'utf8'))
    .join('\n')
  expect(text).not.toMatch(/[\w.]+@[\w.]+/)
  expect(text).not.toMatch(/\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b/)
})

/** A document with its links reduced to their words, and the marks of headings and emphasis taken away. */
function plainText(document: number): string {
  const name = readdirSync(seeds).find((file) => file.startsWith(`${document}-`)) ?? ''
  return readFileSync(join(seeds, name), 'utf8')
    .replace(/\[bookmark: \w+\]/g, '')
    .replace(/\[((?:\\.|[^\]\\])*)\]\([^)]*\)/g, '$1')
    .replace(/<\/?u>|\*\*|^#+ /gm, '')
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
  // A page may break a heading in two.
  return lines.flatMap((line, at) => [line, `${line} ${lines[at + 1] ?? ''}`])
}

/** What of a list does not come after what stands before it in the list. */
function missingInOrder(lines: readonly string[], listed: readonly string[]): readonly string[] {
  let from = 0
  return listed.filter((heading) => {
    const found = lines.indexOf(heading, from)
    if (found !== -1) from = found + 1
    return found === -1
  })
}

/** How every heading of document 1 begins; the text does not mark headings otherwise. */
const opening =
  /^(Why we process|How we will use|How long we keep|Types of|Who we might|Where (the )?personal|The legal requirement|Your rights$|I (am|work|provide)\b)/

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
