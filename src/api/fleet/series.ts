import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import Type from 'typebox'
import type { Bilingual } from '../../kernel/index.ts'
import type { Observation, Observe, Step } from '../../observe/index.ts'
import type { Deps } from '../deps.ts'
import { badParameter } from '../http/faults.ts'
import { part, type Route, route } from '../http/route.ts'
import { MeasureSeries } from '../json/shapes.ts'
import { fleetOf, noteSensed, unknownDevice, visibleTo } from './open.ts'

/** Values given at most, single or gathered. */
const MOST_POINTS = 3000
const DAY_MS = 86_400_000
/** Longest stretch that is gathered, by step. */
const longest = { raw: 31 * DAY_MS, '15min': 31 * DAY_MS, hour: 125 * DAY_MS, day: 3000 * DAY_MS } as const

export const seriesRoutes: readonly Route[] = [
  route({
    path: '/api/fleet/devices/:eui/series',
    tag: 'sensors',
    summary: { fr: 'Une mesure d’un appareil au fil du temps', en: 'A measure of a device over time' },
    query: Type.Object({
      measure: Type.String({ maxLength: 200, description: 'Key of the measure.' }),
      by: Type.Enum(['raw', '15min', 'hour', 'day'], { default: 'hour', description: 'How values are gathered.' }),
      from: Type.Optional(Type.String({ maxLength: 40, description: 'Instant; a day before `to` by default.' })),
      to: Type.Optional(Type.String({ maxLength: 40, description: 'Instant; now by default.' })),
    }),
    answer: MeasureSeries,
    problems: [404],
    async handle(deps, c, { measure, by, from, to }) {
      const { observe } = fleetOf(deps)
      const stream = await streamOf(deps, c, measure)
      const end = readInstant('to', to) ?? deps.chain.clock()
      const start = readInstant('from', from) ?? new Date(end.getTime() - DAY_MS)
      const span = end.getTime() - start.getTime()
      if (!(span > 0) || span > longest[by]) throw badSpan(by)
      const { timezone } = deps.chain.graph.territory
      const clock = clockOf(timezone)
      const points =
        by === 'raw'
          ? await rawPoints(observe, stream.id, start, end)
          : await gathered(observe, stream.id, start, end, stepOf(by, timezone))
      return c.json({
        ...{
          key: measure,
          title: stream.title,
          unit: stream.unit,
          by,
          from: start.toISOString(),
          to: end.toISOString(),
        },
        points: points.map(({ start: at, ...rest }) => ({
          start: at.toISOString(),
          local: clock(at),
          ...rest,
        })),
      } satisfies MeasureSeries)
    },
  }),
  route({
    path: '/api/fleet/devices/:eui/events',
    tag: 'sensors',
    summary: {
      fr: 'Les nouvelles mesures d’un appareil, en direct (server-sent events)',
      en: 'The new measures of a device, live (server-sent events)',
    },
    answer: { media: ['text/event-stream'] },
    problems: [404, 503],
    async handle(deps, c) {
      const { observe } = fleetOf(deps)
      const known = new Map((await streamsOf(deps, c)).map((stream) => [stream.id, stream.key]))
      const leave = deps.streams.enter()
      c.header('Cache-Control', 'no-store')
      c.header('X-Accel-Buffering', 'no')
      return streamSSE(c, async (stream) => {
        const waiting: Observation[] = []
        const stop = observe.observations.heard((observations) => {
          waiting.push(...observations.filter(({ datastream }) => known.has(datastream)).slice(-MOST_TOLD))
        })
        try {
          const began = Date.now()
          for (let beat = began; !stream.aborted && Date.now() - began < LONGEST_MS; await sleep(LOOK_EVERY_MS)) {
            for (const { datastream, phenomenonStart, result } of waiting.splice(0))
              await stream.writeSSE({
                event: 'observation',
                data: JSON.stringify({ measure: known.get(datastream), time: phenomenonStart, result }),
              })
            // A comment now and then keeps proxies from closing a silent stream.
            if (Date.now() - beat > BEAT_EVERY_MS) {
              await stream.write(': \n\n')
              beat = Date.now()
            }
          }
        } finally {
          stop()
          leave()
        }
      })
    },
  }),
]

/** Of one commit: a page shows the last ones. */
const MOST_TOLD = 100
const LOOK_EVERY_MS = 500
const BEAT_EVERY_MS = 15_000
/** A stream ends by itself after that long; the browser opens another. */
const LONGEST_MS = 15 * 60_000

