import { expect, test } from 'vitest'
import {
  boolean,
  type Column,
  date,
  geometry,
  instant,
  integer,
  json,
  knownCrs,
  number,
  text,
} from '../../kernel/index.ts'
import { t } from '../testing/facts.ts'
import { type CastOptions, castTo } from './cast.ts'
import { crsOfName, crsOfPrj } from './crs.ts'
import { Unfit } from './unfit.ts'

const REFUSED = 'refused'

/** Values and what they become, or `refused`. */
function casts(
  column: Column,
  options: CastOptions,
  cases: readonly (readonly [unknown, unknown])[],
  crs = 'EPSG:4326',
) {
  const cast = castTo(column, options, { crs })
  for (const [value, expected] of cases) {
    const got = cast(value)
    expect(got instanceof Unfit ? REFUSED : got, JSON.stringify(value)).toEqual(expected)
  }
}

test('numbers, as French, English and machines write them', () => {
  casts(number(t('n')), {}, [
    ['1234.5', 1234.5],
    [' 12 ', 12],
    ['-0.5', -0.5],
    ['1,5', 1.5],
    ['1 234,5', 1234.5],
    ['1 234 567', 1234567],
    ['12 345,6', 12345.6],
    ['1,234.5', 1234.5],
    ['1.2e3', 1200],
    ['+3', 3],
    ['.5', 0.5],
    [7, 7],
    ['', null],
    ['   ', null],
    [null, null],
    [undefined, null],
    ['12 3', REFUSED],
    ['1,2,3', REFUSED],
    ['0x10', REFUSED],
    ['Infinity', REFUSED],
    ['NaN', REFUSED],
    [`9${'9'.repeat(400)}`, REFUSED],
    [Number.NaN, REFUSED],
    ['abc', REFUSED],
    [true, REFUSED],
    [{}, REFUSED],
  ])
  casts(number(t('n')), { decimal: '.' }, [
    ['1,234', 1234],
    ['1,5', REFUSED],
  ])
  casts(number(t('n')), { decimal: ',' }, [
    ['1.234', 1234],
    ['1.234,5', 1234.5],
    ['1,5', 1.5],
  ])
  casts(number(t('n')), { missing: ['NA', '-999'] }, [
    ['NA', null],
    ['-999', null],
    ['-99', -99],
  ])
  casts(integer(t('n')), {}, [
    ['17.0', 17],
    ['17.5', REFUSED],
    ['1 000', 1000],
    ['9007199254740993', REFUSED],
    [3.5, REFUSED],
  ])
  casts(integer(t('n')), { format: 'duration' }, [
    ['25:10:05', 90605],
    ['7:00:00', 25200],
    ['7:60:00', REFUSED],
    ['12', REFUSED],
  ])
})

test('texts, booleans and JSON', () => {
  casts(text(t('t')), {}, [
    ['a ', 'a '],
    ['', null],
    [12, '12'],
    [true, 'true'],
    [{}, REFUSED],
  ])
  casts(boolean(t('b')), {}, [
    ['Vrai', true],
    ['oui', true],
    ['NON', false],
    ['0', false],
    [1, true],
    [false, false],
    ['peut-être', REFUSED],
  ])
  casts(json(t('j')), {}, [
    ['{"a":1}', { a: 1 }],
    [[1], [1]],
    ['{a}', REFUSED],
  ])
})

test('moments, with their offset or a declared zone', () => {
  const at = (iso: string) => new Date(iso)
  casts(instant(t('i')), {}, [
    ['2021-02-16 08:26:00+00:00', at('2021-02-16T08:26:00Z')],
    ['2023-01-01T17:00:00+0100', at('2023-01-01T16:00:00Z')],
    ['2023-01-01T17:00:00.123456Z', at('2023-01-01T17:00:00.123Z')],
    ['2023-01-01T17:00+01', at('2023-01-01T16:00:00Z')],
    ['2024-02-29T00:00:00Z', at('2024-02-29T00:00:00Z')],
    ['2023-02-29T00:00:00Z', REFUSED],
    ['2023-13-01T00:00:00Z', REFUSED],
    ['2023-01-01T25:00:00Z', REFUSED],
    ['2023-01-01T00:00:00', REFUSED],
    ['demain', REFUSED],
    [12, REFUSED],
  ])
  casts(instant(t('i')), { timezone: 'Europe/Paris' }, [
    ['2023-07-01 12:00:00', at('2023-07-01T10:00:00Z')],
    ['2023-01-01', at('2022-12-31T23:00:00Z')],
    ['2023-03-26 01:59:59', at('2023-03-26T00:59:59Z')],
    // The clocks jump from 2 to 3: this time was on none.
    ['2023-03-26 02:30:00', REFUSED],
    ['2023-03-26 03:00:00', at('2023-03-26T01:00:00Z')],
    // The clocks go back from 3 to 2: the first of the two.
    ['2023-10-29 02:30:00', at('2023-10-29T00:30:00Z')],
    ['2023-10-29 03:00:00', at('2023-10-29T02:00:00Z')],
  ])
  casts(instant(t('i')), { format: 'dd/MM/yyyy HH:mm', timezone: 'Europe/Paris' }, [
    ['16/02/2021 09:26', at('2021-02-16T08:26:00Z')],
    ['2021-02-16', REFUSED],
  ])
  casts(instant(t('i')), { format: 'epoch-s' }, [
    ['1613463960', at('2021-02-16T08:26:00Z')],
    [1e300, REFUSED],
  ])
  casts(date(t('d')), {}, [
    ['2023-01-31', '2023-01-31'],
    ['20120714', '2012-07-14'],
    ['2023-01-01T23:30:00-05:00', '2023-01-01'],
    ['2023-02-30', REFUSED],
    ['31/01/2023', REFUSED],
  ])
  casts(date(t('d')), { format: "'le' d/M/yyyy" }, [['le 1/2/2023', '2023-02-01']])
})

