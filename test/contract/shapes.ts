// From a procedure's schema: inputs that fit it, and every way in which one field of such an input can be wrong.
import fc from 'fast-check'
import { z } from 'zod'

/** A JSON schema as zod writes it, and `bytes` for a secret, which JSON has no word for. */
export interface Shape {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly anyOf?: readonly Shape[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly bytes?: true
}

/** One input that is wrong in one place. */
export interface Fault {
  /** Where, as dispatch names fields: `content.text.words`. */
  readonly path: string
  readonly what: string
  readonly input: unknown
}

/** Stands in wrong values, so that a test can see that no reply and no log repeats what was sent. */
export const canary = 'Canary7d1f'

export function shapeOf(schema: z.ZodType): Shape {
  const written = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { bytes: true })
    },
  })
  return withOptions(written) as Shape
}

/** Of a simple type or null zod writes a list of types; other options stand under `anyOf`, and so do these then. */
function withOptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withOptions)
  if (typeof value !== 'object' || value === null) return value
  const { type, ...rest } = mapValues(value as Readonly<Record<string, unknown>>, withOptions)
  if (Array.isArray(type)) return { ...rest, anyOf: type.map((one: unknown) => ({ type: one })) }
  return type === undefined ? rest : { ...rest, type }
}

