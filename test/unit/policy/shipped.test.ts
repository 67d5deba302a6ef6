// What the shipped pack says, document by document, as somebody who read them would check it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadPolicy } from '#main/services/policy.ts'
import { jsonSchemaOfPack } from '#shared/domain/policy/json-schema.ts'
import { basesFor, categoriesIn, type Remit } from '#shared/domain/policy.ts'
import { readJson, root, shipped } from '../../fixtures/policy/packs.ts'

const pack = loadPolicy(shipped)
const remit = (start: string): Remit => {
  const found = pack.remits.find(({ title }) => title.startsWith(start))
  if (found === undefined) throw new Error(`no remit ${start}`)
  return found
}
const registered = remit('Registered')
const unregistered = remit('Unregistered')
const authority = remit('Local authority')
const send = remit('Local area')
const joint = remit('Joint')
const centres = remit('Secure')
const schools = remit('Residential')
const familyCourt = remit('Inspections of')

describe('of document 1 the pack', () => {
  test('holds the eight remits, under the titles of its sections', () => {
    const [document] = readJson(join(root, 'test/fixtures/policy/headings.json')) as {
      readonly sections: readonly { readonly section: string }[]
    }[]
    const sections = document?.sections.map(({ section }) => section) ?? []
    expect(pack.remits.map(({ title }) => title).toSorted()).toEqual(sections.toSorted())
    expect(sections).toHaveLength(8)
  })

  test('lets managers of voluntary adoption agencies be unregistered, and nobody else of these services', () => {
    for (const { settings } of [registered, unregistered]) {
      const free = settings.filter(({ registration }) => registration?.managers === false)
      expect(free.map(({ id }) => id)).toEqual(['voluntary-adoption-agency'])
      expect(settings.every(({ registration }) => registration?.providers === true)).toBe(true)
    }
    expect(send.settings.every(({ registration }) => registration === null)).toBe(true)
  })

  test('says who controls which data, and who inspects together', () => {
    const controllers = ({ controllers: all }: Remit) => all.map(({ controller, of }) => `${controller} ${of}`)
    expect(controllers(send)).toEqual(['ofsted shared-systems', 'cqc own-gathering'])
    expect(controllers(joint)).toEqual([
      'ofsted shared-systems',
      'cqc own-gathering',
      'hmicfrs own-gathering',
      'hmi-probation own-gathering',
    ])
    expect(controllers(registered)).toEqual(['ofsted everything'])
    const together = ({ jointInspectorates }: Remit) => jointInspectorates.map(({ inspectorate }) => inspectorate)
    expect(together(centres)).toEqual(['hmi-prisons', 'cqc'])
    expect(together(send)).toEqual(['cqc'])
    expect(together(joint)).toEqual(['cqc', 'hmicfrs', 'hmi-probation'])
    expect(together(authority)).toEqual([])
  })

  test.each([
    [registered, 5, 0],
    [unregistered, 0, 0],
    [familyCourt, 0, 0],
    [centres, 0, 0],
    [authority, 5, 4],
    [send, 0, 0],
    [joint, 5, 0],
    [schools, 0, 0],
  ] as const)('knows the incidents of $title', ({ incidents, notifiable }, count, cases) => {
    expect(incidents).toHaveLength(count)
    expect(notifiable).toHaveLength(cases)
  })

  test('asks for abuse or neglect in two of the cases of which local authorities notify', () => {
    const needed = authority.notifiable.filter(({ abuseOrNeglect }) => abuseOrNeglect)
    expect(needed.map(({ outcome }) => outcome)).toEqual(['died', 'seriously-harmed'])
  })

  test('puts child protection on top of all recipients, and colleagues at the end', () => {
    const kindOf = (id: string) => pack.lists.bodies.find((body) => body.id === id)?.kind
    for (const { recipients } of pack.remits) {
      const kinds = recipients.map(({ recipient }) => kindOf(recipient))
      expect(kinds[0]).toBe('protection')
      expect(kinds.at(-1)).toBe('internal')
      expect(kinds.lastIndexOf('internal') - kinds.indexOf('internal')).toBe(
        kinds.filter((kind) => kind === 'internal').length - 1,
      )
    }
    // One row of recipients for each line of the document's lists, with colleagues.
    const counts = pack.remits.map(({ id, recipients }) => [id, recipients.length])
    expect(Object.fromEntries(counts)).toEqual({
      cafcass: 9,
      'joint-targeted-area': 15,
      'local-area-send': 12,
      'local-authority-childrens-services': 17,
      'registered-childrens-care': 14,
      'residential-schools-colleges': 13,
      'secure-training-centres': 13,
      'unregistered-childrens-care': 18,
    })
  })

  test('names the origin of data that arrive yearly', () => {
    const origins = pack.remits.flatMap(({ id, yearlyData }) => yearlyData.map(({ from }) => `${id}: ${from}`))
    expect(origins).toEqual([
      'joint-targeted-area: department-for-education',
      'local-area-send: local-area',
      'local-authority-childrens-services: department-for-education',
      'registered-childrens-care: department-for-education',
      'registered-childrens-care: fostering-agencies',
    ])
  })

  test('keeps inspection evidence for at least 3 years wherever a section says so, from a day it does not say', () => {
    const periods = [familyCourt, centres, authority, send, joint, schools].map(({ retention }) => retention[0])
    for (const rule of periods) {
      expect(rule).toMatchObject({ modality: 'at-least', period: 'P3Y', startsAt: null, until: null })
      expect(rule?.assumptions).toEqual(['start-of-evidence-period'])
    }
    const research = pack.remits.filter(({ retention }) =>
      retention.some(({ until }) => until === 'research-completed'),
    )
    expect(research).toEqual([joint, send, authority])
  })

  test('keeps what bears on suitability at least as long as the registration, and assumes for the rest', () => {
    const bound = registered.retention.filter(({ until }) => until === 'registration-ended')
    expect(bound.map(({ modality }) => modality)).toEqual(Array(5).fill('at-least'))
    const reviewed = registered.retention.filter(({ modality }) => modality === 'then-review')
    // Of children the section says nothing about keeping longer.
    expect(reviewed.flatMap(({ subjects }) => subjects)).not.toContain('child')
    expect(reviewed).toHaveLength(4)
    expect(registered.retention.at(-1)).toMatchObject({ modality: 'at-least', period: null })
    expect(registered.retention.at(-1)?.assumptions).toContain('evidence-unrelated-to-suitability')
    expect(unregistered.retention.map(({ modality }) => modality)).toEqual(['at-least', 'then-review'])
  })

  test('lets names stand only where it may: never, of some, or nobody said', () => {
    const rules = pack.remits.map(({ id, names }) => [id, names.rule, ...names.subjects].join(' '))
    expect(rules).toEqual([
      'cafcass silent',
      'joint-targeted-area silent',
      'local-area-send never',
      'local-authority-childrens-services silent',
      'registered-childrens-care some registered-person',
      'residential-schools-colleges some staff',
      'secure-training-centres silent',
      'unregistered-childrens-care some suspect witness',
    ])
    const silent = pack.remits.filter(({ reportsNeverIdentify }) => reportsNeverIdentify !== null)
    expect(silent).toEqual([joint, send])
    const necessary = pack.remits.filter(({ staff }) => staff.rule === 'necessary')
    expect(necessary).toEqual([joint, send, authority])
  })

  test('cites the Act on whistleblowing by its name, and says where a section misprints it', () => {
    const told = pack.remits.filter(({ whistleblowing }) => whistleblowing !== null)
    expect(told).toHaveLength(6)
    const misprints = told.flatMap(({ id, whistleblowing }) => whistleblowing?.misprint?.said.concat(` in ${id}`) ?? [])
    expect(misprints).toEqual([
      'Public Information Disclosure Act 1998 in cafcass',
      'Public Information Disclosure 1998 in residential-schools-colleges',
    ])
    expect(pack.instruments.find(({ id }) => id === told[0]?.whistleblowing?.instrument)?.title).toBe(
      'Public Interest Disclosure Act 1998',
    )
  })

  test('knows where the offence of obstructing stands', () => {
    const offences = ({ gateways }: Remit) => gateways.flatMap(({ offence }) => offence?.provision ?? [])
    expect(offences(registered)).toEqual(['section 31(9)', 'section 31(9)'])
    expect(offences(authority)).toEqual(['section 140(9)', 'section 141(4)'])
    expect(offences(send)).toEqual(['section 140(9)', 'section 141(4)', 'section 64(4)'])
    expect(offences(joint)).toEqual(['section 140(9)', 'section 141(4)', 'section 64(4)'])
    expect(offences(centres)).toEqual([])
  })
})

