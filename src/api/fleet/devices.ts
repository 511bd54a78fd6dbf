import type { Context } from 'hono'
import Type from 'typebox'
import { sensingName } from '../../govern/index.ts'
import {
  countDevices,
  type DeviceFilter,
  deviceStates,
  importDevices,
  type ListedDevice,
  listDevices,
  readDevice,
} from '../../observe/fleet/index.ts'
import type { Deps } from '../deps.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { noteReading } from '../http/readings.ts'
import { part, type Route, route } from '../http/route.ts'
import { badToken } from '../http/viewer.ts'
import { type Device, DeviceDetail, DevicePage, DevicesImported, FleetSummary } from '../json/shapes.ts'
import { fleetOf, operatorOnly, unknownDevice, visibleTo } from './open.ts'
import { streamsOf } from './series.ts'

const filters = {
  q: textParameter('Words of the name, or a part of the identifier.', 200),
  family: textParameter('Only this family.', 64),
  group: textParameter('Only this group.', 100),
  state: textParameter('Only those in this state.', 20),
}
/** Devices on a map at once. */
const MOST_MAPPED = 20_000
/** A list of tens of thousands of devices. */
const MOST_CSV_BYTES = 10_000_000

export const deviceRoutes: readonly Route[] = [
  route({
    path: '/api/fleet',
    tag: 'sensors',
    summary: { fr: 'Le parc en chiffres', en: 'The fleet in figures' },
    answer: FleetSummary,
    problems: [404],
    async handle(deps, c) {
      const { store } = fleetOf(deps).observe
      const filter = await filterOf(deps, c, {})
      const [counts, frames, observations] = await Promise.all([
        countDevices(store, filter),
        store.query<Pick<FleetSummary['frames'], 'received' | 'decoded' | 'quarantined'>>(
          `select count(*) as received, count(*) filter (where state = 'decoded') as decoded,
             count(*) filter (where state = 'quarantined') as quarantined from frame`,
        ),
        store.query<{ observations: number; late: number; skewed: number; duplicates: number }>(
          `select (select coalesce(sum(count), 0)::bigint from datastream_state) as observations,
             coalesce(sum(late), 0)::bigint as late, coalesce(sum(skewed), 0)::bigint as skewed,
             coalesce(sum(duplicates), 0)::bigint as duplicates from device_state`,
        ),
      ])
      const { observations: kept, ...troubles } = observations[0]!
      return c.json({
        ...{ devices: counts.total, states: counts.states, families: counts.families, groups: counts.groups },
        frames: { ...frames[0]!, ...troubles },
        observations: kept,
      } satisfies FleetSummary)
    },
  }),
  route({
    path: '/api/fleet/devices',
    tag: 'sensors',
    summary: { fr: 'Les appareils et leur état', en: 'The devices and their state' },
    query: Type.Object({ ...filters, ...pageParameters(500) }),
    answer: DevicePage,
    problems: [404],
    async handle(deps, c, { limit, offset, ...asked }) {
      const { store } = fleetOf(deps).observe
      const found = await listDevices(store, await filterOf(deps, c, asked), { top: limit, skip: offset })
      noteDevices(c, found.devices)
      return c.json(
        pageOf(c, found.devices.map(toldDevice), { limit, offset, total: found.total }) satisfies DevicePage,
      )
    },
  }),
  route({
    path: '/api/fleet/devices.geojson',
    tag: 'sensors',
    summary: {
      fr: 'Les appareils qui ont une position, pour une carte',
      en: 'The devices that have a position, for a map',
    },
    query: Type.Object(filters),
    answer: { media: ['application/geo+json'] },
    problems: [404],
    async handle(deps, c, asked) {
      const { store } = fleetOf(deps).observe
      const { devices } = await listDevices(store, await filterOf(deps, c, asked), { top: MOST_MAPPED })
      noteDevices(c, devices)
      const features = devices.flatMap(({ eui, name, family, state, lon, lat }) =>
        lon === null || lat === null
          ? []
          : [
              {
                type: 'Feature',
                id: eui,
                geometry: { type: 'Point', coordinates: [lon, lat] },
                properties: { eui, name, family: family?.id ?? null, state },
              },
            ],
      )
      return c.json({ type: 'FeatureCollection', features }, 200, { 'Content-Type': 'application/geo+json' })
    },
  }),
  route({
    path: '/api/fleet/devices/:eui',
    tag: 'sensors',
    summary: { fr: 'Un appareil, ses mesures et sa santé', en: 'A device, its measures and its health' },
    answer: DeviceDetail,
    problems: [404],
    async handle(deps, c) {
      const { observe } = fleetOf(deps)
      const eui = part(c, 'eui')
      const visible = await visibleIds(deps, c)
      const device = await readDevice(observe.store, eui, { visible, now: deps.chain.clock() })
      if (!device) throw unknownDevice(eui)
      noteDevices(c, [device])
      const streams = await streamsOf(deps, c)
      const states = new Map(
        (await observe.observations.latest(streams.map(({ id }) => id))).map((state) => [state.datastream, state]),
      )
      const [nearest] = device.airtime.bands
      return c.json({
        ...toldDevice(device),
        thing: device.thing === null ? null : `/sensorthings/v1.1/Things(${device.thing})`,
        measures: streams.map(({ id, key, title, unit, kind }) => {
          const state = states.get(id)
          return {
            ...{ key, title, unit, kind, datastream: id },
            count: state?.count ?? 0,
            first: state?.first.toISOString() ?? null,
            last: state?.last.toISOString() ?? null,
            value: state?.lastResult ?? null,
          }
        }),
        counters: device.counters,
        airtime: {
          ...{ hour_ms: device.airtime.hourMs, day_ms: device.airtime.dayMs },
          ...{ duty: nearest?.duty ?? null, limit: nearest?.limit ?? null },
        },
        messages: device.messages.map(({ time, ...message }) => ({ time: time.toISOString(), ...message })),
      } satisfies DeviceDetail)
    },
  }),
  route({
    method: 'post',
    path: '/api/fleet/devices',
    tag: 'sensors',
    summary: {
      fr: 'Déclare des appareils par un fichier CSV (exploitant)',
      en: 'Declares devices by a CSV file (operator)',
    },
    query: Type.Object({
      dry: Type.Enum(['false', 'true'], { default: 'false', description: 'Only say what would be done.' }),
    }),
    body: Type.String({
      description: 'CSV: eui, name, profile, lat, lon, group, expected, dataset, join_eui, app_key.',
    }),
    mostBytes: MOST_CSV_BYTES,
    success: [200],
    answer: DevicesImported,
    problems: [401, 404, 413],
    secured: true,
    async handle(deps, c, { dry }) {
      const { store, registry } = fleetOf(deps).observe
      operatorOnly(deps, c, badToken)
      const { created, updated, unchanged, refused, dryRun } = await importDevices({
        ...{ store, registry, text: await c.req.text(), dryRun: dry === 'true' },
        ...{ secret: deps.secret, now: deps.chain.clock() },
      })
      return c.json({
        ...{ dryRun, unchanged, created: [...created], updated: [...updated] },
        refused: refused.map(({ line, eui, column, reason }) => ({
          line,
          eui: eui ?? null,
          column: column ?? null,
          reason,
        })),
      } satisfies DevicesImported)
    },
  }),
]

