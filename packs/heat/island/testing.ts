import type { Bbox, InputTable, Making, RasterSpec, Rejected, Table } from '../../../src/kernel/index.ts'
import { frameOf } from '../frame.ts'
import { parameters } from '../parameters.ts'
import { type IslandTuned, islandParameters } from './parameters.ts'

/** Where the towns of these tests lie, in Lambert-93. */
export const CORNER = [318_000, 6_740_000] as const

export const tuned: IslandTuned = Object.fromEntries(
  Object.entries(islandParameters).map(([name, p]) => [name, p.default]),
) as IslandTuned
export const allTuned = Object.fromEntries(Object.entries(parameters).map(([name, p]) => [name, p.default]))

/** A frame of `side` metres. */
export const squareFrame = (side: number) =>
  frameOf({ crs: 'EPSG:2154', bounds: [CORNER[0], CORNER[1], CORNER[0] + side, CORNER[1] + side], tile: side })

/** Rows as an input sees them. */
export const tableOf = <S extends Table>(rows: readonly unknown[]): InputTable<S> =>
  ({
    relation: 'test',
    name: 'test',
    count: rows.length,
    files: [],
    async *read() {
      yield [...rows]
    },
    all: async () => [...rows],
    grid: () => Promise.reject(new Error('no raster')),
  }) as unknown as InputTable<S>

/** Bands as an input sees them: the cells of a box of whole cells. */
export function rasterOf(
  {
    origin,
    step,
    width,
  }: { readonly origin: readonly [number, number]; readonly step: number; readonly width: number },
  bands: Readonly<Record<string, ArrayLike<number>>>,
): InputTable {
  return {
    ...tableOf([]),
    grid: async ({ bbox, bands: wanted = Object.keys(bands) }: { bbox: Bbox; bands?: readonly string[] }) => {
      const [left, top] = [Math.round((bbox[0] - origin[0]) / step), Math.round((origin[1] - bbox[3]) / step)]
      const [columns, rows] = [Math.round((bbox[2] - bbox[0]) / step), Math.round((bbox[3] - bbox[1]) / step)]
      return {
        origin: [bbox[0], bbox[3]],
        step: [step, step],
        width: columns,
        height: rows,
        bands: wanted.map((name) =>
          Float32Array.from({ length: columns * rows }, (_, i) => {
            const cell = (top + Math.floor(i / columns)) * width + left + (i % columns)
            return bands[name]![cell] ?? Number.NaN
          }),
        ),
      }
    },
  } as unknown as InputTable
}

/** A step that keeps what is set aside and the raster that is written. */
export function stepOf(bbox?: Bbox): Making & { readonly rejected: Rejected[]; readonly written: RasterSpec[] } {
  const rejected: Rejected[] = []
  const written: RasterSpec[] = []
  return {
    rejected,
    written,
    partition: bbox && { index: 0, key: '0_0', bbox },
    now: new Date('2026-01-01T00:00:00Z'),
    territory: {
      id: 'test',
      title: { fr: 'Essai', en: 'Test' },
      description: { fr: '', en: '' },
      bounds: [-2.2, 47.5, -2, 47.8],
      crs: 'EPSG:2154',
      timezone: 'Europe/Paris',
      organisation: { name: 'Essai' },
    } as Making['territory'],
    signal: new AbortController().signal,
    folder: '',
    reject: (row) => rejected.push(row),
    progress: () => {},
    raster: async (spec) => {
      written.push(spec)
      return { path: 'test.tif', mediaType: 'image/tiff' }
    },
  }
}
