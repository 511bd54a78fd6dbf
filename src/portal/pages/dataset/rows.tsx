import type { Dataset, RowsPage } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { type Page, pick, withQuery } from '../../page.ts'
import { Pager, queryNumber } from '../../parts/pager.tsx'
import { DataTable } from '../../parts/table.tsx'
import { columnHeading, isNumeric, valueText } from '../../parts/value.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

const LIMIT = 20
/** Rows shown at most as facts, one a column, rather than as lines of a table. */
const FEW = 3

interface RowsProps {
  readonly page: Page
  readonly dataset: Dataset
}

/** A page of rows, sorted by any column: the heading sorts, a second time the other way. */
export async function Rows({ page, dataset }: RowsProps) {
  const t = speak(datasetTexts, page.language)
  const offset = queryNumber(page.url, 'offset', 0, Math.max(0, dataset.rows - 1))
  const asked = page.url.searchParams.get('sort') ?? ''
  const sorted = dataset.columns.find((c) => c.name === asked.replace(/^-/, '') && canSort(c.type))
  const sort = sorted ? asked : undefined
  const answer = await ask<RowsPage>(
    page.api,
    address(`/api/datasets/${encodeURIComponent(dataset.id)}/rows`, { limit: LIMIT, offset, sort }),
  )
  const columns = dataset.columns.filter((c) => answer.columns.includes(c.name))
  return (
    <section>
      <h2 id="data">{t.data}</h2>
      {answer.rows.length === 0 ? (
        <p class="empty">{t.noRows}</p>
      ) : dataset.rows <= FEW ? (
        <RowFacts page={page} dataset={dataset} rows={answer.rows} />
      ) : (
        <DataTable
          caption={pick(page, dataset.title)}
          hideCaption
          dense
          headings={columns.map((column) => ({
            numeric: isNumeric(column.type),
            title: canSort(column.type) ? (
              <a
                class="sort"
                href={`${withQuery(page.url, { sort: sort === column.name ? `-${column.name}` : column.name, offset: undefined })}#data`}
                title={t.sortBy(pick(page, column.title))}
                rel="nofollow"
              >
                {columnHeading(page, column)}
                {sorted === column && <span aria-hidden="true">{sort?.startsWith('-') ? ' ↓' : ' ↑'}</span>}
              </a>
            ) : (
              columnHeading(page, column)
            ),
          }))}
          rows={answer.rows.map((row) => columns.map((column) => valueText(page, column, row[column.name])))}
        />
      )}
      <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={dataset.rows} anchor="data" />
    </section>
  )
}

/** A few rows turned on their side: a line says one thing of each. */
function RowFacts({ page, dataset, rows }: RowsProps & { readonly rows: RowsPage['rows'] }) {
  const t = speak(datasetTexts, page.language)
  const name =
    dataset.columns.find((c) => c.role === 'title') ??
    dataset.columns.find((c) => c.role === 'id') ??
    dataset.columns.find((c) => dataset.key.includes(c.name) && dataset.key.length === 1)
  const heading = (row: RowsPage['rows'][number], i: number) => {
    if (name) return valueText(page, name, row[name.name])
    return rows.length === 1 ? t.value : t.rowNumber(String(i + 1))
  }
  return (
    <DataTable
      caption={pick(page, dataset.title)}
      hideCaption
      headings={[{ title: t.column }, ...rows.map((row, i) => ({ title: heading(row, i) }))]}
      rows={dataset.columns
        .filter((column) => column !== name)
        .map((column) => [
          columnHeading(page, column),
          ...rows.map((row) => valueText(page, column, row[column.name])),
        ])}
    />
  )
}

const canSort = (type: string) => type !== 'geometry' && type !== 'json'
