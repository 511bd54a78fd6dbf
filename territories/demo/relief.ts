import {
  type Bbox,
  bboxOf,
  definePack,
  fileAsset,
  number,
  projector,
  type TilePartitions,
} from '../../src/kernel/index.ts'
import { ReliefPoint } from './shapes.ts'
import { RELIEF_STEP } from './sources/ground.ts'
import type { Site } from './town/site.ts'

const TILE = 800 // m, side of a tile: 40 × 40 cells
const CRS = 'EPSG:2154'

/** The terrain of the town as rasters, tile by tile, from its relief points. */
export const reliefPack = (site: Site) =>
  definePack({
    id: 'relief',
    title: { fr: 'Relief', en: 'Relief' },
    description: {
      fr: 'Les points de relief rangés en grilles d’altitude.',
      en: 'Relief points laid out as grids of elevation.',
    },
    code: import.meta.url,
    inputs: { points: ReliefPoint },
    parameters: {},
    assets: ({ points }) => [
      fileAsset({
        kind: 'raster',
        name: 'terrain',
        title: { fr: 'Modèle numérique de terrain', en: 'Digital terrain model' },
        description: {
          fr: 'Altitude en mètres par mailles de 20 m, en Lambert-93. Données inventées.',
          en: 'Elevation in metres, cells of 20 m, Lambert-93. Invented data.',
        },
        from: { points },
        bands: { elevation: number({ title: { fr: 'Altitude', en: 'Elevation' }, unit: 'm' }) },
        partitions: tilesOf(site.metres),
        publish: { licence: 'CC0-1.0', access: 'open', theme: 'environment' },
        async make(inputs, run) {
          const tile = run.partition!.bbox!
          const [west, south, east, north] = tile
          const width = Math.round((east - west) / RELIEF_STEP)
          const height = Math.round((north - south) / RELIEF_STEP)
          const values = new Float32Array(width * height).fill(Number.NaN)
          const bbox = geographicBox(tile)
          for await (const rows of inputs.points.read({ columns: ['easting', 'northing', 'elevation'], bbox }))
            for (const { easting, northing, elevation } of rows) {
              const column = Math.floor((easting - west) / RELIEF_STEP)
              const row = Math.floor((north - northing) / RELIEF_STEP)
              if (column >= 0 && column < width && row >= 0 && row < height) values[row * width + column] = elevation
            }
          return run.raster({
            name: `terrain_${run.partition!.key}`,
            bbox: tile,
            step: RELIEF_STEP,
            crs: CRS,
            type: 'float32',
            bands: [{ name: 'elevation', values }],
          })
        },
      }),
    ],
  })

function tilesOf([west, south, east, north]: Bbox): TilePartitions {
  return {
    by: 'tile',
    crs: CRS,
    origin: [west, south],
    size: TILE,
    columns: Math.ceil((east - west) / TILE),
    rows: Math.ceil((north - south) / TILE),
  }
}

/** The box in longitude and latitude around a box of Lambert-93. */
function geographicBox([west, south, east, north]: Bbox): Bbox {
  const project = projector(CRS, 'EPSG:4326')
  const corners = [project([west, south]), project([east, south]), project([east, north]), project([west, north])]
  return bboxOf({ type: 'MultiPoint', coordinates: corners })!
}
