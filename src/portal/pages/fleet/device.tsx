import type { DeviceDetail, MeasureSeries } from '../../../api/json/shapes.ts'
import { address, ask } from '../../ask.ts'
import { Chart } from '../../charts/chart.tsx'
import { linesDrawing } from '../../charts/time.ts'
import { type Page, pick, withQuery } from '../../page.ts'
import { DeviceState } from '../../parts/device-state.tsx'
import { FactList } from '../../parts/facts.tsx'
import { Layout } from '../../parts/layout.tsx'
import { DataTable } from '../../parts/table.tsx'
import { deviceTexts, fleetTexts } from '../../text/fleet.ts'
import { speak } from '../../text/speak.ts'

type Measure = DeviceDetail['measures'][number]

const HOUR = 3_600_000
/** Periods to look at, and by how much their values are gathered. */
const periods = {
  day: { hours: 24, by: 'raw' },
  week: { hours: 7 * 24, by: 'hour' },
  month: { hours: 30 * 24, by: 'hour' },
  year: { hours: 366 * 24, by: 'day' },
} as const satisfies Record<string, { hours: number; by: MeasureSeries['by'] }>
type Period = keyof typeof periods

/** `/fleet/{eui}`: a device, what it measures, how it fares. The island `device` follows its new measures. */
export async function devicePage(page: Page, eui: string) {
  const at = `/api/fleet/devices/${encodeURIComponent(eui)}`
  const device = await ask<DeviceDetail>(page.api, at)
  const t = speak(deviceTexts, page.language)
  const fleet = speak(fleetTexts, page.language)
  const events = JSON.stringify({ events: `${at}/events`, live: t.live })
  const series = await Series({ page, device, at })
  return (
    <Layout page={page} title={device.name} path={[{ href: '/fleet', title: fleet.title }]} islands={['device']}>
      <div id="device" data-device={events}>
        <h1>{device.name}</h1>
        <p class="meta">
          <DeviceState page={page} state={device.state} reason={device.reason} />
          <span>{pick(page, device.reason)}</span>
          <span class="quiet" id="live" role="status">
            {t.reload}
          </span>
        </p>
        <div class="with-side">
          <div class="body">
            <section>
              <h2 id="measures">{t.measures}</h2>
              {device.measures.length === 0 ? (
                <p class="empty">{t.noMeasure}</p>
              ) : (
                <>
                  <Measures page={page} measures={device.measures} />
                  {series}
                </>
              )}
            </section>
            <Messages page={page} device={device} />
            <Use page={page} device={device} />
          </div>
          <aside class="side" aria-label={t.health}>
            <Health page={page} device={device} />
            <Identity page={page} device={device} />
          </aside>
        </div>
      </div>
    </Layout>
  )
}

const unitOf = (page: Page, { symbol }: Measure['unit']) => (symbol ? `\u202f${page.format.unit(symbol)}` : '')