/** Inputs that fit a shape; of ids the known ones come often, so that calls get past the first look-up. */
export function fitting(shape: Shape, known: readonly string[] = []): fc.Arbitrary<unknown> {
  if (shape.bytes) return fc.uint8Array({ maxLength: 40 })
  if (shape.const !== undefined) return fc.constant(shape.const)
  if (shape.enum !== undefined) return fc.constantFrom(...shape.enum)
  if (shape.anyOf !== undefined) return fc.oneof(...shape.anyOf.map((option) => fitting(option, known)))
  switch (shape.type) {
    case 'object':
      return fc.record(mapValues(shape.properties ?? {}, (property) => fitting(property, known)))
    case 'array':
      return fc.array(fitting(shape.items ?? {}, known), {
        minLength: shape.minItems ?? 0,
        maxLength: Math.min(shape.maxItems ?? 4, 4),
      })
    case 'string':
      return fittingText(shape, known)
    case 'integer':
      return fc.integer({ min: shape.minimum ?? -1000, max: Math.min(shape.maximum ?? 1000, 1_000_000) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      throw new Error(`no inputs are made for ${JSON.stringify(shape)}`)
  }
}

/** Any string a page can send: every code point, halves of pairs and NUL among them. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.constantFrom('', ' ', '\0', '\ud800', '__proto__', "'; drop table entries; --", 'NOT "a* OR', '\u202e', '"'),
)

function fittingText(
  { pattern, minLength = 0, maxLength = 200 }: Shape,
  known: readonly string[],
): fc.Arbitrary<string> {
  if (pattern === undefined) {
    return anyText.map((text) => text.slice(0, maxLength)).filter((text) => text.trim().length >= minLength)
  }
  const form = new RegExp(pattern, 'u')
  const matching = matchingTexts(form)
  const fits = known.filter((id) => form.test(id))
  return fits.length === 0 ? matching : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fits) }, matching)
}

const matchingByForm = new Map<string, fc.Arbitrary<string>>()

/** Made once for each form: what it is made of takes longer than many texts of it, and one schema has it many times. */
function matchingTexts(form: RegExp): fc.Arbitrary<string> {
  const made = matchingByForm.get(form.source)
  if (made !== undefined) return made
  const matching = fc.stringMatching(form, { maxLength: 80 }).filter((text) => form.test(text))
  matchingByForm.set(form.source, matching)
  return matching
}

/** Every fault of an input that otherwise fits, one at a time. */
export function faultsOf(shape: Shape, input: unknown): readonly Fault[] {
  return faultsAt(shape, input, '').filter(({ input: faulty }) => faulty !== input)
}

function faultsAt(shape: Shape, value: unknown, path: string): Fault[] {
  const here = wrongValues(shape).map(([what, wrong]) => ({ path, what, input: wrong }))
  if (shape.anyOf !== undefined) return [...here, ...faultsOfOption(shape.anyOf, value, path)]
  if (shape.type === 'object') return [...here, ...faultsOfMembers(shape, value as Record<string, unknown>, path)]
  if (shape.type === 'array') return [...here, ...faultsOfItems(shape, value, path)]
  return here
}

/** The faults of the option that the value took, where they are no better in another option. */
function faultsOfOption(options: readonly Shape[], value: unknown, path: string): Fault[] {
  const taken = options.find((option) => option.type !== 'null' && option.type !== 'string' && isOf(option, value))
  return taken === undefined ? [] : faultsAt(taken, value, path).filter(({ path: where }) => where !== path)
}

function faultsOfMembers(shape: Shape, value: Record<string, unknown>, path: string): Fault[] {
  const within = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const members = Object.entries(shape.properties ?? {})
  const inner = members.flatMap(([name, member]) =>
    faultsAt(member, value[name], within(name)).map((fault) => ({
      ...fault,
      input: { ...value, [name]: fault.input },
    })),
  )
  const missing = members.map(([name]) => {
    const { [name]: _, ...rest } = value
    return { path: within(name), what: 'missing', input: rest }
  })
  const extra = ['extra', 'constructor', 'toString', 'hasOwnProperty', '__proto__'].map((name) => ({
    path,
    what: `a member ${name} that nobody asked for`,
    input: withMember(value, name),
  }))
  return [...inner, ...missing, ...extra]
}

/** Also `__proto__` becomes an own member, as JSON.parse makes it. */
function withMember(value: Record<string, unknown>, name: string): object {
  const copy = { ...value }
  const member = { value: { admin: canary }, enumerable: true, configurable: true, writable: true }
  return Object.defineProperty(copy, name, member)
}

function faultsOfItems(shape: Shape, value: unknown, path: string): Fault[] {
  const { items = {}, maxItems } = shape
  const [item] = fc.sample(fitting(items), { numRuns: 1, seed: 1 })
  const inner = faultsAt(items, item, `${path}.0`).map((fault) => ({ ...fault, input: [fault.input] }))
  if (maxItems === undefined) return inner
  const tooMany = Array.from({ length: maxItems + 1 }, () => (Array.isArray(value) ? (value[0] ?? item) : item))
  return [...inner, { path, what: 'too many', input: tooMany }]
}

/** Values of every other kind, and those of the right kind that are out of bounds. */
function wrongValues(shape: Shape): [string, unknown][] {
  const options = shape.anyOf ?? [shape]
  const others = ofEveryKind().filter(([, value]) => !options.some((option) => isOf(option, value)))
  return shape.anyOf === undefined ? [...others, ...outOfBounds(shape)] : others
}

function ofEveryKind(): [string, unknown][] {
  return [
    ['null', null],
    ['nothing at all', undefined],
    ['a truth value', true],
    ['a number', 5],
    ['no number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a fraction', 1.5],
    ['text', canary],
    ['empty text', ''],
    ['huge text', canary.repeat(3_000)],
    ['half a pair', `\ud800${canary}`],
    ['a list', [canary]],
    ['a map', { [canary]: canary }],
    ['a list in disguise', { length: 1, 0: canary }],
    ['a deep list', deep(1_000)],
  ]
}

function deep(levels: number): unknown {
  let value: unknown = canary
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

function outOfBounds(shape: Shape): [string, unknown][] {
  const { type, minLength, maxLength, minimum, maximum } = shape
  const found: [string, unknown][] = []
  if (maxLength !== undefined) found.push(['text one too long', 'x'.repeat(maxLength + 1)])
  if (minLength !== undefined && minLength > 0) found.push(['text too short', ''])
  if (type === 'integer' && minimum !== undefined) found.push(['below the least', minimum - 1])
  if (type === 'integer' && maximum !== undefined) found.push(['above the most', maximum + 1])
  return found
}

/** Whether a value is of the kind that a shape asks for, bounds aside. */
function isOf(shape: Shape, value: unknown): boolean {
  if (shape.bytes) return value instanceof Uint8Array
  if (shape.enum !== undefined) return shape.enum.includes(value)
  if (shape.const !== undefined) return shape.const === value
  switch (shape.type) {
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'array':
      return Array.isArray(value)
    case 'string':
      return typeof value === 'string' && isText(shape, value)
    case 'integer':
      return Number.isInteger(value)
    default:
      return shape.type === typeof value || (shape.type === 'null' && value === null)
  }
}

function isText({ pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Shape, value: string): boolean {
  if (pattern !== undefined) return new RegExp(pattern, 'u').test(value)
  return value.length >= minLength && value.length <= maxLength
}

function mapValues<T, U>(values: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]))
}
