// Where a pack is at odds with itself in ways that its schemas cannot see: repeated ids, names of nothing, odd rules.
import type { Pack, Remit } from '../policy.ts'
import { fileOf, knownTerms, referencesIn, sourcesIn } from './references.ts'
import { periodSchema } from './terms.ts'

/** Something wrong in one file of the pack, in words. */
export interface Mistake {
  readonly file: string
  readonly what: string
}

type Assumption = Pack['assumptions'][number]
type Rule = Remit['retention'][number]
type Ids = readonly (readonly [what: string, ids: readonly (string | number)[]])[]

/** Every contradiction in a pack whose parts fit their schemas, file by file. */
export function contradictionsIn(pack: Pack): readonly Mistake[] {
  return [
    ...repeats(pack),
    ...namesOfNothing(pack),
    ...unknownSources(pack),
    ...pack.assumptions.flatMap(oddAssumption),
    ...oddAnswers(pack),
    ...pack.remits.flatMap((remit) => oddRemit(pack, remit)),
    ...rulesOf(pack).flatMap(([file, rule]) => oddRule(pack, file, rule)),
    ...oddColumns(pack),
  ]
}

function rulesOf({ remits, records, childrenInNeed }: Pack): readonly (readonly [file: string, rule: Rule])[] {
  const from = (file: string, rules: readonly Rule[]) => rules.map((rule) => [file, rule] as const)
  return [
    ...remits.flatMap((remit) => from(fileOf(remit), remit.retention)),
    ...from('records.json', records.retention),
    ...from('children-in-need.json', childrenInNeed.retention),
  ]
}

function repeats(pack: Pack): readonly Mistake[] {
  return [...idsByFile(pack)].flatMap(([file, lists]) =>
    lists.flatMap(([what, ids]) => {
      const again = ids.filter((id, index) => ids.indexOf(id) !== index)
      return again.map((id) => ({ file, what: `${what} '${id}' is given twice` }))
    }),
  )
}

function idsByFile(pack: Pack): ReadonlyMap<string, Ids> {
  const { records, notifications, sharing, childrenInNeed } = pack
  return new Map<string, Ids>([
    ['pack.json', [['document', pack.documents.map(({ document }) => document)], ...allLists(pack, ['remits'])]],
    ['lists.json', allLists(pack.lists)],
    ...pack.remits.map((remit) => [fileOf(remit), idsInRemit(remit)] as const),
    ['records.json', [...allLists(records), ...allLists(records.complaintFile)]],
    ['notifications.json', [...allLists(notifications), ...allLists(notifications.columns)]],
    ['sharing.json', [['party', sharing.parties.map(({ inspectorate }) => inspectorate)], ...allLists(sharing)]],
    ['children-in-need.json', allLists(childrenInNeed)],
    ['successors.json', [['successor', pack.successors.map(({ id }) => id)]]],
    ['answers.json', [['answer to', pack.answers.map(({ assumption }) => assumption)]]],
  ])
}

/** The ids of every list of a part whose items have one. */
function allLists(part: object, leftOut: readonly string[] = []): Ids {
  const lists = Object.entries(part).filter(([name, value]) => Array.isArray(value) && !leftOut.includes(name))
  return lists.map(([name, items]) => [
    name,
    (items as readonly unknown[]).flatMap((item) =>
      typeof item === 'object' && item !== null && 'id' in item ? [String(item.id)] : [],
    ),
  ])
}

function idsInRemit(remit: Remit): Ids {
  return [
    ...allLists(remit),
    ['subject', remit.subjects.map(({ subject }) => subject)],
    ['recipient', remit.recipients.map(({ recipient }) => recipient)],
    ['incident type', remit.incidents.map(({ incident }) => incident)],
    ['joint inspectorate', remit.jointInspectorates.map(({ inspectorate }) => inspectorate)],
    ...remit.subjects.map(
      ({ subject, held }) => [`${subject}: category`, held.map(({ category }) => category)] as const,
    ),
  ]
}

function namesOfNothing(pack: Pack): readonly Mistake[] {
  const known = knownTerms(pack)
  return referencesIn(pack).flatMap(({ file, kind, ids }) => {
    const unknown = [...new Set(ids)].filter((id) => !known[kind].includes(id))
    return unknown.map((id) => ({ file, what: `${kind} '${id}' is in no list` }))
  })
}