/** A value as a person reads it. */
function shown(page: Page, { value, unit }: Pick<Measure, 'value' | 'unit'>): string {
  const t = speak(deviceTexts, page.language)
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return value ? t.yes : t.no
  if (typeof value === 'number') return `${page.format.number(value)}${unitOf(page, unit)}`
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function Measures({ page, measures }: { page: Page; measures: readonly Measure[] }) {
  const t = speak(deviceTexts, page.language)
  const { number, moment, date } = page.format
  return (
    <DataTable
      caption={t.measures}
      hideCaption
      wide
      headings={[
        { title: t.measure },
        { title: t.latest, numeric: true },
        { title: t.when },
        { title: t.count, numeric: true },
        { title: t.since },
      ]}
      rows={measures.map((measure) => [
        <a href={`${withQuery(page.url, { measure: measure.key })}#chart`}>{pick(page, measure.title)}</a>,
        shown(page, measure),
        measure.last ? moment(measure.last) : '',
        number(measure.count),
        measure.first ? date(measure.first) : '',
      ])}
    />
  )
}

/** The chart of one measure over a period, and the links that choose both. */
async function Series({ page, device, at }: { page: Page; device: DeviceDetail; at: string }) {
  const t = speak(deviceTexts, page.language)
  const query = page.url.searchParams
  const drawable = device.measures.filter(({ value }) => typeof value === 'number')
  const measure = drawable.find(({ key }) => key === query.get('measure')) ?? drawable[0]
  if (!measure) return null
  const period = (Object.hasOwn(periods, query.get('period') ?? '') ? query.get('period') : 'day') as Period
  const { hours, by } = periods[period]
  // A device that fell silent is shown as it last was.
  const to = new Date(
    Math.min(page.now.getTime(), measure.last ? Date.parse(measure.last) + HOUR : Number.POSITIVE_INFINITY),
  )
  const series = await ask<MeasureSeries>(
    page.api,
    address(`${at}/series`, {
      measure: measure.key,
      by,
      from: new Date(to.getTime() - hours * HOUR).toISOString(),
      to: to.toISOString(),
    }),
  )
  return (
    <section>
      <h3 id="chart">{t.chart(pick(page, measure.title))}</h3>
      <nav class="choice" aria-label={t.period}>
        <span>{t.period}</span>
        <ul>
          {(Object.keys(periods) as Period[]).map((id) => (
            <li>
              <a
                href={`${withQuery(page.url, { period: id, measure: measure.key })}#chart`}
                aria-current={id === period ? 'true' : undefined}
              >
                {t[id]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {series.points.length === 0 ? (
        <p class="empty">{t.empty}</p>
      ) : (
        <Curve page={page} measure={measure} series={series} />
      )}
    </section>
  )
}

/** Rows of the table behind the picture: beyond, the API gives them. */
const MOST_ROWS = 200

function Curve({ page, measure, series }: { page: Page; measure: Measure; series: MeasureSeries }) {
  const t = speak(deviceTexts, page.language)
  const { moment, short } = page.format
  const title = pick(page, measure.title)
  const unit = page.format.unit(measure.unit.symbol || undefined)
  const step = series.by === 'raw' ? 'hour' : series.by
  return (
    <Chart
      page={page}
      title={unit ? `${title} (${unit})` : title}
      description={t.chartAlt(title, moment(series.from), moment(series.to))}
      drawing={linesDrawing(page, [{ title, points: series.points }], step, unit, false)}
      table={
        <DataTable
          caption={title}
          hideCaption
          headings={[{ title: t.when }, { title: unit ? `${title} (${unit})` : title, numeric: true }]}
          rows={series.points.slice(-MOST_ROWS).map(({ start, value }) => [moment(start), short(value)])}
        />
      }
    />
  )
}

function Messages({ page, device }: { page: Page; device: DeviceDetail }) {
  const t = speak(deviceTexts, page.language)
  const { moment, number } = page.format
  if (device.messages.length === 0) return null
  const or = (value: number | null, unit: string) => (value === null ? '' : `${number(value, 1)}${unit}`)
  return (
    <section>
      <h2 id="messages">{t.messages}</h2>
      <DataTable
        caption={t.messages}
        hideCaption
        wide
        headings={[
          { title: t.time },
          { title: t.counter, numeric: true },
          { title: 'RSSI', numeric: true },
          { title: 'SNR', numeric: true },
          { title: t.spreading, numeric: true },
          { title: t.gateways, numeric: true },
        ]}
        rows={device.messages.map((message) => [
          moment(message.time),
          message.fcnt === null ? '' : String(message.fcnt),
          or(message.rssi, '\u202fdBm'),
          or(message.snr, '\u202fdB'),
          message.sf === null ? '' : `SF${message.sf}`,
          number(message.gateways),
        ])}
      />
    </section>
  )
}

function Use({ page, device }: { page: Page; device: DeviceDetail }) {
  const t = speak(deviceTexts, page.language)
  const stream = device.measures[0]?.datastream
  if (stream === undefined) return null
  const link = `/sensorthings/v1.1/Datastreams(${stream})/Observations?$orderby=phenomenonTime desc&$top=100`
  return (
    <section>
      <h2 id="use">{t.use}</h2>
      <p>{t.useBody}</p>
      <p>
        <a class="address" href={link}>
          {link}
        </a>
      </p>
    </section>
  )
}

function Health({ page, device }: { page: Page; device: DeviceDetail }) {
  const t = speak(deviceTexts, page.language)
  const fleet = speak(fleetTexts, page.language)
  const { ago, duration, moment, number, percent } = page.format
  const { counters, airtime, battery } = device
  return (
    <section>
      <h2 id="health">{t.health}</h2>
      <FactList
        facts={[
          [
            fleet.lastSeen,
            device.lastSeen ? (
              <span title={moment(device.lastSeen)}>{ago(device.lastSeen, page.now)}</span>
            ) : (
              fleet.neverSeen
            ),
          ],
          device.expected_s !== null && [t.expected, duration(device.expected_s)],
          battery !== null && [fleet.battery, `${number(battery.value)}\u202f${battery.unit}`],
          device.rssi !== null && [
            fleet.signal,
            `${number(device.rssi, 0)}\u202fdBm, ${number(device.snr ?? 0, 1)}\u202fdB`,
          ],
          [fleet.frames, number(counters.received)],
          device.loss !== null && [t.lost, t.lostOf(number(counters.lost), percent(device.loss, 1))],
          counters.duplicates > 0 && [t.copies, number(counters.duplicates)],
          counters.late > 0 && [t.cameLate, number(counters.late)],
          counters.skewed > 0 && [t.wrongClock, number(counters.skewed)],
          counters.resets > 0 && [t.resets, number(counters.resets)],
          counters.quarantined > 0 && [
            t.setAside,
            <a href={`/fleet/frames?device=${encodeURIComponent(device.eui)}`}>{number(counters.quarantined)}</a>,
          ],
          airtime.day_ms > 0 && [t.airtimeHour, duration(airtime.hour_ms / 1000)],
          airtime.day_ms > 0 && [t.airtimeDay, duration(airtime.day_ms / 1000)],
          airtime.duty !== null && [
            t.duty,
            `${percent(airtime.duty, 3)}${airtime.limit === null ? '' : ` (${percent(airtime.limit, 1)})`}`,
          ],
        ]}
      />
    </section>
  )
}

function Identity({ page, device }: { page: Page; device: DeviceDetail }) {
  const t = speak(deviceTexts, page.language)
  const fleet = speak(fleetTexts, page.language)
  const degrees = (value: number) => page.format.number(value, 5)
  return (
    <section>
      <h2 id="identity">{t.identity}</h2>
      <FactList
        facts={[
          [t.eui, <code>{device.eui}</code>],
          device.family !== null && [fleet.family, pick(page, device.family.title)],
          device.profile !== null && [t.profile, device.profile],
          device.groups.length > 0 && [fleet.group, device.groups.join(', ')],
          [t.dataset, device.dataset],
          device.lon !== null && device.lat !== null && [t.place, `${degrees(device.lat)}, ${degrees(device.lon)}`],
          device.thing !== null && ['SensorThings', <a href={device.thing}>Thing</a>],
        ]}
      />
    </section>
  )
}
