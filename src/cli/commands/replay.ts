import type { Call } from '../args.ts'
import { withSensors } from '../with-sensors.ts'

/**
 * `orchestra replay`: reads the frames set aside again, after a codec was mended or a device declared. `--all`: those decoded
 * too, as another codec reads them now.
 */
export function replay({ options }: Call, signal: AbortSignal): Promise<number> {
  const { device, since, all } = options.sensors
  return withSensors(options, async ({ ingest }) => {
    const done = await ingest.replay({
      signal,
      quarantinedOnly: !all,
      ...(device !== undefined && { device }),
      ...(since && { since }),
    })
    if (options.json) console.log(JSON.stringify(done))
    else if (options.language === 'fr')
      console.log(`${done.frames} trames relues : ${done.decoded} décodées, ${done.quarantined} restent de côté.`)
    else console.log(`${done.frames} frames read again: ${done.decoded} decoded, ${done.quarantined} stay set aside.`)
    return 0
  })
}
