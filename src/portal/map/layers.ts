import type { FeaturePage, Legend, Territory } from '../../api/json/shapes.ts'
import type { Bbox, Geometry } from '../../kernel/index.ts'
import { type Api, address, ask } from '../ask.ts'
import { remember } from '../remember.ts'
import { startPicture } from './picture.ts'

interface PictureLayer {
  readonly id: string
  readonly version: number
  /** Name of its style; by default that of the dataset. */
  readonly style?: string | undefined
  /** Colour of what is drawn in one colour. */
  readonly colour?: string | undefined
}

/** Draws maps from the rows and styles that the API gives; what was drawn of a version is kept. */
export interface Maps {
  /** What the colours of a style stand for. */
  legend(style: string, version: number): Promise<Legend>
  /** Layers on one SVG picture, the first one underneath. Bounds in degrees: west, south, east, north. */
  picture(layers: readonly PictureLayer[], bounds: Territory['bounds']): Promise<string>
}

/** Objects drawn at most of one layer: more would not be told apart. */
export const MOST_DRAWN = 60_000
const PAGE = 10_000
const LEGENDS_KEPT = 200
const PICTURES_KEPT = 30

export function openMaps(api: Api): Maps {
  const legends = remember<Legend>(LEGENDS_KEPT)
  const pictures = remember<string>(PICTURES_KEPT)
  const legend: Maps['legend'] = (style, version) =>
    legends(`${style} ${version}`, () => ask<Legend>(api, `/ogc/styles/${encodeURIComponent(style)}/legend`))
  return {
    legend,
    picture: (layers, bounds) =>
      pictures(JSON.stringify([layers, bounds]), async () => {
        const picture = startPicture(bounds as unknown as Bbox)
        for (const { id, version, style = id, colour } of layers) {
          const { column, classes } = await legend(style, version)
          const paintOf = (row: Readonly<Record<string, unknown>>) =>
            column === null ? (colour ?? classes[0]!.colour) : colourOf(classes, row[column])
          for await (const features of featurePages(api, id, column ?? undefined))
            for (const { geometry, properties } of features)
              if (geometry) picture.add(geometry as Geometry, paintOf(properties), column !== null)
        }
        return picture.finish()
      }),
  }
}

/** The colour of the line of a legend that a value belongs to. */
export function colourOf(classes: Legend['classes'], value: unknown): string {
  const fits = ({ from = -Infinity, to = Infinity, value: own, of }: Legend['classes'][number]): boolean => {
    if (value === null || value === undefined) return of === 'missing'
    if (of !== undefined) return of === 'others'
    return own === undefined ? typeof value === 'number' && from <= value && value < to : own === String(value)
  }
  return (classes.find(fits) ?? classes.at(-1)!).colour
}

/** A layer of a MapLibre style. */
export type MapLayer = Readonly<Record<string, unknown>>

/** The layers that draw a dataset from its own rows, as its style says. */
export async function styleLayers(api: Api, style: string, colour?: string): Promise<MapLayer[]> {
  const asked = address(`/ogc/styles/${encodeURIComponent(style)}`, { colour: colour?.slice(1) })
  const { layers } = await ask<{ readonly layers: readonly MapLayer[] }>(api, asked)
  return layers.filter(({ type }) => type !== 'background').map(({ 'source-layer': _, ...layer }) => layer)
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
