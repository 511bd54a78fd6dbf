import type { DatasetList, DatasetSummary, FeaturePage } from '../../../../api/json/shapes.ts'
import type { Geometry } from '../../../../kernel/index.ts'
import { ApiProblem, address, ask, askMaybe } from '../../../ask.ts'
import { TILE, tileBounds, zooms } from '../../../islands/mercator.ts'
import { shapesOf } from '../../../map/path.ts'
import type { Projection } from '../../../map/project.ts'
import type { Page } from '../../../page.ts'
import { streetNames } from './street-names.ts'

// The ground of the map of ways, in square pictures: streets and their names, buildings, greenery, water. It is pale, so that ways stand out
// in full sun; light by night too, as the other maps.

/** Colours of the ground. Those of ways keep 3:1 on every one of them. */
export const groundColours = {
  land: '#f1efe8',
  green: '#dbe7cc',
  water: '#c3dcea',
  building: '#dedad0',
  street: '#ffffff',
} as const
type Tint = keyof typeof groundColours

const INK = '#3d454d'
const EDGE = '#c9c4b4'

/** A dataset that the ground is drawn from, where the territory has it. */
interface GroundLayer {
  readonly id: string
  /** The column that says what a row is. */
  readonly column?: string
  /** The tint of a value; all rows where there is no column. */
  readonly tints: Readonly<Record<string, Tint>>
  readonly least: number
}

const greenery = Object.fromEntries(
  ['grass', 'wood', 'park', 'garden', 'forest', 'green', 'meadow'].map((kind) => [kind, 'green' as const]),
)
const covers = { ...greenery, water: 'water' } as const

/** From the lowest. The zoom from which each is worth its weight. */
const layers: readonly GroundLayer[] = [
  { id: 'land_cover', column: 'class', tints: covers, least: 13 },
  { id: 'ground_cover', column: 'class', tints: covers, least: 13 },
  { id: 'cool_places', column: 'kind', tints: covers, least: 13 },
  { id: 'buildings', tints: { '': 'building' }, least: 14 },
  { id: 'building_heights', tints: { '': 'building' }, least: 14 },
]
const WAYS = 'walk_edges'
/** Kinds of edges drawn as streets; the others as paths. */
const wide = ['street', 'pedestrian', 'service', 'track']

/** Rows of a layer drawn on one tile at most: the API gives no more in one page. */
const MOST_ROWS = 10_000
/** Half a unit is half a pixel at least. */
const FINE = 2
/** Width of a street, m: a lane each way. */
const STREET_M = 6
/** Length of the equator, m: the side of the tile of zoom 0. */
const EQUATOR = 40_075_017

const isDrawn = ({ id, allowed, version, geometry }: DatasetSummary, wanted: string) =>
  id === wanted && allowed && version > 0 && geometry !== null

/** Names the versions the ground is drawn from: part of the address of its tiles. */
export async function groundMark(page: Page): Promise<string> {
  const { items } = await ask<DatasetList>(page.api, '/api/datasets')
  return [...layers.map(({ id }) => id), WAYS]
    .flatMap((id) => items.find((dataset) => isDrawn(dataset, id))?.version ?? [])
    .join('.')
}

/** The address of a tile, with `{z}`, `{x}`, `{y}` to fill in. */
export const groundTile = (mark: string): string => `/use-cases/cool-routes/ground.svg?z={z}&x={x}&y={y}&v=${mark}`

/** `/use-cases/cool-routes/ground.svg?z=&x=&y=`: one tile of the ground. Throws ApiProblem for numbers that are those of no tile. */
export async function groundPicture(page: Page): Promise<string> {
  const [zoom, column, row] = ['z', 'x', 'y'].map((name) => {
    const text = page.url.searchParams.get(name) ?? ''
    return /^\d{1,7}$/.test(text) ? Number(text) : -1
  }) as [number, number, number]
  const last = 2 ** zoom - 1
  if (zoom < zooms.least || zoom > zooms.most || column < 0 || row < 0 || column > last || row > last)
    throw new ApiProblem(404, 'portal.no-tile', {
      fr: `Il n’y a pas de tuile z=${zoom}, x=${column}, y=${row}.`,
      en: `There is no tile z=${zoom}, x=${column}, y=${row}.`,
    })
  // By the versions there are, not those that the address says.
  return page.remember(`ground ${zoom} ${column} ${row} ${await groundMark(page)}`, () =>
    drawTile(page, zoom, column, row),
  )
}

