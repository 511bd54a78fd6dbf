import type { Statistics } from '../../../api/json/shapes.ts'
import { barDrawing } from '../../charts/bars.ts'
import { Chart } from '../../charts/chart.tsx'
import { type Page, pick } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { valueText } from '../../parts/value.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

/** Rows from which counting values tells more than reading them: fewer fit in the first page of the table. */
const ENOUGH_ROWS = 20

/** Bars of the most frequent values of the first text that repeats. */
export function frequentValues({ page, statistics }: { readonly page: Page; readonly statistics: Statistics }) {
  if (statistics.rows <= ENOUGH_ROWS) return undefined
  const column = statistics.columns.find(
    (c) =>
      (c.type === 'text' || c.type === 'boolean') &&
      c.role === undefined &&
      c.top.length > 1 &&
      (c.top[0]?.count ?? 0) > 1,
  )
  if (!column) return undefined
  const t = speak(datasetTexts, page.language)
  const bars = column.top.map(({ value, count }) => ({ label: valueText(page, column, value), value: count }))
  const title = t.frequent(pick(page, column.title))
  const first = bars[0]!
  return (
    <Chart
      page={page}
      title={title}
      description={t.frequentAlt(first.label, page.format.number(first.value))}
      drawing={barDrawing(page, bars)}
      table={
        <DataTable
          caption={title}
          hideCaption
          headings={[{ title: pick(page, column.title) }, { title: t.count, numeric: true }]}
          rows={bars.map((bar) => [bar.label, page.format.number(bar.value)])}
        />
      }
    />
  )
}
