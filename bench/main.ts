import { cpus, totalmem } from 'node:os'
import { benchRennes, benchServe, benchTraffic } from './chain.ts'
import { benchComfort } from './comfort.ts'
import { benchConnect } from './connect.ts'
import { benchCrypt } from './crypt.ts'
import { benchExport } from './export.ts'
import { benchFeatures } from './features.ts'
import { benchKriging } from './kriging.ts'
import { benchLake } from './lake.ts'
import type { Line } from './measure.ts'
import { benchObserve } from './observe.ts'
import { benchPartitions } from './partitions.ts'
import { benchRasters } from './rasters.ts'
import { benchRoutes } from './routes.ts'
import { benchSearch } from './search.ts'
import { benchSensors } from './sensors.ts'
import { benchShade } from './shade.ts'
import { benchTiles } from './tiles.ts'

const benches: Readonly<Record<string, () => Promise<readonly Line[]>>> = {
  rennes: benchRennes,
  traffic: benchTraffic,
  partitions: benchPartitions,
  serve: benchServe,
  lake: benchLake,
  export: benchExport,
  connect: benchConnect,
  comfort: benchComfort,
  features: benchFeatures,
  tiles: benchTiles,
  rasters: benchRasters,
  observe: benchObserve,
  sensors: benchSensors,
  shade: benchShade,
  kriging: benchKriging,
  routes: benchRoutes,
  search: benchSearch,
  crypt: benchCrypt,
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in benches))
if (unknown.length) {
  console.error(`No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
const [cpu] = cpus()
console.log(
  `${cpu?.model.trim()} × ${cpus().length}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}\n`,
)
const head: Line = { name: 'bench', size: 'size', seconds: Number.NaN, rate: 'rate' }
print(head)
for (const [name, bench] of Object.entries(benches)) {
  if (asked.length && !asked.includes(name)) continue
  for (const line of await bench()) print(line)
}

function print({ name, size, seconds, rate }: Line): void {
  const time = Number.isNaN(seconds) ? 'seconds' : seconds.toFixed(seconds < 1 ? 3 : 1)
  console.log(`${name.padEnd(38)} ${size.padEnd(34)} ${time.padStart(8)}  ${rate}`)
}
