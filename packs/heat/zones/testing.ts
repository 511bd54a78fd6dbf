import {
  bind,
  boundOf,
  definePack,
  optional,
  type Source,
  type Table,
  type Territory,
} from '../../../src/kernel/index.ts'
import { frameOf } from '../frame.ts'
import { morphologyOf } from '../morphology.ts'
import { parameters } from '../parameters.ts'
import * as shapes from '../shapes.ts'

const inputs = {
  area: optional(shapes.Area),
  streets: optional(shapes.Street),
  rails: optional(shapes.Rail),
  water: optional(shapes.Water),
  vegetation: optional(shapes.Vegetation),
  hedges: optional(shapes.Hedge),
  trees: optional(shapes.Tree),
  land_cover: optional(shapes.LandCover),
  buildings: optional(shapes.Building),
  population: optional(shapes.PopulationCell),
  surveyed: optional(shapes.Area),
}

/** The corner of the district of the tests, in Lambert-93: near Redon. */
export const CORNER = [319_000, 6_740_000] as const

/** A territory with blocks and zones alone, from given sources named as the inputs of the pack. */
export function districtOf(sources: readonly Source[], tuned: { readonly [name: string]: number } = {}): Territory {
  const frame = frameOf({
    crs: 'EPSG:2154',
    bounds: [CORNER[0], CORNER[1], CORNER[0] + 1000, CORNER[1] + 1000],
    tile: 512,
  })
  const pack = definePack({
    id: 'morphology',
    title: { fr: 'Essai', en: 'Test' },
    description: { fr: '', en: '' },
    code: import.meta.url,
    inputs,
    parameters,
    assets: (refs, values) =>
      Object.values(morphologyOf(boundOf(refs), frame, values, { licence: 'etalab-2.0' }) ?? {}),
  })
  const bound = Object.fromEntries(sources.map((source) => [source.name, source]))
  return {
    id: 'district',
    title: { fr: 'Essai', en: 'Test' },
    description: { fr: '', en: '' },
    bounds: [-2.2, 47.5, -2, 47.8],
    crs: 'EPSG:2154',
    timezone: 'Europe/Paris',
    organisation: { name: 'Essai' },
    sources,
    use: [bind(pack, { inputs: bound as never, parameters: tuned })],
  }
}

/** The same shape with its geometry in Lambert-93: what a territory may bind. */
export function inLambert<S extends Table>(shape: S): S {
  const columns = Object.entries(shape.columns).map(([name, column]) => [
    name,
    column.column === 'geometry' ? { ...column, crs: 'EPSG:2154' } : column,
  ])
  return { ...shape, columns: Object.fromEntries(columns) }
}
