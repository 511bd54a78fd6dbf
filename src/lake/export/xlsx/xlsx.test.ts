import { expect, test } from 'vitest'
import { lakeOfTests } from '../../testing.ts'
import { prepare } from '../prepare.ts'
import { bytesOf, exported, Place, places, Stop, stops, unzipped } from '../testing.ts'
import { columnLetters, escaped, momentCell } from './cells.ts'
import { xlsx } from './index.ts'
import { zoneOffset } from './zone.ts'

const made = lakeOfTests()
const sheet = async (zip: Buffer, number: number) =>
  (await unzipped(zip)).get(`xl/worksheets/sheet${number}.xml`)!.toString()
const texts = (xml: string) => [...xml.matchAll(/<t [^>]*>([^<]*)<\/t>/g)].map(([, text]) => text)

test('rows are typed cells, and what looks like a formula is a text', async () => {
  const zip = await exported(made.lake, Stop, [stops], { format: 'xlsx', timezone: 'Europe/Paris' })
  const xml = await sheet(zip, 1)
  expect(xml.match(/<row /g)!.length).toBe(1 + stops.length)
  expect(texts(xml).slice(0, 9)).toEqual([
    ...[
      'lon',
      'lat',
      'id',
      'nom_de_la_station',
      'nom_de_la_commune',
      'vitesse',
      'ouvert',
      'heure (Europe/Paris)',
      'jour',
    ],
  ])
  expect(xml).not.toContain('<f>')
  expect(xml).toContain('République, « A » &lt;&amp;&gt;')
  // 14:00:00.250 in Paris on 1 July 2024, which is day 45,474 of Excel.
  const serial = Number(/<c r="H\d" s="2"><v>([\d.]+)<\/v>/.exec(xml)![1])
  expect(Math.round((serial - 45_474) * 86_400_000)).toBe(14 * 3_600_000 + 250)
  expect(xml).toMatch(/<c r="I\d" s="1"><v>45474<\/v>/)
  expect(texts(await sheet(zip, 2))).toContain('km/h')
  expect(texts(await sheet(zip, 3))).toContain('Europe/Paris')
})

test('rows beyond the limit of a sheet go on in others, none lost', async () => {
  const { hash } = await made.lake.writeRows(Place, [places])
  for (const [lines, sheets] of [
    [2001, 3],
    [2501, 2],
    [5001, 1],
  ] as const) {
    const options = { format: 'xlsx' } as const
    const prepared = prepare(made.lake, { shape: Place, hashes: [hash] }, options)
    const files = await unzipped(await bytesOf(xlsx(prepared, options, lines)))
    const names = [
      ...files
        .get('xl/workbook.xml')!
        .toString()
        .matchAll(/<sheet name="([^"]+)"/g),
    ].map(([, name]) => name)
    expect(names.length).toBe(sheets + 2)
    const rows = names.slice(0, sheets).map(
      (_, i) =>
        files
          .get(`xl/worksheets/sheet${i + 1}.xml`)!
          .toString()
          .match(/<row /g)!.length,
    )
    expect(rows.reduce((sum, n) => sum + n - 1, 0)).toBe(places.length)
    expect(Math.max(...rows)).toBeLessThanOrEqual(lines)
  }
})

test('an empty table is a workbook with its head', async () => {
  expect(texts(await sheet(await exported(made.lake, Place, [], { format: 'xlsx' }), 1))).toEqual(['lon', 'lat', 'id'])
})

test('offsets follow the hours of summer', () => {
  const offset = zoneOffset('Europe/Paris')
  expect(offset(new Date('2024-03-31T00:59:59Z'))).toBe(3_600_000)
  expect(offset(new Date('2024-03-31T01:00:00Z'))).toBe(7_200_000)
  expect(offset(new Date('1850-01-01T00:00:00Z'))).not.toBeNaN()
  expect(() => zoneOffset('Europe/Rennes')).toThrow(expect.objectContaining({ code: 'export.unknown-timezone' }))
})

test('cells: letters, forbidden characters, days Excel does not count', () => {
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
  expect(escaped('a\u0001<_x0041_>')).toBe('a_x0001_&lt;_x005F_x0041_&gt;')
  expect(momentCell('A1', new Date('1789-07-14T15:00:00Z'), 0)).toContain('1789-07-14 15:00:00.000')
})
