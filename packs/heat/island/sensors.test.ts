import { expect, test } from 'vitest'
import { bind, type RowOf, type Territory } from '../../../src/kernel/index.ts'
import { build } from '../../mobility/testing/build.ts'
import { given } from '../../mobility/testing/territory.ts'
import { SensorHour } from '../../sensors/shapes.ts'
import { StationTemperature } from '../shapes.ts'
import { outdoorTemperatures } from './sensors.ts'

const hour = (datastream: number, thing: string, property: string, mean: number): RowOf<typeof SensorHour> => ({
  ...{ datastream, thing, property, mean, min: mean, max: mean, count: 4, definition: null, unit: 'Cel' },
  at: new Date('2025-07-01T22:00:00Z'),
  location: { type: 'Point', coordinates: [-2.09, 47.65] },
})

test('hours of SensorThings become stations: outdoors, of the temperature, with a place', async () => {
  const hours = given('sensor_hours', SensorHour, [
    hour(1, 'Mât 1, rue du Port', 'air temperature', 18),
    hour(2, 'Mât 1, rue du Port', 'humidity', 60),
    hour(3, 'Mât 2, quai Nord', 'air temperature', 21),
    hour(4, 'Classe 3', 'air temperature', 24),
    { ...hour(5, 'Mât 3, sans lieu', 'air temperature', 30), location: null },
  ])
  const territory: Territory = {
    id: 'test',
    title: { fr: 'Essai', en: 'Test' },
    description: { fr: '', en: '' },
    bounds: [-3, 47, -1, 49],
    crs: 'EPSG:2154',
    timezone: 'Europe/Paris',
    organisation: { name: 'Essai' },
    sources: [hours],
    use: [
      bind(outdoorTemperatures({ property: 'air temperature', things: 'Mât %', access: 'open' }), {
        inputs: { hours },
      }),
    ],
  }
  const built = await build(territory, () => undefined)
  const rows = await built.rows('outdoor_temperatures', StationTemperature)
  expect(rows.map((r) => [r.station, r.temperature])).toEqual([
    ['Mât 1, rue du Port', 18],
    ['Mât 2, quai Nord', 21],
  ])
  expect(rows[0]!.location).toEqual({ type: 'Point', coordinates: [-2.09, 47.65] })
})
