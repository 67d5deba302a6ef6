// The practice inspection is valid, whole, tells the truth about the policy pack and gives nobody's name away.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type PracticeScript, practiceScriptSchema } from '#shared/domain/practice.ts'
import { generatedScript } from '../fixtures/generated-notes.ts'

const read = (path: string): string => readFileSync(new URL(`../../resources/${path}`, import.meta.url), 'utf8')

const identified = z.array(z.object({ id: z.string() }))
const listsSchema = z.object({
  categories: identified,
  always: z.array(z.string()),
  noteKinds: identified,
  personRoles: identified,
})
const remitSchema = z.object({
  id: z.string(),
  settings: identified,
  subjects: z.array(z.object({ held: z.array(z.object({ category: z.string() })) })),
  areas: identified,
})

const ids = (facts: z.infer<typeof identified>): string[] => facts.map((fact) => fact.id)
const words = (text: string): number => text.trim().split(/\s+/).length
const lists = listsSchema.parse(JSON.parse(read('policy/lists.json')))
// A script that breaks its schema stops the whole file here, with the path of the fault.
const script = practiceScriptSchema.parse(JSON.parse(read('practice/inspection.json')))
const reviewersPage = read('practice/what-a-reviewer-should-find.md')

/** Every use of an id or key that points at nothing, as readable words; an empty list means all is well. */
function dangling(script: PracticeScript): string[] {
  const remit = remitSchema.parse(JSON.parse(read(`policy/remits/${script.remit}.json`)))
  const categories = [...remit.subjects.flatMap(({ held }) => held.map((fact) => fact.category)), ...lists.always]
  const people = script.people.map((person) => person.key)
  const enquiries = script.enquiries.map((enquiry) => enquiry.key)
  const absent = (where: string, used: readonly string[], known: readonly string[]): string[] =>
    used.filter((id) => !known.includes(id)).map((id) => `${where}: ${id}`)
  return [
    ...absent('remit', [script.remit], [remit.id]),
    ...absent('setting', [script.setting], ids(remit.settings)),
    ...script.people.flatMap((person) => absent(`role of ${person.key}`, [person.role], ids(lists.personRoles))),
    ...script.notes.flatMap((note) => [
      ...absent(`kind of ${note.key}`, [note.kind], ids(lists.noteKinds)),
      ...absent(`category of ${note.key}`, note.categories, categories),
      ...absent(`area of ${note.key}`, note.areas, ids(remit.areas)),
      ...absent(`people of ${note.key}`, note.people, people),
      ...absent(`from of ${note.key}`, note.from === null ? [] : [note.from], people),
      ...absent(`enquiry of ${note.key}`, note.enquiry === null ? [] : [note.enquiry], enquiries),
    ]),
  ]
}

const repeated = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index)

/** All prose that becomes evidence; the disclosures are left out, since a source is named there on purpose. */
const evidence = [
  ...script.notes.flatMap((note) => [
    note.place,
    note.text,
    ...note.revisions.flatMap((revision) => [revision.text, revision.reason]),
  ]),
  ...script.enquiries.map((enquiry) => enquiry.question),
]
const disclosures = script.disclosures.flatMap((disclosure) => [
  ...Object.values(disclosure.source),
  disclosure.concern,
])

