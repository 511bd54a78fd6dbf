import { type Bbox, boxIn, columnOfRole, instantOf, type Node, quoteName, sql, timeColumn } from '../../kernel/index.ts'
import type { Deps } from '../deps.ts'
import type { Dataset } from '../json/shapes.ts'
import { DEGREE } from './coordinates.ts'
import { splice } from './selection.ts'
import type { Summary } from './summaries.ts'

/** First and last instant of a version, for whoever may read it. */
export async function temporalExtent(
  { chain, kept, snapshots }: Deps,
  node: Node,
  summary: Summary,
  mayRead: boolean,
): Promise<Dataset['extent']['temporal']> {
  if (node.times && mayRead && summary.current) {
    // Bands rise with time.
    const moments = Object.values(node.times.at).map((at) => instantOf(at, chain.graph.territory.timezone).getTime())
    const text = (instant: number) => new Date(instant).toISOString()
    return { from: text(Math.min(...moments)), to: text(Math.max(...moments)) }
  }
  const time = timeColumn(node.rows)
  if (!time || !mayRead || !summary.current) return null
  const { table, pin } = await snapshots.current(node)
  return kept.temporal(`${node.name} ${pin}`, async () => {
    const column = splice(quoteName(time))
    const [row] = await chain.lake.query<{ first: Date | string | null; last: Date | string }>(
      sql`select min(${column}) as first, max(${column}) as last from ${{ relation: 'data' }}`,
      new Map([['data', table]]),
    )
    const text = (value: Date | string) => (value instanceof Date ? value.toISOString() : value)
    return row && row.first !== null ? { from: text(row.first), to: text(row.last) } : null
  })
}

/** The box of what is published, in degrees; what is written of it, rounded as it is, lies inside as well. */
export function spatialExtent(node: Node, { current }: Summary): [...Bbox] | null {
  const geometry = columnOfRole(node.rows, 'geometry')
  if (!current?.bbox || !geometry) return null
  // Of versions made before it was kept, a box around it.
  const box = current.extent ?? boxIn(current.bbox, node.rows.columns[geometry]!.crs ?? 'EPSG:4326', 'EPSG:4326')
  const reaching = (x: number, edge: typeof Math.min) => edge(x, Math.round(x * DEGREE) / DEGREE)
  const [west, south, east, north] = box
  return [reaching(west, Math.min), reaching(south, Math.min), reaching(east, Math.max), reaching(north, Math.max)]
}
