import type { Dataset, Series, Statistics } from '../../../api/json/shapes.ts'
import { address, askMaybe } from '../../ask.ts'
import { barDrawing } from '../../charts/bars.ts'
import { Chart } from '../../charts/chart.tsx'
import { clockTime, lineDrawing } from '../../charts/time.ts'
import { type Page, pick, withQuery } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { columnHeading, isNumeric, valueText } from '../../parts/value.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

interface ChartProps {
  readonly page: Page
  readonly dataset: Dataset
  readonly statistics: Statistics
}

/** The chart that suits a dataset: values over time where it has a time, else the most frequent values. */
export async function DatasetChart({ page, dataset, statistics }: ChartProps) {
  const t = speak(datasetTexts, page.language)
  const picture = (await overTime({ page, dataset, statistics })) ?? frequentValues({ page, dataset, statistics })
  if (!picture) return null
  return (
    <section>
      <h2 id="chart">{t.chart}</h2>
      {picture}
    </section>
  )
}

const DAY_MS = 86_400_000

/** The period that gives some hundreds of points at most. */
function periodFor(from: string, to: string): Series['by'] {
  const days = (clockTime(to.slice(0, 10)).getTime() - clockTime(from.slice(0, 10)).getTime()) / DAY_MS + 1
  if (days <= 3) return '15min'
  if (days <= 21) return 'hour'
  if (days <= 800) return 'day'
  return days <= 30_000 ? 'month' : 'year'
}

async function overTime({ page, dataset, statistics }: ChartProps) {
  const { temporal } = dataset.extent
  if (!dataset.time || !temporal) return undefined
  const measures = statistics.columns.filter((c) => isNumeric(c.type) && c.role === undefined && c.min !== null)
  const asked = page.url.searchParams.get('value')
  const column = measures.find((c) => c.name === asked) ?? measures.find((c) => c.unit !== undefined) ?? measures[0]
  if (!column) return undefined
  const series = await askMaybe<Series>(
    page.api,
    address(`/api/datasets/${encodeURIComponent(dataset.id)}/series`, {
      time: dataset.time,
      value: column.name,
      by: periodFor(temporal.from, temporal.to),
    }),
  )
  if (!series || series.points.length < 2) return undefined
  const t = speak(datasetTexts, page.language)
  // Counts add up; measures are averaged.
  const adds = column.unit?.startsWith('{') === true && !column.unit.includes('/')
  const value = (p: Series['points'][number]) => (adds ? p.sum : p.mean)
  const by = t[series.by]
  const title = t.chartTitle(columnHeading(page, column), adds ? t.sumBy(by) : t.meanBy(by))
  const values = series.points.map(value)
  const { short, moment } = page.format
  const [first, last] = [series.points[0]!, series.points.at(-1)!]
  return (
    <>
      {measures.length > 1 && <Choice page={page} columns={measures} chosen={column.name} />}
      <Chart
        page={page}
        title={title}
        description={t.chartAlt(
          short(Math.min(...values)),
          short(Math.max(...values)),
          moment(first.start),
          moment(last.start),
        )}
        drawing={lineDrawing(
          page,
          series.points.map((p) => ({ local: p.local, value: value(p) })),
          page.format.unit(column.unit),
        )}
        table={
          <DataTable
            caption={title}
            hideCaption
            headings={[{ title: t.period }, { title: columnHeading(page, column), numeric: true }]}
            rows={series.points.map((p) => [moment(p.start), short(value(p))])}
          />
        }
      />
    </>
  )
}

/** Links that choose the column of the chart. */
function Choice({ page, columns, chosen }: { page: Page; columns: Statistics['columns']; chosen: string }) {
  const t = speak(datasetTexts, page.language)
  return (
    <nav class="choice" aria-label={t.showColumn}>
      <span>{t.showColumn}</span>
      <ul>
        {columns.map((column) => (
          <li>
            <a
              href={`${withQuery(page.url, { value: column.name })}#chart`}
              aria-current={column.name === chosen ? 'true' : undefined}
            >
              {pick(page, column.title)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function frequentValues({ page, statistics }: ChartProps) {
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
