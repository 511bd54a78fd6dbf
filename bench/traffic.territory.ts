import mobility from '../packs/mobility/pack.ts'
import { bind, defineTerritory } from '../src/kernel/index.ts'
import { traffic, trafficSegments } from '../territories/rennes/sources/traffic.ts'

const both = (s: string) => ({ fr: s, en: s })
/** The source of Rennes, read from a file that the benchmark writes. No segment is known: readings are aggregated alone. */
const readings = { ...traffic, snapshot: 'traffic.csv' }
const segments = { ...trafficSegments, snapshot: 'segments.json' }

export default defineTerritory({
  id: 'bench-traffic',
  title: both('Traffic'),
  description: both('Traffic'),
  bounds: [-1.962, 47.934, -1.467, 48.307],
  crs: 'EPSG:3948',
  timezone: 'Europe/Paris',
  organisation: { name: 'Bench' },
  sources: [readings, segments],
  use: [bind(mobility, { inputs: { traffic: readings, traffic_segments: segments } })],
})
