import Type from 'typebox'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import {
  bboxSchema,
  geometrySchema,
  type Process,
  pointSchema,
  process,
  processInput,
  type RowOf,
  table,
  text,
} from './index.ts'

const both = (s: string) => ({ fr: s, en: s })
const Tree = table('tree', { id: text({ title: both('id'), role: 'id' }) })

// What must not compile is marked: the type checker fails when the error below a mark disappears.
const near: Process = process({
  id: 'near',
  title: both('near'),
  description: both('near'),
  from: { trees: { name: 'trees', rows: Tree } },
  inputs: {
    place: processInput.required(pointSchema, { title: both('place') }),
    distance: processInput.preset(Type.Number({ minimum: 0 }), 300, { title: both('distance'), unit: 'm' }),
    name: processInput.optional(Type.String(), { title: both('name') }),
  },
  outputs: { count: { title: both('count'), schema: Type.Integer() }, trees: { title: both('trees'), rows: Tree } },
  async execute({ place, distance, name }, { trees }) {
    const rows: RowOf<typeof Tree>[] = await trees.all()
    const east: number | undefined = place.coordinates[0]
    // @ts-expect-error it may not have been given
    const length: number = name.length
    // @ts-expect-error an input that was not declared
    const other = trees.others
    return { count: rows.length + distance + (east ?? 0) + length + Number(other), trees: rows }
  },
})

test('a preset is told as the default of the schema, and is not required', () => {
  expect(near.inputs.distance).toMatchObject({
    ...{ required: false, unit: 'm' },
    schema: { type: 'number', minimum: 0, default: 300 },
  })
  expect([near.inputs.place!.required, near.inputs.name!.required]).toEqual([true, false])
})

test.each([
  [{ type: 'Point', coordinates: [1, 2] }, true, true],
  [{ type: 'Point', coordinates: [1] }, false, false],
  [{ type: 'Point', coordinates: ['1', '2'] }, false, false],
  [
    {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
    false,
    true,
  ],
  [
    {
      type: 'Polygon',
      coordinates: [
        [
          [1, 2],
          [3, 4],
          [1, 2],
        ],
      ],
    },
    false,
    true,
  ],
  [{ type: 'Circle', coordinates: [1, 2] }, false, false],
  [{ type: 'Point', coordinates: [[1, 2]] }, false, false],
  [{ type: 'MultiPoint', coordinates: [[1, 2]] }, false, true],
  [{ type: 'LineString', coordinates: [1, 2] }, false, false],
  [{ type: 'LineString', coordinates: [[[1, 2]]] }, false, false],
  [{ type: 'MultiPolygon', coordinates: [[[[1, 2]]]] }, false, true],
  [[1, 2], false, false],
])('%j: a point %s, a geometry %s', (value, isPoint, isGeometry) => {
  expect([Value.Check(pointSchema, value), Value.Check(geometrySchema, value)]).toEqual([isPoint, isGeometry])
})

test.each([
  [{ bbox: [1, 2, 3, 4] }, true],
  [{ bbox: [1, 2, 0, 3, 4, 9], crs: 'http://www.opengis.net/def/crs/OGC/0/CRS84h' }, true],
  [{ bbox: [1, 2, 3] }, false],
  [{ bbox: [1, 2, 3, 4], crs: 'EPSG:2154' }, false],
  [[1, 2, 3, 4], false],
])('%j is a box: %s', (value, expected) => expect(Value.Check(bboxSchema, value)).toBe(expected))
