import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { lakeOfTests } from '../testing.ts'
import { exported, Stop, stops, unzipped } from './testing.ts'

const made = lakeOfTests()

test('the description tells the CSV as it is', async () => {
  for (const positions of ['wkt', 'lonlat', undefined] as const) {
    const files = await unzipped(
      await exported(made.lake, Stop, [stops], {
        format: 'datapackage',
        ...(positions && { positions }),
        about: {
          title: { fr: 'Arrêts', en: 'Stops' },
          licence: 'ODbL-1.0',
          sources: [{ title: { fr: 'Portail', en: 'Portal' }, address: 'https://data.example.org/stops' }],
        },
      }),
    )
    const csv = files.get('stop.csv')!
    const { title, licenses, sources, resources } = JSON.parse(files.get('datapackage.json')!.toString())
    expect([title, licenses[0].name, sources[0].path]).toEqual(['Arrêts', 'ODbL-1.0', 'https://data.example.org/stops'])
    const [{ schema, bytes, hash, path }] = resources
    expect([path, bytes, hash]).toEqual([
      'stop.csv',
      csv.length,
      `sha256:${createHash('sha256').update(csv).digest('hex')}`,
    ])
    const names = schema.fields.map(({ name }: { name: string }) => name)
    expect(names.join(',')).toBe(csv.toString().split('\r\n')[0])
    expect(names.includes('lieu')).toBe(positions !== 'lonlat')
    expect(names.includes('lon')).toBe(positions !== 'wkt')
    expect(schema.primaryKey).toEqual(['id'])
    expect(schema.fields.find(({ name }: { name: string }) => name === 'vitesse')).toMatchObject({
      type: 'number',
      unit: 'km/h',
    })
  }
})
