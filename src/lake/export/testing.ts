import { execFileSync } from 'node:child_process'
import { fromBuffer } from 'yauzl'
import {
  boolean,
  date,
  geometry,
  instant,
  integer,
  json,
  nullable,
  number,
  type Table,
  table,
  text,
} from '../../kernel/index.ts'
import type { Lake, Row } from '../index.ts'
import { exportTable } from '../index.ts'
import { about, scatteredPoints } from '../testing.ts'
import type { ExportOptions } from './options.ts'

/** A table with a column of each type. */
export const Stop = table('stop', {
  id: integer({ ...about('id'), role: 'id' }),
  nom_de_la_station: nullable(text(about('nom'))),
  nom_de_la_commune: text(about('commune')),
  vitesse: nullable(number({ ...about('vitesse'), unit: 'km/h' })),
  ouvert: nullable(boolean(about('ouvert'))),
  heure: nullable(instant(about('heure'))),
  jour: nullable(date(about('jour'))),
  reste: nullable(json(about('reste'))),
  lieu: nullable(geometry({ ...about('lieu'), types: ['Point'], crs: 'EPSG:2154' })),
})
const none = { nom_de_la_station: null, vitesse: null, ouvert: null, heure: null, jour: null, reste: null, lieu: null }
/** Its first row stands at the town hall of Rennes, in Lambert-93. */
export const stops: Row[] = [
  {
    id: 1,
    nom_de_la_station: 'République, « A » <&>',
    nom_de_la_commune: 'Rennes',
    vitesse: 12.5,
    ouvert: true,
    heure: new Date('2024-07-01T12:00:00.250Z'),
    jour: '2024-07-01',
    reste: { a: ['b"c'] },
    lieu: { type: 'Point', coordinates: [351_900, 6_789_300] },
  },
  { ...none, id: 2, nom_de_la_commune: '', ouvert: false, lieu: { type: 'Point', coordinates: [352_000, 6_789_000] } },
  { ...none, id: 3, nom_de_la_commune: `=1+1 ${'é'.repeat(200)}`, vitesse: -1e-7 / 3 },
]

export const Mixed = table('mixed', {
  id: integer({ ...about('id'), role: 'id' }),
  shape: nullable(geometry(about('forme'))),
})
const square = (x: number, y: number, side: number) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]
const line = [
  [1, 2],
  [3, 4],
  [5, 5],
]
const [outer, hole] = [square(0, 0, 9), square(2, 2, 1).toReversed()]
/** Every type of geometry, none, and an empty one, all flat. */
export const mixed: Row[] = [
  { type: 'Point', coordinates: [1, 2] },
  { type: 'MultiPoint', coordinates: line },
  { type: 'LineString', coordinates: line },
  { type: 'MultiLineString', coordinates: [line, square(6, 6, 1)] },
  { type: 'Polygon', coordinates: [outer, hole] },
  { type: 'MultiPolygon', coordinates: [[outer, hole], [square(20, 20, 1)]] },
  {
    type: 'GeometryCollection',
    geometries: [
      { type: 'Point', coordinates: [1, 2] },
      { type: 'LineString', coordinates: line },
    ],
  },
  null,
  { type: 'Point', coordinates: [] },
].map((shape, i) => ({ id: i + 1, shape }))

export const Place = table('place', {
  id: integer({ ...about('id'), role: 'id' }),
  place: geometry({ ...about('lieu'), types: ['Point'] }),
})
export const places = scatteredPoints(5000)

/** Writes rows to the lake, one file a list, and exports them. */
export async function exported(
  lake: Lake,
  shape: Table,
  lists: readonly Row[][],
  options: ExportOptions,
): Promise<Buffer> {
  const hashes: string[] = []
  for (const rows of lists) hashes.push((await lake.writeRows(shape, [rows])).hash)
  return bytesOf(exportTable(lake, { shape, hashes }, options))
}

export const bytesOf = async (pieces: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(pieces))

/** The files of a zip. */
export function unzipped(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>()
  return new Promise((resolve, reject) =>
    fromBuffer(zip, { lazyEntries: true }, (error, opened) => {
      if (error) return reject(error)
      opened.on('error', reject)
      opened.on('end', () => resolve(files))
      opened.on('entry', (entry) =>
        opened.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure)
          files.set(entry.fileName, await bytesOf(stream as AsyncIterable<Uint8Array>))
          opened.readEntry()
        }),
      )
      opened.readEntry()
    }),
  )
}

/** Whether GDAL's `ogrinfo` is at hand. */
export function hasGdal(): boolean {
  try {
    execFileSync('ogrinfo', ['--version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}
