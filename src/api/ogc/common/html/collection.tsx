import type { Context } from 'hono'
import type { Static } from 'typebox'
import { columnOfRole, type Node } from '../../../../kernel/index.ts'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import type { Collection } from '../schemas.ts'
import { type Fact, Facts } from './facts.tsx'
import { inFormat, sendPage, tellIn, waysTo } from './frame.tsx'
import { Uses } from './uses.tsx'

/** A collection, for people: what it is, where it leads, and how to use it elsewhere. */
export function collectionPage(deps: Deps, c: Context, collection: Static<typeof Collection>, node: Node) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { entry, collections } = waysTo(tell)
  const { id, title, description, extent, crs, storageCrs, links, attribution, license, updated } = collection
  const here = `/ogc/collections/${id}`
  const box = extent?.spatial?.bbox[0]
  const interval = extent?.temporal?.interval[0]
  const facts: readonly Fact[] = [
    [tell('Producteurs', 'Producers'), attribution],
    [tell('Licence', 'Licence'), license],
    [tell('Mise à jour', 'Updated'), updated],
    [tell('Emprise (degrés)', 'Extent (degrees)'), box?.map((value) => value.toFixed(5)).join(', ')],
    [tell('Période', 'Period'), interval?.map((end) => end ?? '…').join(' – ')],
    [tell('Conservée en', 'Kept in'), storageCrs],
    [tell('Donnée aussi en', 'Also given in'), crs.join(', ')],
  ]
  const isRaster = node.kind === 'raster'
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
          [`${here}/coverage?f=GeoTIFF`, tell('Les mailles (GeoTIFF)', 'The cells (GeoTIFF)')],
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
        {!isRaster && <Uses collection={id} origin={new URL(c.req.url).origin} tell={tell} />}
      </>
    ),
  })
}
