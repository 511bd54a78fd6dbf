import type { DatasetList, Device, DevicePage, FleetSummary } from '../../api/json/shapes.ts'
import { address, ask } from '../ask.ts'
import { type Page, pick } from '../page.ts'
import { DeviceState } from '../parts/device-state.tsx'
import { Layout } from '../parts/layout.tsx'
import { Pager, queryNumber } from '../parts/pager.tsx'
import { DataTable } from '../parts/table.tsx'
import { deviceCountTexts, deviceStateTexts, fleetTexts } from '../text/fleet.ts'
import { speak } from '../text/speak.ts'
import { FleetMap } from './fleet/map.tsx'

const LIMIT = 50
const filters = ['q', 'family', 'group', 'state'] as const

/** `/fleet`: the devices on a map and in a list, filtered; what their network brought. */
export async function fleetPage(page: Page) {
  const t = speak(fleetTexts, page.language)
  const { number } = page.format
  const asked = Object.fromEntries(filters.map((name) => [name, page.url.searchParams.get(name) ?? '']))
  const offset = queryNumber(page.url, 'offset', 0, 1_000_000)
  const [summary, list, datasets] = await Promise.all([
    ask<FleetSummary>(page.api, '/api/fleet'),
    ask<DevicePage>(page.api, address('/api/fleet/devices', { ...asked, limit: LIMIT, offset })),
    ask<DatasetList>(page.api, '/api/datasets'),
  ])
  const isFiltered = filters.some((name) => asked[name])
  return (
    <Layout page={page} title={t.title} description={t.lead} islands={['fleet']} styles={['maplibre/maplibre-gl.css']}>
      <h1>{t.title}</h1>
      <p class="lead">{t.lead}</p>
      {summary.devices === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <>
          <Account page={page} summary={summary} />
          <Filters page={page} summary={summary} asked={asked} />
          <p role="status" id="results">
            {t.found(list.total, number(list.total))}
            {isFiltered && (
              <>
                {' · '}
                <a href="/fleet">{t.clear}</a>
              </>
            )}
          </p>
          {list.total === 0 ? (
            <p class="empty">{t.nothing}</p>
          ) : (
            <>
              <FleetMap page={page} query={asked} total={list.total} ground={groundOf(datasets.items)} />
              <Devices page={page} devices={list.items} />
            </>
          )}
          <Pager page={page} name="offset" offset={offset} limit={LIMIT} total={list.total} anchor="results" />
        </>
      )}
    </Layout>
  )
}

/** The lines to find one's way by: the open dataset of lines that has most of them, the streets as a rule. */
const groundOf = (items: DatasetList['items']): string | undefined =>
  items
    .filter((one) => one.allowed && one.version > 0 && one.geometry?.types.some((type) => type.includes('Line')))
    .toSorted((a, b) => b.rows - a.rows)[0]?.id

/** How the fleet fares, and what became of its messages. */
function Account({ page, summary }: { page: Page; summary: FleetSummary }) {
  const t = speak(fleetTexts, page.language)
  const states = speak(deviceCountTexts, page.language)
  const { number } = page.format
  const { frames } = summary
  return (
    <>
      <h2>{t.states}</h2>
      <ul class="counts">
        {Object.entries(summary.states)
          .filter(([, devices]) => devices > 0)
          .map(([state, devices]) => (
            <li>
              <a href={`/fleet?state=${state}`}>
                <strong>{number(devices)}</strong> {states[state as Device['state']](devices)}
              </a>
            </li>
          ))}
      </ul>
      <h2>{t.frames}</h2>
      <ul class="counts">
        <li>
          <strong>{number(frames.received)}</strong> {t.received}
        </li>
        <li>
          <strong>{number(frames.decoded)}</strong> {t.decoded}
        </li>
        <li>
          <a href="/fleet/frames">
            <strong>{number(frames.quarantined)}</strong> {t.quarantined}
          </a>
        </li>
        <li>
          <strong>{number(frames.duplicates)}</strong> {t.duplicates}
        </li>
        <li>
          <strong>{number(frames.late)}</strong> {t.late}
        </li>
        <li>
          <strong>{number(frames.skewed)}</strong> {t.skewed}
        </li>
      </ul>
      <p class="quiet">
        {t.observations} : {number(summary.observations)} · <a href="/sensorthings/v1.1">{t.api}</a>
      </p>
    </>
  )
}

interface FiltersProps {
  readonly page: Page
  readonly summary: FleetSummary
  readonly asked: Readonly<Record<string, string>>
}

function Filters({ page, summary, asked }: FiltersProps) {
  const t = speak(fleetTexts, page.language)
  const states = speak(deviceStateTexts, page.language)
  const choice = (name: 'family' | 'group' | 'state', options: readonly { id: string; title: string }[]) =>
    options.length > 0 && (
      <label>
        {t[name]}
        <select name={name}>
          <option value="">{t.any}</option>
          {options.map(({ id, title }) => (
            <option value={id} selected={id === asked[name]}>
              {title}
            </option>
          ))}
        </select>
      </label>
    )
  const titled = (counted: FleetSummary['families']) =>
    counted.map(({ id, title }) => ({ id, title: pick(page, title) }))
  return (
    <search aria-label={t.filter}>
      <form class="filters" method="get" action="/fleet">
        <label>
          {t.words}
          <input type="search" name="q" value={asked.q} maxlength={200} />
        </label>
        {choice('family', titled(summary.families))}
        {choice('group', titled(summary.groups))}
        {choice(
          'state',
          Object.keys(summary.states).map((id) => ({ id, title: states[id as Device['state']] })),
        )}
        <button type="submit">{t.apply}</button>
      </form>
    </search>
  )
}

function Devices({ page, devices }: { page: Page; devices: readonly Device[] }) {
  const t = speak(fleetTexts, page.language)
  const { ago, moment, number, percent } = page.format
  return (
    <DataTable
      caption={t.list}
      hideCaption
      wide
      headings={[
        { title: t.device },
        { title: t.family },
        { title: t.state },
        { title: t.lastSeen },
        { title: t.battery, numeric: true },
        { title: t.signal, numeric: true },
        { title: t.loss, numeric: true },
      ]}
      rows={devices.map((device) => [
        <a href={`/fleet/${encodeURIComponent(device.eui)}`}>{device.name}</a>,
        device.family ? pick(page, device.family.title) : '',
        <DeviceState page={page} state={device.state} reason={device.reason} />,
        device.lastSeen ? (
          <time datetime={device.lastSeen} title={moment(device.lastSeen)}>
            {ago(device.lastSeen, page.now)}
          </time>
        ) : (
          t.neverSeen
        ),
        device.battery ? `${number(device.battery.value)}\u202f${device.battery.unit}` : '',
        device.rssi === null ? '' : `${number(device.rssi, 0)}\u202fdBm`,
        device.loss === null ? '' : percent(device.loss, 1),
      ])}
    />
  )
}