async function visibleIds(deps: Deps, c: Context): Promise<string[]> {
  return [...(await visibleTo(fleetOf(deps), deps.viewerOf(c))).keys()]
}

/** Notes what is told of devices whose dataset is not open. */
function noteDevices(c: Context, devices: readonly Pick<ListedDevice, 'dataset' | 'access'>[]): void {
  for (const { dataset, access } of devices) if (access !== 'open') noteReading(c, sensingName(dataset))
}

interface Asked {
  readonly q?: string
  readonly family?: string
  readonly group?: string
  readonly state?: string
}

/** What was asked, among what may be seen. An unknown state keeps none, as an unknown family does. */
async function filterOf(deps: Deps, c: Context, { q, family, group, state }: Asked): Promise<DeviceFilter> {
  const known = deviceStates.find((one) => one === state)
  return {
    visible: state && !known ? [] : await visibleIds(deps, c),
    now: deps.chain.clock(),
    ...(q && { words: q }),
    ...(family && { family }),
    ...(group && { group }),
    ...(known && { state: known }),
  }
}

function toldDevice(device: ListedDevice): Device {
  const { eui, name, family, profile, groups, dataset, access, state, reason, battery } = device
  const { rssi, snr, sf, loss, lon, lat } = device
  return {
    ...{ eui, name, family, profile, groups: [...groups], dataset, access, state, reason, battery },
    ...{ rssi, snr, sf, loss, lon, lat },
    lastSeen: device.lastSeen?.toISOString() ?? null,
    expected_s: device.expected,
  }
}
