import type { Dataset, Series, Statistics } from '../../../api/json/shapes.ts'
import { address, askMaybe } from '../../ask.ts'
import { Chart } from '../../charts/chart.tsx'
import { clockTime, type Line, linesDrawing } from '../../charts/time.ts'
import { type Page, pick, withQuery } from '../../page.ts'
import { DataTable } from '../../parts/table.tsx'
import { columnHeading, isNumeric } from '../../parts/value.ts'
import { datasetTexts } from '../../text/dataset.ts'
import { speak } from '../../text/speak.ts'

export interface ChartProps {
  readonly page: Page
  readonly dataset: Dataset
  readonly statistics: Statistics
}

/** Counters, sensors… drawn each on its own, at most: more are added up or averaged. */
const MOST_GROUPS = 8

type Measured = Statistics['columns'][number]

/** The main measure over time, each counter or sensor on its own where they are few. */
export async function overTime({ page, dataset, statistics }: ChartProps) {
  const column = (name: string | undefined) => statistics.columns.find((c) => c.name === name)
  const time = column(timeOf(dataset))
  if (typeof time?.min !== 'string' || typeof time.max !== 'string') return undefined
  const measures = statistics.columns.filter((c) => isNumeric(c.type) && c.role === undefined && c.min !== null)
  const asked = page.url.searchParams.get('value')
  const measure = measures.find((c) => c.name === asked) ?? measures.find((c) => c.unit !== undefined) ?? measures[0]
  if (!measure) return undefined
  const group = groupOf(dataset.key.filter((name) => name !== time.name).map(column))
  const by = periodFor(time.min, time.max, time.type === 'date')
  const found = await Promise.all(
    (group ? group.top.map(({ value }) => String(value)) : [undefined]).map(async (value) => ({
      title: value ?? '',
      series: await askMaybe<Series>(
        page.api,
        address(`/api/datasets/${encodeURIComponent(dataset.id)}/series`, {
          time: time.name,
          value: measure.name,
          by,
          where: group && `${group.name}:${value}`,
        }),
      ),
    })),
  )
  const lines: Line[] = found
    .filter(({ series }) => series !== undefined && series.points.length > 1)
    .map(({ title, series }) => ({
      title,
      points: series!.points.map((p) => ({ ...p, value: drawnValue(measure, p) })),
    }))
    .toSorted((a, b) => a.title.localeCompare(b.title, page.language, { numeric: true }))
  if (lines.length === 0) return undefined
  return (
    <>
      {measures.length > 1 && <Choice page={page} columns={measures} chosen={measure.name} />}
      <TimeChart page={page} measure={measure} group={group} by={by} lines={lines} />
    </>
  )
}

/** The column of time of a dataset: the one of that role, else the day or instant that tells its rows apart. */
function timeOf({ time, key, columns }: Dataset): string | undefined {
  return time ?? columns.find((c) => key.includes(c.name) && (c.type === 'date' || c.type === 'instant'))?.name
}

/** What a row is about beside its time, when it is one text with few values. */
function groupOf(others: readonly (Measured | undefined)[]): Measured | undefined {
  const [group] = others
  if (others.length !== 1 || group?.type !== 'text') return undefined
  const few = group.distinct !== null && group.distinct > 1 && group.distinct <= MOST_GROUPS
  return few && group.top.length === group.distinct ? group : undefined
}

const DAY_MS = 86_400_000

/** The period that gives some hundreds of points at most. */
function periodFor(from: string, to: string, isDate: boolean): Series['by'] {
  const days = (clockTime(to.slice(0, 10)).getTime() - clockTime(from.slice(0, 10)).getTime()) / DAY_MS + 1
  if (days <= 3 && !isDate) return '15min'
  if (days <= 21 && !isDate) return 'hour'
  if (days <= 800) return 'day'
  return days <= 30_000 ? 'month' : 'year'
}

/** Counts add up; measures are averaged. */
const addsUp = ({ unit }: Measured) => unit?.startsWith('{') === true && !unit.includes('/')
const drawnValue = (measure: Measured, point: Series['points'][number]) => (addsUp(measure) ? point.sum : point.mean)

interface TimeChartProps {
  readonly page: Page
  readonly measure: Measured
  readonly group: Measured | undefined
  readonly by: Series['by']
  readonly lines: readonly Line[]
}

function TimeChart({ page, measure, group, by, lines }: TimeChartProps) {
  const t = speak(datasetTexts, page.language)
  const { short, moment, date } = page.format
  const when = by === 'hour' || by === '15min' ? moment : date
  const what = t.chartTitle(columnHeading(page, measure), addsUp(measure) ? t.sumBy(t[by]) : t.meanBy(t[by]))
  const title = group ? t.chartEach(what, pick(page, group.title)) : what
  const starts = [...new Set(lines.flatMap((line) => line.points.map((p) => p.start)))].toSorted()
  const byStart = lines.map((line) => new Map(line.points.map((p) => [p.start, p.value])))
  const values = lines.flatMap((line) => line.points.map((p) => p.value))
  const text = (value: number | undefined) => (value === undefined ? '' : short(value))
  return (
    <Chart
      page={page}
      title={title}
      description={t.chartAlt(
        short(Math.min(...values)),
        short(Math.max(...values)),
        when(starts[0]!),
        when(starts.at(-1)!),
      )}
      drawing={linesDrawing(page, lines, by, page.format.unit(measure.unit))}
      table={
        <DataTable
          caption={title}
          hideCaption
          headings={[
            { title: t.period },
            ...lines.map((line) => ({ title: line.title || columnHeading(page, measure), numeric: true })),
          ]}
          rows={starts.map((start) => [when(start), ...byStart.map((found) => text(found.get(start)))])}
        />
      }
    />
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