describe('of document 2 the pack', () => {
  test('holds the periods of its record classes', () => {
    const rules = pack.records.retention.map(({ id, modality, period }) => `${id} ${modality} ${period}`)
    expect(rules).toEqual([
      'call-recordings for P90D',
      'call-details for P1Y',
      'emails at-least P90D',
      'subscriptions until-event null',
      'complaints for P12M',
      'continued-complaints then-review P12M',
      'information-requests at-least P3Y',
      'own-data-requests at-least null',
      'contractors up-to P6Y',
      'contracted-services for P6Y',
      'recruitment-files up-to P2Y',
    ])
  })

  test('draws the circle of a complaint, wider once it is escalated', () => {
    const readers = (when: string) => pack.records.complaintFile.circle.filter((reader) => reader.when === when)
    expect(readers('always')).toHaveLength(4)
    expect(readers('escalated').map(({ body }) => body)).toEqual([
      'complaints-adjudicator',
      'parliamentary-and-health-service-ombudsman',
    ])
  })
})

describe('of documents 3, 4 and 5 the pack', () => {
  test('has the columns of the annex, of which those about people say what they hold', () => {
    const { items } = pack.notifications.columns
    expect(items).toHaveLength(33)
    const silent = items.filter(
      ({ personal, categories, note }) => personal && categories.length === 0 && note === null,
    )
    expect(silent).toEqual([])
    expect(items.filter(({ personal, categories }) => !personal && categories.length > 0)).toEqual([])
  })

  test('has one hold, which stands and is due for review', () => {
    expect(pack.notifications.holds).toHaveLength(1)
    expect(pack.notifications.holds[0]).toMatchObject({ until: 'inquiry-ended', review: { due: true } })
    const standing = Object.fromEntries(pack.documents.map((document) => [document.document, document.standing]))
    expect(standing).toEqual({
      1: 'in-force',
      2: 'in-force',
      3: 'review-overdue',
      4: 'review-overdue',
      5: 'in-force',
    })
  })

  test('has six inspectorates, each with a role to write to, a gateway, readers and reports', () => {
    const { parties, gateways, prePublication, onwardSharing, portal } = pack.sharing
    expect(parties).toHaveLength(6)
    expect(new Set(gateways.map(({ body }) => body))).toEqual(new Set(parties.map(({ inspectorate }) => inspectorate)))
    expect(prePublication).toHaveLength(3)
    expect(onwardSharing).toHaveLength(3)
    expect(portal.inspectorates).toHaveLength(4)
    expect(portal.readers).toHaveLength(3)
    expect([...portal.inspectorates, ...portal.notFor].toSorted()).toEqual(
      parties.map(({ inspectorate }) => inspectorate).toSorted(),
    )
  })

  test('has the portal for those who inspect together today, by way of the successors', () => {
    const today = (body: string) =>
      pack.successors.find(({ bodies, becomes }) => bodies.includes(body) && becomes !== null)?.becomes ?? body
    const leads = joint.controllers.map(({ controller }) => controller)
    expect(pack.sharing.portal.inspectorates.map(today)).toEqual(leads)
  })

  test('offers successors beside the words of the documents, each with its statute', () => {
    for (const { id, said, now, source } of pack.successors) {
      expect(said, id).not.toBe(now)
      expect(pack.instruments.find((known) => 'instrument' in source && known.id === source.instrument)?.kind).toBe(
        'statute',
      )
    }
  })

  test("has the trust's rule as its own, and the bases that it cites", () => {
    const { retention, bases } = pack.childrenInNeed
    expect(retention).toHaveLength(1)
    expect(retention[0]).toMatchObject({ controller: 'school-trust', period: 'P25Y', startsAt: 'born' })
    expect(bases.map(({ basis }) => basis)).toEqual(['article-6-1-e', 'article-9-2-b'])
  })
})

