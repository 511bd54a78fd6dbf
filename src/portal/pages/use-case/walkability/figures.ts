import type { Dataset, FeaturePage, Legend } from '../../../../api/json/shapes.ts'
import { type Bbox, bboxOf, type Geometry } from '../../../../kernel/index.ts'
import { address, ask } from '../../../ask.ts'
import { colourOf, type MapLayer, styleLayers } from '../../../map/layers.ts'
import { startPicture } from '../../../map/picture.ts'
import type { Page } from '../../../page.ts'
import { indexExpressions, indexIn, type Weighing } from './weights.ts'

/** What a page of rows holds, and how many rows are read at most: the squares and segments of a large city. */
const [PAGE, MOST] = [10_000, 60_000]

interface Feature {
  readonly geometry: Geometry | null
  readonly properties: Readonly<Record<string, unknown>>
}

/** The rows of a dataset of the pack with their parts; kept while the version is the same. */
export function featuresOf(page: Page, { id, version }: Pick<Dataset, 'id' | 'version'>): Promise<readonly Feature[]> {
  return page.remember(`walkability ${id} ${version}`, async () => {
    const features: Feature[] = []
    let next: string | undefined = address(`/api/datasets/${encodeURIComponent(id)}/rows`, {
      format: 'geojson',
      limit: PAGE,
    })
    while (next !== undefined && features.length < MOST) {
      const { features: some, links }: FeaturePage = await ask<FeaturePage>(page.api, next)
      for (const { geometry, properties } of some) features.push({ geometry: geometry as Geometry | null, properties })
      next = links.find(({ rel }) => rel === 'next')?.href
    }
    return features
  })
}

/** The box of what has an index: a grid may be far wider than the streets that are known. */
export function boundsOf(features: readonly Feature[], weighing: Weighing): Bbox | undefined {
  const geometries = features.flatMap(({ geometry, properties }) =>
    geometry && indexIn(properties, weighing) !== null ? [geometry] : [],
  )
  return bboxOf({ type: 'GeometryCollection', geometries })
}

/** The map of a dataset of the pack with weights of the reader, drawn on the server. */
export async function weighedPicture(page: Page, dataset: Dataset, weighing: Weighing): Promise<string> {
  const [{ classes }, features] = await Promise.all([
    page.maps.legend(dataset.id, dataset.version),
    featuresOf(page, dataset),
  ])
  const bounds = boundsOf(features, weighing) ?? dataset.extent.spatial ?? page.territory.bounds
  const picture = startPicture(bounds as unknown as Bbox)
  for (const { geometry, properties } of features)
    if (geometry && meets(geometry, bounds as unknown as Bbox))
      picture.add(geometry, colourOf(classes, indexIn(properties, weighing)), true)
  return picture.finish()
}

function meets(geometry: Geometry, [west, south, east, north]: Bbox): boolean {
  const box = bboxOf(geometry)
  return box !== undefined && box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south
}

/** How the style asks for the published index, and whether there is one. */
const INDEX = ['get', 'index']
const HAS_INDEX = ['==', ['typeof', INDEX], 'number']
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The layers of the same map for the browser: those of its style, the index being that of the reader. */
export async function weighedLayers(page: Page, id: string, weighing: Weighing): Promise<MapLayer[]> {
  const layers = await styleLayers(page.api, id)
  if (!weighing.isChanged) return layers
  const { isKnown, index } = indexExpressions(weighing)
  const changed = (value: unknown): unknown => {
    if (isSame(value, HAS_INDEX)) return isKnown
    if (isSame(value, INDEX)) return index
    if (Array.isArray(value)) return value.map(changed)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, changed(part)]))
  }
  return layers.map((layer) => changed(layer) as MapLayer)
}

/** How many cells and people are in each class of a legend. */
export function countClasses(classes: Legend['classes'], features: readonly Feature[], weighing: Weighing) {
  const counted = classes.map((one) => ({ ...one, cells: 0, people: 0 }))
  for (const { properties } of features) {
    const index = indexIn(properties, weighing)
    const found = counted.find(({ from = -Infinity, to = Infinity, of }) =>
      index === null ? of === 'missing' : of === undefined && from <= index && index < to,
    )
    // The last class has its end in it.
    const one = found ?? counted.findLast(({ of }) => (index === null ? of === 'missing' : of === undefined))
    if (!one) continue
    one.cells++
    one.people += (properties.population as number | null) ?? 0
  }
  return counted
}

/** The middle of some values; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[Math.floor(half)]! : (sorted[half - 1]! + sorted[half]!) / 2
}
