import type { Sender } from '../../store/index.ts'

/** Reports kept of one record, the latest; of all of them together. */
const [MOST_OF_ONE, MOST_IN_ALL] = [50, 100_000]

/** What became of a record where it was sent, in the words of RUDI 1.4.1. */
export interface IntegrationReport {
  readonly report_id: string
  readonly resource_id: string
  readonly resource_title?: string
  readonly submission_date?: string
  readonly treatment_date?: string
  readonly method?: 'POST' | 'PUT' | 'DELETE'
  readonly version?: string
  readonly integration_status?: 'OK' | 'KO'
  readonly comment?: string
  readonly integration_errors?: readonly {
    readonly error_code?: string | number
    readonly error_message?: string
    readonly field_name?: string
  }[]
}

/** A report, which way it went, and the organisation at the other end: undefined for the operator and administrators. */
export interface Reported {
  readonly direction: 'received' | 'given'
  readonly organisation: number | undefined
  readonly report: IntegrationReport
  readonly at: Date
}

/** Keeps a report; one of the same identifier about the same record from the same organisation is replaced. Gives whether it was kept. */
export async function keepReport(
  tx: Sender,
  territory: string,
  { direction, organisation, report, at }: Reported,
  most = MOST_IN_ALL,
): Promise<boolean> {
  const resource = report.resource_id.toLowerCase()
  const kept = await tx.query(
    `insert into rudi_report as known (territory, id, direction, resource, organisation, at, status, report)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (territory, id)
     do update set at = excluded.at, status = excluded.status, report = excluded.report
     where known.resource = excluded.resource and known.direction = excluded.direction
       and known.organisation is not distinct from excluded.organisation returning id`,
    [
      ...[territory, report.report_id.toLowerCase(), direction, resource, organisation ?? null, at],
      ...[report.integration_status ?? 'OK', JSON.stringify(report)],
    ],
  )
  await tx.query(
    `delete from rudi_report where territory = $1 and resource = $2 and id in
       (select id from rudi_report where territory = $1 and resource = $2 order by at desc, id offset $3)`,
    [territory, resource, MOST_OF_ONE],
  )
  await tx.query(
    `delete from rudi_report where territory = $1
       and at < (select at from rudi_report where territory = $1 order by at desc offset $2 limit 1)`,
    [territory, most],
  )
  return kept.length > 0
}

/** The reports about a record, the latest first; of one organisation when it is named. */
export async function listIntegrationReports(
  tx: Sender,
  territory: string,
  resource: string,
  asked: { readonly organisation: number | undefined; readonly limit: number; readonly offset: number },
): Promise<{ readonly total: number; readonly items: IntegrationReport[] }> {
  const values = [territory, resource.toLowerCase(), asked.organisation ?? null]
  const where = 'territory = $1 and resource = $2 and ($3::bigint is null or organisation = $3)'
  const [counted] = await tx.query<{ total: number }>(
    `select count(*) as total from rudi_report where ${where}`,
    values,
  )
  const rows = await tx.query<{ report: IntegrationReport }>(
    `select report from rudi_report where ${where} order by at desc, id limit $4 offset $5`,
    [...values, asked.limit, asked.offset],
  )
  return { total: counted!.total, items: rows.map(({ report }) => report) }
}

/** One report about a record; undefined when there is none, or it is another organisation's. */
export async function readIntegrationReport(
  tx: Sender,
  territory: string,
  resource: string,
  id: string,
  organisation: number | undefined,
): Promise<IntegrationReport | undefined> {
  const [row] = await tx.query<{ report: IntegrationReport }>(
    `select report from rudi_report where territory = $1 and resource = $2 and id = $3
       and ($4::bigint is null or organisation = $4)`,
    [territory, resource.toLowerCase(), id.toLowerCase(), organisation ?? null],
  )
  return row?.report
}