describe('reasoning over the pack', () => {
  test('raises the flags of health, ethnicity, disability, religion, sexual life and alleged offences', () => {
    const flags = (id: string) => pack.lists.categories.find((category) => category.id === id)
    for (const id of ['health', 'ethnicity', 'disability', 'religion', 'sexual-life']) {
      expect(flags(id)?.special, id).toBe(true)
    }
    expect(flags('criminal-offences')).toMatchObject({ criminal: true, special: false })
  })

  test('gives what a remit holds, of everybody or of people in a role', () => {
    const ids = (categories: ReturnType<typeof categoriesIn>) => categories.map(({ id }) => id)
    expect(ids(categoriesIn(pack, familyCourt, ['parent-or-carer']))).toEqual([
      'contact-details',
      'date-of-birth',
      'health',
      'services',
      'personal-life',
      'life-experiences',
      'views',
      'court-reports',
    ])
    expect(ids(categoriesIn(pack, familyCourt))).toContain('work-opinions')
    expect(ids(categoriesIn(pack, familyCourt, []))).toEqual([])
  })

  test('finds a basis for every category of every remit, and a condition for each of its flags', () => {
    for (const one of pack.remits) {
      for (const category of categoriesIn(pack, one)) {
        const kinds = new Set(basesFor(pack, one, category).flatMap((basis) => basis.kinds))
        const wanted = [
          'article-6',
          ...(category.special ? ['special'] : []),
          ...(category.criminal ? ['criminal'] : []),
        ] as const
        expect(
          wanted.filter((kind) => !kinds.has(kind as 'special')),
          `${one.id} ${category.id}`,
        ).toEqual([])
      }
    }
  })
})

test('the pack is frozen all the way down', () => {
  expect(thawedParts(pack, 'pack')).toEqual([])
})

test('the published JSON Schema is that of the schemas that check the pack', () => {
  const published = readFileSync(join(shipped, 'schema.json'), 'utf8')
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(jsonSchemaOfPack())))
})

/** The paths of all parts of a value that can still be changed. */
function thawedParts(value: unknown, path: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const below = Object.entries(value).flatMap(([name, part]) => thawedParts(part, `${path}.${name}`))
  return Object.isFrozen(value) ? below : [path, ...below]
}
