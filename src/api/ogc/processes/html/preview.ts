import type { Context } from 'hono'
import { columnOfRole, type Language, type ProcessAbout, type Table } from '../../../../kernel/index.ts'
import type { Lake, Row } from '../../../../lake/index.ts'
import type { Job, Offered } from '../../../../pipeline/index.ts'
import type { Deps } from '../../../deps.ts'
import { hrefOf } from '../answer.ts'
import { formNames } from '../formats.ts'

/** Rows of a table that a page shows. */
const ROWS_SHOWN = 20

/** What a page shows of one output. */
export interface Shown {
  readonly name: string
  readonly title: string
  readonly links: readonly { readonly href: string; readonly title: string }[]
  readonly value?: unknown
  /** Of a file. */
  readonly bytes?: number
  readonly fields?: Readonly<Record<string, ProcessAbout>>
  readonly table?: {
    readonly shape: Table
    readonly columns: readonly string[]
    readonly rows: readonly Row[]
    readonly count: number
  }
}

/** Reads what a page shows of the results of a job: values whole, tables by their first rows. */
export async function showResults(
  { chain }: Pick<Deps, 'chain'>,
  c: Context,
  job: Job,
  offered: Offered,
  language: Language,
): Promise<Shown[]> {
  const { origin } = new URL(c.req.url)
  const shown: Shown[] = []
  for (const [name, result] of Object.entries(job.results ?? {})) {
    const output = offered.outputs[name]
    if (!output) continue
    const links = formNames(output, language).map(({ mediaType, title }) => ({
      ...{ href: hrefOf(origin, job, name, mediaType), title },
    }))
    const about = { name, title: output.title[language], links }
    if ('rows' in output && 'object' in result)
      shown.push({ ...about, table: await firstRows(chain.lake, output.rows, result) })
    else if ('fields' in output && 'value' in result)
      shown.push({ ...about, value: result.value, ...(output.fields && { fields: output.fields }) })
    else if ('value' in result) shown.push({ ...about, value: result.value })
    else shown.push({ ...about, bytes: result.bytes })
  }
  return shown
}

async function firstRows(
  lake: Lake,
  shape: Table,
  { object, rows: count }: { readonly object: string; readonly rows: number },
): Promise<NonNullable<Shown['table']>> {
  const geometry = columnOfRole(shape, 'geometry')
  const columns = Object.keys(shape.columns).filter((column) => column !== geometry)
  const read = lake.read({ shape, hashes: [object] }, { columns, limit: ROWS_SHOWN })
  return { shape, columns, rows: (await Array.fromAsync(read)).flat(), count }
}
