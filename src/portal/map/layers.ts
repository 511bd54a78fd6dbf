import type { FeaturePage, RowsPage, Statistics, Territory } from '../../api/json/shapes.ts'
import type { Bbox, Geometry } from '../../kernel/index.ts'
import { type Api, address, ask } from '../ask.ts'
import { classColour, classOf, quantiles } from '../charts/colours.ts'
import { remember } from '../remember.ts'
import { NO_VALUE } from './colours.ts'
import { startPicture } from './picture.ts'

/** How the objects of a layer are coloured: by classes of a numeric column, or all alike. */
export interface Colouring {
  readonly column: string
  /** Limits between the classes, rising. */
  readonly limits: readonly number[]
  readonly colours: readonly string[]
}

interface PictureLayer {
  readonly id: string
  readonly version: number
  readonly colour: string
  /** The column that colours it, if any. */
  readonly column?: string | undefined
}

/** Draws maps from the rows that the API gives; what was drawn of a version is kept. */
export interface Maps {
  /** Classes of about the same number of objects; `undefined` when the values do not differ enough. */
  colouring(id: string, version: number, column: string): Promise<Colouring | undefined>
  /** Layers on one SVG picture, the first one underneath. Bounds in degrees: west, south, east, north. */
  picture(layers: readonly PictureLayer[], bounds: Territory['bounds']): Promise<string>
}

/** Objects drawn at most of one layer: more would not be told apart. */
export const MOST_DRAWN = 60_000
const PAGE = 10_000
const COLOURINGS_KEPT = 200
const PICTURES_KEPT = 30

export function openMaps(api: Api): Maps {
  const colourings = remember<Colouring | undefined>(COLOURINGS_KEPT)
  const pictures = remember<string>(PICTURES_KEPT)
  const colouring: Maps['colouring'] = (id, version, column) =>
    colourings(`${id} ${version} ${column}`, () => readColouring(api, id, column))
  return {
    colouring,
    picture: (layers, bounds) =>
      pictures(JSON.stringify([layers, bounds]), async () => {
        const picture = startPicture(bounds as unknown as Bbox)
        for (const layer of layers) {
          const classes = layer.column ? await colouring(layer.id, layer.version, layer.column) : undefined
          for await (const features of featurePages(api, layer.id, classes?.column))
            for (const { geometry, properties } of features)
              if (geometry)
                picture.add(geometry as Geometry, paintOf(layer, classes, properties), classes !== undefined)
        }
        return picture.finish()
      }),
  }
}

function paintOf(layer: PictureLayer, classes: Colouring | undefined, row: Readonly<Record<string, unknown>>): string {
  if (!classes) return layer.colour
  const value = row[classes.column]
  return typeof value === 'number' ? classes.colours[classOf(classes.limits, value)]! : NO_VALUE
}

/** The columns that may colour a map: numbers with a unit, that differ. How many readings there are comes last. */
export function colourColumns(statistics: Pick<Statistics, 'columns'>): Statistics['columns'] {
  return statistics.columns
    .filter(
      (c) =>
        (c.type === 'number' || c.type === 'integer') &&
        c.role === undefined &&
        c.unit !== undefined &&
        typeof c.min === 'number' &&
        typeof c.max === 'number' &&
        c.min < c.max,
    )
    .toSorted((a, b) => Number(a.unit === '{reading}') - Number(b.unit === '{reading}'))
}

async function readColouring(api: Api, id: string, column: string): Promise<Colouring | undefined> {
  const values: number[] = []
  let next: string | null = address(`/api/datasets/${encodeURIComponent(id)}/rows`, { limit: PAGE, columns: column })
  for (let read = 0; next !== null && read < MOST_DRAWN; ) {
    const page: RowsPage = await ask<RowsPage>(api, next)
    for (const { [column]: value } of page.rows) if (typeof value === 'number') values.push(value)
    read += page.rows.length
    next = page.next
  }
  const limits = quantiles(values)
  if (limits.length === 0) return undefined
  const count = limits.length + 1
  return { column, limits, colours: Array.from({ length: count }, (_, i) => classColour(i, count)) }
}

/** Reads the features of a dataset page by page, all of one version. Stops at MOST_DRAWN. */
async function* featurePages(api: Api, id: string, column: string | undefined): AsyncIterable<FeaturePage['features']> {
  let next: string | undefined = address(`/api/datasets/${encodeURIComponent(id)}/rows`, {
    format: 'geojson',
    limit: PAGE,
    columns: column,
  })
  for (let drawn = 0; next !== undefined && drawn < MOST_DRAWN; ) {
    const page: FeaturePage = await ask<FeaturePage>(api, next)
    drawn += page.features.length
    yield page.features
    next = page.links.find((link) => link.rel === 'next')?.href
  }
}
