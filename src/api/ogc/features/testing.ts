import {
  asset,
  bind,
  date,
  definePack,
  type Geometry,
  geometry,
  integer,
  json,
  nullable,
  sql,
  table,
  text,
} from '../../../kernel/index.ts'
import { both, given, openTestHouse, place } from '../../../pipeline/testing.ts'
import { createApi } from '../../index.ts'

// Shapes that the town of the JSON API has not: polygons in degrees, a key of two columns, geometries and values missing.

const t = (s: string) => ({ title: both(s) })
const Plot = table(
  'plot',
  {
    sheet: text(t('sheet')),
    number: integer(t('number')),
    use: nullable(text(t('use'))),
    surveyed: nullable(date({ ...t('surveyed'), role: 'time' })),
    tags: json(t('tags')),
    limit: nullable(integer(t('limit'))),
    outline: nullable(geometry({ ...t('outline'), types: ['Polygon'] })),
  },
  { key: ['sheet', 'number'] },
)
type PlotRow = {
  sheet: string
  number: number
  use: string | null
  surveyed: string | null
  tags: unknown
  limit: number | null
  outline: Extract<Geometry, { type: 'Polygon' }> | null
}

export const SIDE = 20
/** Degrees a plot is apart from the next. */
export const STEP = 0.01
export const [WEST, SOUTH] = [-1.8, 48]

/** A triangle in the lower left half of its cell, turned clockwise: its box covers more than it does. */
const triangle = (x: number, y: number): PlotRow['outline'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [x, y],
      [x, y + STEP * 0.9],
      [x + STEP * 0.9, y],
      [x, y],
    ],
  ],
})

export const plotRows: readonly PlotRow[] = Array.from({ length: SIDE * SIDE }, (_, i) => {
  const [column, line] = [i % SIDE, Math.floor(i / SIDE)]
  return {
    sheet: line % 2 ? `A,${line}` : `B%${line}`,
    number: column,
    use: i % 7 === 0 ? null : ['field', 'wood', 'l’été'][i % 3]!,
    surveyed: i % 5 === 0 ? null : `2024-0${1 + (i % 6)}-15`,
    tags: { n: i },
    limit: column,
    outline: i === 0 ? null : triangle(WEST + column * STEP, SOUTH + line * STEP),
  }
})

/** A town of plots and its API. */
export async function openPlots() {
  let removed = false
  const source = given({ name: 'survey', rows: Plot }, async function* () {
    yield plotRows
      .filter((row) => !removed || row.number !== 1)
      .map((row) => (removed && row.number === 2 ? { ...row, use: 'road' } : { ...row })) as PlotRow[]
  })
  const pack = definePack({
    id: 'land',
    title: both('Land'),
    description: both('Land'),
    code: import.meta.url,
    inputs: { survey: Plot },
    parameters: {},
    assets: ({ survey }) => [
      asset({
        name: 'plots',
        title: both('plots'),
        from: { survey },
        rows: Plot,
        publish: { licence: 'etalab-2.0', access: 'open', theme: 'regions' },
        make: ({ survey }) => sql`select * exclude (_row) from ${survey}`,
      }),
    ],
  })
  const house = await openTestHouse(place([source], [bind(pack, { inputs: { survey: source } })]))
  const { steps } = await house.run()
  const failed = steps.find((step) => step.state !== 'done')
  if (failed) throw new Error(JSON.stringify(failed.error ?? failed))
  const app = createApi({ chain: house.chain, version: '0.0.1' })
  return {
    house,
    app,
    /** Asks and reads the answer as JSON. */
    async get<T>(path: string, headers: Record<string, string> = {}) {
      const answer = await app.request(path, { headers })
      const body = (await answer.json()) as T
      return { status: answer.status, body, headers: answer.headers }
    },
    /** The survey loses the plots of number 1, and those of number 2 change, from the next run on. */
    change() {
      removed = true
      house.contents.set('test:survey', 'second')
    },
  }
}
export type Plots = Awaited<ReturnType<typeof openPlots>>

/** A page of features, as far as tests look. */
export interface Page {
  readonly numberMatched: number
  readonly numberMatchedEstimated?: boolean
  readonly numberReturned: number
  readonly pin: string
  readonly links: readonly { readonly rel: string; readonly href: string; readonly type: string }[]
  readonly features: readonly {
    readonly id: string | number
    readonly geometry: Geometry | null
    readonly place?: Geometry | null
    readonly time?: unknown
    readonly properties: Record<string, unknown>
  }[]
}

export const linkOf = ({ links }: Pick<Page, 'links'>, rel: string): string | undefined =>
  links.find((link) => link.rel === rel)?.href
