// What the pack and a remit look like on a terminal of 80 columns: short lines, each fact with its source.
import type { Source } from '#shared/domain/policy/terms.ts'
import { basesFor, type Category, type Pack, type Remit } from '#shared/domain/policy.ts'

const width = 80

type Rule = Remit['retention'][number]
type Labelled = readonly { readonly id: string; readonly label: string }[]

/** One thing in a part: its words, what stands indented below them, and the source it shares with its neighbours. */
interface Item {
  readonly words: string
  readonly below?: readonly string[]
  readonly source?: Source | undefined
}

/** Lines of at most 80 columns; each line of the text begins with `first` and goes on with `rest`. */
export function wrap(text: string, first = '', rest = `${first}    `): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const words = line.split(/[\s\p{Cc}]+/u).filter((word) => word !== '')
    const lines: string[] = []
    let open: string | null = null
    for (const word of words) {
      if (open !== null && open.length + 1 + word.length <= width) {
        open = `${open} ${word}`
        continue
      }
      if (open !== null) lines.push(open)
      open = `${lines.length === 0 ? first : rest}${word}`
    }
    return open === null ? lines : [...lines, open]
  })
}

/** The pack at a glance: its documents with their standing, its remits, what it assumes. */
export function packLines(pack: Pack): readonly string[] {
  const documents = pack.documents.map(({ document, title, updated, review, standing, why }) => ({
    words: `${document} ${title}`,
    below: [`${updated ?? 'undated'}, ${inWords[standing]}, ${dueInWords(review)}. ${why}`],
  }))
  const gone = pack.instruments.filter(({ standing }) => standing !== 'in-force')
  const instruments = gone.map(({ title, standing, why }) => ({
    words: title,
    below: [`${inWords[standing]}: ${why}`],
  }))
  const remits = pack.remits.map(({ id, title }) => ({ words: id, below: [title] }))
  const assumptions = pack.assumptions.map((assumption) => ({
    words: assumption.id,
    below: [`${assumption.question} ${answerOf(pack, assumption)}. ${assumption.why}`],
  }))
  const text = new Text(pack)
  return [
    `Policy pack, version ${pack.version}`,
    ...text.part('Documents', documents),
    ...text.part('Cited, but not in force', instruments),
    ...text.part('Remits', remits),
    ...text.part('Assumptions where the documents are silent', assumptions),
  ]
}

/** One remit: powers, people and data, recipients, retention, and the rest, each fact with its source. */
export function remitLines(pack: Pack, remit: Remit): readonly string[] {
  const text = new Text(pack, remit)
  return [
    remit.title,
    ...wrap(remit.summary, '', ''),
    ...wrap('A source stands below what it is the source of.', '', ''),
    ...text.part('Powers', powersIn(text, remit)),
    ...text.part('Purposes', remit.purposes),
    ...text.part('Kinds of setting', remit.settings.map(settingIn)),
    ...text.part('Controllers and joint inspectorates', controllersIn(text, remit)),
    ...text.part('What may be held, about whom', heldIn(text, remit)),
    ...text.part('On which basis', basesIn(text, pack, remit)),
    ...text.part('Incidents', incidentsIn(text, remit)),
    ...text.part('Recipients, in this order', recipientsIn(text, remit)),
    ...text.part('Arriving regularly', yearlyDataIn(text, remit)),
    ...text.part(
      'Kept for how long',
      remit.retention.map((rule) => ruleIn(text, pack, rule)),
    ),
    ...text.part('Where it comes from', provenanceIn(text, remit)),
    ...text.part('Names, reports, staff, whistleblowing', limitsIn(text, pack, remit)),
    ...text.part(
      'Evaluation areas',
      remit.areas.map(({ label, source }) => ({ words: label, source })),
    ),
    ...text.part('Called otherwise now', successorsIn(pack, remit)),
  ]
}

function dueInWords(review: string | null): string {
  return review === null ? 'no date of review' : `review due ${review}`
}

const inWords = { 'in-force': 'in force', 'review-overdue': 'review overdue', superseded: 'no longer in force' }

/** Puts terms, laws and sources of one pack into words; a term that nobody knows stands for itself. */
class Text {
  readonly #pack: Pack
  readonly #section: string | undefined
  readonly body: (id: string) => string
  readonly category: (id: string) => string
  readonly channel: (id: string) => string
  readonly incident: (id: string) => string
  readonly subject: (id: string) => string

  /** Headings are shown without their section where that is the section of the remit itself. */
  constructor(pack: Pack, remit?: Remit) {
    this.#pack = pack
    this.#section = remit?.title
    const label = (terms: Labelled) => (id: string) => labelIn(terms, id)
    this.body = label(pack.lists.bodies)
    this.category = label(pack.lists.categories)
    this.channel = label(pack.lists.channels)
    this.incident = label(pack.lists.incidentTypes)
    this.subject = label(pack.lists.subjects)
  }

