import type { Deps } from '../../deps.ts'
import { fromVersion } from '../../http/cached.ts'
import { speechOf } from '../../http/language.ts'
import { part, type Route, route } from '../../http/route.ts'
import { GeoJsonFeature } from '../../ops/media.ts'
import type { Snapshot } from '../../read/snapshots.ts'
import { unknownFeature } from '../common/faults.ts'
import { featureFormats, formatOf } from '../common/formats.ts'
import { linksOf } from '../common/links.ts'
import { varied } from '../common/respond.ts'
import { type CompiledFilter, compileFilter, parseFilter } from '../cql2/index.ts'
import { featureHeaders, jsonfgMembers } from './answer.ts'
import { operandOf } from './filters.ts'
import { itemPage } from './html/item.tsx'
import { keyOfFeature, placeOfFeature } from './identity.ts'
import { openCollection } from './open.ts'
import { itemQuery } from './parameters.ts'
import { readFound } from './reading.ts'
import { columnsToRead, featureWriter, type Writing, writingOf } from './writer.ts'

/** One feature of a collection. */
export const itemRoute: Route = route({
  path: '/ogc/collections/:id/items/:feature',
  tag: 'features',
  summary: { fr: 'Un objet d’une collection', en: 'A feature of a collection' },
  query: itemQuery,
  answer: { media: ['application/geo+json'], schema: GeoJsonFeature },
  success: [200, 304],
  also: ['text/html'],
  problems: [403, 404, 406, 410],
  async handle(deps, c, asked) {
    const format = formatOf(c, asked.f, featureFormats)
    const snapshot = await openCollection(deps, c, asked)
    const { shape } = snapshot.table
    const writing = writingOf(deps, shape, asked, format)
    const { language } = speechOf(c)
    const answer = async () => {
      const text = await deps.reads.run(() => findFeature(deps, snapshot, writing, part(c, 'feature')))
      const collection = `/ogc/collections/${snapshot.node.name}`
      const links = linksOf(c, language)
      const all = [
        ...links.self(format, featureFormats),
        links.link('collection', collection, 'application/json', { fr: 'La collection', en: 'The collection' }),
      ]
      if (format === 'html') return itemPage(deps, c, { snapshot, feature: `{${text}}` })
      const more = { ...(writing.jsonfg && jsonfgMembers(c, writing, snapshot.node.name)), links: all }
      return new Response(`{${text},${JSON.stringify(more).slice(1)}`, { headers: featureHeaders(writing, language) })
    }
    return varied(await fromVersion(c, snapshot, deps, answer, `${format} ${language}`))
  },
})

/** The feature of an id, as the inside of a JSON object. Throws `api.unknown-feature`. */
async function findFeature({ chain }: Deps, snapshot: Snapshot, writing: Writing, id: string): Promise<string> {
  const { shape } = writing
  const missing = unknownFeature(snapshot.node.name, id)
  const common = { snapshot, columns: columnsToRead(writing), sort: [], limit: 1 }
  const write = featureWriter(writing)
  if (shape.key.length === 0) {
    const place = placeOfFeature(id)
    if (place === undefined || place >= snapshot.rows) throw missing
    for await (const found of readFound(chain.lake, { ...common, filters: [], offset: place })) return write(found)
    throw missing
  }
  const filters = keyOfFeature(shape, id)?.map((value, i) => equals(writing, shape.key[i]!, value))
  if (!filters || filters.includes(undefined)) throw missing
  const kept = filters.filter((filter) => filter !== undefined)
  for await (const found of readFound(chain.lake, { ...common, filters: kept, offset: 0 })) return write(found)
  throw missing
}

/** The filter of one part of a key; undefined when the text is no value of its column. */
function equals({ shape }: Writing, name: string, text: string): CompiledFilter | undefined {
  const operand = operandOf(shape.columns[name]!, text)
  if (operand === undefined) return undefined
  return compileFilter(parseFilter({ op: '=', args: [{ property: name }, operand] }, 'cql2-json'), shape)
}