test('geometries, as sources write them', () => {
  const point = { type: 'Point', coordinates: [-1.67, 48.1] }
  casts(geometry(t('g')), {}, [
    [point, point],
    [JSON.stringify(point), point],
    [{ type: 'Feature', geometry: point }, point],
    [{ lon: -1.67, lat: 48.1 }, point],
    [[48.1, -1.67], point],
    ['48.1, -1.67', point],
    ['48,1; -1,67', point],
    ['POINT (-1.67 48.1)', point],
    ['SRID=4326;POINT Z(-1.67 48.1 12)', { type: 'Point', coordinates: [-1.67, 48.1, 12] }],
    ['POINT M (-1.67 48.1 12)', point],
    [
      'MULTIPOINT ((1 2), (3 4))',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'MULTIPOINT (1 2, 3 4)',
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'LINESTRING(1 2, 3 4)',
      {
        type: 'LineString',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
    ],
    [
      'POLYGON((0 0,1 0,1 1,0 0),(0.1 0.1,0.2 0.1,0.2 0.2,0.1 0.1))',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
          [
            [0.1, 0.1],
            [0.2, 0.1],
            [0.2, 0.2],
            [0.1, 0.1],
          ],
        ],
      },
    ],
    [
      'GEOMETRYCOLLECTION(POINT(1 2))',
      { type: 'GeometryCollection', geometries: [{ type: 'Point', coordinates: [1, 2] }] },
    ],
    ['POINT EMPTY', null],
    [{ type: 'MultiPolygon', coordinates: [] }, null],
    ['', null],
    ['POINT(1)', REFUSED],
    ['POINT(1 2', REFUSED],
    ['POINT(1 2) x', REFUSED],
    ['1 2 3', REFUSED],
    [{ type: 'Point', coordinates: ['1', '2'] }, REFUSED],
    [{ type: 'LineString', coordinates: [[1, 2]] }, REFUSED],
    [
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [0, 0],
          ],
        ],
      },
      REFUSED,
    ],
    [{ type: '__proto__', coordinates: [] }, REFUSED],
    [{ type: 'Point', coordinates: [1e308, 1e308] }, REFUSED],
    [{ type: 'Point', coordinates: [351000, 6789000] }, REFUSED],
    [3, REFUSED],
  ])
})

test('geometries fit the types and CRS of their column', () => {
  const square = [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ]
  casts(geometry({ ...t('g'), types: ['MultiPolygon'] }), {}, [
    [
      { type: 'Polygon', coordinates: square },
      { type: 'MultiPolygon', coordinates: [square] },
    ],
    [{ type: 'Point', coordinates: [1, 2] }, REFUSED],
  ])
  casts(geometry({ ...t('g'), types: ['Polygon'] }), {}, [
    [
      { type: 'MultiPolygon', coordinates: [square] },
      { type: 'Polygon', coordinates: square },
    ],
    [{ type: 'MultiPolygon', coordinates: [square, square] }, REFUSED],
  ])
  const cast = castTo(geometry(t('g')), {}, { crs: 'EPSG:2154' })
  // Redon station in Lambert-93 and degrees: IGN Géoplateforme coordinate service.
  const { coordinates } = cast('POINT Z(317000 6738000 12)') as { coordinates: number[] }
  expect(coordinates[0]).toBeCloseTo(-2.1, 0)
  expect(coordinates[1]).toBeCloseTo(47.6, 0)
  expect(coordinates[2]).toBe(12)
})

test('a CRS is known by its names', () => {
  for (const [name, crs] of [
    ['urn:ogc:def:crs:EPSG::3857', 'EPSG:3857'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'OGC:CRS84'],
    ['EPSG:2154', 'EPSG:2154'],
    ['http://www.opengis.net/def/crs/EPSG/0/3948', 'EPSG:3948'],
    ['urn:ogc:def:crs:EPSG:6.9:4326', 'EPSG:4326'],
  ] as const)
    expect(crsOfName(name, 'x')).toBe(crs)
  for (const [wkt, crs] of [
    ['PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF93"]]', 'EPSG:2154'],
    ['PROJCS["RGF93_CC48",GEOGCS["GCS_RGF93"]]', 'EPSG:3948'],
    ['GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984"]]', 'EPSG:4326'],
    ['PROJCS["any",GEOGCS["x",AUTHORITY["EPSG","4171"]],AUTHORITY["EPSG","2154"]]', 'EPSG:2154'],
    ['PROJCRS["any",BASEGEOGCRS["x"],ID["EPSG",3948]]', 'EPSG:3948'],
    ['PROJCS["WGS_1984_UTM_Zone_31N",GEOGCS["x"]]', 'EPSG:32631'],
  ] as const)
    expect(crsOfPrj(wkt, 'x')).toBe(crs)
  for (const name of ['EPSG:9999', 'Mars', '']) expect(() => crsOfName(name, 'x')).toThrow(/Unknown coordinate/)
  expect(() => crsOfPrj('PROJCS["NTF_Lambert_II"]', 'x')).toThrow(/NTF_Lambert_II/)
  expect(knownCrs).toContain('OGC:CRS84')
})
