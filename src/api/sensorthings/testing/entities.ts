import type { Station } from './station.ts'

// Entities as the OGC's test suite for SensorThings makes them (ets-sta10), in bodies of our own.

export const sets = [
  'Things',
  'Locations',
  'HistoricalLocations',
  'Datastreams',
  'Sensors',
  'ObservedProperties',
  'Observations',
  'FeaturesOfInterest',
] as const
export type SetName = (typeof sets)[number]

/** The properties the suite looks at. */
export const properties: Readonly<Record<SetName, readonly string[]>> = {
  Things: ['name', 'description'],
  Locations: ['name', 'description', 'encodingType', 'location'],
  HistoricalLocations: ['time'],
  Datastreams: ['name', 'description', 'unitOfMeasurement', 'observationType'],
  Sensors: ['name', 'description', 'encodingType', 'metadata'],
  ObservedProperties: ['name', 'definition', 'description'],
  Observations: ['phenomenonTime', 'result', 'resultTime'],
  FeaturesOfInterest: ['name', 'description', 'encodingType', 'feature'],
}

/** The relations of each type, by their name, to the set they lead to. */
export const relations: Readonly<Record<SetName, Readonly<Record<string, SetName>>>> = {
  Things: { Locations: 'Locations', HistoricalLocations: 'HistoricalLocations', Datastreams: 'Datastreams' },
  Locations: { Things: 'Things', HistoricalLocations: 'HistoricalLocations' },
  HistoricalLocations: { Thing: 'Things', Locations: 'Locations' },
  Datastreams: {
    Thing: 'Things',
    Sensor: 'Sensors',
    ObservedProperty: 'ObservedProperties',
    Observations: 'Observations',
  },
  Sensors: { Datastreams: 'Datastreams' },
  ObservedProperties: { Datastreams: 'Datastreams' },
  Observations: { Datastream: 'Datastreams', FeatureOfInterest: 'FeaturesOfInterest' },
  FeaturesOfInterest: { Observations: 'Observations' },
}

export const isMany = (relation: string): boolean => (sets as readonly string[]).includes(relation)

const unit = { name: 'Lumen', symbol: 'lm', definition: 'http://qudt.org/vocab/unit/LM' }
export const measurement = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'

export const thing = (n: number | string) => ({
  name: `thing ${n}`,
  description: `thing ${n}`,
  properties: { reference: `${n}` },
})
export const location = (n: number | string, lon = -117.05, lat = 51.05) => ({
  name: `location ${n}`,
  description: `location ${n}`,
  encodingType: 'application/vnd.geo+json',
  location: { type: 'Point', coordinates: [lon, lat] },
})
export const sensor = (n: number | string) => ({
  name: `sensor ${n}`,
  description: `sensor ${n}`,
  encodingType: 'application/pdf',
  metadata: `Sensor of kind ${n}`,
})
export const observedProperty = (n: number | string) => ({
  name: `property ${n}`,
  definition: `http://qudt.org/vocab/quantitykind/Luminous${n}`,
  description: `observedProperty ${n}`,
})
export const feature = (n: number | string, lon = -114.05, lat = 51.05) => ({
  name: `feature ${n}`,
  description: `feature ${n}`,
  encodingType: 'application/vnd.geo+json',
  feature: { type: 'Point', coordinates: [lon, lat] },
})
export const datastream = (n: number | string, links: object = {}) => ({
  name: `datastream ${n}`,
  description: `datastream ${n}`,
  observationType: measurement,
  unitOfMeasurement: unit,
  ...links,
})
export const ref = (id: number) => ({ '@iot.id': id })

/**
 * What level 3 of the suite is asked on: two things with two datastreams each, which exchanged their places once, and twelve
 * observations of March 2015. Sensors are four, properties three, features of interest two.
 */
export async function makeTown(
  station: Station,
): Promise<{ things: number[]; datastreams: number[]; observations: number[] }> {
  const things: number[] = []
  const datastreams: number[] = []
  const idsOf = async (path: string) => {
    const { body } = await station.get(`${path}?$orderby=id`)
    return body.value.map((one) => one['@iot.id'])
  }
  for (const n of [1, 2]) {
    const shared = n === 2 ? (await idsOf(`/Datastreams(${datastreams[1]})/Thing/Datastreams`)).length : 0
    const second =
      shared > 0
        ? ref((await station.get(`/Datastreams(${datastreams[1]})/ObservedProperty`)).body['@iot.id'])
        : observedProperty(2)
    const id = await station.make('/Things', {
      ...thing(n),
      Locations: [location(n, -117.05 + n * 10, 51.05)],
      Datastreams: [
        datastream(2 * n - 1, { ObservedProperty: observedProperty(n === 1 ? 1 : 3), Sensor: sensor(2 * n - 1) }),
        datastream(2 * n, { ObservedProperty: second, Sensor: sensor(2 * n) }),
      ],
    })
    things.push(id)
    datastreams.push(...(await idsOf(`/Things(${id})/Datastreams`)))
  }
  const places = [await idsOf(`/Things(${things[0]})/Locations`), await idsOf(`/Things(${things[1]})/Locations`)]
  await station.ask('PATCH', `/Things(${things[0]})`, { Locations: [ref(places[1]![0]!)] })
  await station.ask('PATCH', `/Things(${things[1]})`, { Locations: [ref(places[0]![0]!)] })
  const observations: number[] = []
  for (let n = 1; n <= 12; n++) {
    const day = `2015-03-${String(n).padStart(2, '0')}T00:00:00.000Z`
    observations.push(
      await station.make(`/Datastreams(${datastreams[Math.floor((n - 1) / 3)]})/Observations`, {
        ...{ phenomenonTime: day, resultTime: day, result: n, validTime: `${day}/2016-01-01T00:00:00.000Z` },
        parameters: { n },
      }),
    )
  }
  return { things, datastreams, observations }
}
