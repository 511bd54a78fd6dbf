import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { type Bilingual, badInput, OrchestraError, type ProcessInput } from '../../../kernel/index.ts'
import type { Offered } from '../../../pipeline/index.ts'
import { closest } from '../../http/closest.ts'
import type { ProcessDeps } from './deps.ts'
import { follow } from './references.ts'
import { wanted } from './wanted.ts'

type Given = Readonly<Record<string, unknown>>

/**
 * The values of the inputs as `execute` takes them: given themselves, qualified (`{"value": …}`) or by reference
 * (`{"href": …}`), each checked, with the defaults of those that were not. Throws `process.bad-input` naming every input that
 * will not do.
 */
export async function readInputs(deps: ProcessDeps, offered: Offered, given: Given, origin: string): Promise<Given> {
  const problems: OrchestraError[] = []
  const values: Record<string, unknown> = {}
  for (const name of Object.keys(given)) if (!offered.inputs[name]) problems.push(unknownInput(name, offered))
  for (const [name, input] of Object.entries(offered.inputs)) {
    const raw = given[name]
    if (raw === undefined) {
      if (input.required) problems.push(missing(name, input))
      else if ('default' in input.schema) values[name] = input.schema.default
      continue
    }
    try {
      values[name] = await readInput(deps, name, input, raw, origin)
    } catch (error) {
      if (!(error instanceof OrchestraError) || error.code !== 'process.bad-input') throw error
      problems.push(error)
    }
  }
  if (problems.length === 0) return values
  throw together(problems)
}

async function readInput(
  deps: ProcessDeps,
  name: string,
  input: ProcessInput,
  raw: unknown,
  origin: string,
): Promise<unknown> {
  const value = isLink(raw) ? await follow(deps, name, raw.href, origin) : isQualified(raw) ? raw.value : raw
  if (isQualified(raw)) checkMedia(name, input, raw)
  if (Value.Check(input.schema, value)) return value
  // An object may well have a property called so.
  if (isQualified(raw) && Value.Check(input.schema, raw)) return raw
  // A feature stands for its geometry: that is what an address of a collection gives.
  const { geometry } = (value ?? {}) as { geometry?: unknown }
  if (isLink(raw) && geometry && Value.Check(input.schema, geometry)) return geometry
  throw badInput(name, problemOf(input.schema, value), would(input))
}

const would = (input: ProcessInput): Bilingual => {
  const { fr, en } = wanted(input)
  return { fr: `Donnez ${fr}.`, en: `Give ${en}.` }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const hasOnly = (value: Record<string, unknown>, names: readonly string[]) =>
  Object.keys(value).every((name) => names.includes(name))

const isLink = (value: unknown): value is { href: string } =>
  isObject(value) &&
  typeof value.href === 'string' &&
  hasOnly(value, ['href', 'rel', 'type', 'hreflang', 'title', 'length'])

interface Qualified {
  readonly value: unknown
  readonly mediaType?: unknown
  readonly format?: { readonly mediaType?: unknown }
}
const isQualified = (value: unknown): value is Record<string, unknown> & Qualified =>
  isObject(value) && 'value' in value && hasOnly(value, ['value', 'mediaType', 'encoding', 'schema', 'format'])

/** A value said to be of another kind than the input takes is refused before it is looked at. */
function checkMedia(name: string, { told }: ProcessInput, { mediaType, format }: Qualified): void {
  const said = mediaType ?? format?.mediaType
  const takes = told?.contentMediaType
  if (said === undefined || takes === undefined || takes === 'application/octet-stream' || said === takes) return
  throw badInput(
    name,
    { fr: `le type « ${said} » n’est pas celui attendu`, en: `the type '${said}' is not the one expected` },
    { fr: `Donnez du ${takes}.`, en: `Give ${takes}.` },
  )
}

/** Where in a value, and what JSON Schema says of it. */
function problemOf(schema: TSchema, value: unknown): Bilingual {
  const [first] = Value.Errors(schema, value)
  const place = first?.instancePath
  const at = place ? { fr: ` (à ${place})`, en: ` (at ${place})` } : { fr: '', en: '' }
  const shown = JSON.stringify(value)?.slice(0, 60) ?? 'null'
  return { fr: `${shown} ne convient pas${at.fr}`, en: `${shown} will not do${at.en}` }
}

function missing(name: string, input: ProcessInput): OrchestraError {
  return badInput(name, { fr: 'elle manque', en: 'it is missing' }, would(input))
}

function unknownInput(name: string, { inputs }: Offered): OrchestraError {
  const known = Object.keys(inputs)
  const near = closest(name, known)
  const shown = name.slice(0, 60)
  return badInput(
    shown,
    { fr: 'ce traitement n’en a pas de ce nom', en: 'this process has none of that name' },
    near
      ? { fr: `La plus proche : ${near}.`, en: `The closest is: ${near}.` }
      : { fr: `Les siennes : ${known.join(', ')}.`, en: `Its own: ${known.join(', ')}.` },
  )
}

/** One error for all: the first in words, each by its place. */
function together(problems: readonly OrchestraError[]): OrchestraError {
  const [first, ...others] = problems as [OrchestraError, ...OrchestraError[]]
  if (others.length === 0) return first
  const list = (language: keyof Bilingual) => problems.map(({ say }) => say[language]).join(' ')
  const remedies = (language: keyof Bilingual) => problems.map(({ remedy }) => remedy?.[language] ?? '').join(' ')
  return new OrchestraError({
    code: first.code,
    say: { fr: list('fr'), en: list('en') },
    remedy: { fr: remedies('fr'), en: remedies('en') },
    place: 'inputs',
    facts: { inputs: problems.map(({ place }) => place) },
  })
}
