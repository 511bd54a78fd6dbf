import type { Context } from 'hono'
import type { Static } from 'typebox'
import Type from 'typebox'
import { type Bilingual, jsonSchema, type Language, type Node } from '../../../kernel/index.ts'
import { speechOf } from '../../http/language.ts'
import { part, type Route, route } from '../../http/route.ts'
import { collectionOf } from '../common/faults.ts'
import { formatOf, HTML_FORMAT, SCHEMA_FORMAT } from '../common/formats.ts'
import type { PropertySchema } from '../common/schemas.ts'
import { schemaPage } from './html/schema.tsx'
import { sortableColumns } from './selection.ts'

/** The schemas of a collection (OGC API Features part 5), by the last word of their address. */
const schemaKinds = {
  schema: {
    title: { fr: 'Schéma des objets', en: 'Schema of the features' },
    summary: { fr: 'Les propriétés que portent les objets', en: 'The properties that features carry' },
  },
  queryables: {
    title: { fr: 'Propriétés filtrables', en: 'Queryables' },
    summary: { fr: 'Les propriétés qu’un filtre peut nommer', en: 'The properties that a filter may name' },
  },
  sortables: {
    title: { fr: 'Propriétés triables', en: 'Sortables' },
    summary: { fr: 'Les propriétés par lesquelles trier', en: 'The properties to sort by' },
  },
} as const satisfies Record<string, { title: Bilingual; summary: Bilingual }>
type SchemaKind = keyof typeof schemaKinds

const formats = [SCHEMA_FORMAT, HTML_FORMAT] as const

/** `/schema`, `/queryables` and `/sortables` of a collection. They tell no value of the data: anybody may read them. */
export const schemaRoutes: readonly Route[] = (Object.keys(schemaKinds) as SchemaKind[]).map((kind) =>
  route({
    path: `/ogc/collections/:id/${kind}`,
    tag: 'features',
    summary: schemaKinds[kind].summary,
    query: Type.Object({ f: Type.Optional(Type.Enum(['json', 'html'], { description: 'Format of the answer.' })) }),
    answer: { media: ['application/schema+json'] },
    document: true,
    also: ['text/html'],
    problems: [404, 406],
    handle(deps, c, { f }) {
      const node = collectionOf(deps, part(c, 'id'))
      const format = formatOf(c, f, formats)
      c.header('Vary', 'Accept, Accept-Language')
      const { language } = speechOf(c)
      if (format === 'html')
        return schemaPage(deps, c, node, { title: schemaKinds[kind].title[language], names: namesOf(node, kind) })
      const schema = describeSchema(c, node, kind, language)
      return c.json(schema, 200, { 'Content-Type': SCHEMA_FORMAT.media })
    },
  }),
)

const namesOf = ({ rows }: Node, kind: SchemaKind): string[] =>
  kind === 'sortables' ? sortableColumns(rows) : Object.keys(rows.columns)

/** The JSON Schema of a kind, its properties in their order. */
function describeSchema(c: Context, node: Node, kind: SchemaKind, language: Language): Static<typeof PropertySchema> {
  const full = jsonSchema(node.rows, language) as {
    $schema: string
    properties: Record<string, object>
    required: string[]
  }
  const { origin, pathname } = new URL(c.req.url)
  const properties = namesOf(node, kind).map(
    (name, i) => [name, { ...full.properties[name], 'x-ogc-propertySeq': i + 1 }] as const,
  )
  return {
    $schema: full.$schema,
    $id: `${origin}${pathname}`,
    type: 'object',
    title: node.title[language],
    ...(node.description && { description: node.description[language] }),
    properties: Object.fromEntries(properties),
    ...(kind === 'schema' && { required: full.required }),
    additionalProperties: false,
  }
}
