import type { Options } from './args.ts'
import { openHouse } from './open.ts'
import { openSensors, type Sensors } from './sensors.ts'

/** Opens the sensors of a territory for the time of a command. Without `sensing` in its file, it has none but the default dataset. */
export async function withSensors(options: Options, work: (sensors: Sensors) => Promise<number>): Promise<number> {
  const house = await openHouse(options, () => {})
  try {
    const sensors = await openSensors(house, house.chain.graph.territory.sensing ?? {}, options)
    try {
      return await work(sensors)
    } finally {
      await sensors.close()
    }
  } finally {
    await house.close()
  }
}