describe('the practice inspection', () => {
  it('has at least sixty notes by two authors on two consecutive week-days of 2026', () => {
    expect(script.notes.length).toBeGreaterThanOrEqual(60)
    expect(new Set(script.notes.map((note) => note.author))).toEqual(new Set(['lead', 'colleague']))
    const days = [...new Set(script.notes.map((note) => note.at.slice(0, 10)))].toSorted()
    expect(days).toEqual([script.begins.slice(0, 10), script.ends.slice(0, 10)])
    const [first, second] = days.map((day) => new Date(`${day}T00:00Z`))
    expect(first?.getUTCFullYear()).toBe(2026)
    expect(Number(second) - Number(first)).toBe(24 * 60 * 60 * 1000)
    expect([0, 5, 6]).not.toContain(first?.getUTCDay())
  })

  it('keeps every time inside the visit and every revision after its note', () => {
    const late = script.notes.filter((note) => {
      const times = [note.at, ...note.revisions.map((revision) => revision.at)]
      return times.some((at, index) => at < (times[index - 1] ?? script.begins) || at > script.ends)
    })
    expect(late.map((note) => note.key)).toEqual([])
  })

  it('has a case tracked and a leader interview of over 600 words, and no other so long', () => {
    const long = script.notes.filter((note) => words(note.text) > 600)
    expect(long.map((note) => note.kind).toSorted()).toEqual(['case-tracked', 'leader-interview'])
  })

  it('uses every kind of note, and every role', () => {
    expect(new Set(script.notes.map((note) => note.kind))).toEqual(new Set(ids(lists.noteKinds)))
    expect(new Set(script.people.map((person) => person.role))).toEqual(new Set(ids(lists.personRoles)))
  })

  it('has two children of two families with the same initials', () => {
    const children = script.people.filter((person) => person.role === 'child')
    const namesakes = children.filter((child) =>
      children.some((other) => other !== child && other.initials === child.initials),
    )
    expect(namesakes.map((child) => child.key)).toEqual(['ab-1', 'ab-2'])
    expect(new Set(namesakes.map((child) => child.family)).size).toBe(2)
  })

  it('has a concern to refer, revisions with reasons, and evidence for and against each line of enquiry', () => {
    expect(script.notes.filter((note) => note.safeguarding && !note.mayBeShown).length).toBeGreaterThan(0)
    expect(script.notes.filter((note) => note.safeguarding && note.mayBeShown).map((note) => note.key)).toEqual([])
    expect(script.notes.flatMap((note) => note.revisions).length).toBeGreaterThanOrEqual(3)
    const bearings = script.enquiries.map(({ key }) => {
      const found = script.notes.filter((note) => note.enquiry === key).map((note) => note.bearing)
      return { key, supports: found.includes('supports'), contradicts: found.includes('contradicts') }
    })
    expect(bearings).toEqual(script.enquiries.map(({ key }) => ({ key, supports: true, contradicts: true })))
  })

  it('changes the text with every revision', () => {
    const idle = script.notes.filter((note) => {
      const texts = [note.text, ...note.revisions.map((revision) => revision.text)]
      return texts.some((text, index) => text === texts[index - 1])
    })
    expect(idle.map((note) => note.key)).toEqual([])
  })

  it('refers only to what exists, in itself and in the policy pack, and once by each key', () => {
    expect(dangling(script)).toEqual([])
    for (const list of [script.notes, script.people, script.enquiries]) {
      expect(repeated(list.map((item) => item.key))).toEqual([])
    }
  })

  it('is covered by a page for reviewers that names only notes that exist', () => {
    const named = [...reviewersPage.matchAll(/`(d\d-[^`]*)`/g)].map((match) => match[1] ?? '')
    const keys = script.notes.map((note) => note.key)
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter((key) => !keys.includes(key))).toEqual([])
    const flagged = script.notes.filter((note) => note.safeguarding).map((note) => note.key)
    expect(flagged.filter((key) => !named.includes(key))).toEqual([])
  })
})

describe('nobody can be recognised', () => {
  const find = (texts: readonly string[], pattern: RegExp): string[] =>
    texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[0]))

  it('has a disclosure, whose source appears nowhere in the evidence', () => {
    expect(script.disclosures.length).toBeGreaterThanOrEqual(1)
    const names = script.disclosures.flatMap((disclosure) => disclosure.source.who.split(' '))
    expect(names.filter((name) => evidence.some((text) => text.includes(name)))).toEqual([])
  })

  it('holds no way to reach anybody but addresses and numbers reserved for fiction', () => {
    const everything = [...evidence, ...disclosures]
    const addresses = find(everything, /\S*@\S+/g)
    expect(addresses.filter((address) => !/@example\.org[.,;)]?$/.test(address))).toEqual([])
    const numbers = find(everything, /(?:\+44|\b0)[\d ()-]{8,}\d/g).map((number) => number.replace(/\D/g, ''))
    // Ofcom keeps these ranges for drama: nobody is ever given such a number.
    expect(numbers.filter((number) => !/^(01632960\d{3}|07700900\d{3}|02079460\d{3})$/.test(number))).toEqual([])
    expect(numbers.length + addresses.length).toBeGreaterThan(0)
    expect(find(everything, /\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/g)).toEqual([])
    expect(find(everything, /https?:\S+|\bwww\.\S+/g)).toEqual([])
  })

  it('names nobody in the evidence: no title, no capital inside a sentence but for days, months and the like', () => {
    expect(find(evidence, /\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Mx)\b\.? \p{Lu}/gu)).toEqual([])
    const capitals = find(evidence, /(?<=[\p{L}\d,;)] )\p{Lu}\p{Ll}+/gu)
    const calendar =
      /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August)$/
    const calendarEnd = /^(?:September|October|November|December|Christmas)$/
    const notNames = new Set(['Gary'])
    const names = capitals.filter((word) => !calendar.test(word) && !calendarEnd.test(word) && !notNames.has(word))
    expect(names).toEqual([])
    expect(evidence.filter((text) => script.colleague.split(' ').some((name) => text.includes(name)))).toEqual([])
  })

  it('knows all initials that stand in a note, and lists among its people everybody who is mentioned', () => {
    const known = script.people.map((person) => person.initials)
    const abbreviations = ['GCSE', 'OK', 'RA']
    const initials = find(evidence, /\b\p{Lu}{2,4}\b/gu)
    expect(initials.filter((letters) => !known.includes(letters) && !abbreviations.includes(letters))).toEqual([])
    const unlisted = script.notes.flatMap((note) => {
      const listed = script.people.filter((person) => note.people.includes(person.key)).map((person) => person.initials)
      const mentioned = find([note.text, ...note.revisions.map((revision) => revision.text)], /\b\p{Lu}{2}\b/gu)
      const absent = mentioned.filter((letters) => known.includes(letters) && !listed.includes(letters))
      return [...absent, ...(note.from === null || note.people.includes(note.from) ? [] : [note.from])].map(
        (who) => `${note.key}: ${who}`,
      )
    })
    expect(unlisted).toEqual([])
  })
})

describe('generated notes', () => {
  const seed = 20260310

  it(`are the same for the same seed and different for another (seed ${seed})`, () => {
    const one = JSON.stringify(generatedScript({ seed, notes: 200 }))
    expect(JSON.stringify(generatedScript({ seed, notes: 200 }))).toBe(one)
    expect(JSON.stringify(generatedScript({ seed: seed + 1, notes: 200 }).notes)).not.toBe(
      JSON.stringify(generatedScript({ seed, notes: 200 }).notes),
    )
  })

  it(`are valid, spread out and of plausible length, 500 at a time (seed ${seed})`, () => {
    const generated = generatedScript({ seed, notes: 500 })
    expect(practiceScriptSchema.parse(generated)).toEqual(generated)
    expect(generated.notes).toHaveLength(500)
    expect(dangling(generated)).toEqual([])
    expect(repeated(generated.notes.map((note) => note.key))).toEqual([])
    expect(new Set(generated.notes.map((note) => note.kind))).toEqual(new Set(ids(lists.noteKinds)))
    expect(generated.notes.filter((note) => words(note.text) < 75 || words(note.text) > 160)).toEqual([])
    const weekdays = new Set(generated.notes.map((note) => new Date(`${note.at}Z`).getUTCDay()))
    expect(weekdays).toEqual(new Set([1, 2, 3, 4, 5]))
  })
})