  /** A heading and its items; neighbours with one source share it. Nothing at all where there are no items. */
  part(heading: string, items: readonly Item[]): readonly string[] {
    if (items.length === 0) return []
    const lines = items.flatMap(({ words, below = [], source }, index) => {
      const cited = source === undefined ? '' : this.source(source)
      const next = items[index + 1]?.source
      const shared = next !== undefined && this.source(next) === cited
      return [
        ...wrap(words, '  '),
        ...below.flatMap((line) => wrap(line, '      ', '      ')),
        ...(cited === '' || shared ? [] : wrap(`— ${cited}`, '      ', '        ')),
      ]
    })
    return ['', heading.toUpperCase(), ...lines]
  }

  law(id: string, provision: string | null): string {
    const title = this.#pack.instruments.find((known) => known.id === id)?.title ?? id
    return provision === null ? title : `${title}, ${provision}`
  }

  source(source: Source): string {
    if ('instrument' in source) return this.law(source.instrument, source.provision)
    const { document, section, heading } = source
    const standing = this.#pack.documents.find((known) => known.document === document)?.standing ?? 'in-force'
    const place = section === undefined || section === this.#section ? heading : `${section}: ${heading}`
    return `document ${document}${standing === 'in-force' ? '' : ` (${inWords[standing]})`}, ${place}`
  }
}

function powersIn(text: Text, { gateways }: Remit): readonly Item[] {
  return gateways.map(({ body, instrument, provision, allows, offence, source }) => ({
    words: text.law(instrument, provision),
    below: [
      `${text.body(body)}: ${allows}`,
      ...(offence === null ? [] : [`Offence (${text.law(offence.instrument, offence.provision)}): ${offence.words}`]),
    ],
    source,
  }))
}

function settingIn({ label, registration, source }: Remit['settings'][number]): Item {
  if (registration === null) return { words: label, source }
  const who = registration.managers ? 'providers and managers register' : 'providers register, managers need not'
  return { words: `${label}: ${who}`, source }
}

function controllersIn(text: Text, { controllers, jointInspectorates }: Remit): readonly Item[] {
  return [
    ...controllers.map(({ controller, words, source }) => ({ words: text.body(controller), below: [words], source })),
    ...jointInspectorates.map(({ inspectorate, source }) => ({
      words: `Inspected together with: ${text.body(inspectorate)}`,
      source,
    })),
  ]
}

/** Of each kind of person what is held, heading by heading. */
function heldIn(text: Text, { subjects }: Remit): readonly Item[] {
  return subjects.flatMap(({ subject, held, source }) => {
    if (held.length === 0) return [{ words: text.subject(subject), below: ['no category is named'], source }]
    const byHeading = [...Map.groupBy(held, (fact) => text.source(fact.source)).values()]
    return byHeading.map((facts) => ({
      words: `${text.subject(subject)}: ${facts.map(({ category }) => text.category(category)).join(', ')}`,
      source: facts[0]?.source,
    }))
  })
}

/** What stands behind a category without a flag, a special one and a criminal one, each with all that it holds. */
function basesIn(text: Text, pack: Pack, remit: Remit): readonly Item[] {
  const held = new Set(remit.subjects.flatMap((subject) => subject.held.map(({ category }) => category)))
  const categories = pack.lists.categories.filter(({ id }) => held.has(id))
  const bases = (category: Category) => basesFor(pack, remit, category)
  const alike = Map.groupBy(categories, (category) =>
    bases(category)
      .map(({ id }) => id)
      .join(),
  )
  const groups = [...alike.values()].map((group) => ({
    words: group.map(({ label }) => label).join(', '),
    below: group
      .slice(0, 1)
      .flatMap((first) => bases(first).map(({ label, source }) => `${label}: ${text.source(source)}`)),
  }))
  const assumed = pack.assumptions.filter(({ id }) => remit.bases.some(({ assumption }) => assumption === id))
  return [...groups, ...assumed.map(({ question, why }) => ({ words: `Assumed: ${question}`, below: [why] }))]
}

function incidentsIn(text: Text, { incidents, notifiable }: Remit): readonly Item[] {
  return [
    ...incidents.map(({ incident, source }) => ({ words: text.incident(incident), source })),
    ...notifiable.map(({ words, source }) => ({ words: `To be notified: ${words}`, source })),
  ]
}

function recipientsIn(text: Text, { recipients }: Remit): readonly Item[] {
  return recipients.map(({ recipient, purpose, source }) => ({
    words: purpose === null ? text.body(recipient) : `${text.body(recipient)}: ${purpose}`,
    source,
  }))
}

