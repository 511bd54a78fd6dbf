import type { Context } from 'hono'
import type { Static, TSchema } from 'typebox'
import type { Language, ProcessAbout, ProcessInput, ProcessOutput } from '../../../kernel/index.ts'
import type { Offered } from '../../../pipeline/index.ts'
import { speechOf } from '../../http/language.ts'
import { documentFormats } from '../common/formats.ts'
import { linksOf, ogcRel } from '../common/links.ts'
import { isJsonMedia, mediaTypesOf, tableFormats } from './formats.ts'
import type { ProcessDescription, ProcessSummary } from './schemas.ts'

type Json = Record<string, unknown>

/** A process in a list. */
export function summarise(c: Context, offered: Offered): Static<typeof ProcessSummary> {
  const { language } = speechOf(c)
  const { link } = linksOf(c, language)
  const { id, title, description, keywords, version } = offered
  const here = `/ogc/processes/${id}`
  return {
    id,
    title: title[language],
    description: description[language],
    keywords: keywords.map((word) => word[language]),
    version,
    jobControlOptions: ['sync-execute', 'async-execute', 'dismiss'],
    outputTransmission: ['value', 'reference'],
    links: [
      link('process-desc', here, 'application/json', { fr: 'La description du traitement', en: 'Its description' }),
      link(ogcRel('execute'), `${here}/execution`, 'application/json', { fr: 'L’exécuter', en: 'Execute it' }),
      link('alternate', `${here}?f=html`, 'text/html', { fr: 'Le formulaire', en: 'The form' }),
    ],
  }
}

/** A process with its inputs and outputs (OGC Process Description). */
export function describe(c: Context, offered: Offered): Static<typeof ProcessDescription> {
  const { language } = speechOf(c)
  const summary = summarise(c, offered)
  const links = linksOf(c, language)
  const own = links.self('json', documentFormats)
  const inputs = Object.entries(offered.inputs).map(([name, input]) => [
    name,
    {
      ...told(input, language),
      schema: schemaOf(input),
      minOccurs: input.required ? 1 : 0,
      maxOccurs: 1,
    },
  ])
  const outputs = Object.entries(offered.outputs).map(([name, output]) => [
    name,
    { ...told(output, language), schema: outputSchema(output, language) },
  ])
  return {
    ...summary,
    links: [...own, ...summary.links.filter(({ rel }) => rel !== 'alternate')],
    inputs: Object.fromEntries(inputs),
    outputs: Object.fromEntries(outputs),
  }
}

function told({ title, description, unit }: ProcessInput | ProcessOutput, language: Language) {
  return {
    title: title[language],
    ...(description && { description: description[language] }),
    ...(unit && { metadata: [{ title: unit, role: 'unit', href: 'https://ucum.org/ucum' }] }),
  }
}

/** A schema without what TypeBox keeps for itself, with the default of the input whatever way it is told. */
export function schemaOf({ schema, told }: Pick<ProcessInput, 'schema' | 'told'>): Json {
  if (!told) return plain(schema)
  return 'default' in schema ? { ...told, default: schema.default } : { ...told }
}

const plain = (schema: TSchema): Json =>
  JSON.parse(JSON.stringify(schema, (key, value) => (key.startsWith('~') ? undefined : value))) as Json

/** A value as its schema; a table as one of the media types it is given in. */
function outputSchema(output: ProcessOutput, language: Language): Json {
  if ('file' in output) return { type: 'string', contentEncoding: 'binary', contentMediaType: mediaTypesOf(output)[0] }
  if (!('rows' in output)) return withTitles(schemaOf(output), output.fields, language)
  return {
    oneOf: tableFormats(output.rows).map(({ mediaType }) =>
      isJsonMedia(mediaType)
        ? {
            type: mediaType === 'application/json' ? 'array' : 'object',
            contentMediaType: mediaType,
            ...items(mediaType),
          }
        : {
            type: 'string',
            contentMediaType: mediaType,
            ...(!mediaType.startsWith('text/') && { contentEncoding: 'binary' }),
          },
    ),
  }
}

const items = (mediaType: string) => (mediaType === 'application/json' ? { items: { type: 'object' } } : {})

/** The schema of an object, its properties titled in the language asked for. */
function withTitles(
  schema: Json,
  fields: Readonly<Record<string, ProcessAbout>> | undefined,
  language: Language,
): Json {
  if (!fields) return schema
  const properties = Object.entries(schema.properties as Record<string, Json>).map(([name, one]) => [
    name,
    { ...one, ...(fields[name] && { title: fields[name].title[language] }) },
  ])
  return { ...schema, properties: Object.fromEntries(properties) }
}
