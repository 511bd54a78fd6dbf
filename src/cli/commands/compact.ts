import { maintain } from '../../observe/index.ts'
import type { Call } from '../args.ts'
import { formats } from '../format.ts'
import { withSensors } from '../with-sensors.ts'

/** `orchestra compact`: deletes the observations past their retention, and moves old months to Parquet. */
export function compact({ options }: Call): Promise<number> {
  return withSensors(options, async ({ observe }) => {
    const done = await maintain(observe, new Date())
    if (options.json) {
      console.log(JSON.stringify(done))
      return 0
    }
    const fr = options.language === 'fr'
    const { count, bytes } = formats(options.language)
    for (const { dataset, before, removed } of done.retention)
      console.log(
        fr
          ? `${dataset} : ${count(removed)} observations d’avant le ${before.toISOString().slice(0, 10)} supprimées.`
          : `${dataset}: ${count(removed)} observations from before ${before.toISOString().slice(0, 10)} deleted.`,
      )
    for (const month of done.months)
      console.log(`${month.month}: ${count(month.rows)} observations, ${bytes(month.bytes)}`)
    if (done.months.length === 0) console.log(fr ? 'Aucun mois à compacter.' : 'No month to compact.')
    return 0
  })
}