async function drawTile(page: Page, zoom: number, column: number, row: number): Promise<string> {
  const { items } = await ask<DatasetList>(page.api, '/api/datasets')
  const has = (wanted: string) => items.some((dataset) => isDrawn(dataset, wanted))
  const bounds = tileBounds(zoom, column, row)
  const projection = projectionOf(bounds)
  const shown = layers.filter(({ id, least }) => zoom >= least && has(id))
  const [ways, ...areas] = await Promise.all([
    has(WAYS) ? featuresIn(page, WAYS, bounds, 'kind,name') : undefined,
    ...shown.map(({ id, column: read }) => featuresIn(page, id, bounds, read)),
  ])
  const inks = new Map<Tint, string[]>()
  for (const [i, { column: read, tints }] of shown.entries())
    for (const { geometry, properties } of areas[i]?.features ?? []) {
      const tint = tints[read ? String(properties[read]) : '']
      if (!tint || !geometry) continue
      const paths = inks.get(tint) ?? []
      inks.set(tint, paths)
      for (const { form, path } of shapesOf(geometry as Geometry, projection)) if (form === 'area') paths.push(path)
    }
  const [streets, paths]: [string[], string[]] = [[], []]
  for (const { geometry, properties } of ways?.features ?? [])
    if (geometry)
      for (const { path } of shapesOf(geometry as Geometry, projection))
        (wide.includes(String(properties.kind)) ? streets : paths).push(path)
  const names = zoom >= 14 ? streetNames(ways?.features ?? [], projection) : []
  const width = Math.max(2 * FINE, (STREET_M * FINE) / projection.metresPerPixel)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${TILE * FINE} ${TILE * FINE}" width="${TILE}" height="${TILE}">`,
    `<style>.l{fill:none;stroke-linecap:round;stroke-linejoin:round}text{font:${13 * FINE}px system-ui,sans-serif;fill:${INK};stroke:#fff;stroke-width:${3 * FINE}px;paint-order:stroke;text-anchor:middle;dominant-baseline:central}</style>`,
    `<rect width="100%" height="100%" fill="${groundColours.land}"/>`,
    ...(['green', 'water', 'building'] as const).map((tint) => fill(groundColours[tint], inks.get(tint), tint)),
    line(EDGE, width + FINE, streets),
    line(groundColours.street, width, streets),
    line(EDGE, Math.min(1.5 * FINE, width / 3), paths),
    ...names,
    '</svg>',
  ].join('')
}

const fill = (colour: string, paths: readonly string[] | undefined, tint: Tint) =>
  paths?.length
    ? `<path fill="${colour}"${tint === 'building' ? ` stroke="${EDGE}"` : ''} fill-rule="evenodd" d="${paths.join('')}"/>`
    : ''

const line = (colour: string, width: number, paths: readonly string[]) =>
  paths.length ? `<path class="l" stroke="${colour}" stroke-width="${width.toFixed(1)}" d="${paths.join('')}"/>` : ''

/** Degrees to the whole units of a tile. */
function projectionOf([west, south, east, north]: readonly [number, number, number, number]): Projection {
  const side = TILE * FINE
  const mercator = (latitude: number) => Math.asinh(Math.tan((latitude * Math.PI) / 180))
  const [top, bottom] = [mercator(north), mercator(south)]
  const metres = ((EQUATOR * (east - west)) / 360) * Math.cos((((south + north) / 2) * Math.PI) / 180)
  return {
    width: side,
    height: side,
    metresPerPixel: (metres / side) * FINE,
    point: ([x = 0, y = 0]) => [
      Math.round(((x - west) / (east - west)) * side),
      Math.round(((top - mercator(y)) / (top - bottom)) * side),
    ],
  }
}

/** What a box holds of a dataset; nothing where it may not be read. */
const featuresIn = (page: Page, id: string, bounds: readonly number[], columns: string | undefined) =>
  askMaybe<FeaturePage>(
    page.api,
    address(`/api/datasets/${id}/rows`, {
      format: 'geojson',
      limit: MOST_ROWS,
      bbox: bounds.map((degrees) => degrees.toFixed(6)).join(),
      columns,
    }),
  )