export interface StreamOfDevice {
  readonly id: number
  /** Key of the measure. */
  readonly key: string
  readonly title: Bilingual
  readonly unit: { readonly name: string; readonly symbol: string; readonly definition: string }
  readonly kind: string
}

/** The datastreams of the device of the address, for who may see them. Throws `api.unknown-device`. */
export async function streamsOf(deps: Deps, c: Context): Promise<StreamOfDevice[]> {
  const fleet = fleetOf(deps)
  const eui = part(c, 'eui')
  const known = await visibleTo(fleet, deps.viewerOf(c))
  const visible = [...known.keys()]
  const rows = await fleet.observe.store.query<
    Omit<StreamOfDevice, 'title'> & { title: Bilingual | null; name: string; dataset: string }
  >(
    `select d.id, substr(d.key, length($1) + 2) as key, coalesce(p.properties->'title', d.measure->'observedProperty'->'title') as title,
       d.name, d.dataset, d.unit, coalesce(d.measure->>'kind', 'gauge') as kind
     from datastream d join observed_property p on p.id = d.observed_property
     where starts_with(d.key, $1 || '/') and d.dataset = any ($2) order by d.id`,
    [eui, visible],
  )
  if (rows.length === 0) {
    const [device] = await fleet.observe.store.query('select eui from device where eui = $1 and dataset = any ($2)', [
      eui,
      visible,
    ])
    if (!device) throw unknownDevice(eui)
  }
  noteSensed(
    c,
    known,
    rows.map(({ dataset }) => dataset),
  )
  return rows.map(({ title, name, dataset: _, ...row }) => ({ ...row, title: title ?? { fr: name, en: name } }))
}

async function streamOf(deps: Deps, c: Context, measure: string): Promise<StreamOfDevice> {
  const streams = await streamsOf(deps, c)
  const found = streams.find(({ key }) => key === measure)
  if (found) return found
  const list = streams.map(({ key }) => key).join(', ') || '—'
  throw badParameter(
    'measure',
    `cet appareil n’a pas la mesure « ${measure} »`,
    `this device has no measure '${measure}'`,
    {
      fr: `Ses mesures : ${list}.`,
      en: `Its measures: ${list}.`,
    },
  )
}

interface Point {
  readonly start: Date
  readonly value: number
  readonly min?: number
  readonly max?: number
  readonly count?: number
}

/** The last values of a stretch, as they are. */
async function rawPoints({ observations }: Observe, datastream: number, from: Date, to: Date): Promise<Point[]> {
  const page = await observations.page({ datastreams: [datastream], from, to, order: 'desc', top: MOST_POINTS })
  return page
    .flatMap(({ phenomenonStart, result }) =>
      typeof result === 'number' ? [{ start: phenomenonStart, value: result }] : [],
    )
    .reverse()
}

async function gathered(
  { observations }: Observe,
  datastream: number,
  from: Date,
  to: Date,
  step: Step,
): Promise<Point[]> {
  const { buckets } = await observations.aggregate({ datastreams: [datastream], from, to, step })
  return buckets.flatMap(({ from: start, mean, min, max, numbers }) =>
    numbers > 0 ? [{ start, value: mean!, min: min!, max: max!, count: numbers }] : [],
  )
}

const stepOf = (by: '15min' | 'hour' | 'day', zone: string): Step =>
  by === '15min' ? { seconds: 900 } : { every: by, zone }

/** Tells the clock of a zone at an instant: `2023-01-31T14:00`. */
function clockOf(timeZone: string): (at: Date) => string {
  // Swedish dates are ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone })
  return (at) => format.format(at).replace(' ', 'T')
}

function readInstant(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined
  const moment = new Date(text.replace(' ', '+'))
  if (/^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(moment.getTime())) return moment
  throw badParameter(name, 'ce n’est pas un instant', 'this is not an instant', {
    fr: 'Par exemple 2024-06-01T12:00:00Z.',
    en: 'For example 2024-06-01T12:00:00Z.',
  })
}

const badSpan = (by: keyof typeof longest) =>
  badParameter('from', 'la période est vide ou trop longue', 'the period is empty or too long', {
    fr: `Avec by=${by}, au plus ${longest[by] / DAY_MS} jours, et « from » avant « to ».`,
    en: `With by=${by}, at most ${longest[by] / DAY_MS} days, and 'from' before 'to'.`,
  })