function unknownSources(pack: Pack): readonly Mistake[] {
  const documents = pack.documents.map(({ document }) => document)
  const instruments = pack.instruments.map(({ id }) => id)
  return partsByFile(pack).flatMap(([file, part]) =>
    sourcesIn(part).flatMap((source) => {
      if ('document' in source) {
        return documents.includes(source.document)
          ? []
          : [{ file, what: `document ${source.document} is not one of the pack's` }]
      }
      return instruments.includes(source.instrument)
        ? []
        : [{ file, what: `instrument '${source.instrument}' is not one of the pack's` }]
    }),
  )
}

function partsByFile(pack: Pack): readonly (readonly [file: string, part: unknown])[] {
  return [
    ['lists.json', pack.lists],
    ...pack.remits.map((remit) => [fileOf(remit), remit] as const),
    ['records.json', pack.records],
    ['notifications.json', pack.notifications],
    ['sharing.json', pack.sharing],
    ['children-in-need.json', pack.childrenInNeed],
    ['successors.json', pack.successors],
  ]
}

function oddAssumption(assumption: Assumption): readonly Mistake[] {
  if (isPossible(assumption, assumption.default)) return []
  return [{ file: 'pack.json', what: `the default of assumption '${assumption.id}' is not ${wantedOf(assumption)}` }]
}

/** Answers that the pack does not allow; those to no assumption are found as names of nothing. */
function oddAnswers({ assumptions, answers }: Pack): readonly Mistake[] {
  return answers.flatMap(({ assumption, value }) => {
    const asked = assumptions.find(({ id }) => id === assumption)
    if (asked === undefined || isPossible(asked, value)) return []
    return [{ file: 'answers.json', what: `the answer to assumption '${assumption}' is not ${wantedOf(asked)}` }]
  })
}

function isPossible({ kind, options }: Assumption, value: string): boolean {
  if (kind === 'period') return periodSchema.safeParse(value).success
  return options.some((option) => option.value === value)
}

function wantedOf({ kind }: Assumption): string {
  return kind === 'period' ? 'a period such as P3Y' : 'one of its options'
}

function oddRemit(pack: Pack, remit: Remit): readonly Mistake[] {
  const file = fileOf(remit)
  const subjects = remit.subjects.map(({ subject }) => subject)
  const strangers = remit.names.subjects.filter((subject) => !subjects.includes(subject))
  return [
    ...late(pack, remit).map((id) => ({ file, what: `recipient '${id}' protects children and must come first` })),
    ...strangers.map((id) => ({ file, what: `names may be those of '${id}', of whom the remit holds nothing` })),
    ...oddNames(remit).map((what) => ({ file, what })),
  ]
}

/** Recipients that protect children but stand below one that does not. */
function late(pack: Pack, remit: Remit): readonly string[] {
  const protects = new Set(pack.lists.bodies.filter(({ kind }) => kind === 'protection').map(({ id }) => id))
  const ids = remit.recipients.map(({ recipient }) => recipient)
  const firstOther = ids.findIndex((id) => !protects.has(id))
  return ids.filter((id, index) => protects.has(id) && firstOther !== -1 && index > firstOther)
}

function oddNames({ names }: Remit): readonly string[] {
  if ((names.rule === 'some') !== names.subjects.length > 0)
    return ['names: kinds of people are given for `some` alone']
  if ((names.rule === 'silent') !== (names.assumption !== null)) return ['names: `silent` alone names an assumption']
  return []
}

/** A rule that says nothing about its length, or leaves open what no assumption fills. */
function oddRule({ assumptions }: Pack, file: string, rule: Rule): readonly Mistake[] {
  const kinds = assumptions.filter(({ id }) => rule.assumptions.includes(id)).map(({ kind }) => kind)
  const wrong = (what: string) => [{ file, what: `rule '${rule.id}' ${what}` }]
  if (rule.until !== null) {
    return rule.period === null && rule.startsAt === null ? [] : wrong('has an end and a period as well')
  }
  if (rule.modality === 'until-event') return wrong('lasts until an event and names none')
  if (rule.period === null && !kinds.includes('period')) return wrong('has neither period nor assumption of one')
  if (rule.startsAt === null && !kinds.includes('event')) return wrong('has neither beginning nor assumption of one')
  return []
}

function oddColumns({ notifications }: Pack): readonly Mistake[] {
  const odd = notifications.columns.items.some(({ position }, index) => position !== index + 1)
  return odd ? [{ file: 'notifications.json', what: 'columns are not numbered 1, 2, 3 in order' }] : []
}
