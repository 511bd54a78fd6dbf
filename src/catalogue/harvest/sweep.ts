import type { Sender } from '../../store/index.ts'

/** Harvests of a source whose reports, record by record, are kept. Of the others the counts stay. */
export const REPORTED_RUNS = 50

/** Forgets the reports of the oldest harvests of a source. Gives how many. */
export async function sweepHarvestReports(
  tx: Sender,
  territory: string,
  source: string,
  runs = REPORTED_RUNS,
): Promise<number> {
  const gone = await tx.query(
    `delete from harvest_report where run in
       (select id from harvest_run where territory = $1 and source = $2 order by id desc offset $3) returning 1`,
    [territory, source, runs],
  )
  return gone.length
}
