import { defineTerritory } from 'city-orchestra'

const both = (text) => ({ fr: text, en: text })

/** Sensors and nothing else, which anybody may write: test suites empty the place and fill it. */
export default defineTerritory({
  id: 'conformance',
  title: both('Conformance'),
  description: both('Conformance'),
  bounds: [-180, -90, 180, 90],
  crs: 'EPSG:4326',
  timezone: 'UTC',
  organisation: { name: 'Conformance' },
  sources: [],
  use: [],
  sensing: { writes: 'open', defaultAccess: 'open' },
})