function yearlyDataIn(text: Text, { yearlyData }: Remit): readonly Item[] {
  return yearlyData.map(({ label, from, yearly, categories, uses, source }) => ({
    words: `${label}, from: ${text.body(from)}`,
    below: [
      `That it is yearly is ${yearly}.`,
      `Holds: ${categories.map(text.category).join(', ')}`,
      `For: ${uses.join('; ')}`,
    ],
    source,
  }))
}

function ruleIn(text: Text, pack: Pack, rule: Rule): Item {
  const assumed = pack.assumptions.filter(({ id }) => rule.assumptions.includes(id))
  const when = rule.when.map(({ circumstance, is }) => {
    const known = pack.lists.circumstances.find(({ id }) => id === circumstance)
    return `${known?.question ?? circumstance} ${is ? 'Yes.' : 'No.'}`
  })
  return {
    words: rule.words,
    below: [
      `${rule.id}: ${lengthInWords(pack, rule)}; controller: ${text.body(rule.controller)}`,
      ...(rule.subjects.length === 0 ? [] : [`About: ${rule.subjects.map(text.subject).join(', ')}`]),
      ...when,
      ...assumed.map((assumption) => `Assumed: ${assumption.question} ${answerOf(pack, assumption)}.`),
    ],
    source: rule.source,
  }
}

const modalities = {
  'at-least': 'at least',
  'up-to': 'up to',
  for: 'for',
  'until-event': 'as long as wanted',
  'then-review': 'under review, looked at after',
}

function lengthInWords({ lists }: Pack, { modality, period, startsAt, until }: Rule): string {
  if (until !== null) return `${modalities[modality]}, until: ${labelIn(lists.events, until)}`
  const length = period === null ? 'a time not stated' : periodInWords(period)
  return `${modalities[modality]} ${length}, from: ${startsAt === null ? 'not stated' : labelIn(lists.events, startsAt)}`
}

const units: Readonly<Record<string, string>> = { Y: 'year', M: 'month', W: 'week', D: 'day' }

function periodInWords(period: string): string {
  const count = Number(period.slice(1, -1))
  return `${count} ${units[period.slice(-1)] ?? ''}${count === 1 ? '' : 's'}`
}

/** The answer to an assumption that holds, as people say it; one that the organisation gave says by whom. */
function answerOf({ lists, answers }: Pack, { id, kind, options, ...assumption }: Pack['assumptions'][number]): string {
  const answered = answers.find((answer) => answer.assumption === id)
  const value = answered?.value ?? assumption.default
  const offered = options.find((option) => option.value === value)
  const words = kind === 'period' ? periodInWords(value) : (offered?.label ?? labelIn(lists.events, value))
  return answered === undefined ? words : `${words} (answered by ${answered.by}, ${answered.decided})`
}

function provenanceIn(text: Text, { provenance }: Remit): readonly Item[] {
  return [
    {
      words: provenance.mainly,
      below: [
        `Authorities: ${provenance.authorities.map(text.body).join('; ')}`,
        `Others: ${provenance.public.map(text.body).join('; ')}`,
        `Ways: ${provenance.channels.map(text.channel).join('; ')}`,
      ],
      source: provenance.source,
    },
  ]
}

function limitsIn(text: Text, pack: Pack, remit: Remit): readonly Item[] {
  const { names, reportsNeverIdentify, staff, whistleblowing } = remit
  const assumed = pack.assumptions.find(({ id }) => id === names.assumption)
  const inferred = [
    ...(names.inferred === null ? [] : [`Inferred: ${names.inferred}`]),
    ...(assumed === undefined ? [] : [`Assumed: ${assumed.question} ${answerOf(pack, assumed)}.`]),
  ]
  const misprint = whistleblowing?.misprint ?? null
  return [
    { words: names.words, below: inferred, source: names.source },
    ...(reportsNeverIdentify === null ? [] : [reportsNeverIdentify]),
    staff,
    ...(whistleblowing === null
      ? []
      : [
          {
            words: `${text.law(whistleblowing.instrument, null)}: ${whistleblowing.words}`,
            below: misprint === null ? [] : [`The section misprints its name: ${misprint.said}`],
            source: whistleblowing.source,
          },
        ]),
  ]
}

/** What stands in this remit and is called otherwise now. */
function successorsIn(pack: Pack, remit: Remit): readonly Item[] {
  const named = new Set([
    ...remit.recipients.map(({ recipient }) => recipient),
    ...remit.jointInspectorates.map(({ inspectorate }) => inspectorate),
    ...remit.provenance.authorities,
  ])
  const here = pack.successors.filter(({ bodies }) => bodies.some((body) => named.has(body)))
  return here.map(({ said, now, since, source }) => ({
    words: `${said}: ${now}${since === null ? '' : `, since ${since}`}`,
    source,
  }))
}

function labelIn(terms: Labelled, id: string): string {
  return terms.find((term) => term.id === id)?.label ?? id
}
