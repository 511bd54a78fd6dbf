import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type Bbox, bboxOf, type Geometry, geometry, integer, table } from '../kernel/index.ts'
import { checkGeometries } from './index.ts'
import { about, all, lakeOfTests } from './testing.ts'

const data = resolve(process.env.ORCHESTRA_DATA ?? '../shared/data', 'rennes')
const here = existsSync(data)
if (!here) console.log(`Skipped: tests on the real layers of Rennes, absent from ${data}.`)

const made = lakeOfTests()
const Layer = table('layer', { id: integer({ ...about('id'), role: 'id' }), shape: geometry(about('forme')) })
const box: Bbox = [-1.7, 48.09, -1.65, 48.12]

test.skipIf(!here).each(['communes_35', 'osm_streets_2013', 'insee_grid_200m_rennes_metropole', 'velostar_stations'])(
  '%s goes through the lake unchanged, and is read by box',
  async (name) => {
    const text = await readFile(resolve(data, `${name}.geojson`), 'utf8')
    const { features } = JSON.parse(text) as { features: { geometry: Geometry | null }[] }
    const rows = features.flatMap((f, id) => (f.geometry ? [{ id, shape: f.geometry }] : []))
    const { hash } = await made.lake.writeRows(Layer, [rows])
    const files = { shape: Layer, hashes: [hash] }
    const read = await all(made.lake.read(files))
    expect(read.toSorted((a, b) => Number(a.id) - Number(b.id))).toEqual(rows)

    const meets = (b: Bbox) => b[0] <= box[2] && b[2] >= box[0] && b[1] <= box[3] && b[3] >= box[1]
    const near = (await all(made.lake.read(files, { bbox: box, columns: ['id'] }))).map((row) => Number(row.id))
    const expected = rows.filter((row) => meets(bboxOf(row.shape)!)).map((row) => row.id)
    expect(near.toSorted((a, b) => a - b)).toEqual(expected)

    const problems = await checkGeometries(rows.map((row) => row.shape))
    expect(problems.length).toBe(rows.length)
  },
)
