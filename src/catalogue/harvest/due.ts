import { Cron } from 'croner'
import type { Harvest } from '../../kernel/index.ts'
import type { Sender } from '../../store/index.ts'

/** The harvests that their schedule says to do now. A moment missed while nothing was running is made up for once; one never done is due. */
export async function dueHarvests(
  tx: Sender,
  territory: { readonly id: string; readonly timezone: string; readonly harvests?: readonly Harvest[] },
  now: Date,
): Promise<Harvest[]> {
  const scheduled = (territory.harvests ?? []).filter(({ cron }) => cron)
  if (scheduled.length === 0) return []
  const rows = await tx.query<{ source: string; last: Date }>(
    'select source, max(started) as last from harvest_run where territory = $1 group by source',
    [territory.id],
  )
  const last = new Map(rows.map((row) => [row.source, row.last]))
  return scheduled.filter(({ id, cron }) => {
    const before = last.get(id)
    if (!before) return true
    const [moment] = new Cron(cron!, { timezone: territory.timezone }).previousRuns(1, new Date(now.getTime() + 1000))
    return moment !== undefined && moment > before && moment <= now
  })
}
