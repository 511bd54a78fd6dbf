import type { Context } from 'hono'
import type { Static } from 'typebox'
import { decideRows } from '../../../../govern/index.ts'
import { columnOfRole, type Node, OrchestraError } from '../../../../kernel/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import { type Coverage, coverageOf } from '../../coverages/index.ts'
import { crsWord } from '../crs.ts'
import type { Collection } from '../schemas.ts'
import { type Fact, Facts } from './facts.tsx'
import { FeatureUses } from './feature-uses.tsx'
import { inFormat, sendPage, type Tell, tellIn, waysTo } from './frame.tsx'
import { dayIn, momentIn } from './moment.ts'
import { RasterUses, scaleOfWhole, wholeCells } from './raster-uses.tsx'

/** A collection, for people: what it is, where it leads, and how to use it elsewhere. */
export async function collectionPage(deps: Deps, c: Context, collection: Static<typeof Collection>, node: Node) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { entry, collections } = waysTo(tell)
  const { id, title, description, extent, crs, storageCrs, links, attribution, license, updated } = collection
  const here = `/ogc/collections/${id}`
  const { origin } = new URL(c.req.url)
  const box = extent?.spatial?.bbox[0]
  const interval = extent?.temporal?.interval[0]
  const facts: readonly Fact[] = [
    [tell('Producteurs', 'Producers'), attribution],
    [tell('Licence', 'Licence'), license],
    [tell('Mise à jour', 'Updated'), updated && momentIn(deps, new Date(updated), language)],
    [tell('Emprise (degrés)', 'Extent (degrees)'), box?.map((value) => value.toFixed(5)).join(', ')],
    [tell('Période', 'Period'), interval?.map((end) => (end ? dayIn(deps, new Date(end), language) : '…')).join(' – ')],
    [tell('Conservée en', 'Kept in'), storageCrs && crsWord(storageCrs)],
    [tell('Donnée aussi en', 'Also given in'), crs.map(crsWord).join(', ')],
  ]
  const isRaster = node.kind === 'raster'
  const coverage = isRaster ? await coverageToTell(deps, c, node) : undefined
  const ways = [
    ...(collection.data_queries?.position
      ? [[`${here}/edr`, tell('Interroger par lieu et par période', 'Ask by place and period')]]
      : []),
    ...(isRaster ? [] : [[`${here}/items?f=html`, tell('Parcourir les objets', 'Browse the features')]]),
    [
      `/datasets/${id}`,
      tell(
        'La page du jeu de données : carte, qualité, provenance',
        'The page of the dataset: map, quality, provenance',
      ),
    ],
    ...(isRaster
      ? [
          ...(coverage ? [[wholeCells(coverage, 'GeoTIFF'), cellsTold(coverage, tell)]] : []),
          [`${here}/map`, tell('Une image (PNG)', 'A picture (PNG)')],
        ]
      : [
          [`${here}/schema?f=html`, tell('Les propriétés, leurs unités', 'The properties and their units')],
          [`${here}/queryables?f=html`, tell('Les propriétés filtrables', 'The queryables')],
        ]),
    ...(columnOfRole(node.rows, 'geometry')
      ? [[`${here}/tiles?f=html`, tell('Les tuiles vectorielles, sur une carte', 'The vector tiles, on a map')]]
      : []),
  ] as const
  return sendPage(deps, c, {
    title,
    description,
    path: [entry, collections],
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    children: (
      <>
        <p>{description}</p>
        <ul>
          {ways.map(([href, text]) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
        <h2>{tell('Télécharger', 'Download')}</h2>
        <ul>
          {links
            .filter(({ rel }) => rel === 'enclosure')
            .map((link) => (
              <li>
                <a href={link.href}>{link.title}</a>
              </li>
            ))}
        </ul>
        <h2>{tell('En bref', 'In brief')}</h2>
        <Facts facts={facts} />
        {coverage && <RasterUses coverage={coverage} origin={origin} tell={tell} />}
        {!isRaster && <FeatureUses collection={id} origin={origin} tell={tell} />}
      </>
    ),
  })
}

/** The raster of a page: not told to who may not read it, nor where there is none yet or it cannot be read. */
async function coverageToTell(deps: Deps, c: Context, node: Node) {
  if (!decideRows(deps.chain.graph, node, deps.viewerOf(c)).allowed) return undefined
  try {
    return await coverageOf(deps, await deps.snapshots.current(node))
  } catch (error) {
    if (error instanceof OrchestraError) return undefined
    throw error
  }
}

function cellsTold(coverage: Coverage, tell: Tell): string {
  const factor = scaleOfWhole(coverage)
  if (factor === 1) return tell('Les mailles (GeoTIFF)', 'The cells (GeoTIFF)')
  return tell(`Les mailles, ${factor} fois plus grandes (GeoTIFF)`, `The cells, ${factor} times larger (GeoTIFF)`)
}
