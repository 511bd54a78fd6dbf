import type { RowsPage } from '../../../../api/json/shapes.ts'
import { ask } from '../../../ask.ts'
import { Chart } from '../../../charts/chart.tsx'
import { dayName, heatDrawing, heatScale, type WeekHour } from '../../../charts/heat.ts'
import type { Page } from '../../../page.ts'
import { DataTable } from '../../../parts/table.tsx'
import { speak } from '../../../text/speak.ts'
import { mobilityTexts } from '../../../text/use-cases.ts'
import type { Readable } from './readable.ts'

/** Rows read at most to make the picture: 168 hours of some 3,000 segments. */
const MOST_ROWS = 500_000

/** The week as a heat map: mean speed over free-flow speed, each segment weighing as much as its readings. */
export async function Congestion({ page, readable }: { page: Page; readable: Readable }) {
  const dataset = readable('traffic_congestion')
  if (!dataset) return null
  const week = await page.remember(`traffic_congestion ${dataset.version}`, () => readWeek(page))
  const slowest = week.toSorted((a, b) => a.value - b.value)[0]
  if (!slowest) return null
  const t = speak(mobilityTexts, page.language)
  const { percent } = page.format
  const facts = [dayName(page, slowest.day), String(slowest.hour), percent(slowest.value)] as const
  const at = new Map(week.map((cell) => [`${cell.day} ${cell.hour}`, cell.value]))
  return (
    <section>
      <h2 id="traffic">{t.traffic}</h2>
      <p class="verdict">{t.trafficWords(...facts)}</p>
      <Chart
        page={page}
        title={t.trafficChart}
        description={t.trafficAlt(...facts)}
        drawing={heatDrawing(page, week)}
        note={
          <p class="scale quiet">
            {t.slow} {percent(slowest.value)}{' '}
            <svg width="120" height="12" aria-hidden="true">
              {heatScale.map((colour, i) => (
                <rect x={i * 24} width="24" height="12" fill={colour} />
              ))}
            </svg>{' '}
            {percent(Math.max(...week.map((cell) => cell.value)))} {t.free} · {t.noReading}
          </p>
        }
        table={
          <DataTable
            caption={t.trafficChart}
            hideCaption
            headings={[{ title: t.day }, ...Array.from({ length: 24 }, (_, h) => ({ title: `${h} h`, numeric: true }))]}
            rows={[1, 2, 3, 4, 5, 6, 7].map((day) => [
              dayName(page, day),
              ...Array.from({ length: 24 }, (_, hour) => {
                const value = at.get(`${day} ${hour}`)
                return value === undefined ? '' : percent(value)
              }),
            ])}
          />
        }
      />
      <p>
        <a href="/datasets/traffic_congestion">{t.details}</a>
      </p>
    </section>
  )
}

interface SegmentHour {
  readonly weekday: number
  readonly hour: number
  readonly readings: number
  readonly speed_ratio: number
}

async function readWeek(page: Page): Promise<WeekHour[]> {
  const sums = new Map<string, { day: number; hour: number; weight: number; sum: number }>()
  let next: string | null =
    '/api/datasets/traffic_congestion/rows?limit=10000&columns=weekday,hour,readings,speed_ratio'
  for (let read = 0; next !== null && read < MOST_ROWS; ) {
    const answer: RowsPage = await ask<RowsPage>(page.api, next)
    for (const { weekday, hour, readings, speed_ratio } of answer.rows as unknown as SegmentHour[]) {
      const key = `${weekday} ${hour}`
      const known = sums.get(key) ?? { day: weekday, hour, weight: 0, sum: 0 }
      sums.set(key, known)
      known.weight += readings
      known.sum += readings * speed_ratio
    }
    read += answer.rows.length
    next = answer.next
  }
  return [...sums.values()].map(({ day, hour, weight, sum }) => ({ day, hour, value: sum / weight }))
}
