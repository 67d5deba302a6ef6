// A second, small pack about lighthouses: the application works with it as with the shipped one, which no code names.
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPolicy, loadPolicy } from '#main/services/policy.ts'
import { basesFor, categoriesIn } from '#shared/domain/policy.ts'
import { lighthouses, root, shipped } from '../../fixtures/policy/packs.ts'
import { aNote, anId, larkfield, openWorld, saveNote, temporaryFolder, type World } from '../../fixtures/world.ts'

const pack = loadPolicy(lighthouses)

test('holds nothing that is called as anything in the shipped pack', () => {
  const names = (folder: string) => {
    const { lists, remits } = loadPolicy(folder)
    const listed = Object.values(lists)
      .flat()
      .filter((one) => typeof one === 'object')
    return [...listed, ...remits].map(({ id }) => id)
  }
  expect(checkPolicy(lighthouses)).toEqual([])
  const others = new Set(names(shipped))
  expect(names(lighthouses).filter((id) => others.has(id))).toEqual([])
})

test('is reasoned over: what is held of whom, and on which basis', () => {
  const [remit] = pack.remits
  if (remit === undefined) throw new Error('no remit')
  expect(categoriesIn(pack, remit, ['cabin-boy']).map(({ id }) => id)).toEqual(['knots'])
  const bases = categoriesIn(pack, remit).map((category) => basesFor(pack, remit, category).map(({ id }) => id))
  const flagged = ['harbour-duty', 'sick-keeper']
  expect(bases).toEqual([flagged, flagged, ['harbour-duty'], ['harbour-duty']])
})

describe('the application with the second pack', () => {
  const rock = { ...larkfield, remit: 'rock-lights', setting: 'tower' }
  const note = aNote('The lamp burns.', { kind: 'sighting', categories: [] })
  let world: World
  beforeAll(async () => {
    const resources = temporaryFolder()
    cpSync(join(root, 'resources/practice'), join(resources, 'practice'), { recursive: true })
    cpSync(lighthouses, join(resources, 'policy'), { recursive: true })
    world = await openWorld({ resources })
  })
  afterAll(() => world.remove())

  test('opens an inspection, adds a person, saves a note and tells the pack to the page', async () => {
    const { inspection } = await world.call('inspection.open', rock)
    await world.call('person.save', { inspection, person: null, heads: [], initials: 'AB', role: 'keeper', family: '' })
    await saveNote(world, inspection, { ...note, categories: ['lungs'], areas: ['lamp'] })
    const { inspections } = await world.call('inspection.list', {})
    expect(inspections).toMatchObject([{ remit: 'rock-lights', notes: 1 }])
    expect(await world.call('policy.read', {})).toEqual(pack)
  })

  test('refuses beside others what it says stands alone', async () => {
    const { inspection } = await world.call('inspection.open', rock)
    await saveNote(world, inspection, { ...note, categories: ['weather'] })
    const clashing = saveNote(world, inspection, { ...note, categories: ['weather', 'knots'] })
    await expect(clashing).rejects.toThrow('note.categories-at-odds')
  })

  test('says without what nothing is sealed', async () => {
    const { inspection } = await world.call('inspection.open', rock)
    const seal = () => ({ inspection, bundle: anId() })
    const { note: id, heads } = await saveNote(world, inspection, note)
    expect((await world.call('bundle.prepare', { inspection })).gaps).toMatchObject([
      { required: true, gap: 'no-time', note: id },
      { required: false, gap: 'no-category' },
      { required: false, gap: 'no-area' },
    ])
    expect(await world.problemOf('bundle.seal', seal())).toBe('bundle.tags-missing')
    await saveNote(world, inspection, { ...note, when: '2026-03-10T21:00' }, { note: id, heads })
    await world.call('bundle.seal', seal())
    expect((await world.call('bundle.list', { inspection })).bundles).toHaveLength(1)
  })

  test('knows no term of the shipped pack', async () => {
    const { inspection } = await world.call('inspection.open', rock)
    const [remit] = loadPolicy(shipped).remits
    const setting = remit?.settings[0]?.id
    expect(await world.problemOf('inspection.open', { ...rock, remit: remit?.id, setting })).toBe('policy.unknown-term')
    await expect(saveNote(world, inspection, { ...note, categories: ['health'] })).rejects.toThrow(
      'policy.unknown-term',
    )
  })
})

describe('no code names', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )
  const code = sources.map((name) => ({ name, text: readFileSync(join(root, 'src', name), 'utf8') }))
  const { lists, remits, records, sharing, assumptions, instruments } = loadPolicy(shipped)
  const rules = [...remits.flatMap(({ retention }) => retention), ...records.retention]

  /** Ids of one plain word are words of other things as well; those of several words are looked for as they are quoted. */
  const quoted = (id: string) => [`'${id}'`, `"${id}"`, `\`${id}\``]

  test.each([
    ['a remit', remits],
    ['a category', lists.categories],
    ['a subject', lists.subjects],
    ['a body', lists.bodies],
    ['an incident type', lists.incidentTypes],
    ['an event', lists.events],
    ['a circumstance', lists.circumstances],
    ['a retention rule', rules],
    ['a record class', records.classes],
    ['an assumption', assumptions],
    ['an instrument', instruments],
    ['a rule of sharing', [...sharing.onwardSharing, ...sharing.prePublication, ...sharing.concernLetters]],
  ])('%s', (_, terms) => {
    const ids = terms.map(({ id }) => id).filter((id) => id.includes('-'))
    const named = code.flatMap(({ name, text }) =>
      ids.filter((id) => quoted(id).some((words) => text.includes(words))).map((id) => `${name}: ${id}`),
    )
    expect(named).toEqual([])
  })

  test('a remit by its title', () => {
    const named = code.filter(({ text }) =>
      remits.some(({ title }) => text.toLowerCase().includes(title.toLowerCase())),
    )
    expect(named.map(({ name }) => name)).toEqual([])
    expect(sources).toContain(join('main', 'services', 'policy.ts'))
  })
})
