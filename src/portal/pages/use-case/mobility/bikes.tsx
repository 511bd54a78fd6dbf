import * as Plot from '@observablehq/plot'
import type { RowsPage } from '../../../../api/json/shapes.ts'
import { address, ask } from '../../../ask.ts'
import { Chart } from '../../../charts/chart.tsx'
import { clockTime, timeAxes } from '../../../charts/time.ts'
import { type Page, withQuery } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { speak } from '../../../text/speak.ts'
import { mobilityTexts } from '../../../text/use-cases.ts'
import type { Readable } from './readable.ts'

interface Forecast {
  readonly counter: string
  readonly at: string
  readonly count: number
  readonly error: number | null
  readonly origin: string
}

interface Counted {
  readonly at: string
  readonly count: number | null
}

interface MeasuredError {
  readonly horizon: number
  readonly hours: number
  readonly mae: number
  readonly naive_mae: number
}

const WEEK_MS = 7 * 86_400_000

/** The last week counted, the 48 hours forecast, and how far such forecasts have been from the truth. */
export async function Bikes({ page, readable }: { page: Page; readable: Readable }) {
  if (!readable('bike_forecast') || !readable('bike_hourly') || !readable('bike_counters')) return null
  const t = speak(mobilityTexts, page.language)
  const counters = (await rowsOf<{ counter: string; name: string }>(page, 'bike_counters', [])).slice(0, 50)
  const asked = page.url.searchParams.get('counter')
  const counter = counters.find((c) => c.counter === asked) ?? counters[0]
  if (!counter) return null
  const own = `counter:${counter.counter}`
  const forecast = (await rowsOf<Forecast>(page, 'bike_forecast', [own])).toSorted(byTime)
  const origin = forecast[0]?.origin
  if (!origin) return null
  const since = new Date(Date.parse(origin) - WEEK_MS).toISOString()
  const [counted, errors] = await Promise.all([
    rowsOf<Counted>(page, 'bike_hourly', [own, `at>=${since}`]),
    readable('bike_forecast_error') ? rowsOf<MeasuredError>(page, 'bike_forecast_error', [own]) : [],
  ])
  return (
    <section>
      <h2 id="bikes">{t.bikes}</h2>
      {counters.length > 1 && (
        <nav class="choice" aria-label={t.counter}>
          <span>{t.counter}</span>
          <ul>
            {counters.map((c) => (
              <li>
                <a
                  href={`${withQuery(page.url, { counter: c.counter })}#bikes`}
                  aria-current={c === counter ? 'true' : undefined}
                >
                  {c.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <BikeChart page={page} name={counter.name} counted={counted.toSorted(byTime)} forecast={forecast} />
      <ErrorWords page={page} errors={errors} />
      <p>
        <a href="/datasets/bike_forecast">{t.details}</a>
      </p>
    </section>
  )
}

const byTime = (a: { at: string }, b: { at: string }) => a.at.localeCompare(b.at)

async function rowsOf<T>(page: Page, id: string, where: readonly string[]): Promise<T[]> {
  const { rows } = await ask<RowsPage>(page.api, address(`/api/datasets/${id}/rows`, { limit: 1000, where }))
  return rows as T[]
}

interface BikeChartProps {
  readonly page: Page
  readonly name: string
  readonly counted: readonly Counted[]
  readonly forecast: readonly Forecast[]
}

function BikeChart({ page, name, counted, forecast }: BikeChartProps) {
  const t = speak(mobilityTexts, page.language)
  const { number, moment, clock } = page.format
  const past = counted.map((hour) => ({ at: clockTime(clock(hour.at)), value: hour.count ?? Number.NaN }))
  const future = forecast.map((hour) => ({
    at: clockTime(clock(hour.at)),
    value: hour.count,
    low: Math.max(0, hour.count - (hour.error ?? 0)),
    high: hour.count + (hour.error ?? 0),
  }))
  const origin = moment(forecast[0]!.origin)
  const highest = number(Math.max(...forecast.map((hour) => hour.count)), 0)
  const title = t.bikesChart(name)
  return (
    <Chart
      page={page}
      title={title}
      description={t.bikesAlt(origin, highest)}
      drawing={(width) => ({
        ...timeAxes(
          page,
          width,
          [...past, ...future].map((p) => p.at),
          '',
        ),
        marks: [
          Plot.ruleY([0], { stroke: 'var(--line)' }),
          Plot.areaY(future, { x: 'at', y1: 'low', y2: 'high', fill: 'var(--series-2)', fillOpacity: 0.25 }),
          Plot.lineY(past, { x: 'at', y: 'value', stroke: 'var(--series-1)', strokeWidth: 1.6 }),
          Plot.lineY(future, {
            x: 'at',
            y: 'value',
            stroke: 'var(--series-2)',
            strokeWidth: 2,
            strokeDasharray: '5 3',
          }),
        ],
      })}
      note={
        <>
          <ul class="line-legend">
            <li>
              <svg width="30" height="10" aria-hidden="true">
                <path class="series-1" d="M1 5H29" />
              </svg>
              {t.counted}
            </li>
            <li>
              <svg width="30" height="10" aria-hidden="true">
                <path class="series-2" d="M1 5H29" />
              </svg>
              {t.forecast}
            </li>
            <li>
              <svg width="30" height="12" aria-hidden="true">
                <rect class="band" width="30" height="12" />
              </svg>
              {t.errorBand}
            </li>
          </ul>
          <p class="quiet">{t.knownUntil(origin)}</p>
        </>
      }
      table={
        <DataTable
          caption={title}
          hideCaption
          headings={[{ title: t.hour }, { title: t.counted, numeric: true }, { title: t.forecast, numeric: true }]}
          rows={[
            ...counted.map((hour) => [moment(hour.at), hour.count === null ? '' : number(hour.count, 0), '']),
            ...forecast.map((hour) => [moment(hour.at), '', number(hour.count, 0)]),
          ]}
        />
      }
    />
  )
}

/** Under one part in a hundred two errors are called alike. */
const ALIKE = 0.01

/** The measured error in a sentence, against copying last week. Both days ahead together, weighed by their hours. */
function ErrorWords({ page, errors }: { page: Page; errors: readonly MeasuredError[] }) {
  const hours = errors.reduce((sum, e) => sum + e.hours, 0)
  if (hours === 0) return null
  const t = speak(mobilityTexts, page.language)
  const { number, short, percent } = page.format
  const mean = (of: (e: MeasuredError) => number) => errors.reduce((sum, e) => sum + of(e) * e.hours, 0) / hours
  const [mae, naive] = [mean((e) => e.mae), mean((e) => e.naive_mae)]
  const gain = 1 - mae / naive
  const verdict = Math.abs(gain) < ALIKE ? t.alike : gain > 0 ? t.better(percent(gain)) : t.worse(percent(-gain))
  return (
    <p class="verdict">
      {t.measured(short(mae), short(naive))} {verdict} {t.tried(number(hours, 0))}
    </p>
  )
}
