import type { Context } from 'hono'
import Type from 'typebox'
import { Value } from 'typebox/value'
import { type Bilingual, OrchestraError } from '../../kernel/index.ts'
import { pageOf } from '../http/page.ts'
import { pageParameters, textParameter } from '../http/query.ts'
import { type Route, route } from '../http/route.ts'
import { badToken } from '../http/viewer.ts'
import { QuarantinedFrames, QuarantineReasons, Replayed } from '../json/shapes.ts'
import { fleetOf, noteSensed, operatorOnly, visibleTo } from './open.ts'

const ToReplay = Type.Object(
  { device: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })) },
  { description: 'Only this device; all that is set aside by default.' },
)

interface Reason {
  readonly code: string
  readonly fr: string
  readonly en: string
}

interface FrameRow {
  readonly id: number
  readonly time: Date
  readonly received: Date
  readonly connection: string
  readonly device: string
  readonly name: string | null
  readonly fcnt: number | null
  readonly port: number | null
  readonly payload: Uint8Array
  readonly copies: number
  readonly reason: Reason
  readonly dataset: string | null
}

export const frameRoutes: readonly Route[] = [
  route({
    path: '/api/fleet/quarantine',
    tag: 'sensors',
    summary: { fr: 'Pourquoi des messages sont de côté', en: 'Why messages are set aside' },
    answer: QuarantineReasons,
    problems: [404],
    async handle(deps, c) {
      const { observe } = fleetOf(deps)
      const rows = await observe.store.query<{
        reason: Reason
        frames: number
        devices: number
        first: Date
        last: Date
      }>(
        `select (array_agg(reason order by id desc))[1] as reason, count(*) as frames, count(distinct device) as devices,
           min(time) as first, max(time) as last
         from frame where state = 'quarantined' group by reason->>'code' order by count(*) desc`,
      )
      return c.json({
        reasons: rows.map(({ reason, first, last, ...counts }) => ({
          ...{ code: reason.code, reason: textOf(reason) },
          ...counts,
          ...{ first: first.toISOString(), last: last.toISOString() },
        })),
      } satisfies QuarantineReasons)
    },
  }),
  route({
    path: '/api/fleet/frames',
    tag: 'sensors',
    summary: { fr: 'Les messages de côté, le plus récent d’abord', en: 'The messages set aside, newest first' },
    query: Type.Object({
      device: textParameter('Only this device.', 64),
      code: textParameter('Only this reason.', 64),
      ...pageParameters(200),
    }),
    answer: QuarantinedFrames,
    problems: [404],
    async handle(deps, c, { device = '', code = '', limit, offset }) {
      const fleet = fleetOf(deps)
      const viewer = deps.viewerOf(c)
      const visible = await visibleTo(fleet, viewer)
      // What a device nobody declared says belongs to no dataset yet: it is for the operator.
      const seesUndeclared = viewer.kind === 'operator'
      const where = `f.state = 'quarantined' and ($1 = '' or f.device = $1) and ($2 = '' or f.reason->>'code' = $2)
        and (d.dataset = any ($4) or ($3 and d.eui is null))`
      const from = 'frame f left join device d on d.eui = f.device'
      const values = [device, code, seesUndeclared, [...visible.keys()]]
      const [counted, rows] = await Promise.all([
        fleet.observe.store.query<{ total: number }>(`select count(*) as total from ${from} where ${where}`, values),
        fleet.observe.store.query<FrameRow>(
          `select f.id, f.time, f.received, f.connection, f.device, d.name, f.fcnt, f.port, f.payload, f.copies, f.reason, d.dataset
           from ${from} where ${where} order by f.id desc limit $5 offset $6`,
          [...values, limit, offset],
        ),
      ])
      noteSensed(
        c,
        visible,
        rows.map(({ dataset }) => dataset),
      )
      return c.json(
        pageOf(
          c,
          rows.map(({ dataset: _, payload, reason, time, received, ...row }) => ({
            ...row,
            ...{ time: time.toISOString(), received: received.toISOString() },
            ...{ code: reason.code, reason: textOf(reason) },
            payload: Buffer.from(payload).toString('hex'),
          })),
          { limit, offset, total: counted[0]!.total },
        ) satisfies QuarantinedFrames,
      )
    },
  }),
  route({
    method: 'post',
    path: '/api/fleet/frames/replay',
    tag: 'sensors',
    summary: { fr: 'Rejoue des messages de côté (exploitant)', en: 'Plays messages set aside again (operator)' },
    body: ToReplay,
    success: [200],
    answer: Replayed,
    problems: [401, 404, 413],
    secured: true,
    async handle(deps, c) {
      const { frames } = fleetOf(deps)
      operatorOnly(deps, c, badToken)
      if (!frames) throw noFrames()
      const { frames: read, decoded, quarantined } = await frames.replay(await readBody(c))
      return c.json({ frames: read, decoded, quarantined } satisfies Replayed)
    },
  }),
]

const textOf = ({ fr, en }: Reason): Bilingual => ({ fr, en })

async function readBody(c: Context): Promise<{ device?: string }> {
  const text = await c.req.text()
  try {
    const body: unknown = text.trim() === '' ? {} : JSON.parse(text)
    if (Value.Check(ToReplay, body)) return body
  } catch {
    // Not JSON: refused below like any other body that will not do.
  }
  throw new OrchestraError({
    code: 'api.bad-body',
    say: { fr: 'Le corps de la demande ne convient pas.', en: 'The body of the request will not do.' },
    remedy: { fr: 'Envoyez du JSON : {"device": "…"} ou {}.', en: 'Send JSON: {"device": "…"} or {}.' },
    place: 'body',
  })
}

const noFrames = () =>
  new OrchestraError({
    code: 'api.no-sensors',
    say: { fr: 'Ce service ne prend pas de messages.', en: 'This service takes no messages.' },
  })
