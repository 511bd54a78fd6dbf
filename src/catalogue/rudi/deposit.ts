import { randomUUID } from 'node:crypto'
import type { Store } from '../../store/index.ts'
import { datasetIdOf } from '../harvest/collect.ts'
import type { Finding } from '../harvest/findings.ts'
import { fieldsOf } from '../harvest/mend.ts'
import { putRecord, withdrawRecord } from '../records/put.ts'
import { judgePushed } from './judge.ts'
import { type IntegrationReport, keepReport } from './reports.ts'
import { isUuid } from './uuid.ts'
import { RUDI_VERSION } from './write.ts'

/** Who pushes: an organisation, by a key of its own. */
export interface Depositor {
  readonly id: number
  readonly slug: string
}

interface Deposit {
  readonly store: Store
  readonly territory: string
  readonly by: Depositor
  readonly at: Date
}

/** The source of what an organisation pushes. A dot is in no name of a harvest: neither takes the place of the other. */
export const depositSource = (slug: string): string => `deposit.${slug}`

/** Nobody's record: what a report is about when what came names none. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** Takes a record that is pushed, or says why not. The report is kept, and given. */
export async function takePushed(
  { store, territory, by, at }: Deposit,
  method: 'POST' | 'PUT',
  raw: unknown,
): Promise<IntegrationReport> {
  const { title, record, errors, repairs } = judgePushed(raw)
  const name = fieldsOf(raw).global_id
  const globalId = typeof name === 'string' && isUuid(name) ? name.toLowerCase() : undefined
  return store.transaction(async (tx) => {
    const source = depositSource(by.slug)
    const refused = [...errors]
    if (globalId && record) refused.push(...(await conflicts(tx, territory, source, globalId, method)))
    if (globalId && record && refused.length === 0) {
      const put = { territory, source, external: globalId, dataset: datasetIdOf(source, globalId), record, repairs }
      await putRecord(tx, { ...put, by: { kind: 'service' }, at })
    }
    const comment = repairs
      .map(({ field, say }) => `${field} : ${say.fr}`)
      .join('\n')
      .slice(0, 4000)
    const report = reportOf({ method, at, resource: globalId ?? NOBODY, title, errors: refused, comment })
    await keepReport(tx, territory, { direction: 'given', organisation: by.id, report, at })
    return report
  })
}

/** Takes back a record that was pushed: it is kept for memory. */
export async function dropPushed({ store, territory, by, at }: Deposit, globalId: string): Promise<IntegrationReport> {
  return store.transaction(async (tx) => {
    const source = depositSource(by.slug)
    const external = globalId.toLowerCase()
    const gone = await withdrawRecord(tx, { territory, source, external, by: { kind: 'service' }, at })
    const report = reportOf({
      ...{ method: 'DELETE', at, resource: external, title: external, comment: '' },
      errors: gone ? [] : [notYours],
    })
    await keepReport(tx, territory, { direction: 'given', organisation: by.id, report, at })
    return report
  })
}

/** Why a name may not be taken: it is another's, or it is a new record's that is known already. */
async function conflicts(
  tx: Pick<Store, 'query'>,
  territory: string,
  source: string,
  globalId: string,
  method: 'POST' | 'PUT',
): Promise<Finding[]> {
  const rows = await tx.query<{ source: string }>(
    `select source from catalogue_record where territory = $1 and external = $2 and state = 'active'`,
    [territory, globalId],
  )
  if (rows.some((row) => row.source !== source)) return [notYours]
  return method === 'POST' && rows.length > 0 ? [known] : []
}

function reportOf(told: {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly at: Date
  readonly resource: string
  readonly title: string
  readonly errors: readonly Finding[]
  readonly comment: string
}): IntegrationReport {
  const { method, at, resource, title, errors, comment } = told
  return {
    report_id: randomUUID(),
    resource_id: resource,
    resource_title: title.slice(0, 200),
    submission_date: at.toISOString(),
    treatment_date: at.toISOString(),
    method,
    version: RUDI_VERSION,
    integration_status: errors.length === 0 ? 'OK' : 'KO',
    comment,
    integration_errors: errors.map(({ code, field, say }) => ({
      ...{ error_code: code, error_message: say.fr, field_name: field },
    })),
  }
}

const notYours: Finding = {
  code: 'ERR-403',
  field: 'global_id',
  say: { fr: 'Ce jeu de données n’est pas à cette organisation.', en: 'This dataset is not of this organisation.' },
}
const known: Finding = {
  code: 'ERR-304',
  field: 'global_id',
  say: {
    fr: 'Ce jeu de données est déjà connu : modifiez-le par PUT.',
    en: 'This dataset is known already: change it with PUT.',
  },
}
