import type { Context } from 'hono'
import type { Deps } from '../../../deps.ts'
import { speechOf } from '../../../http/language.ts'
import type { Snapshot } from '../../../read/snapshots.ts'
import { CRS84 } from '../../common/crs.ts'
import { inFormat, sendPage, tellIn, waysTo } from '../../common/html/frame.tsx'
import { readPage } from '../../features/page.ts'
import { propertyColumns } from '../../features/selection.ts'
import { columnsToRead, featureWriter, type Writing } from '../../features/writer.ts'
import { datasetOfStyle, styleOf, stylesOf } from '../../styles/open.ts'
import { linksOf } from '../links.ts'
import { type TileMatrixSet, tileMatrixSets, webMercatorQuad } from '../matrix-sets.ts'
import { boxOfData } from '../tileset.ts'
import { mapFiles, TileMap } from './map.tsx'

/** Features listed for those who see no map. */
const LISTED = 20

/** The tilesets of a dataset, for people: a map of the tiles, how to use them elsewhere, and the first features as a list. */
export async function tilesPage(
  deps: Deps,
  c: Context,
  snapshot: Snapshot,
  { set, style }: { readonly set?: TileMatrixSet; readonly style?: string | undefined },
) {
  const { language } = speechOf(c)
  const tell = tellIn(language)
  const { entry, collections } = waysTo(tell)
  const { name, title } = snapshot.node
  const bounds = (await boxOfData(deps, snapshot, 'EPSG:4326')) ?? deps.chain.graph.territory.bounds
  const id = style !== undefined && datasetOfStyle(style) === name ? style : name
  const { symbology, styles, features } = await deps.reads.run(async () => ({
    symbology: await styleOf(deps, snapshot, id),
    styles: await stylesOf(deps, snapshot),
    features: await firstFeatures(deps, snapshot),
  }))
  const tiles = `/ogc/collections/${name}/tiles`
  const above = [entry, collections, { href: `/ogc/collections/${name}?f=html`, title: title[language] }]
  const onMap = set === undefined || set === webMercatorQuad
  const shown = set ? [set] : tileMatrixSets
  return sendPage(deps, c, {
    title: tell(`${title.fr} : tuiles vectorielles`, `${title.en}: vector tiles`),
    path: set ? [...above, { href: `${tiles}?f=html`, title: tell('Tuiles', 'Tiles') }] : above,
    formats: [{ href: inFormat(c, 'json'), title: 'JSON' }],
    ...(onMap && mapFiles(deps.version)),
    children: (
      <>
        {onMap && <TileMap {...{ snapshot, symbology, styles, bounds, version: deps.version, language, tell }} />}
        <h2>{tell('Les jeux de tuiles', 'The tilesets')}</h2>
        {shown.map((one) => (
          <Tileset collection={name} set={one} c={c} language={language} />
        ))}
        <h2>{tell('Les premiers objets', 'The first features')}</h2>
        <ul>
          {features.map(({ id: feature, label }) => (
            <li>
              <a href={`/ogc/collections/${name}/items/${encodeURIComponent(feature)}?f=html`}>{label}</a>
            </li>
          ))}
        </ul>
        <p>
          <a href={`/ogc/collections/${name}/items?f=html`}>{tell('Tous les objets', 'All the features')}</a>
        </p>
      </>
    ),
  })
}

interface TilesetProps {
  readonly collection: string
  readonly set: TileMatrixSet
  readonly c: Context
  readonly language: 'fr' | 'en'
}

/** One tileset: where its tiles are, and what else describes it. */
function Tileset({ collection, set, c, language }: TilesetProps) {
  const tell = tellIn(language)
  const here = `/ogc/collections/${collection}/tiles/${set.id}`
  return (
    <>
      <h3>
        <a href={`${here}?f=html`}>{set.title[language]}</a>
      </h3>
      <dl>
        <dt>{tell('Adresse des tuiles', 'Address of the tiles')}</dt>
        <dd>
          <code>{linksOf(c, language).xyz(collection, set)}</code>
        </dd>
        <dt>{tell('Niveaux', 'Levels')}</dt>
        <dd>
          {tell(
            `de 0 à ${set.maxZoom}, sans rien simplifier à partir du ${set.detailZoom}`,
            `from 0 to ${set.maxZoom}, with nothing simplified from ${set.detailZoom} on`,
          )}
        </dd>
        <dt>{tell('Pour les programmes', 'For programs')}</dt>
        <dd>
          <a href={`${here}?f=json`}>{tell('description', 'description')}</a>
          {set === webMercatorQuad && (
            <>
              {', '}
              <a href={`${here}/tilejson`}>TileJSON</a>
              {', '}
              <a href={`/ogc/styles/${collection}`}>{tell('style MapLibre', 'MapLibre style')}</a>
            </>
          )}
          {', '}
          <a href={`/ogc/tileMatrixSets/${set.id}`}>{tell('jeu de matrices', 'tile matrix set')}</a>
        </dd>
      </dl>
    </>
  )
}

/** Some features by their id and, where they have one, their title. */
async function firstFeatures({ chain }: Deps, snapshot: Snapshot): Promise<{ id: string; label: string }[]> {
  const { shape } = snapshot.table
  const name = Object.keys(shape.columns).find((column) => shape.columns[column]!.role === 'title')
  const properties = propertyColumns(shape).filter((column) => column === name)
  const writing: Writing = { shape, properties, geometry: false, crs: CRS84, jsonfg: false }
  const reading = { snapshot, columns: columnsToRead(writing), filters: [], sort: [], offset: 0, limit: LISTED }
  const { texts } = await readPage(chain.lake, reading, featureWriter(writing))
  return texts.flatMap((text) => {
    const { id, properties: values } = JSON.parse(text) as { id?: string | number; properties: Record<string, unknown> }
    if (id === undefined) return []
    const label = name && values[name] ? `${String(values[name])} (${id})` : String(id)
    return [{ id: String(id), label }]
  })
}
