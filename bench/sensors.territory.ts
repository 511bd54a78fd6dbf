import { defineTerritory } from '../src/kernel/index.ts'

const both = (s: string) => ({ fr: s, en: s })

/** A territory with sensors and nothing else. Anybody may write: the benchmark is its only client. */
export default defineTerritory({
  id: 'bench-sensors',
  title: both('Sensors'),
  description: both('Sensors'),
  bounds: [-1.962, 47.934, -1.467, 48.307],
  crs: 'EPSG:3948',
  timezone: 'Europe/Paris',
  organisation: { name: 'Bench' },
  sources: [],
  use: [],
  sensing: { writes: 'open', defaultAccess: 'open' },
})
