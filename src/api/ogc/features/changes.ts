import Type from 'typebox'
import { OrchestraError } from '../../../kernel/index.ts'
import { fromVersion } from '../../http/cached.ts'
import { speechOf } from '../../http/language.ts'
import { type Route, route } from '../../http/route.ts'
import { CRS84 } from '../common/crs.ts'
import { tooCostly } from '../common/faults.ts'
import { GEOJSON_FORMAT } from '../common/formats.ts'
import { linksOf } from '../common/links.ts'
import { varied } from '../common/respond.ts'
import { countChanges, readChanges } from './difference.ts'
import { openCollection } from './open.ts'
import { MOST_FEATURES } from './parameters.ts'
import { propertyColumns } from './selection.ts'
import { columnsToRead, featureWriter, type Writing } from './writer.ts'

/** Rows of both versions together above which they are not compared: two millions take some seconds. */
const MOST_COMPARED = 4_000_000
/** Characters of JSON after which a page is cut shorter. */
const MOST_TEXT = 16_000_000

const version = (description: string) => Type.String({ description, maxLength: 40 })

/** What changed in a collection between two moments. Not part of any standard of the OGC. */
export const changesRoute: Route = route({
  path: '/ogc/collections/:id/changes',
  tag: 'features',
  summary: {
    fr: 'Les objets ajoutés, retirés ou changés entre deux versions',
    en: 'The features added, removed or changed between two versions',
  },
  query: Type.Object({
    from: version('An instant: the version that was served then; or a `pin`.'),
    to: Type.Optional(version('The same; now when absent.')),
    limit: Type.Integer({ minimum: 1, maximum: MOST_FEATURES, default: 100, description: 'How many features.' }),
    offset: Type.Integer({ minimum: 0, maximum: 1e12, default: 0, description: 'How many features to skip.' }),
  }),
  answer: { media: ['application/geo+json'] },
  problems: [403, 404, 410],
  async handle(deps, c, { from, to, limit, offset }) {
    const before = await openCollection(deps, c, { version: from })
    const after = await openCollection(deps, c, { version: to })
    const { shape } = after.table
    if (shape.key.length === 0) throw noKey(after.node.name)
    if (before.rows + after.rows > MOST_COMPARED)
      throw tooCostly(`comparer plus de ${MOST_COMPARED} lignes`, `comparing more than ${MOST_COMPARED} rows`, {
        rows: before.rows + after.rows,
      })
    const writing: Writing = { shape, properties: propertyColumns(shape), geometry: true, crs: CRS84, jsonfg: false }
    const { language } = speechOf(c)
    const { lake, clock } = deps.chain
    const answer = () =>
      deps.reads.run(async () => {
        const versions = { before, after }
        const write = featureWriter(writing)
        const texts: string[] = []
        let size = 0
        // The same version twice: nothing changed, and nothing needs be read.
        const isSame = before.pin === after.pin
        const counts = isSame ? { added: 0, removed: 0, changed: 0 } : await countChanges(lake, versions)
        const total = counts.added + counts.removed + counts.changed
        if (total > offset)
          for await (const { change, columns, found } of readChanges(lake, versions, columnsToRead(writing), {
            limit,
            offset,
          })) {
            const text = `{${write(found)},${JSON.stringify({ change, changed: columns }).slice(1)}`
            texts.push(text)
            size += text.length
            if (size > MOST_TEXT) break
          }
        const links = linksOf(c, language)
        const next = offset + texts.length
        const head = {
          type: 'FeatureCollection',
          numberMatched: total,
          numberReturned: texts.length,
          timeStamp: clock().toISOString(),
          counts,
          links: [
            links.link('self', links.here({}), GEOJSON_FORMAT.media, { fr: 'Ce document', en: 'This document' }),
            // Without an end of its own, the comparison ends now: the next page must end there too.
            ...(next < total
              ? [
                  links.link('next', links.here({ offset: next, to: to ?? after.pin }), GEOJSON_FORMAT.media, {
                    fr: 'Page suivante',
                    en: 'Next page',
                  }),
                ]
              : []),
          ],
        }
        return new Response(`${JSON.stringify(head).slice(0, -1)},"features":[${texts.join(',\n')}]}`, {
          headers: { 'Content-Type': GEOJSON_FORMAT.media, 'Content-Language': language },
        })
      })
    return varied(await fromVersion(c, after, deps, answer, `${before.pin} ${language}`))
  },
})

const noKey = (collection: string) =>
  new OrchestraError({
    code: 'api.bad-parameter',
    say: {
      fr: `« ${collection} » n’a pas de clé : rien ne dit quel objet est devenu lequel.`,
      en: `'${collection}' has no key: nothing tells which feature became which.`,
    },
    remedy: {
      fr: 'Comparez deux lectures entières : /items?version=….',
      en: 'Compare two whole readings: /items?version=….',
    },
    place: 'id',
  })
